//! A case: one person's answers at a desk, and what the desk does with them.
//!
//! Format 1 is the format's number (one byte), then in postcard's encoding: the code, the day it was begun, the draft in its
//! own format ([`vault::draft`]), the work in its own ([`casework`]), and what it was taken in from.

use casework::{Casework, CaseworkError};
use engine::card::Priority;
use engine::date::Date;
use serde::{Deserialize, Serialize};
use vault::draft::{self, Draft};
use vault::record::{Record, RecordError};
use vault::store::DraftId;

use crate::code::CaseCode;
use crate::entry::{Entry, Status};
use crate::mark::Mark;

/// The format that this version writes.
const FORMAT: u8 = 1;
/// The most bytes of a case.
const LONGEST: usize = draft::LONGEST + casework::LONGEST + 1024;

/// The question whose answer is a person's name.
const NAME: &str = "ref_name";

/// One person's case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// What people know it by.
    code: CaseCode,
    /// When it was begun, as days since 1970-01-01.
    begun: i32,
    /// The answers.
    pub draft: Draft,
    /// What the desk does with them.
    pub work: Casework,
    /// What it was taken in from; nothing, when it was begun here.
    pub mark: Option<Mark>,
}

impl Case {
    /// A case that is begun on a day.
    #[must_use]
    pub fn new(code: CaseCode, begun: i32, draft: Draft) -> Self {
        Self { code, begun, draft, work: Casework::default(), mark: None }
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

    /// When somebody must look after it next: at the case, or at the first of its lines. A closed one has no such day.
    #[must_use]
    pub fn next(&self) -> Option<Date> {
        let history = self.work.history();
        if history.is_closed() {
            return None;
        }
        history.lines().into_iter().filter_map(|line| line.next).chain(history.next()).min()
    }

    /// Its line on the list. How soon somebody must act follows from the answers: their interview says it.
    #[must_use]
    pub(crate) fn entry(&self, id: DraftId, priority: Priority) -> Entry {
        let mut entry = Entry::new(id, self.code.clone(), self.begun);
        entry.priority = priority;
        entry.status = if self.work.history().is_closed() { Status::Closed } else { Status::Open };
        entry.next = self.next().map(Date::days);
        entry.mark = self.mark;
        entry.name = self.draft.word(NAME).map(str::to_owned);
        entry
    }
}

/// The record as it is written.
#[derive(Serialize, Deserialize)]
pub struct Written {
    code: CaseCode,
    begun: i32,
    draft: Vec<u8>,
    work: Vec<u8>,
    mark: Option<Mark>,
}

impl Record for Case {
    const FORMAT: u8 = FORMAT;
    const LONGEST: usize = LONGEST;
    type Written = Written;

    fn written(&self) -> Result<Written, RecordError> {
        let (draft, work) = (self.draft.to_bytes()?, self.work.to_bytes().map_err(of_work)?);
        Ok(Written { code: self.code.clone(), begun: self.begun, draft, work, mark: self.mark })
    }

    fn of_written(Written { code, begun, draft, work, mark }: Written) -> Result<Self, RecordError> {
        let work = Casework::from_bytes(&work).map_err(of_work)?;
        Ok(Self { code, begun, draft: Draft::from_bytes(&draft)?, work, mark })
    }

    fn pack_sha256(&self) -> &str {
        self.draft.pack_sha256()
    }
}

fn of_work(error: CaseworkError) -> RecordError {
    match error {
        CaseworkError::TooLong => RecordError::TooLong,
        CaseworkError::Damaged => RecordError::Damaged,
        CaseworkError::Newer(format) => RecordError::Newer(format),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{case, closed, day, look_again};

    #[test]
    fn a_case_is_read_as_it_was_written() {
        let taken_in = Case { mark: Some(Mark::of("DL1ABC")), ..case(4) };
        for case in [case(1), closed(case(2)), look_again(case(3), 9), taken_in] {
            assert_eq!(Case::from_bytes(&case.to_bytes().unwrap()), Ok(case));
        }
    }

    #[test]
    fn the_list_shows_when_somebody_must_look_again_and_that_it_is_closed() {
        let entry = |case: &Case| case.entry(DraftId([1; 16]), Priority::Urgent);
        let open = entry(&look_again(case(1), 9));
        assert_eq!((open.status, open.next), (Status::Open, Some(day(9).days())));
        let ended = entry(&closed(look_again(case(1), 9)));
        assert_eq!((ended.status, ended.next), (Status::Closed, None));
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
