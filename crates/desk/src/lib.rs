//! A help desk: many cases on one device, of which one is open at a time, all behind the desk's passphrase.
//!
//! The desk's own record ([`desk::Desk`]) holds its settings and a line for each case; it opens with the passphrase. Each
//! case ([`case::Case`]) is a record with a key of its own, whose files are sealed with the desk's key. So the list opens
//! without any case being opened, and removing a case is destroying its key, as on a phone.
//!
//! Rules, formats and protocols only, over [`vault`]: no I/O, no clock, no randomness, no words.

pub mod backup;
pub mod case;
pub mod code;
pub mod desk;
pub mod entry;
pub mod keys;
pub mod lines;
pub mod mark;
pub mod settings;
#[cfg(feature = "testing")]
pub mod testing;
pub mod unlocked;
pub mod watch;
