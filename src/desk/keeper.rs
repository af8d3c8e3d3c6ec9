//! The desk's keeper: it has the unlocked desk in its hands, saves the case that is open, and locks.
//!
//! What it does to the device happens one thing after the other ([`Turns`]). What the page shows follows its signals.

mod backing_up;
mod cases;
mod exporting;
mod hand_in;
mod locking;
mod places;
mod put_by;
mod reading;
mod saving;
mod work;

use core::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use ::desk::case::Case;
use ::desk::code::CaseCode;
use ::desk::entry::Entry;
use ::desk::mark::Mark;
use ::desk::settings::{Given, Settings};
use ::desk::unlocked::{LookedOver, OpenCase, Unlocked};
use ::desk::watch::Watch;
use casework::Casework;
use vault::draft::LeftOut;
use vault::opening::Unreadable;
use vault::store::StoreError;
use wasm_bindgen_futures::spawn_local;

use crate::browser::crypto::WebCrypto;
use crate::browser::promise::Wake;
use crate::browser::{activity, lifecycle, tabs};
use crate::session::{AtDesk, Screen, Session, Turns};
use crate::signals::prelude::*;
pub(crate) use backing_up::BackedUp;
pub(crate) use exporting::{Asked, Exported, Which};
pub(crate) use hand_in::HandedIn;
use places::Places;
use put_by::PutBy;
pub(crate) use reading::Progress;
use reading::Reading;
pub(crate) use work::{NotWritten, work};

/// What there is to say of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// These are not its words.
    WrongWords,
    /// It cannot be opened any more.
    Unreadable(Unreadable),
    /// The device does not keep it, or cannot be read.
    Device(StoreError),
    /// A case cannot be opened.
    CaseNotOpened,
    /// A case could not be removed.
    NotRemoved,
    /// There is no case with this code.
    NoSuchCase,
    /// A file is no backup, or damaged.
    NoBackup,
    /// There is a desk on this device already.
    ThereIsADesk,
}

/// What the page knows of the case that is open, beside its answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct InHand {
    /// What people know it by.
    pub(crate) code: CaseCode,
    begun: i32,
    /// What the desk does with it.
    pub(crate) work: Casework,
    mark: Option<Mark>,
    /// The person's language.
    pub(crate) language: String,
    /// Where the interview stopped.
    place: String,
}

/// What is not quite as it was in a case that was opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CarriedOver {
    /// What means nothing to the questions of today.
    pub(crate) left_out: LeftOut,
    /// Whether its last answers may be missing.
    pub(crate) last_may_be_missing: bool,
}

/// See the module.
pub(crate) struct DeskKeeper {
    session: Session,
    places: Places,
    turns: Turns,
    unlocked: RefCell<Option<Unlocked<WebCrypto>>>,
    held: RefCell<Option<tabs::Held>>,
    /// The case that is open, once something of it is on the device.
    kept: RefCell<Option<OpenCase<WebCrypto>>>,
    watch: Cell<Option<Watch>>,
    /// Counts what has changed in the case, so that *saved* is said of the last change only.
    changes: Cell<u64>,
    /// The last change that is on the device.
    saved: Cell<u64>,
    saving: Cell<bool>,
    wait: Wake,
    in_hand: RwSignal<Option<InHand>>,
    with_person: RwSignal<bool>,
    carried_over: RwSignal<Option<CarriedOver>>,
    handed_in: RwSignal<Option<HandedIn>>,
    list: RwSignal<Vec<Entry>>,
    settings: RwSignal<Settings>,
    trouble: RwSignal<Option<Trouble>>,
    looked_over: RwSignal<LookedOver>,
    /// What was open and not saved when it was closed or the desk was locked.
    put_by: RefCell<Vec<PutBy>>,
    waiting: RwSignal<Vec<CaseCode>>,
    busy: RwSignal<bool>,
    /// Who writes: asked once while the desk is open, and kept nowhere but in what they write.
    who: RwSignal<String>,
    reading: Reading,
    exported: RwSignal<Option<Exported>>,
    backed_up: RwSignal<Option<BackedUp>>,
}

thread_local! {
    static KEEPER: OnceCell<Rc<DeskKeeper>> = const { OnceCell::new() };
}

/// The keeper of this desk.
pub(crate) fn keeper() -> Option<Rc<DeskKeeper>> {
    KEEPER.with(|keeper| keeper.get().cloned())
}

/// Does something with the keeper.
pub(crate) fn with(act: impl FnOnce(Rc<DeskKeeper>)) {
    if let Some(keeper) = keeper() {
        act(keeper);
    }
}

/// Begins to keep: follows every change from now on.
pub(crate) fn begin(session: Session) {
    let new = Rc::new(DeskKeeper {
        session,
        places: Places::default(),
        turns: Turns::default(),
        unlocked: RefCell::default(),
        held: RefCell::default(),
        kept: RefCell::default(),
        watch: Cell::default(),
        changes: Cell::default(),
        saved: Cell::default(),
        saving: Cell::default(),
        wait: Wake::default(),
        in_hand: RwSignal::new(None),
        with_person: RwSignal::new(false),
        carried_over: RwSignal::new(None),
        handed_in: RwSignal::new(None),
        list: RwSignal::new(Vec::new()),
        settings: RwSignal::new(Settings::new(&Given::default())),
        trouble: RwSignal::new(None),
        looked_over: RwSignal::new(LookedOver::default()),
        put_by: RefCell::default(),
        waiting: RwSignal::new(Vec::new()),
        busy: RwSignal::new(false),
        who: RwSignal::new(String::new()),
        reading: Reading::default(),
        exported: RwSignal::new(None),
        backed_up: RwSignal::new(None),
    });
    if KEEPER.with(|keeper| keeper.set(new)).is_err() {
        return;
    }
    session.tell_changes(|_| with(|keeper| keeper.changed()));
    activity::on_sign(|| with(|keeper| keeper.somebody_is_there()));
    activity::on_seen(|seen| with(|keeper| keeper.is_seen(seen)));
    lifecycle::on_hidden(|| with(|keeper| keeper.wait.wake()));
    tabs::on_hand_over(|id| with(|keeper| keeper.hand_over(id)));
    // Back from the case to the list closes it.
    let follow = RenderEffect::new(move |_: Option<()>| {
        let screen = session.screen();
        let leaves =
            matches!(screen, Screen::Desk(AtDesk::List | AtDesk::HandIn | AtDesk::Settings | AtDesk::EndOfShift));
        if leaves {
            untrack(|| with(|keeper| keeper.close_case()));
        }
        // What was read is not wanted any more where nothing of it is shown.
        if !matches!(screen, Screen::Desk(AtDesk::Figures | AtDesk::Export)) {
            untrack(|| with(|keeper| keeper.reading.end()));
        }
    });
    core::mem::forget(follow);
}

/// Looks whether there is a desk on this device, and shows what to do then.
pub(crate) async fn look() {
    let Some(keeper) = keeper() else { return };
    let found = {
        let _turn = keeper.turns.mine().await;
        ::desk::unlocked::desks(&keeper.places.front).await
    };
    let screen = match found {
        Ok(found) if found.is_empty() => AtDesk::SetUp,
        Ok(_) => AtDesk::Unlock,
        Err(error) => {
            keeper.trouble.set(Some(Trouble::Device(error)));
            AtDesk::Unlock
        }
    };
    keeper.session.clear_to(Screen::Desk(screen));
}

impl DeskKeeper {
    /// The case that is open.
    pub(crate) fn in_hand(&self) -> Option<InHand> {
        self.in_hand.get()
    }

    /// Whether the person has the device.
    pub(crate) fn is_with_person(&self) -> bool {
        self.with_person.get()
    }

    /// The cases, in the order in which they are worked on.
    pub(crate) fn list(&self) -> RwSignal<Vec<Entry>> {
        self.list
    }

    /// What the desk is set up with.
    pub(crate) fn settings(&self) -> Settings {
        self.settings.get()
    }

    /// What there is to say of the desk.
    pub(crate) fn trouble(&self) -> Option<Trouble> {
        self.trouble.get()
    }

    /// What was found when the desk was unlocked.
    pub(crate) fn looked_over(&self) -> LookedOver {
        self.looked_over.get()
    }

    /// What is not quite as it was in the case that is open.
    pub(crate) fn carried_over(&self) -> Option<CarriedOver> {
        self.carried_over.get()
    }

    /// The cases that were not saved when they were closed: their answers wait in this page.
    pub(crate) fn waiting(&self) -> Vec<CaseCode> {
        self.waiting.get()
    }

    /// Whether the desk is being opened or locked.
    pub(crate) fn is_busy(&self) -> bool {
        self.busy.get()
    }

    /// The staff's language is shown.
    fn speak_to_staff(&self) {
        let language = self.settings.with_untracked(|settings| settings.get().language.clone());
        self.session.tables().show_when_loaded(&language);
    }

    /// Shows the list as it stands.
    fn show_list(&self, unlocked: &Unlocked<WebCrypto>) {
        let today = self.session.today().days();
        let list: Vec<Entry> = unlocked.desk().in_order(today).into_iter().cloned().collect();
        if self.list.with_untracked(|shown| *shown != list) {
            self.list.set(list);
        }
        self.settings.set(unlocked.desk().settings().clone());
    }

    /// The case that is open, as it stands.
    fn case_as_it_stands(&self) -> Option<Case> {
        let InHand { code, begun, work, mark, language, place } = self.in_hand.get_untracked()?;
        let mut draft = self.session.draft_since(&place);
        if !self.with_person.get_untracked() {
            draft.language = language;
        }
        let mut case = Case::new(code, begun, draft);
        case.work = work;
        case.mark = mark;
        Some(case)
    }

    /// Does something with the unlocked desk, which is in other hands meanwhile; nothing when it is locked. To be called in
    /// a turn.
    async fn at_desk<T>(&self, act: impl AsyncFnOnce(&mut Unlocked<WebCrypto>) -> T) -> Option<T> {
        let mut unlocked = self.unlocked.take()?;
        let done = act(&mut unlocked).await;
        self.unlocked.replace(Some(unlocked));
        Some(done)
    }

    fn spawn(self: &Rc<Self>, work: impl AsyncFnOnce(Rc<Self>) + 'static) {
        let keeper = Rc::clone(self);
        spawn_local(async move { work(keeper).await });
    }
}
