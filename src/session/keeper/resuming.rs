//! Going on with a draft, here or after another page.

use std::rc::Rc;

use vault::draft::{Draft, LeftOut};
use vault::opening::{self, OpenError, Opened, State};
use vault::store::{DraftId, StoreError};
use wasm_bindgen_futures::spawn_local;

use super::saving::lost;
use super::{InHand, Keeper, OnDevice, Trouble};
use crate::browser::crypto::WebCrypto;
use crate::browser::{promise, tabs};
use crate::session::{Keeping, Screen, way};
use crate::signals::prelude::*;

/// After how many days a draft that a member of staff began on a shared device is old.
const DAYS_AT_A_DESK: i32 = 1;
/// How long the page that gives a draft away waits for its last saving, in steps of as many milliseconds.
const STEPS: usize = 40;
const STEP: i32 = 20;

impl Keeper {
    /// Looks at what is on the device.
    pub(super) async fn look(&self) {
        let found = {
            let _turn = self.turns.mine().await;
            opening::find(&self.phone).await
        };
        let held = tabs::held().await;
        let mut on_device: Vec<OnDevice> = found
            .unwrap_or_default()
            .into_iter()
            .map(|found| OnDevice {
                elsewhere: held.contains(&found.id),
                is_old: matches!(&found.state, State::Ready(draft) if self.is_old(draft)),
                found,
            })
            .collect();
        // The one that was changed last comes first, and what cannot be opened last.
        on_device.sort_by_key(|it| match &it.found.state {
            State::Ready(draft) => -draft.day,
            State::Locked => i32::MAX - 1,
            State::Unreadable(_) => i32::MAX,
        });
        self.on_device.set(Some(on_device));
    }

    fn is_old(&self, draft: &Draft) -> bool {
        let days = if draft.word("mode") == Some("staff") {
            DAYS_AT_A_DESK
        } else {
            i32::from(self.session.pack().content().draft_days)
        };
        self.session.today().days() - draft.day >= days
    }

    /// Offers the drafts that were found.
    pub(super) fn offer(&self) {
        let language = self.on_device.with_untracked(|found| {
            found.iter().flatten().find_map(|it| match &it.found.state {
                State::Ready(draft) => Some(draft.language.clone()),
                _ => None,
            })
        });
        if let Some(language) = language {
            self.session.tables.show_when_loaded(&language);
        }
        self.session.start_at(Screen::Resume);
    }

    /// Goes on with a draft, at the place where the person was.
    pub(crate) async fn resume(self: Rc<Self>, id: DraftId, passphrase: Option<String>) {
        self.trouble.set(None);
        let opened = {
            let _turn = self.turns.mine().await;
            match tabs::take_over(id, lost(id)).await {
                Some(held) => match opening::open(&self.phone, id, passphrase.as_deref()).await {
                    Ok(opened) => Ok((opened, held)),
                    Err(error) => Err(error),
                },
                None => Err(StoreError::Overtaken.into()),
            }
        };
        match opened {
            Ok((opened, held)) => self.go_on(opened, held),
            Err(OpenError::WrongPassphrase) => self.trouble.set(Some(Trouble::WrongPassphrase(id))),
            Err(_) => {
                self.look().await;
                self.trouble.set(Some(Trouble::NotOpened));
            }
        }
    }

    fn go_on(self: &Rc<Self>, opened: Opened<WebCrypto, Draft>, held: tabs::Held) {
        let Opened { hold, record: draft, last_may_be_missing } = opened;
        let session = self.session;
        let (interview, left_out) = session.read(&draft);
        let mut opened = way::way_to(&interview, &draft.at, &[Screen::Language, Screen::Welcome]);
        let is_new_pack = !draft.is_of(&session.pack());
        self.take_in_hand(InHand { hold, _held: held });
        session.tables.show_when_loaded(&draft.language);
        session.set_keeping(Keeping::Saved);
        if is_new_pack || last_may_be_missing || !left_out.is_nothing() {
            self.carried_over.set(Some(CarriedOver { left_out, is_new_pack, last_may_be_missing }));
            opened.push(Screen::CarriedOver);
        }
        session.go_on_with(interview, &draft.reference, opened);
    }

    /// Another page wants the draft that this one has: it is saved once more, then given away.
    pub(super) async fn hand_over(self: Rc<Self>, id: DraftId) {
        if !self.is_in_hand(id) {
            return;
        }
        self.wait.wake();
        for _ in 0..STEPS {
            if !self.saving.get() {
                break;
            }
            promise::sleep(STEP).await;
        }
        // What could not be saved stays here; the other page takes the draft in any case.
        if self.session.keeping_untracked().is_saved() {
            self.lose(id).await;
        }
    }

    /// Another page has the draft now. What is saved is there; what is not goes on here as a draft of its own.
    pub(super) async fn lose(self: Rc<Self>, id: DraftId) {
        // Not in the middle of a saving.
        drop(self.turns.mine().await);
        if !self.is_in_hand(id) {
            return;
        }
        drop(self.let_go());
        if self.session.keeping_untracked().is_saved() {
            self.session.start_clean();
            self.session.start_at(Screen::Elsewhere);
            self.session.set_keeping(Keeping::NotAsked);
            self.elsewhere.set(Some(id));
        } else {
            self.changed(self.session);
        }
    }

    /// Takes the draft back that another page has taken.
    pub(crate) fn take_over(self: &Rc<Self>) {
        if let Some(id) = self.elsewhere.get_untracked() {
            // Its words, if it has some, are asked again: they were never kept.
            let keeper = Rc::clone(self);
            spawn_local(async move {
                keeper.look().await;
                let is_ready = keeper.on_device.with_untracked(|found| {
                    let ready = |it: &OnDevice| it.found.id == id && matches!(it.found.state, State::Ready(_));
                    found.iter().flatten().any(ready)
                });
                if is_ready {
                    keeper.resume(id, None).await;
                } else {
                    keeper.offer();
                }
            });
        }
    }

    /// Whether what was saved is still there, when another page has cleared what is kept.
    pub(super) fn look_whether_it_is_there(self: &Rc<Self>) {
        if self.in_hand.borrow().is_some() {
            self.changed(self.session);
        }
    }
}

/// What there is to say of a draft that is not quite as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CarriedOver {
    /// What means nothing any more.
    pub(crate) left_out: LeftOut,
    /// Whether the questions are others than those it was begun with.
    pub(crate) is_new_pack: bool,
    /// Whether its last answers may be missing.
    pub(crate) last_may_be_missing: bool,
}

impl Keeper {
    /// What there is to say of the draft that was opened.
    pub(crate) fn carried_over(&self) -> Option<CarriedOver> {
        self.carried_over.get()
    }
}
