//! A draft: one person's answers on this device.
//!
//! Version 1 is a JSON object: `format` (1), `pack` (id), `pack_sha256` (which content it was begun with),
//! `language`, `at` (the question or page that was open), `day` (days since 1970-01-01 of the last change),
//! `reference` (the referral's code) and `answers` (question id to value, in the form of [`engine::answer::Plain`]). It holds answers only: no outcome
//! and no text, so that an old draft is always read by the rules of today.

use std::collections::BTreeMap;

use engine::answer::Plain;
use engine::interview::Interview;
use engine::pack::Pack;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The format that this version writes.
const FORMAT: u32 = 1;
/// The longest draft that is read: far more than the longest answers need.
pub const LONGEST: usize = 256 * 1024;

/// One person's answers, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    format: u32,
    pack: String,
    pack_sha256: String,
    /// The language the person had chosen.
    pub language: String,
    /// The question or page that was open.
    pub at: String,
    /// The day of the last change, as days since 1970-01-01.
    pub day: i32,
    /// The code that a referral is known by when the person gives no name.
    pub reference: String,
    answers: BTreeMap<String, Plain>,
}

/// Why a text is not a draft of this pack. The text is kept in any case.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DraftError {
    /// It is too long to be one.
    #[error("longer than any draft")]
    TooLong,
    /// It is not JSON of the form of a draft.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version (format {0})")]
    Newer(u32),
    /// It belongs to another pack, or to another version of this one.
    #[error("begun with other questions")]
    OtherPack,
    /// It holds a question or an answer that this pack does not have.
    #[error("holds an unknown question or answer: {0}")]
    Unknown(String),
}

/// Only what is needed to know who wrote a text.
#[derive(Deserialize)]
struct Head {
    format: u32,
}

impl Draft {
    /// A draft of an interview as it stands. Answers of questions that are not shown now are in it too, until the
    /// session ends nothing that was said is lost.
    #[must_use]
    pub fn of(interview: &Interview, language: &str, at: &str, reference: &str) -> Self {
        let pack = interview.pack();
        let answers = pack.content().questions.iter().filter_map(|(id, question)| {
            let answer = interview.remembered(id)?;
            Some((question.name.clone(), question.plain(answer)))
        });
        Self {
            format: FORMAT,
            pack: pack.content().id.clone(),
            pack_sha256: pack.sha256().to_owned(),
            language: language.to_owned(),
            at: at.to_owned(),
            day: interview.today().days(),
            reference: reference.to_owned(),
            answers: answers.collect(),
        }
    }

    /// Reads a draft.
    ///
    /// # Errors
    /// [`DraftError`] when it is not a whole draft of this very pack.
    pub fn read(text: &str, pack: &Pack) -> Result<Self, DraftError> {
        if text.len() > LONGEST {
            return Err(DraftError::TooLong);
        }
        let head: Head = serde_json::from_str(text).map_err(|_| DraftError::Damaged)?;
        if head.format > FORMAT {
            return Err(DraftError::Newer(head.format));
        }
        let draft: Self = serde_json::from_str(text).map_err(|_| DraftError::Damaged)?;
        if draft.pack != pack.content().id || draft.pack_sha256 != pack.sha256() {
            return Err(DraftError::OtherPack);
        }
        Ok(draft)
    }

    /// Writes the draft as JSON.
    ///
    /// # Errors
    /// [`DraftError::Damaged`] when it cannot be written as JSON.
    pub fn write(&self) -> Result<String, DraftError> {
        serde_json::to_string(self).map_err(|_| DraftError::Damaged)
    }

    /// Puts the answers into an interview.
    ///
    /// # Errors
    /// [`DraftError::Unknown`] when the pack does not have a question or an answer; the interview is then not to
    /// be used.
    pub fn fill(&self, interview: &mut Interview) -> Result<(), DraftError> {
        let pack = std::sync::Arc::clone(interview.pack());
        for (name, plain) in &self.answers {
            let unknown = || DraftError::Unknown(name.clone());
            let id = pack.question_named(name).ok_or_else(unknown)?;
            let answer = pack.question(id).ok_or_else(unknown)?.accept(plain).map_err(|_| unknown())?;
            interview.answer(id, answer);
        }
        Ok(())
    }

    /// How many questions are answered in it.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answers.len()
    }
}
