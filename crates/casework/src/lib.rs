//! What happens after a referral: what became of each line of it, which step of the work a case is in, when somebody
//! must look again, and the plan of a person who went home.
//!
//! A [`Casework`] holds this of one case. What was written in its [`history`] is never changed: a mistake is put right by
//! another entry that names it, and each entry is bound to the one before by a hash, so that nobody changes, removes, puts
//! in or moves one without its being found.
//!
//! This crate has no words, no clock, no randomness and no I/O; it does not panic on any bytes. The names of statuses,
//! steps and reasons are made into words elsewhere, by their ids.

mod casework;
mod date;
pub mod entry;
pub mod follow_up;
pub mod history;
pub mod plan;
pub mod reminder;
pub mod status;
pub mod step;
#[cfg(test)]
mod testing;
pub mod words;

pub use casework::{Casework, CaseworkError, FORMAT, LONGEST, Refused};
