//! What can be said of the draft: never that it is saved when it is not. Who saves it is the keeper, which comes with
//! the later screens; until then nothing is kept.

use vault::draft::Draft;
use vault::store::StoreError;

use super::{Screen, Session, way};
use crate::signals::prelude::*;

/// What can be said of the draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// The person was not asked yet, or did not agree: nothing is on the device.
    NotAsked,
    /// It is on its way to the device.
    Saving,
    /// It is on the device as it stands.
    Saved,
    /// It is, but its key is in memory only: it cannot be opened once the page is closed.
    SavedUntilClosed,
    /// It is, as a draft of its own, beside what another page has saved.
    SavedBeside,
    /// It is not on the device.
    NotSaved(StoreError),
    /// It was, and somebody has taken it away from outside this page. Nothing is put back unless the person says so.
    Gone,
    /// What was on the device is being removed.
    Removing,
    /// What was on the device was removed.
    Removed,
    /// It could not be removed.
    NotRemoved,
}

impl Keeping {
    /// Whether it is on the device as it stands.
    pub(crate) fn is_saved(self) -> bool {
        matches!(self, Self::Saved | Self::SavedUntilClosed | Self::SavedBeside)
    }
}

/// What the keeper wants to know.
pub(crate) type OnChange = fn(Session);

impl Session {
    /// What can be said of the draft.
    pub(crate) fn keeping(self) -> Keeping {
        self.kept.get()
    }

    pub(crate) fn keeping_untracked(self) -> Keeping {
        self.kept.get_untracked()
    }

    pub(crate) fn set_keeping(self, keeping: Keeping) {
        // What is said is read out: the same is not said again.
        if self.kept.get_untracked() != keeping {
            self.kept.set(keeping);
        }
    }

    /// The draft as it stands.
    pub(crate) fn draft(self) -> Draft {
        let language = self.tables.shown_untracked();
        let reference = self.reference.get_untracked();
        self.interview.with_untracked(|interview| {
            let at = self.opened.with_untracked(|opened| way::name_of(opened, interview));
            Draft::of(interview, &language, &at, &reference)
        })
    }

    /// Whether the person agreed to the draft being kept on this device.
    pub(crate) fn agreed(self) -> bool {
        self.interview.with_untracked(|interview| interview.said_option("store_ok") == Some("yes"))
    }

    /// From now on every change is told to the keeper.
    pub(crate) fn tell_changes(self, to: OnChange) {
        self.keeper.set(Some(to));
    }

    /// Something that a draft holds has changed.
    pub(super) fn keep(self) {
        if let Some(changed) = self.keeper.get_untracked() {
            changed(self);
        }
    }

    /// The first screen: a draft from before, where one can be seen at once.
    pub(super) fn first_screen() -> Screen {
        if crate::browser::local_storage::has_drafts() { Screen::Resume } else { Screen::Language }
    }
}
