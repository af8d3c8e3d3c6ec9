//! What can be wrong with a pack beyond its syntax: texts that are missing, people who come out otherwise.

mod examples;
mod needed;
mod texts;

pub(crate) use examples::{examples, plain};
pub(crate) use texts::texts;
