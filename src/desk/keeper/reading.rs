//! Reading cases one after the other, without showing any of them: for figures and exports.
//!
//! Each is opened in a turn of its own, so that locking does not wait until all are read: it ends the reading.

use core::cell::Cell;
use std::rc::Rc;

use ::desk::case::Case;
use ::desk::entry::Entry;
use engine::date::Date;
use engine::interview::Interview;
use figures::{Counted, Period, Person, Report, tally};

use super::DeskKeeper;
use crate::signals::prelude::*;

/// How far a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// How many lines of the list were gone through.
    pub(crate) read: usize,
    /// How many there are.
    pub(crate) of: usize,
}

/// What is read now, and what was made of it.
pub(super) struct Reading {
    /// Counts readings: one that is not the last has been ended.
    number: Cell<u64>,
    progress: RwSignal<Option<Progress>>,
    /// Some cases could not be opened.
    incomplete: RwSignal<bool>,
    report: RwSignal<Option<Report>>,
}

impl Default for Reading {
    fn default() -> Self {
        Self {
            number: Cell::default(),
            progress: RwSignal::new(None),
            incomplete: RwSignal::new(false),
            report: RwSignal::new(None),
        }
    }
}

impl Reading {
    fn begin(&self) -> u64 {
        self.end();
        self.number.get()
    }

    fn goes_on(&self, number: u64) -> bool {
        self.number.get() == number
    }

    /// Ends what is being read, and lets go of what was made of it.
    pub(super) fn end(&self) {
        self.number.set(self.number.get() + 1);
        self.progress.set(None);
        self.incomplete.set(false);
        self.report.set(None);
    }
}

impl DeskKeeper {
    /// How far the reading is; nothing when nothing is read.
    pub(crate) fn reading(&self) -> Option<Progress> {
        self.reading.progress.get()
    }

    /// Whether some cases could not be opened in the last reading.
    pub(crate) fn is_incomplete(&self) -> bool {
        self.reading.incomplete.get()
    }

    /// The figures that were counted last.
    pub(crate) fn report(&self) -> Option<Report> {
        self.reading.report.get()
    }

    /// Lets go of the figures.
    pub(crate) fn forget_report(&self) {
        self.reading.end();
    }

    /// Counts the people whose cases were begun in a period. Of each case only what is counted stays, and only until all
    /// are read.
    pub(crate) fn count(self: &Rc<Self>, period: Period) {
        self.spawn(async move |keeper| {
            let mut people = Vec::new();
            let in_period = |entry: &Entry| Date::from_days(entry.begun).is_some_and(|day| period.has(day));
            let each = |case: &Case, interview: Interview| {
                let Some(begun) = Date::from_days(case.begun()) else { return };
                people.push(Counted::of(Person { interview: &interview, casework: Some(&case.work), begun }));
            };
            if keeper.read_cases(in_period, each).await {
                keeper.reading.report.set(Some(tally(people, period)));
            }
        });
    }

    /// Opens cases of the list, one after the other; says whether it came to its end. `each` gets a case with what follows
    /// from its answers today.
    pub(super) async fn read_cases(
        &self,
        wanted: impl Fn(&Entry) -> bool,
        mut each: impl FnMut(&Case, Interview),
    ) -> bool {
        if self.with_person.get_untracked() {
            return false;
        }
        let reading = &self.reading;
        let number = reading.begin();
        let entries = self.list.get_untracked();
        let of = entries.len();
        let mut incomplete = false;
        for (read, entry) in entries.into_iter().enumerate().filter(|(_, entry)| wanted(entry)) {
            let _turn = self.turns.mine().await;
            if !reading.goes_on(number) {
                return false;
            }
            reading.progress.set(Some(Progress { read, of }));
            let opened = self.at_desk(async |desk| desk.open(&self.places.room, &entry.code).await).await;
            if !reading.goes_on(number) {
                return false;
            }
            let Some(opened) = opened else { return false };
            match opened {
                Ok(open) => each(&open.case, self.session.read(&open.case.draft).0),
                Err(_) => incomplete = true,
            }
        }
        reading.progress.set(None);
        reading.incomplete.set(incomplete);
        true
    }
}
