//! A case: one person's answers at a desk, and what the desk does with them.
//!
//! Format 1 is the format's number (one byte), then in postcard's encoding: the code, the day it was begun, whether it is
//! closed, the next day somebody looks after it, and the draft in its own format ([`vault::draft`]).

use engine::card::Priority;
use serde::{Deserialize, Serialize};
use vault::draft::{self, Draft};
use vault::record::{Record, RecordError};
use vault::store::DraftId;

use crate::code::CaseCode;
use crate::entry::{Entry, Status};

/// The format that this version writes.
const FORMAT: u8 = 1;
/// The most bytes of a case.
const LONGEST: usize = draft::LONGEST * 2;

/// The question whose answer is a person's name.
const NAME: &str = "ref_name";

/// One person's case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What people know it by.
    code: CaseCode,
    /// When it was begun, as days since 1970-01-01.
    begun: i32,
    /// Whether it is worked on.
    pub status: Status,
    /// When somebody looks after it next, as days since 1970-01-01.
    pub next: Option<i32>,
    /// The answers.
    pub draft: Draft,
}

impl Case {
    /// A case that is begun on a day.
    #[must_use]
    pub fn new(code: CaseCode, begun: i32, draft: Draft) -> Self {
        Self { code, begun, status: Status::Open, next: None, draft }
    }

    /// What people know it by.
    #[must_use]
    pub fn code(&self) -> &CaseCode {
        &self.code
    }

    /// When it was begun, as days since 1970-01-01.
    #[must_use]
    pub fn begun(&self) -> i32 {
        self.begun
    }

    /// Its line on the list. How soon somebody must act follows from the answers: their interview says it.
    #[must_use]
    pub(crate) fn entry(&self, id: DraftId, priority: Priority) -> Entry {
        let mut entry = Entry::new(id, self.code.clone(), self.begun);
        entry.priority = priority;
        entry.status = self.status;
        entry.next = self.next;
        entry.name = self.draft.word(NAME).map(str::to_owned);
        entry
    }
}

/// The record as it is written.
#[derive(Serialize, Deserialize)]
struct Written {
    code: CaseCode,
    begun: i32,
    status: Status,
    next: Option<i32>,
    draft: Vec<u8>,
}

impl Record for Case {
    const FORMAT: u8 = FORMAT;

    fn from_bytes(bytes: &[u8]) -> Result<Self, RecordError> {
        if bytes.len() > LONGEST {
            return Err(RecordError::TooLong);
        }
        let (format, body) = bytes.split_first().ok_or(RecordError::Damaged)?;
        if *format > FORMAT {
            return Err(RecordError::Newer(*format));
        }
        let (written, after): (Written, _) = postcard::take_from_bytes(body).map_err(|_| RecordError::Damaged)?;
        let Written { code, begun, status, next, draft } = written;
        let case = Self { code, begun, status, next, draft: Draft::from_bytes(&draft)? };
        if *format != FORMAT || !after.is_empty() || case.to_bytes().as_deref() != Ok(bytes) {
            return Err(RecordError::Damaged);
        }
        Ok(case)
    }

    fn to_bytes(&self) -> Result<Vec<u8>, RecordError> {
        let Self { code, begun, status, next, draft } = self.clone();
        let written = Written { code, begun, status, next, draft: draft.to_bytes()? };
        let bytes = postcard::to_extend(&written, vec![FORMAT]).map_err(|_| RecordError::TooLong)?;
        if bytes.len() > LONGEST { Err(RecordError::TooLong) } else { Ok(bytes) }
    }

    fn pack_sha256(&self) -> &str {
        self.draft.pack_sha256()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::case;

    #[test]
    fn a_case_is_read_as_it_was_written() {
        let case = Case { status: Status::Closed, next: Some(20_123), ..case(1) };
        assert_eq!(Case::from_bytes(&case.to_bytes().unwrap()), Ok(case));
    }

    #[test]
    fn what_is_cut_longer_or_of_a_later_version_is_said_so() {
        let bytes = case(1).to_bytes().unwrap();
        for length in 0..bytes.len() {
            assert_eq!(Case::from_bytes(&bytes[..length]), Err(RecordError::Damaged), "{length}");
        }
        let mut other = [bytes, vec![0]].concat();
        assert_eq!(Case::from_bytes(&other), Err(RecordError::Damaged));
        other[0] = FORMAT + 1;
        assert_eq!(Case::from_bytes(&other), Err(RecordError::Newer(FORMAT + 1)));
        assert_eq!(Case::from_bytes(&vec![FORMAT; LONGEST + 1]), Err(RecordError::TooLong));
    }
}
