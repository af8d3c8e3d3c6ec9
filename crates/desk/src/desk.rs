//! The desk's own record: what it is set up with, the key that the keys of cases are sealed with, and the list of cases.
//!
//! Format 1 is the format's number (one byte), then the record in postcard's encoding. It is saved as any record is
//! ([`vault::saving`]), locked with the desk's passphrase. It holds no answer; a name only where the desk shows names.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use vault::record::{Record, RecordError};
use vault::store::DraftId;

use crate::code::CaseCode;
use crate::entry::{Entry, Status};
use crate::settings::Settings;

/// The format that this version writes.
const FORMAT: u8 = 1;
/// The most bytes of a desk's record: some thousands of cases.
const LONGEST: usize = 1_000_000;
/// The most cases that a desk holds, so that its record can always be written.
pub const MOST_CASES: usize = 4_000;
/// The most characters of a name on the list.
const LONGEST_NAME: usize = 60;

/// The desk's own record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Desk {
    /// What it is set up with.
    settings: Settings,
    /// The key that the keys of cases are sealed with, itself sealed with the key of this record.
    pub(crate) key: Vec<u8>,
    cases: BTreeMap<CaseCode, Entry>,
}

/// A case was not put on the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ListError {
    /// Another case has this code.
    #[error("another case has this code")]
    Taken,
    /// The desk is full.
    #[error("this desk holds {MOST_CASES} cases and no more: remove closed ones")]
    Full,
}

impl Desk {
    /// A desk without cases.
    #[must_use]
    pub(crate) fn new(settings: Settings, key: Vec<u8>) -> Self {
        Self { settings, key, cases: BTreeMap::new() }
    }

    /// What it is set up with.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Sets the desk up anew. Names that are not shown any more are not kept either.
    pub(crate) fn set(&mut self, settings: Settings) {
        if !settings.get().names_in_list {
            self.cases.values_mut().for_each(|entry| entry.name = None);
        }
        self.settings = settings;
    }

    /// How many cases it has.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }

    /// All cases, by their codes.
    pub fn cases(&self) -> impl Iterator<Item = &Entry> {
        self.cases.values()
    }

    /// The cases in the order in which they are worked on.
    #[must_use]
    pub fn in_order(&self, today: i32) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.cases.values().collect();
        entries.sort_by(|one, other| one.order(today).cmp(&other.order(today)));
        entries
    }

    /// The case with a code.
    #[must_use]
    pub fn case(&self, code: &CaseCode) -> Option<&Entry> {
        self.cases.get(code)
    }

    /// The cases that are closed.
    #[must_use]
    pub fn closed(&self) -> Vec<CaseCode> {
        self.cases.values().filter(|entry| entry.status == Status::Closed).map(|entry| entry.code.clone()).collect()
    }

    /// Whether a case can be put on the list.
    ///
    /// # Errors
    /// [`ListError`] when it cannot.
    pub(crate) fn has_room_for(&self, code: &CaseCode, id: DraftId) -> Result<(), ListError> {
        match self.cases.get(code) {
            Some(other) if other.id() != id => Err(ListError::Taken),
            None if self.cases.len() >= MOST_CASES => Err(ListError::Full),
            _ => Ok(()),
        }
    }

    /// Puts a case on the list, or its line anew; says whether that changed anything.
    ///
    /// # Errors
    /// [`ListError`]; the list is unchanged.
    pub(crate) fn put(&mut self, mut entry: Entry) -> Result<bool, ListError> {
        self.has_room_for(&entry.code, entry.id())?;
        let shown = entry.name.take().filter(|_| self.settings.get().names_in_list);
        entry.name = shown.map(|name| name.chars().take(LONGEST_NAME).collect());
        let before = self.cases.insert(entry.code.clone(), entry.clone());
        Ok(before.as_ref() != Some(&entry))
    }

    /// Notes that a case is being removed; says whether there is one.
    pub(crate) fn note_going(&mut self, code: &CaseCode) -> bool {
        self.cases.get_mut(code).map(|entry| entry.status = Status::Going).is_some()
    }

    /// Takes a case off the list.
    pub(crate) fn take_off(&mut self, code: &CaseCode) {
        self.cases.remove(code);
    }
}

/// The record as it is written.
#[derive(Serialize, Deserialize)]
pub struct Written {
    settings: Settings,
    key: Vec<u8>,
    cases: Vec<Entry>,
}

impl Record for Desk {
    const FORMAT: u8 = FORMAT;
    const LONGEST: usize = LONGEST;
    type Written = Written;

    fn written(&self) -> Result<Written, RecordError> {
        let cases = self.cases.values().cloned().collect();
        Ok(Written { settings: self.settings.clone(), key: self.key.clone(), cases })
    }

    fn of_written(Written { settings, key, cases }: Written) -> Result<Self, RecordError> {
        let cases = cases.into_iter().map(|entry| (entry.code.clone(), entry)).collect();
        Ok(Self { settings, key, cases })
    }

    fn pack_sha256(&self) -> &'static str {
        ""
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mark::Mark;
    use crate::settings::Given;
    use crate::testing::{code, entry};

    fn desk(names_in_list: bool) -> Desk {
        let given = Given { organisation: "Hands".to_owned(), names_in_list, ..Given::default() };
        Desk::new(Settings::new(&given), vec![7; 60])
    }

    fn named(number: u32) -> Entry {
        Entry { name: Some("Amal".to_owned()), ..entry(number) }
    }

    #[test]
    fn a_desk_is_read_as_it_was_written() {
        let mut desk = desk(true);
        for number in 0..50 {
            desk.put(named(number)).unwrap();
        }
        assert_eq!(Desk::from_bytes(&desk.to_bytes().unwrap()), Ok(desk));
    }

    #[test]
    fn a_full_desk_with_the_longest_names_can_still_be_written_and_takes_no_more() {
        let mut desk = desk(true);
        for number in 0..u32::try_from(MOST_CASES).unwrap() {
            let name = Some("ሀ".repeat(300));
            let mark = Some(Mark::of("DL1"));
            desk.put(Entry { name, next: Some(i32::MAX), begun: i32::MAX, mark, ..entry(number) }).unwrap();
        }
        assert!(desk.to_bytes().is_ok());
        assert_eq!(desk.put(entry(9_999_999)), Err(ListError::Full));
        assert_eq!(desk.put(entry(1)), Ok(true), "what is there already can be changed");
    }

    #[test]
    fn names_stand_on_the_list_only_where_the_desk_shows_them_and_go_when_it_does_not_any_more() {
        let mut without = desk(false);
        without.put(named(1)).unwrap();
        assert_eq!(without.case(&code(1)).unwrap().name, None);
        let mut with = desk(true);
        with.put(named(1)).unwrap();
        assert_eq!(with.case(&code(1)).unwrap().name.as_deref(), Some("Amal"));
        with.set(desk(false).settings().clone());
        assert_eq!(with.case(&code(1)).unwrap().name, None);
    }

    #[test]
    fn a_code_is_not_given_twice() {
        let mut desk = desk(false);
        desk.put(entry(1)).unwrap();
        let other = Entry::new(DraftId([9; 16]), code(1), 0);
        assert_eq!(desk.put(other), Err(ListError::Taken));
    }

    #[test]
    fn what_is_cut_longer_or_of_a_later_version_is_said_so() {
        let mut desk = desk(false);
        desk.put(entry(1)).unwrap();
        let bytes = desk.to_bytes().unwrap();
        for length in 0..bytes.len() {
            assert_eq!(Desk::from_bytes(&bytes[..length]), Err(RecordError::Damaged), "{length}");
        }
        let mut other = [bytes.clone(), vec![0]].concat();
        assert_eq!(Desk::from_bytes(&other), Err(RecordError::Damaged));
        other[0] = FORMAT + 1;
        assert_eq!(Desk::from_bytes(&other), Err(RecordError::Newer(FORMAT + 1)));
        assert_eq!(Desk::from_bytes(&vec![FORMAT; LONGEST + 1]), Err(RecordError::TooLong));
    }
}
