//! What Dalil asks, and what it concludes.
//!
//! An [`interview::Interview`] holds one person's answers to the questions of a [`pack::Pack`]. From them follow
//! which questions are asked ([`flow`]), what each card says and why ([`outcome`], [`explain`]), what is not known
//! yet and could still change it ([`missing`]), how soon somebody must act, and what may be handed over
//! ([`referral`]). Texts are looked up last, by key ([`text`]).
//!
//! This crate has no words, no clock, no randomness and no I/O; it does not panic on any content or answer.
//! Silence is never a *no*: see [`evaluate`] for how an unanswered question is read.

pub mod answer;
pub mod card;
pub mod date;
mod dependents;
pub mod directory;
pub(crate) mod evaluate;
pub mod explain;
pub mod expression;
pub mod flow;
pub mod id;
pub mod interview;
pub mod missing;
pub mod outcome;
pub mod pack;
pub mod plan;
pub mod plural;
pub mod question;
pub mod referral;
#[cfg(test)]
mod testing;
pub mod text;
pub mod truth;
mod walk;
pub mod wording;
