//! What somebody must look at today, of all cases of a desk.

use core::cmp::Reverse;

use engine::card::Priority;
use engine::date::Date;

use crate::casework::Casework;
use crate::entry::Line;

/// How many days after today belong to *this week*. Weeks begin on other days in other countries, so it is not the
/// calendar's.
pub const WEEK: i32 = 7;

/// Something to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reminder<K> {
    /// The case.
    pub case: K,
    /// The line; `None`: the case as a whole.
    pub line: Option<Line>,
    /// How soon somebody must act in this case.
    pub priority: Priority,
    /// The day that was set.
    pub on: Date,
    /// How that day lies to today.
    pub due: Due,
}

/// How a day lies to today.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// It has passed.
    Overdue,
    /// It is today.
    Today,
    /// It is one of the next seven days.
    ThisWeek,
}

impl Due {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Overdue, Self::Today, Self::ThisWeek];

    /// Its id. It is the end of a text key: it never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Today => "today",
            Self::ThisWeek => "this_week",
        }
    }

    /// The one with this id.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|due| due.name() == name)
    }

    /// How a day lies to today; `None`: later than this week.
    #[must_use]
    pub fn of(on: Date, today: Date) -> Option<Self> {
        match on.days().saturating_sub(today.days()) {
            ..0 => Some(Self::Overdue),
            0 => Some(Self::Today),
            1..=WEEK => Some(Self::ThisWeek),
            _ => None,
        }
    }
}

/// What must be looked at: overdue, then today, then this week; in each the urgent first, then by day, then in the order
/// of the cases. Closed cases and closed lines remind of nothing.
#[must_use]
pub fn reminders<'a, K: Clone>(
    cases: impl IntoIterator<Item = (K, Priority, &'a Casework)>,
    today: Date,
) -> Vec<Reminder<K>> {
    let mut found = Vec::new();
    for (case, priority, casework) in cases {
        let history = casework.history();
        if history.is_closed() {
            continue;
        }
        let lines = history.lines().into_iter().filter_map(|state| Some((Some(state.line), state.next?)));
        let whole = history.next().map(|on| (None, on));
        for (line, on) in whole.into_iter().chain(lines) {
            if let Some(due) = Due::of(on, today) {
                found.push(Reminder { case: case.clone(), line, priority, on, due });
            }
        }
    }
    // Sorting keeps the order of what is equal.
    found.sort_by_key(|reminder| (reminder.due, Reverse(reminder.priority), reminder.on));
    found
}

#[cfg(test)]
mod tests;
