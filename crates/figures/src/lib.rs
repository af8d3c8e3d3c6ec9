//! How many people: what a help desk may tell of all its cases together, and nothing about any one of them.
//!
//! [`survey::survey`] counts people by what they said, by what came out and by what became of their referrals. Counts of
//! one to four people are hidden, with as many others as are needed so that no hidden count follows from what is shown
//! (`hide.rs` says how, docs/figures.md against whom). Rows and columns are codes; [`words`] puts words to them.
//!
//! This crate has no words, no clock, no randomness and no I/O of its own; it does not panic on any people.

mod group;
mod hide;
pub mod ids;
pub mod survey;
pub mod table;
#[cfg(test)]
mod testing;
pub mod words;

pub use survey::{Counted, Period, Person, Report, survey, tally};
pub use table::{Cell, Code, Heading, Kind, Names, Table};

/// The smallest count above zero that is shown. Of fewer people each could be found out.
pub const LEAST: u32 = 5;
