//! A draft: one person's answers on this device.
//!
//! Format 1 is base 32 (RFC 4648, without padding) of: the format's number (one byte); the draft in postcard's
//! encoding, its fields in the order of [`Draft`]; CRC-32 (big-endian) of all bytes before it. It holds answers only,
//! by the ids of questions and options: no outcome and no text, so that a draft is always read by the rules of today.

use engine::answer::Plain;
use engine::interview::Interview;
use engine::pack::Pack;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::bits::{crc32, from_letters, to_letters};

/// The format that this version writes.
const FORMAT: u8 = 1;
/// The longest draft that is read: far more than the longest answers need.
pub const LONGEST: usize = 256 * 1024;

/// One person's answers, as they are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
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
    answers: Vec<(String, Said)>,
}

/// An answer by the names of its options. [`Plain`] reads itself from any JSON; here each form says what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Said {
    Word(String),
    Words(Vec<String>),
    Number(i32),
}

impl From<Plain> for Said {
    fn from(plain: Plain) -> Self {
        match plain {
            Plain::Word(word) => Self::Word(word),
            Plain::Words(words) => Self::Words(words),
            Plain::Number(number) => Self::Number(number),
        }
    }
}

impl From<Said> for Plain {
    fn from(said: Said) -> Self {
        match said {
            Said::Word(word) => Self::Word(word),
            Said::Words(words) => Self::Words(words),
            Said::Number(number) => Self::Number(number),
        }
    }
}

/// Why a text is not a draft of this pack. The text is kept in any case.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum DraftError {
    /// It is too long to be one.
    #[error("longer than any draft")]
    TooLong,
    /// It is not what this app writes, or not all of it is there.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version (format {0})")]
    Newer(u8),
    /// It belongs to another pack, or to another version of this one.
    #[error("begun with other questions")]
    OtherPack,
    /// It holds a question or an answer that this pack does not have.
    #[error("holds an unknown question or answer: {0}")]
    Unknown(String),
}

impl Draft {
    /// A draft of an interview as it stands. Answers of questions that are not shown now are in it too, until the
    /// session ends nothing that was said is lost.
    #[must_use]
    pub fn of(interview: &Interview, language: &str, at: &str, reference: &str) -> Self {
        let pack = interview.pack();
        let answers = pack.content().questions.iter().filter_map(|(id, question)| {
            let answer = interview.remembered(id)?;
            Some((question.name.clone(), question.plain(answer).into()))
        });
        Self {
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
        let bytes = from_letters(text).ok_or(DraftError::Damaged)?;
        let (rest, crc) = bytes.split_last_chunk::<4>().ok_or(DraftError::Damaged)?;
        let (format, body) = rest.split_first().ok_or(DraftError::Damaged)?;
        if crc32(rest).to_be_bytes() != *crc {
            return Err(DraftError::Damaged);
        }
        if *format != FORMAT {
            return Err(DraftError::Newer(*format));
        }
        let (draft, after): (Self, _) = postcard::take_from_bytes(body).map_err(|_| DraftError::Damaged)?;
        if !after.is_empty() {
            return Err(DraftError::Damaged);
        }
        if draft.pack != pack.content().id || draft.pack_sha256 != pack.sha256() {
            return Err(DraftError::OtherPack);
        }
        Ok(draft)
    }

    /// Writes the draft.
    ///
    /// # Errors
    /// [`DraftError::TooLong`] when it would not be read again.
    pub fn write(&self) -> Result<String, DraftError> {
        let mut bytes = postcard::to_extend(self, vec![FORMAT]).map_err(|_| DraftError::TooLong)?;
        bytes.extend(crc32(&bytes).to_be_bytes());
        let text = to_letters(&bytes);
        if text.len() > LONGEST { Err(DraftError::TooLong) } else { Ok(text) }
    }

    /// Puts the answers into an interview.
    ///
    /// # Errors
    /// [`DraftError::Unknown`] when the pack does not have a question or an answer; the interview is then not to
    /// be used.
    pub fn fill(&self, interview: &mut Interview) -> Result<(), DraftError> {
        let pack = std::sync::Arc::clone(interview.pack());
        for (name, said) in self.answers.clone() {
            let unknown = || DraftError::Unknown(name.clone());
            let id = pack.question_named(&name).ok_or_else(unknown)?;
            let answer = pack.question(id).ok_or_else(unknown)?.accept(&said.into()).map_err(|_| unknown())?;
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
