//! Writing what happens in the case that is open. What was written is never changed; a correction is written beside it.

use std::rc::Rc;

use casework::entry::Happening;
use casework::plan::Plan;
use casework::words::{Note, Who, WordsError};
use casework::{Casework, Refused};

use super::{DeskKeeper, keeper};
use crate::signals::prelude::*;

/// Why something was not written. Nothing has changed then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotWritten {
    /// No case is open for the staff.
    NoCase,
    /// The person has not agreed that anything is kept.
    NotAgreed,
    /// Nobody has said who writes.
    NoWho,
    /// There is no such day.
    NoDay,
    /// The day has not come yet.
    NotYet,
    /// Nothing was chosen that could be written.
    NothingChosen,
    /// A note is needed.
    NoNote,
    /// Words are missing, or too many.
    Words(WordsError),
    /// The case's work does not take it.
    Refused(Refused),
}

impl From<WordsError> for NotWritten {
    fn from(error: WordsError) -> Self {
        Self::Words(error)
    }
}

/// What happens in the case that is open.
pub(crate) fn work() -> Casework {
    let work = keeper().and_then(|keeper| keeper.in_hand.with(|it| it.as_ref().map(|it| it.work.clone())));
    work.unwrap_or_default()
}

impl DeskKeeper {
    /// Who writes, as they typed it; empty until somebody has said it. Forgotten when the desk locks.
    pub(crate) fn who(&self) -> RwSignal<String> {
        self.who
    }

    /// Writes what happened, all or nothing.
    ///
    /// # Errors
    /// [`NotWritten`]; nothing has changed then.
    pub(crate) fn write(self: &Rc<Self>, happened: Vec<(Happening, Option<Note>)>) -> Result<(), NotWritten> {
        let (by, today) = (self.writer()?, self.session.today());
        if happened.is_empty() {
            return Err(NotWritten::NothingChosen);
        }
        if happened.iter().any(|(happening, _)| happening.on > today) {
            return Err(NotWritten::NotYet);
        }
        self.change_work(|work| {
            happened
                .into_iter()
                .try_for_each(|(happening, note)| work.write(today, by.clone(), happening, note).map(drop))
        })
    }

    /// Writes that an entry was wrong, and what is right; nothing: it did not happen.
    ///
    /// # Errors
    /// [`NotWritten`]; nothing has changed then.
    pub(crate) fn correct(
        self: &Rc<Self>,
        of: u32,
        instead: Option<Happening>,
        note: Option<Note>,
    ) -> Result<(), NotWritten> {
        let (by, today) = (self.writer()?, self.session.today());
        if instead.as_ref().is_some_and(|happening| happening.on > today) {
            return Err(NotWritten::NotYet);
        }
        self.change_work(|work| work.correct(today, by, of, instead, note).map(drop))
    }

    /// Changes the plan. It is the person's own: who changes it is not written.
    ///
    /// # Errors
    /// [`NotWritten`]; nothing has changed then.
    pub(crate) fn change_plan(self: &Rc<Self>, change: impl FnOnce(&mut Plan)) -> Result<(), NotWritten> {
        self.change_work(|work| {
            let mut plan = work.plan().clone();
            change(&mut plan);
            work.set_plan(plan)
        })
    }

    fn writer(&self) -> Result<Who, NotWritten> {
        self.who.with_untracked(|who| Who::new(who)).map_err(|error| match error {
            WordsError::TooLong(_) => NotWritten::Words(error),
            _ => NotWritten::NoWho,
        })
    }

    /// Changes the case's work, or nothing at all.
    fn change_work(
        self: &Rc<Self>,
        change: impl FnOnce(&mut Casework) -> Result<(), Refused>,
    ) -> Result<(), NotWritten> {
        let open = self.in_hand.with_untracked(|it| it.as_ref().map(|it| it.work.clone()));
        let mut work = open.filter(|_| !self.with_person.get_untracked()).ok_or(NotWritten::NoCase)?;
        if !self.session.agreed() {
            return Err(NotWritten::NotAgreed);
        }
        change(&mut work).map_err(NotWritten::Refused)?;
        self.change_in_hand(|it| it.work = work);
        Ok(())
    }
}
