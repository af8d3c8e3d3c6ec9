//! Cases of the help desk in forms that other programs read: JSON, CSV, XLSX, and instances of the pack's XForm.
//!
//! All of them say the same: what is asked now and answered, as codes; what each card concludes, with the codes of
//! its reasons; and how soon somebody must act. *Don't know* and *won't say* are answers and stand there as such. What
//! is not answered is absent or empty, never a *no*; what is no longer asked is not there at all.
//! `docs/exports.md` describes each form for the people and programs that read it.
//!
//! Pure like the engine: no clock, no randomness, no I/O. What is made here is no longer encrypted: whoever calls this
//! asks the person at the desk first.

pub mod archive;
pub mod case;
pub mod csv;
pub mod error;
pub mod figures;
pub mod json;
pub mod riat;
mod table;
#[cfg(test)]
mod testing;
pub mod xform;
pub mod xlsx;

pub use case::{Case, Export};
pub use error::ExportError;
