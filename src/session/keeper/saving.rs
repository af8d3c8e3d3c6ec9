//! Saving after every change.

use std::rc::Rc;

use engine::question::Kind;
use vault::draft::Draft;
use vault::saving::{Hold, NotSaved, Passphrase, Saved};
use vault::store::{DraftId, StoreError};
use wasm_bindgen_futures::spawn_local;

use super::{InHand, Keeper, Trouble, with};
use crate::browser::crypto::{WebCrypto, rounds};
use crate::browser::{lifecycle, tabs};
use crate::session::{Keeping, Screen, Session};
use crate::signals::prelude::*;

/// How long somebody who types must have paused before it is saved, and after how long it is saved in any case, in
/// milliseconds.
const PAUSE: i32 = 250;
const PAUSES: usize = 4;
/// After how long saving is tried again by itself, in milliseconds.
const AGAIN: i32 = 5_000;

impl Keeper {
    /// Something that a draft holds has changed.
    pub(super) fn changed(self: &Rc<Self>, session: Session) {
        if !session.agreed() {
            self.take_back();
            return;
        }
        if session.keeping_untracked() == Keeping::Gone {
            return;
        }
        self.changes.set(self.changes.get() + 1);
        session.set_keeping(Keeping::Saving);
        if self.saving.replace(true) {
            self.wait.wake_if_waiting_to_try_again();
        } else {
            let keeper = Rc::clone(self);
            spawn_local(async move {
                keeper.save_changes().await;
                keeper.saving.set(false);
            });
        }
    }

    /// Saves until the last change is saved, or cannot be.
    async fn save_changes(&self) {
        loop {
            self.wait_for_a_pause().await;
            let (change, result) = self.save().await;
            let Some(keeping) = result else { return };
            if self.changes.get() != change {
                continue;
            }
            self.session.set_keeping(keeping);
            lifecycle::ask_before_closing(matches!(keeping, Keeping::NotSaved(_)));
            let again =
                matches!(keeping, Keeping::NotSaved(StoreError::Full | StoreError::NotKept | StoreError::TimedOut));
            if !again {
                return;
            }
            self.wait.to_try_again(AGAIN).await;
            if self.session.agreed() && self.changes.get() == change {
                continue;
            }
            if !self.session.agreed() {
                return;
            }
        }
    }

    /// While somebody types, waits for a pause.
    async fn wait_for_a_pause(&self) {
        for _ in 0..PAUSES {
            let before = self.changes.get();
            if !self.types() || self.wait.a_while(PAUSE).await || self.changes.get() == before {
                return;
            }
        }
    }

    /// Whether the question that is shown is answered in own words.
    fn types(&self) -> bool {
        let Screen::Question(question) = self.session.screen_untracked() else { return false };
        let pack = self.session.pack();
        pack.question(question).is_some_and(|question| matches!(question.kind, Kind::Text { .. }))
    }

    /// Saves the draft as it stands; gives the change it stands at, and what can be said then. Nothing can be said when
    /// the person does not agree any more.
    async fn save(&self) -> (u64, Option<Keeping>) {
        let _turn = self.turns.mine().await;
        let change = self.changes.get();
        if !self.session.agreed() {
            return (change, None);
        }
        let draft = self.session.draft();
        let mut beside = false;
        let mut result = self.save_in_hand(&draft).await;
        if result == Err(StoreError::Overtaken.into()) {
            // Another page has saved what this one has not seen. Both stay: this goes on as a draft of its own.
            drop(self.let_go());
            beside = true;
            result = self.save_in_hand(&draft).await;
        }
        let keeping = match result {
            Ok(Saved { lasting: false, .. }) => Keeping::SavedUntilClosed,
            Ok(_) if beside => Keeping::SavedBeside,
            Ok(saved) => {
                if saved.generation == 1 {
                    lifecycle::ask_to_persist();
                }
                Keeping::Saved
            }
            Err(NotSaved::Store(StoreError::Gone)) => Keeping::Gone,
            Err(NotSaved::Store(error)) => Keeping::NotSaved(error),
            Err(NotSaved::Cipher(_)) if !crate::browser::page::is_secure() => Keeping::NotSaved(StoreError::Insecure),
            Err(NotSaved::Cipher(_)) => Keeping::NotSaved(StoreError::Blocked),
            Err(NotSaved::TooLong) => Keeping::NotSaved(StoreError::NotKept),
        };
        (change, Some(keeping))
    }

    async fn save_in_hand(&self, draft: &Draft) -> Result<Saved, NotSaved> {
        // It is in hand all the time, as far as anybody can see.
        let taken = self.in_hand.take();
        let mut in_hand = match taken {
            Some(in_hand) => in_hand,
            None => self.new_in_hand(None).await?,
        };
        let saved = in_hand.hold.save(draft, &self.phone).await;
        self.take_in_hand(in_hand);
        saved
    }

    async fn new_in_hand(&self, passphrase: Option<Passphrase<'_>>) -> Result<InHand, NotSaved> {
        let hold: Hold<WebCrypto> = Hold::begin(&self.phone, passphrase).await?;
        let id = hold.id();
        let held = tabs::take(id, lost(id)).await.ok_or(StoreError::Overtaken)?;
        Ok(InHand { hold, _held: held })
    }

    /// Locks the draft with a passphrase: it is saved anew, with new keys, and the old one is removed. Nothing that was
    /// kept before opens it.
    pub(crate) async fn lock(self: Rc<Self>, words: String) {
        self.trouble.set(None);
        let rounds = rounds().await;
        let _turn = self.turns.mine().await;
        let change = self.changes.get();
        let draft = self.session.draft();
        let mut saved = Err(NotSaved::TooLong);
        let mut new = self.new_in_hand(Some(Passphrase { words: &words, rounds })).await;
        if let Ok(new) = &mut new {
            saved = new.hold.save(&draft, &self.phone).await;
        }
        let (Ok(new), Ok(saved)) = (new, saved) else {
            self.trouble.set(Some(Trouble::NotLocked));
            return;
        };
        // *Locked* is said when nothing is left that opens without the words.
        let removed = match self.let_go() {
            Some(old) => vault::removing::remove(&self.phone, old.hold.id()).await,
            None => Ok(()),
        };
        self.take_in_hand(new);
        if removed.is_err() {
            self.is_locked.set(false);
            self.trouble.set(Some(Trouble::NotLocked));
            self.session.set_keeping(Keeping::NotRemoved);
        } else if self.changes.get() == change {
            self.session.set_keeping(if saved.lasting { Keeping::Saved } else { Keeping::SavedUntilClosed });
        }
    }

    /// The person wants what was removed from outside back on the device.
    pub(crate) fn keep_again(self: &Rc<Self>) {
        drop(self.let_go());
        self.session.set_keeping(Keeping::Saving);
        self.changed(self.session);
    }
}

/// What happens when another page takes a draft away.
pub(super) fn lost(id: DraftId) -> impl FnOnce() + Clone {
    move || with(|keeper| spawn_local(keeper.lose(id)))
}
