//! What became of one line of a referral.
//!
//! The words are those that referral forms and case systems in use have (referred, accepted, given, already received,
//! not available, declined by the person), and `closed`.

use serde::{Deserialize, Serialize};

/// How a line of a referral stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// The person was referred, and nothing was heard yet.
    Referred,
    /// The organisation said yes.
    Accepted,
    /// The person has the help.
    Given,
    /// The person had the help before, from somebody else.
    AlreadyReceived,
    /// There is no such help now: full, stopped, not in this place.
    NotAvailable,
    /// The person said no.
    Declined,
    /// Nothing more will be done about this line.
    Closed,
}

impl Status {
    /// All statuses, in the order in which they are offered.
    pub const ALL: [Self; 7] = [
        Self::Referred,
        Self::Accepted,
        Self::Given,
        Self::AlreadyReceived,
        Self::NotAvailable,
        Self::Declined,
        Self::Closed,
    ];

    /// Its id. It is the end of a text key, and stands in exports: it never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Referred => "referred",
            Self::Accepted => "accepted",
            Self::Given => "given",
            Self::AlreadyReceived => "already_received",
            Self::NotAvailable => "not_available",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }

    /// The status with this id.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Whether a line that stands so (`None`: it is new) may stand as `next` after it. docs/casework.md has the table.
    ///
    /// Little is forbidden, since things happen in any order: a line is not closed before anything was written of it;
    /// nothing comes after closed but a correction; after the person said no, nobody accepts for them: they are referred
    /// anew, with a new yes, or take the help at once. And what says nothing new is not written twice, but that
    /// somebody was referred, or was given something, again, and that there is still nothing.
    #[must_use]
    pub fn may_follow(before: Option<Self>, next: Self) -> bool {
        use Status::{Accepted, AlreadyReceived, Closed, Declined, Given, NotAvailable, Referred};
        let Some(before) = before else { return next != Closed };
        match before {
            Referred | NotAvailable => true,
            Accepted => !matches!(next, Referred | Accepted),
            Given => !matches!(next, Accepted | AlreadyReceived),
            AlreadyReceived => matches!(next, Referred | Given | Declined | Closed),
            Declined => matches!(next, Referred | Given | Closed),
            Closed => false,
        }
    }

    /// The statuses that may come after this one.
    pub fn after(before: Option<Self>) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |next| Self::may_follow(before, *next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The table of docs/casework.md: a row for what was before, a column for what comes after, `x` where it may.
    const TABLE: [(&str, &str); 8] = [
        //                   R A G a N D C
        ("new", "x x x x x x ."),
        ("referred", "x x x x x x x"),
        ("accepted", ". . x x x x x"),
        ("given", "x . x . x x x"),
        ("already_received", "x . x . . x x"),
        ("not_available", "x x x x x x x"),
        ("declined", "x . x . . . x"),
        ("closed", ". . . . . . ."),
    ];

    #[test]
    fn every_pair_of_statuses_is_as_the_table_says() {
        let mut pairs = 0;
        for (before, row) in TABLE {
            for (next, mark) in Status::ALL.into_iter().zip(row.split(' ')) {
                let may = Status::may_follow(Status::from_name(before), next);
                assert_eq!(may, mark == "x", "{before}, then {}", next.name());
                pairs += 1;
            }
        }
        assert_eq!(pairs, 56);
    }

    #[test]
    fn the_table_of_the_documentation_is_the_same() {
        let page = include_str!("../../../docs/casework.md");
        for (before, row) in TABLE {
            let marks = row.split(' ').map(|mark| if mark == "x" { "yes" } else { "" });
            let cells = marks.fold(String::new(), |cells, mark| cells + " " + mark + " |");
            assert!(page.contains(&format!("| {before} |{cells}").replace("  ", " ")), "{before}: {cells}");
        }
    }

    #[test]
    fn names_lead_back_to_their_statuses() {
        assert!(Status::ALL.iter().all(|status| Status::from_name(status.name()) == Some(*status)));
        assert_eq!((Status::from_name("new"), Status::from_name("Given")), (None, None));
    }

    #[test]
    fn every_line_can_be_closed_once_something_was_written_of_it() {
        let open = Status::ALL.into_iter().filter(|status| *status != Status::Closed);
        assert!(open.into_iter().all(|status| Status::after(Some(status)).any(|next| next == Status::Closed)));
        assert_eq!(Status::after(Some(Status::Closed)).count(), 0);
    }
}
