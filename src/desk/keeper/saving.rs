//! Saving the case that is open, after every change.

use std::rc::Rc;

use ::desk::case::Case;
use ::desk::unlocked::{NotKept, OpenCase, Unlocked};
use engine::card::Priority;
use vault::saving::NotSaved;
use vault::store::StoreError;

use super::DeskKeeper;
use crate::browser::crypto::WebCrypto;
use crate::browser::lifecycle;
use crate::session::Keeping;
use crate::signals::prelude::*;

/// How long the saving waits for more to come, and after how long it is tried again by itself, in milliseconds.
const PAUSE: i32 = 250;
const AGAIN: i32 = 5_000;

impl DeskKeeper {
    /// Something of the case has changed.
    pub(super) fn changed(self: &Rc<Self>) {
        if self.in_hand.with_untracked(Option::is_none) {
            return;
        }
        self.changes.set(self.changes.get() + 1);
        if !self.session.agreed() {
            self.take_back();
            return;
        }
        self.session.set_keeping(Keeping::Saving);
        if self.saving.replace(true) {
            self.wait.wake_if_waiting_to_try_again();
        } else {
            self.spawn(async |keeper| {
                keeper.save_changes().await;
                keeper.saving.set(false);
            });
        }
    }

    async fn save_changes(&self) {
        loop {
            self.wait.a_while(PAUSE).await;
            let Some((change, keeping)) = self.save().await else { return };
            if self.changes.get() != change {
                continue;
            }
            self.session.set_keeping(keeping);
            lifecycle::ask_before_closing(matches!(keeping, Keeping::NotSaved(_)));
            let Keeping::NotSaved(StoreError::Full | StoreError::NotKept | StoreError::TimedOut) = keeping else {
                return;
            };
            self.wait.to_try_again(AGAIN).await;
        }
    }

    /// Saves the case as it stands; gives the change it stands at, and what can be said then. Nothing, when no case is
    /// open or the person does not agree.
    async fn save(&self) -> Option<(u64, Keeping)> {
        let _turn = self.turns.mine().await;
        let change = self.changes.get();
        if !self.session.agreed() {
            return None;
        }
        let case = self.case_as_it_stands()?;
        let priority = self.session.interview().with_untracked(engine::interview::Interview::priority);
        let result = self.save_case(case, priority).await?;
        Some((change, self.said_of(change, result)))
    }

    /// Saves a case, in its turn; nothing when the desk is locked.
    pub(super) async fn save_case(&self, case: Case, priority: Priority) -> Option<Result<(), NotKept>> {
        let kept = self.kept.take();
        let saved = self.at_desk(async |desk| {
            let saved = self.saved_in(desk, kept, case, priority).await;
            self.show_list(desk);
            saved
        });
        let (result, kept) = saved.await?;
        self.kept.replace(kept);
        Some(result)
    }

    async fn saved_in(
        &self,
        desk: &mut Unlocked<WebCrypto>,
        kept: Option<OpenCase<WebCrypto>>,
        case: Case,
        priority: Priority,
    ) -> (Result<(), NotKept>, Option<OpenCase<WebCrypto>>) {
        let (front, room) = (&self.places.front, &self.places.room);
        let mut open = match kept {
            Some(mut open) => {
                open.case = case;
                open
            }
            None => match desk.begin(room, case).await {
                Ok(open) => open,
                Err(error) => return (Err(error), None),
            },
        };
        let saved = desk.save(front, room, &mut open, priority).await;
        (saved.map(drop), Some(open))
    }

    /// What can be said after a saving.
    pub(super) fn said_of(&self, change: u64, result: Result<(), NotKept>) -> Keeping {
        match result {
            Ok(()) => {
                self.saved.set(change);
                Keeping::Saved
            }
            Err(NotKept::Case(NotSaved::Store(StoreError::Gone))) => Keeping::Gone,
            Err(NotKept::Case(NotSaved::Store(error)) | NotKept::Desk(NotSaved::Store(error))) => {
                Keeping::NotSaved(error)
            }
            Err(NotKept::List(_)) => Keeping::NotSaved(StoreError::Full),
            Err(_) => Keeping::NotSaved(StoreError::NotKept),
        }
    }

    /// The person does not agree (any more): what was kept of the case goes.
    fn take_back(self: &Rc<Self>) {
        self.session.set_keeping(Keeping::NotAsked);
        self.wait.wake();
        self.spawn(async |keeper| {
            let _turn = keeper.turns.mine().await;
            let Some(code) = keeper.in_hand.get_untracked().map(|it| it.code) else { return };
            if keeper.session.agreed() || keeper.kept.take().is_none() {
                return;
            }
            let removed = keeper.remove_in_turn(&[code]).await;
            keeper.session.set_keeping(if removed { Keeping::NotAsked } else { Keeping::NotRemoved });
        });
    }
}
