//! What staff type, and ids of the content, each no longer than it may be.

use core::fmt;

use engine::answer::clean_text;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// The most characters of an id of the content.
const LONGEST_CODE: usize = 40;

/// Words that staff typed: at least one character and at most `MOST`, on one line, without characters that cannot be
/// seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words<const MOST: usize>(String);

/// A remark, or what a step of a plan is.
pub type Note = Words<1000>;
/// Who did or will do something: a name, a role, an organisation.
pub type Who = Words<80>;

/// An id as content spells it: the name of a service (`eg_iom`), of a card (`RETURN`), of an option (`hygiene`).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(String);

/// Why something is not taken as it was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum WordsError {
    /// Nothing that can be seen was typed.
    #[error("nothing is written there")]
    Empty,
    /// There are too many characters.
    #[error("longer than {0} characters: write less, or make two entries of it")]
    TooLong(usize),
    /// It is no id.
    #[error("not an id of the content: letters without accents, digits, `-` and `_`, at most 40")]
    NotACode,
}

impl<const MOST: usize> Words<MOST> {
    /// The most characters.
    pub const MOST: usize = MOST;

    /// Words as they are kept: line breaks become spaces, and what cannot be seen is left out.
    ///
    /// # Errors
    /// [`WordsError`] when nothing or too much is left.
    pub fn new(text: &str) -> Result<Self, WordsError> {
        let text = clean_text(text);
        if text.is_empty() {
            Err(WordsError::Empty)
        } else if text.chars().count() > MOST {
            Err(WordsError::TooLong(MOST))
        } else {
            Ok(Self(text))
        }
    }

    /// The words.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MOST: usize> TryFrom<String> for Words<MOST> {
    type Error = WordsError;

    /// Words that were kept: they have one spelling.
    fn try_from(text: String) -> Result<Self, WordsError> {
        Self::new(&text).and_then(|words| if words.0 == text { Ok(words) } else { Err(WordsError::Empty) })
    }
}

impl<const MOST: usize> From<Words<MOST>> for String {
    fn from(words: Words<MOST>) -> Self {
        words.0
    }
}

impl Code {
    /// An id of the content.
    ///
    /// # Errors
    /// [`WordsError::NotACode`] when it cannot be one.
    pub fn new(text: &str) -> Result<Self, WordsError> {
        let fits = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        if (1..=LONGEST_CODE).contains(&text.len()) && text.bytes().all(fits) {
            Ok(Self(text.to_owned()))
        } else {
            Err(WordsError::NotACode)
        }
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Code {
    type Error = WordsError;

    fn try_from(text: String) -> Result<Self, WordsError> {
        Self::new(&text)
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_kept_on_one_line_without_what_cannot_be_seen() {
        assert_eq!(Note::new(" came\nback \u{202E}today ").unwrap().as_str(), "came back today");
        assert_eq!(Note::new(" \n\u{2028}"), Err(WordsError::Empty));
    }

    #[test]
    fn characters_are_counted_and_not_bytes() {
        assert!(Who::new(&"م".repeat(80)).is_ok());
        assert_eq!(Who::new(&"م".repeat(81)), Err(WordsError::TooLong(80)));
    }

    #[test]
    fn words_that_were_kept_in_another_spelling_are_not_read() {
        assert!(Note::try_from("called".to_owned()).is_ok());
        for text in [" called", "called\n", "", "call\u{202E}ed"] {
            assert!(Note::try_from(text.to_owned()).is_err(), "{text:?}");
        }
    }

    #[test]
    fn an_id_of_the_content_has_no_spaces_and_no_accents() {
        assert!(["eg_iom", "RETURN", "15_17", "tn-1"].iter().all(|id| Code::new(id).is_ok()));
        assert!(["", "eg iom", "é", "a\n", &"a".repeat(41)].iter().all(|id| Code::new(id).is_err()));
    }
}
