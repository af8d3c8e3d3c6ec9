//! What is kept and what is handed over: drafts on the device, the code that a referral carries, and packets that are
//! sealed to an organisation.
//!
//! Formats and protocols only. Where bytes are kept is behind [`store::Store`] and [`keys::Keys`], what encrypts is
//! behind [`cipher::Cipher`] and [`agreement::Agreement`]; this crate has no I/O, no clock and no randomness, and does not panic on any bytes.

pub mod agreement;
pub mod bits;
pub mod cipher;
pub mod compact;
pub mod device;
pub mod draft;
pub mod envelope;
pub mod json;
pub mod keys;
pub mod opening;
pub mod packet;
pub mod parts;
pub mod record;
pub mod removing;
pub mod saving;
pub mod secret;
pub mod store;
#[cfg(feature = "testing")]
pub mod testing;
