//! The code that a case is known by.

use core::fmt;

use serde::{Deserialize, Serialize};
use thiserror::Error;

/// Letters and digits that nobody mistakes for each other.
pub const SIGNS: &str = "23456789ABCDEFGHJKLMNPQRTUVX";
/// How many of them there are before the hyphen, and after it.
const HALF: usize = 4;

/// A code such as `K7M4-QX2P`. It is made by chance and says nothing about the person.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CaseCode(String);

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not a code: write eight letters or digits, as in K7M4-QX2P")]
pub struct CodeError;

impl CaseCode {
    /// Reads a code as somebody types it: in small or capital letters, with or without the hyphen and blanks.
    ///
    /// # Errors
    /// [`CodeError`] when it is none.
    pub fn read(typed: &str) -> Result<Self, CodeError> {
        let meant = typed.chars().filter(|sign| !sign.is_whitespace() && *sign != '-');
        let signs: String = meant.map(|sign| sign.to_ascii_uppercase()).collect();
        let (first, second) = signs.split_at_checked(HALF).ok_or(CodeError)?;
        if second.len() != HALF || !signs.chars().all(|sign| SIGNS.contains(sign)) {
            return Err(CodeError);
        }
        Ok(Self(format!("{first}-{second}")))
    }

    /// The code, as it is printed.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseCode {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.0)
    }
}

impl TryFrom<String> for CaseCode {
    type Error = CodeError;

    fn try_from(text: String) -> Result<Self, CodeError> {
        // One spelling only.
        Self::read(&text).and_then(|code| if code.0 == text { Ok(code) } else { Err(CodeError) })
    }
}

impl From<CaseCode> for String {
    fn from(code: CaseCode) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        for typed in ["K7M4-QX2P", "k7m4qx2p", " k7m4 - qx2p ", "K7M4 QX2P"] {
            assert_eq!(CaseCode::read(typed).unwrap().as_str(), "K7M4-QX2P", "{typed}");
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for typed in ["", "K7M4", "K7M4-QX2", "K7M4-QX2PP", "K7M4-QX2O", "K7M4-QX20", "ك7م4-QX2P", "K7M4-QXé"] {
            assert_eq!(CaseCode::read(typed), Err(CodeError), "{typed}");
        }
    }

    #[test]
    fn one_spelling_is_kept() {
        assert!(CaseCode::try_from("K7M4-QX2P".to_owned()).is_ok());
        assert!(CaseCode::try_from("k7m4-qx2p".to_owned()).is_err());
    }
}
