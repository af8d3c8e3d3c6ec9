//! Setting the desk up, unlocking and locking it.

use std::rc::Rc;

use ::desk::case::Case;
use ::desk::settings::Settings;
use ::desk::unlocked::{Unlocked, remove_desk, set_up, unlock};
use ::desk::watch::Watch;
use engine::card::Priority;
use vault::opening::OpenError;
use vault::saving::{NotSaved, Passphrase};
use vault::store::{DraftId, StoreError};

use super::{DeskKeeper, Trouble, with};
use crate::browser::crypto::{WebCrypto, rounds};
use crate::browser::{activity, lifecycle, promise, tabs};
use crate::session::{AtDesk, Screen};
use crate::signals::prelude::*;

/// How often it is looked whether the desk must lock, in milliseconds, at most.
const LOOK: f64 = 1_000.0;

impl DeskKeeper {
    /// Sets the desk up, and shows its list.
    pub(crate) fn set_up(self: &Rc<Self>, settings: Settings, words: String) {
        self.trouble.set(None);
        self.busy.set(true);
        self.spawn(async move |keeper| {
            let rounds = rounds().await;
            let made = {
                let _turn = keeper.turns.mine().await;
                set_up(&keeper.places.front, settings, Passphrase { words: &words, rounds }).await
            };
            match made {
                Ok(unlocked) => {
                    lifecycle::ask_to_persist();
                    keeper.is_open(unlocked).await;
                }
                Err(NotSaved::Store(error)) => keeper.trouble.set(Some(Trouble::Device(error))),
                Err(_) => keeper.trouble.set(Some(Trouble::Device(StoreError::NotKept))),
            }
            keeper.busy.set(false);
        });
    }

    /// Unlocks the desk, and shows its list.
    pub(crate) fn unlock(self: &Rc<Self>, words: String) {
        self.trouble.set(None);
        self.busy.set(true);
        self.spawn(async move |keeper| {
            let opened = {
                let _turn = keeper.turns.mine().await;
                unlock(&keeper.places.front, &words).await
            };
            match opened {
                Ok(unlocked) => keeper.is_open(unlocked).await,
                Err(error) => keeper.trouble.set(Some(trouble(error))),
            }
            keeper.busy.set(false);
        });
    }

    /// The desk is open: what was interrupted is brought to its end, and the list is shown.
    pub(super) async fn is_open(self: &Rc<Self>, mut unlocked: Unlocked<WebCrypto>) {
        // Another window that has it saves, and locks itself.
        let held = tabs::take_over(unlocked.id(), || with(|keeper| keeper.lock())).await;
        let _turn = self.turns.mine().await;
        let priority = |case: &Case| self.priority_of(case);
        match unlocked.look_over(&self.places.front, &self.places.room, priority).await {
            Ok(found) => self.looked_over.set(found),
            Err(error) => self.trouble.set(Some(Trouble::Device(error))),
        }
        // Another day may have begun while it was locked: the list is in the order of today.
        self.session.clear_to(Screen::Desk(AtDesk::List));
        self.show_list(&unlocked);
        self.watch.set(Some(Watch::begin(unlocked.desk().settings(), activity::passed())));
        self.unlocked.replace(Some(unlocked));
        self.held.replace(held);
        self.speak_to_staff();
        self.spawn(async |keeper| keeper.keep_watch().await);
    }

    fn priority_of(&self, case: &Case) -> Priority {
        self.session.read(&case.draft).0.priority()
    }

    /// Locks the desk: the page is empty at once, and the keys are gone as soon as what was open is saved or sealed.
    pub(crate) fn lock(self: &Rc<Self>) {
        if self.watch.take().is_none() {
            return;
        }
        self.busy.set(true);
        self.reading.end();
        let put_down = self.put_down();
        self.session.clear_to(Screen::Desk(AtDesk::Unlock));
        self.list.set(Vec::new());
        self.handed_in.set(None);
        self.looked_over.set(::desk::unlocked::LookedOver::default());
        self.trouble.set(None);
        self.who.set(String::new());
        self.spawn(async |keeper| {
            let _turn = keeper.turns.mine().await;
            keeper.keep(put_down).await;
            keeper.unlocked.take();
            keeper.held.take();
            keeper.busy.set(false);
        });
    }

    /// Looks, as long as the desk is open, whether it must lock.
    async fn keep_watch(self: Rc<Self>) {
        while let Some(watch) = self.watch.get() {
            let left = watch.left(activity::passed());
            if left <= 0.0 {
                self.lock();
                return;
            }
            #[expect(clippy::cast_possible_truncation, reason = "at most a second")]
            promise::sleep(left.min(LOOK).ceil() as i32).await;
        }
    }

    /// Somebody has touched the page: where that comes too late, it locks first.
    pub(super) fn somebody_is_there(self: &Rc<Self>) {
        self.watched(Watch::touch);
    }

    /// The page is seen, or not any more.
    pub(super) fn is_seen(self: &Rc<Self>, seen: bool) {
        self.watched(|watch, now| watch.is_seen(seen, now));
    }

    fn watched(self: &Rc<Self>, look: impl FnOnce(&mut Watch, f64)) {
        let Some(mut watch) = self.watch.get() else { return };
        let now = activity::passed();
        if watch.is_over(now) {
            self.lock();
        } else {
            look(&mut watch, now);
            self.watch.set(Some(watch));
        }
    }

    /// Another window wants the desk.
    pub(super) fn hand_over(self: &Rc<Self>, id: DraftId) {
        // While something is done with the desk it is in other hands here, and may be the one that is wanted.
        let other = self.unlocked.borrow().as_ref().is_some_and(|unlocked| unlocked.id() != id);
        if !other {
            self.lock();
        }
    }

    /// The staff has the device again, if these are the desk's words.
    pub(crate) fn take_back_device(self: &Rc<Self>, words: String) {
        self.trouble.set(None);
        self.busy.set(true);
        self.spawn(async move |keeper| {
            let right = keeper.are_words(&words).await;
            match right {
                Some(Ok(true)) => {
                    let language = keeper.session.tables().shown_untracked();
                    keeper.to_case();
                    keeper.set_language(language);
                    keeper.with_person.set(false);
                    keeper.speak_to_staff();
                }
                Some(Ok(false)) => keeper.trouble.set(Some(Trouble::WrongWords)),
                Some(Err(error)) => keeper.trouble.set(Some(trouble(error))),
                None => {}
            }
            keeper.busy.set(false);
        });
    }

    pub(super) async fn are_words(&self, words: &str) -> Option<Result<bool, OpenError>> {
        let _turn = self.turns.mine().await;
        self.at_desk(async |desk| desk.are_words(&self.places.front, words).await).await
    }

    /// Sets the desk up anew.
    pub(crate) fn change_settings(self: &Rc<Self>, settings: Settings) {
        self.trouble.set(None);
        self.spawn(async move |keeper| {
            let _turn = keeper.turns.mine().await;
            let saved = keeper.at_desk(async |desk| {
                let saved = desk.set(&keeper.places.front, settings).await;
                keeper.show_list(desk);
                keeper.watch.set(Some(Watch::begin(desk.desk().settings(), activity::passed())));
                saved
            });
            let Some(saved) = saved.await else { return };
            keeper.speak_to_staff();
            match saved {
                Ok(()) => keeper.session.clear_to(Screen::Desk(AtDesk::List)),
                Err(NotSaved::Store(error)) => keeper.trouble.set(Some(Trouble::Device(error))),
                Err(_) => keeper.trouble.set(Some(Trouble::Device(StoreError::NotKept))),
            }
        });
    }

    /// Removes the desk with all cases, locked or not.
    pub(crate) fn remove_desk(self: &Rc<Self>) {
        self.watch.take();
        self.reading.end();
        self.in_hand.set(None);
        self.with_person.set(false);
        self.who.set(String::new());
        self.busy.set(true);
        self.session.clear_to(Screen::Desk(AtDesk::Unlock));
        self.list.set(Vec::new());
        self.spawn(async |keeper| {
            let removed = {
                let _turn = keeper.turns.mine().await;
                keeper.kept.take();
                keeper.unlocked.take();
                keeper.held.take();
                for code in keeper.waiting.get_untracked() {
                    keeper.forget_put_by(&code);
                }
                let removed = remove_desk(&keeper.places.front, &keeper.places.room).await;
                if removed.is_ok() {
                    keeper.places.remove_databases().await;
                }
                removed
            };
            keeper.trouble.set(removed.err().map(|_| Trouble::NotRemoved));
            if removed.is_ok() {
                // Looking for desks would make their database again.
                keeper.session.clear_to(Screen::Desk(AtDesk::SetUp));
            }
            keeper.busy.set(false);
        });
    }
}

pub(super) fn trouble(error: OpenError) -> Trouble {
    match error {
        OpenError::WrongPassphrase => Trouble::WrongWords,
        OpenError::Unreadable(why) => Trouble::Unreadable(why),
        OpenError::Store(error) => Trouble::Device(error),
        OpenError::Locked | OpenError::Removed | OpenError::Cipher(_) => Trouble::Device(StoreError::NotKept),
    }
}
