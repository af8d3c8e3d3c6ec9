//! What is kept and what is handed over: drafts on the device, and the code that a referral carries.
//!
//! Formats and protocols only. Where bytes are kept is behind [`store::Store`]; this crate has no I/O, no clock
//! and no randomness, and does not panic on any bytes.

pub mod bits;
pub mod compact;
pub mod draft;
pub mod saving;
pub mod store;
#[cfg(test)]
mod testing;
