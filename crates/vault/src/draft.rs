//! A draft: one person's answers on this device.
//!
//! Format 1 is the format's number (one byte), then the draft in postcard's encoding, its fields in the order of
//! [`Draft`]. It holds answers only, by the ids of questions and options: no outcome and no text, so that a draft is
//! always read by the rules of today. It never stands anywhere as it is: [`crate::envelope`] seals it.

use engine::answer::Plain;
use engine::id::QuestionId;
use engine::interview::Interview;
use engine::pack::Pack;
use serde::{Deserialize, Serialize};

use crate::record::{Record, RecordError};

/// The format that this version writes.
pub const FORMAT: u8 = 1;
/// The most bytes of a draft that is read: far more than the longest answers need.
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
    /// The day of the last change, as days since 1970-01-01. It only ever leads to a question, never to a removal:
    /// clocks are wrong.
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

/// What of a draft means nothing to the pack of today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Questions that are still asked, whose answer is no longer among their choices.
    pub changed: Vec<QuestionId>,
    /// How many answers belong to questions that are no longer asked.
    pub gone: usize,
}

impl LeftOut {
    /// Whether every answer was carried over.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.changed.is_empty() && self.gone == 0
    }
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

    /// Whether it was last saved with this very pack.
    #[must_use]
    pub fn is_of(&self, pack: &Pack) -> bool {
        self.pack == pack.content().id && self.pack_sha256 == pack.sha256()
    }

    /// Puts the answers into an interview, and says what of them means nothing to its pack.
    pub fn fill(&self, interview: &mut Interview) -> LeftOut {
        let pack = std::sync::Arc::clone(interview.pack());
        let mut left_out = LeftOut::default();
        for (name, said) in self.answers.clone() {
            let Some((id, question)) = pack.question_named(&name).and_then(|id| Some((id, pack.question(id)?))) else {
                left_out.gone += 1;
                continue;
            };
            match question.accept(&said.into()) {
                Ok(answer) => drop(interview.answer(id, answer)),
                Err(_) => left_out.changed.push(id),
            }
        }
        left_out
    }

    /// The option that a one-choice question holds in it.
    #[must_use]
    pub fn word(&self, question: &str) -> Option<&str> {
        self.answers.iter().find_map(|(name, said)| match said {
            Said::Word(word) if name == question => Some(word.as_str()),
            _ => None,
        })
    }

    /// How many questions are answered in it.
    #[must_use]
    pub fn answered(&self) -> usize {
        self.answers.len()
    }
}

impl Record for Draft {
    const FORMAT: u8 = FORMAT;
    const LONGEST: usize = LONGEST;
    type Written = Self;

    fn written(&self) -> Result<Self, RecordError> {
        Ok(self.clone())
    }

    fn of_written(written: Self) -> Result<Self, RecordError> {
        Ok(written)
    }

    fn pack_sha256(&self) -> &str {
        &self.pack_sha256
    }
}
