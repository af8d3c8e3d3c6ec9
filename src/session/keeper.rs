//! The keeper: saves the draft after every change, and has it in its hands as long as the page is open.
//!
//! It comes with the later screens. What it does to the device happens one thing after the other ([`Turns`]); what the
//! page says of the draft is said here, from what the vault answers, and nowhere else.

mod phone;
mod removing;
mod resuming;
mod saving;

use core::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use vault::draft::Draft;
use vault::opening::Found;
use vault::saving::Hold;
use vault::store::DraftId;
use wasm_bindgen_futures::spawn_local;

use super::turn::Turns;
use super::{Screen, Session};
use crate::browser::crypto::WebCrypto;
use crate::browser::promise::Wake;
use crate::browser::{lifecycle, tabs};
use crate::signals::prelude::*;
use phone::Phone;
pub(crate) use resuming::CarriedOver;

/// The draft that this page has in its hands: only it writes there.
struct InHand {
    hold: Hold<WebCrypto>,
    _held: tabs::Held,
}

/// A draft on this device, as the person is offered it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct OnDevice {
    /// What was found.
    pub(crate) found: Found<Draft>,
    /// Whether another page has it in its hands.
    pub(crate) elsewhere: bool,
    /// Whether it has stood there for longer than a draft should. The person decides; clocks are wrong.
    pub(crate) is_old: bool,
}

/// What there is to say about opening a draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// This is not the passphrase of that draft.
    WrongPassphrase(DraftId),
    /// It could not be opened now.
    NotOpened,
    /// It could not be locked with a passphrase; it is as it was.
    NotLocked,
}

/// See the module.
pub(crate) struct Keeper {
    session: Session,
    phone: Phone,
    turns: Turns,
    in_hand: RefCell<Option<InHand>>,
    /// Counts what has changed, so that *saved* is said of the last change only.
    changes: Cell<u64>,
    /// Whether changes are being saved.
    saving: Cell<bool>,
    /// What the saving waits for: quiet while somebody types, or another try.
    wait: Wake,
    on_device: RwSignal<Option<Vec<OnDevice>>>,
    trouble: RwSignal<Option<Trouble>>,
    is_locked: RwSignal<bool>,
    carried_over: RwSignal<Option<CarriedOver>>,
    /// The draft that another page has taken from this one.
    elsewhere: RwSignal<Option<DraftId>>,
}

thread_local! {
    static KEEPER: OnceCell<Rc<Keeper>> = const { OnceCell::new() };
}

/// The keeper of this page; it is there as soon as a later screen is.
pub(crate) fn keeper() -> Option<Rc<Keeper>> {
    KEEPER.with(|keeper| keeper.get().cloned())
}

/// Begins to keep: looks at what is on the device, and follows every change from now on.
pub(crate) async fn begin(session: Session) {
    let new = Rc::new(Keeper {
        session,
        phone: Phone::default(),
        turns: Turns::default(),
        in_hand: RefCell::default(),
        changes: Cell::default(),
        saving: Cell::default(),
        wait: Wake::default(),
        on_device: RwSignal::new(None),
        trouble: RwSignal::new(None),
        is_locked: RwSignal::new(false),
        carried_over: RwSignal::new(None),
        elsewhere: RwSignal::new(None),
    });
    if KEEPER.with(|keeper| keeper.set(Rc::clone(&new))).is_err() {
        return;
    }
    lifecycle::on_hidden(|| with(|keeper| keeper.wait.wake()));
    lifecycle::on_cleared(|| with(|keeper| keeper.look_whether_it_is_there()));
    tabs::on_hand_over(|id| with(|keeper| spawn_local(keeper.hand_over(id))));
    session.tell_changes(|session| with(|keeper| keeper.changed(session)));
    // What was answered before the keeper was there.
    session.keep();
    new.look().await;
    let is_any = new.on_device.with_untracked(|found| found.as_ref().is_some_and(|found| !found.is_empty()));
    if is_any && session.shows_start() {
        new.offer();
    } else if session.shows(Screen::Resume) {
        session.start_at(Screen::Language);
    }
}

fn with(act: impl FnOnce(Rc<Keeper>)) {
    if let Some(keeper) = keeper() {
        act(keeper);
    }
}

impl Keeper {
    /// The drafts on this device; nothing until they have been looked for.
    pub(crate) fn on_device(&self) -> Option<Vec<OnDevice>> {
        self.on_device.get()
    }

    /// What there is to say about opening a draft.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.trouble.get()
    }

    /// Whether the draft opens with a passphrase only.
    pub(crate) fn is_locked(&self) -> bool {
        self.is_locked.get()
    }

    fn take_in_hand(&self, in_hand: InHand) {
        self.say_whether_locked(in_hand.hold.is_locked());
        self.in_hand.replace(Some(in_hand));
    }

    fn let_go(&self) -> Option<InHand> {
        self.say_whether_locked(false);
        self.in_hand.take()
    }

    fn say_whether_locked(&self, locked: bool) {
        // What shows it is not made anew with every saving.
        if self.is_locked.get_untracked() != locked {
            self.is_locked.set(locked);
        }
    }

    fn is_in_hand(&self, id: DraftId) -> bool {
        self.in_hand.borrow().as_ref().is_some_and(|it| it.hold.id() == id)
    }
}
