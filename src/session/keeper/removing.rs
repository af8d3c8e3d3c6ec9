//! Removing: the key goes first, and the screen at once.

use std::rc::Rc;

use vault::store::DraftId;
use wasm_bindgen_futures::spawn_local;

use super::Keeper;
use crate::browser::lifecycle;
use crate::session::{Keeping, Screen};
use crate::signals::prelude::*;

impl Keeper {
    /// Removes everything from this device and starts clean.
    pub(crate) fn remove_everything(self: &Rc<Self>) {
        self.session.start_clean();
        self.session.set_keeping(Keeping::Removing);
        self.changes.set(self.changes.get() + 1);
        self.trouble.set(None);
        lifecycle::ask_before_closing(false);
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let _turn = keeper.turns.mine().await;
            drop(keeper.let_go());
            let removed = vault::removing::remove_everything(&keeper.phone).await;
            if removed.is_ok() {
                keeper.phone.database.remove_itself().await;
            }
            keeper.on_device.set(Some(Vec::new()));
            keeper.session.set_keeping(if removed.is_ok() { Keeping::Removed } else { Keeping::NotRemoved });
        });
    }

    /// Removes one draft that is not open; the others stay.
    pub(crate) async fn remove_one(self: Rc<Self>, id: DraftId) {
        let removed = {
            let _turn = self.turns.mine().await;
            vault::removing::remove(&self.phone, id).await
        };
        self.session.set_keeping(if removed.is_ok() { Keeping::Removed } else { Keeping::NotRemoved });
        self.look().await;
        if self.on_device.with_untracked(|found| found.as_ref().is_none_or(Vec::is_empty)) {
            self.session.start_at(Screen::Language);
        }
    }

    /// The person does not agree (any more): what this page saved goes.
    pub(super) fn take_back(self: &Rc<Self>) {
        self.changes.set(self.changes.get() + 1);
        self.wait.wake();
        lifecycle::ask_before_closing(false);
        if !self.saving.get() && self.in_hand.borrow().is_none() {
            return;
        }
        let keeper = Rc::clone(self);
        spawn_local(async move {
            let _turn = keeper.turns.mine().await;
            if keeper.session.agreed() {
                return;
            }
            let removed = match keeper.let_go() {
                Some(in_hand) => vault::removing::remove(&keeper.phone, in_hand.hold.id()).await,
                None => Ok(()),
            };
            if !keeper.session.agreed() && keeper.session.keeping_untracked() != Keeping::Removing {
                keeper.session.set_keeping(if removed.is_ok() { Keeping::NotAsked } else { Keeping::NotRemoved });
            }
        });
    }

    /// What was taken away from outside stays away.
    pub(crate) fn leave_removed(self: &Rc<Self>) {
        drop(self.let_go());
        self.session.disagree();
        self.session.set_keeping(Keeping::NotAsked);
    }
}
