//! A case as the list shows it: enough to find it and to know what is due, and no answer.

use engine::card::Priority;
use serde::{Deserialize, Serialize};
use vault::store::DraftId;

use crate::code::CaseCode;
use crate::mark::Mark;

/// Whether a case is worked on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// It is worked on.
    Open,
    /// It is closed: it goes at the close of a shift.
    Closed,
    /// It is being removed.
    Going,
}

impl Status {
    /// Its name in texts and exports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Closed => "closed",
            Self::Going => "going",
        }
    }
}

/// One line of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What the case is known by on the device: `DraftId`'s 16 bytes.
    pub(crate) id: [u8; 16],
    /// What people know it by.
    pub code: CaseCode,
    /// How soon somebody must act.
    pub priority: Priority,
    /// Whether it is worked on.
    pub status: Status,
    /// When somebody looks after it next, as days since 1970-01-01.
    pub next: Option<i32>,
    /// When it was begun, as days since 1970-01-01.
    pub begun: i32,
    /// The person's name, where the desk shows names.
    pub name: Option<String>,
    /// What it was taken in from, so that the same is known when it comes again.
    pub mark: Option<Mark>,
}

impl Entry {
    /// A line for a case that was just begun.
    #[must_use]
    pub fn new(id: DraftId, code: CaseCode, begun: i32) -> Self {
        Self {
            id: id.0,
            code,
            priority: Priority::Normal,
            status: Status::Open,
            next: None,
            begun,
            name: None,
            mark: None,
        }
    }

    /// What the case is known by on the device.
    #[must_use]
    pub fn id(&self) -> DraftId {
        DraftId(self.id)
    }

    /// What the list is sorted by: open cases first; among them what is due, or cannot wait for its day; what is more
    /// urgent; what is due earlier; what waits longer.
    #[must_use]
    pub fn order(&self, today: i32) -> (Status, bool, core::cmp::Reverse<Priority>, i32, i32, &str) {
        let is_due = self.next.is_some_and(|next| next <= today);
        (
            self.status,
            !is_due && self.priority != Priority::Emergency,
            core::cmp::Reverse(self.priority),
            self.next.unwrap_or(i32::MAX),
            self.begun,
            self.code.as_str(),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: i32 = 20_000;

    fn entry(code: &str) -> Entry {
        Entry::new(DraftId([1; 16]), CaseCode::read(code).unwrap(), TODAY - 3)
    }

    fn sorted(mut entries: Vec<Entry>) -> Vec<String> {
        entries.sort_by(|one, other| one.order(TODAY).cmp(&other.order(TODAY)));
        entries.into_iter().map(|entry| entry.code.to_string()).collect()
    }

    #[test]
    fn what_cannot_wait_comes_first_then_what_is_due_and_what_is_closed_comes_last() {
        let due = Entry { next: Some(TODAY), ..entry("DDDD-2222") };
        let overdue = Entry { next: Some(TODAY - 9), ..entry("EEEE-2222") };
        let urgent = Entry { priority: Priority::Emergency, ..entry("AAAA-2222") };
        let later = Entry { next: Some(TODAY + 5), ..entry("KKKK-2222") };
        let waits_longest = Entry { begun: TODAY - 30, ..entry("XXXX-2222") };
        let closed =
            Entry { status: Status::Closed, priority: Priority::Emergency, next: Some(TODAY), ..entry("CCCC-2222") };
        let list = vec![closed, waits_longest, later, urgent, entry("BBBB-2222"), due, overdue];
        let expected = ["AAAA-2222", "EEEE-2222", "DDDD-2222", "KKKK-2222", "XXXX-2222", "BBBB-2222", "CCCC-2222"];
        assert_eq!(sorted(list), expected);
    }

    #[test]
    fn of_two_that_are_due_the_urgent_one_comes_first() {
        let due = Entry { next: Some(TODAY - 1), ..entry("DDDD-2222") };
        let urgent = Entry { next: Some(TODAY), priority: Priority::Urgent, ..entry("EEEE-2222") };
        assert_eq!(sorted(vec![due, urgent]), ["EEEE-2222", "DDDD-2222"]);
    }
}
