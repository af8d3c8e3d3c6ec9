//! Taking cases elsewhere, no longer encrypted: only with the desk's words.

use std::rc::Rc;

use ::desk::case::Case;
use ::desk::entry::{Entry, Status};
use engine::interview::Interview;

use super::locking::trouble;
use super::{DeskKeeper, Trouble};
use crate::browser::file;
use crate::desk::export_file::{Format, Taken, made};
use crate::signals::prelude::*;

/// Which cases are exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// The one that is open, as it stands.
    Open,
    /// All on this desk.
    All,
    /// Those that are closed.
    Closed,
}

/// What is exported, and as what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    /// Which cases.
    pub(crate) which: Which,
    /// As what.
    pub(crate) form: Format,
}

/// What came of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exported {
    /// The file was given to the browser, with so many cases.
    Given(usize),
    /// There are no such cases.
    Nothing,
    /// It could not be made.
    Failed,
}

impl DeskKeeper {
    /// What came of the last export.
    pub(crate) fn exported(&self) -> Option<Exported> {
        self.exported.get()
    }

    /// Lets go of what came of the last export.
    pub(crate) fn forget_export(&self) {
        self.exported.set(None);
        self.trouble.set(None);
    }

    /// Gives cases as a file, if these are the desk's words.
    pub(crate) fn export(self: &Rc<Self>, asked: Asked, words: String) {
        if self.with_person.get_untracked() {
            return;
        }
        self.forget_export();
        self.busy.set(true);
        self.spawn(async move |keeper| {
            match keeper.are_words(&words).await {
                Some(Ok(true)) => {
                    let exported = keeper.give(asked).await;
                    keeper.exported.set(exported);
                }
                Some(Ok(false)) => keeper.trouble.set(Some(Trouble::WrongWords)),
                Some(Err(error)) => keeper.trouble.set(Some(trouble(error))),
                None => {}
            }
            keeper.busy.set(false);
        });
    }

    /// Nothing, when it was ended.
    async fn give(&self, asked: Asked) -> Option<Exported> {
        let mut taken = Vec::new();
        match asked.which {
            Which::Open => {
                let case = self.case_as_it_stands()?;
                taken.extend(Taken::of(&case, self.session.interview().get_untracked()));
            }
            Which::All | Which::Closed => {
                let wanted = |entry: &Entry| match asked.which {
                    Which::Closed => entry.status == Status::Closed,
                    _ => entry.status != Status::Going,
                };
                let each = |case: &Case, interview: Interview| taken.extend(Taken::of(case, interview));
                if !self.read_cases(wanted, each).await {
                    return None;
                }
            }
        }
        if taken.is_empty() {
            return Some(Exported::Nothing);
        }
        let tables = self.session.tables();
        let texts = tables.of(&tables.shown_untracked()).unwrap_or_default();
        let made = made(asked.form, &self.session.pack(), &taken, &texts, self.session.today());
        let given = made.is_ok_and(|it| file::give(&it.name, it.kind, &it.bytes));
        Some(if given { Exported::Given(taken.len()) } else { Exported::Failed })
    }
}
