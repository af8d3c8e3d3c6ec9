//! The whole desk as one file, sealed as it is on the device, and back from it.

use std::rc::Rc;

use ::desk::backup::{Backup, BackupError, LONGEST, NotMade, NotRestored, make, restore};
use vault::opening::{OpenError, Unreadable};

use super::locking::trouble;
use super::{DeskKeeper, Trouble};
use crate::browser::file::{self, Chosen};
use crate::browser::lifecycle;
use crate::signals::prelude::*;

/// What came of a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BackedUp {
    /// The file was given to the browser.
    Given {
        /// How many cases it has.
        cases: usize,
        /// Whether it has all of them.
        complete: bool,
    },
    /// It could not be made.
    Failed,
}

impl DeskKeeper {
    /// What came of the last backup.
    pub(crate) fn backed_up(&self) -> Option<BackedUp> {
        self.backed_up.get()
    }

    /// Lets go of what came of the last backup.
    pub(crate) fn forget_backup(&self) {
        self.backed_up.set(None);
        self.trouble.set(None);
    }

    /// Gives the desk as a file, if these are its words.
    pub(crate) fn back_up(self: &Rc<Self>, words: String) {
        if self.with_person.get_untracked() {
            return;
        }
        self.forget_backup();
        self.busy.set(true);
        self.spawn(async move |keeper| {
            let made = {
                let _turn = keeper.turns.mine().await;
                let (front, room) = (&keeper.places.front, &keeper.places.room);
                keeper.at_desk(async |desk| make(desk, front, room, &words).await).await
            };
            let Some(made) = made else { return keeper.busy.set(false) };
            // A desk that was locked meanwhile gives nothing.
            if keeper.watch.get().is_some() {
                match made {
                    Ok(made) => {
                        let name = format!("dalil-backup-{}.dalil", keeper.session.today());
                        let given = file::give(&name, "application/octet-stream", &made.bytes);
                        let complete = made.left_out.is_empty();
                        let said = BackedUp::Given { cases: made.cases, complete };
                        keeper.backed_up.set(Some(if given { said } else { BackedUp::Failed }));
                    }
                    Err(NotMade::Open(error)) => keeper.trouble.set(Some(trouble(error))),
                    Err(NotMade::Cipher(_) | NotMade::TooLong) => keeper.backed_up.set(Some(BackedUp::Failed)),
                }
            }
            keeper.busy.set(false);
        });
    }

    /// Restores a desk from a file, and shows its list. A desk that is there is not touched.
    pub(crate) fn restore(self: &Rc<Self>, chosen: Chosen, words: String) {
        self.trouble.set(None);
        self.busy.set(true);
        self.spawn(async move |keeper| {
            let restored = match chosen.read(LONGEST).await.as_deref().map(Backup::read) {
                Some(Ok(backup)) => {
                    let _turn = keeper.turns.mine().await;
                    let (front, room) = (&keeper.places.front, &keeper.places.room);
                    restore(&backup, front, room, &words).await.map_err(said)
                }
                Some(Err(BackupError::Newer(_))) => Err(Trouble::Unreadable(Unreadable::Newer)),
                Some(Err(BackupError::Damaged | BackupError::TooLong)) | None => Err(Trouble::NoBackup),
            };
            match restored {
                Ok(unlocked) => {
                    lifecycle::ask_to_persist();
                    keeper.is_open(unlocked).await;
                }
                Err(why) => keeper.trouble.set(Some(why)),
            }
            keeper.busy.set(false);
        });
    }
}

fn said(error: NotRestored) -> Trouble {
    match error {
        NotRestored::ThereIsOne => Trouble::ThereIsADesk,
        NotRestored::Store(error) => Trouble::Device(error),
        NotRestored::Open(OpenError::Unreadable(Unreadable::Damaged)) => Trouble::NoBackup,
        NotRestored::Open(error) => trouble(error),
    }
}
