//! What counts the calls of all places, and makes one of them fail.

use core::cell::{Cell, RefCell};

use crate::store::StoreError;

/// What is asked of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Call {
    /// Which drafts there are.
    Ids,
    /// What stands in a slot, or in the files of a key.
    Read,
    /// To keep a draft.
    Write,
    /// To keep a key.
    WriteKey,
    /// To overwrite a key, or to remove something.
    Remove,
}

/// How a call fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It says so, and nothing has happened.
    Throws(StoreError),
    /// There is no answer in time, and nothing ever happens.
    Hangs,
    /// There is no answer in time, and it happens this many calls later. What guards a write is looked at then.
    Late(u64),
    /// From now on there is no room: the judge and the keys say so, the first store says *done* and keeps nothing.
    Full,
    /// It says that it is done, and has done nothing.
    Drops,
    /// It gives what stood there before.
    Stale,
    /// It says that it is done, and one bit of what it keeps or gives is another.
    Corrupts,
    /// It says that it is done, and has done half.
    Tears,
    /// It says that it is done, and does it after the next write to the same place.
    Reorders,
    /// The page dies before anything happens.
    DiesBefore,
    /// The page dies when half is done.
    DiesAmid,
    /// The page dies when it is done, and does not hear of it.
    DiesAfter,
}

impl Fault {
    /// All there are, for each kind of call that they make a difference for.
    #[must_use]
    pub fn all(call: Call) -> Vec<Self> {
        let errors = [
            StoreError::Blocked,
            StoreError::Insecure,
            StoreError::Full,
            StoreError::NotKept,
            StoreError::Overtaken,
            StoreError::Gone,
        ];
        let mut all: Vec<Self> = errors.map(Self::Throws).to_vec();
        all.extend([Self::Hangs, Self::DiesBefore]);
        let changes = [Self::Late(1), Self::Late(5), Self::Drops, Self::Tears, Self::DiesAmid, Self::DiesAfter];
        match call {
            Call::Ids => all.push(Self::Stale),
            Call::Read => all.extend([Self::Stale, Self::Corrupts]),
            Call::Write => all.extend([Self::Full, Self::Corrupts, Self::Reorders]),
            Call::WriteKey => all.extend([Self::Full, Self::Corrupts]),
            Call::Remove => {}
        }
        if matches!(call, Call::Write | Call::WriteKey | Call::Remove) {
            all.extend(changes);
        }
        all
    }

    /// Whether a place that fails like this says *done*, or gives something, all the same.
    #[must_use]
    pub fn lies(self) -> bool {
        matches!(self, Self::Drops | Self::Stale | Self::Corrupts | Self::Tears | Self::Reorders)
    }
}

/// What happens later, and when: at a call, or after the next write to the place of this name.
struct Later {
    at: Result<u64, &'static str>,
    what: Box<dyn FnOnce()>,
}

/// What all places of a device hang on.
#[derive(Default)]
pub struct Wire {
    calls: RefCell<Vec<(&'static str, Call)>>,
    plan: RefCell<Vec<(usize, Fault)>>,
    full: Cell<bool>,
    dead: Cell<bool>,
    turns: Cell<bool>,
    later: RefCell<Vec<Later>>,
}

impl Wire {
    /// Makes the call of this number fail, counted from 0 over all places, beside those that are to fail already.
    pub fn fail(&self, number: usize, fault: Fault) {
        self.plan.borrow_mut().push((number, fault));
    }

    /// Makes the next call fail.
    pub fn fail_next(&self, fault: Fault) {
        self.fail(self.calls.borrow().len(), fault);
    }

    /// Nothing fails from now on; what is late arrives.
    pub fn works_again(&self) {
        self.plan.take();
        self.full.set(false);
        for later in self.later.take() {
            (later.what)();
        }
    }

    /// All calls until now: which place, and what was asked of it.
    pub fn calls(&self) -> Vec<(&'static str, Call)> {
        self.calls.borrow().clone()
    }

    /// How many calls there were until now.
    pub fn count(&self) -> usize {
        self.calls.borrow().len()
    }

    pub(super) fn is_full(&self) -> bool {
        self.full.get()
    }

    pub(super) fn is_dead(&self) -> bool {
        self.dead.get()
    }

    pub(super) fn next_page(&self) {
        self.dead.set(false);
    }

    pub(super) fn take_turns(&self, turns: bool) {
        self.turns.set(turns);
    }

    /// Counts a call; says how it fails.
    pub(super) async fn call(&self, place: &'static str, call: Call) -> Option<Fault> {
        if self.turns.get() {
            super::turn().await;
        }
        let number = self.count();
        self.calls.borrow_mut().push((place, call));
        self.arrive(|at| matches!(at, Ok(due) if *due <= number as u64));
        let fault = self.plan.borrow().iter().find(|(planned, _)| *planned == number).map(|(_, fault)| *fault);
        // Looking changes nothing: before, amid and after are the same there.
        let looks = matches!(call, Call::Ids | Call::Read);
        match fault {
            Some(Fault::Full) => self.full.set(true),
            Some(Fault::DiesBefore) => self.die().await,
            Some(Fault::DiesAmid | Fault::DiesAfter) if looks => self.die().await,
            _ => {}
        }
        fault
    }

    /// The page does not get any further.
    pub(super) async fn die(&self) {
        self.dead.set(true);
        core::future::pending::<()>().await;
    }

    /// Does something after as many calls.
    pub(super) fn later(&self, calls: u64, what: impl FnOnce() + 'static) {
        let at = Ok(self.count() as u64 - 1 + calls);
        self.later.borrow_mut().push(Later { at, what: Box::new(what) });
    }

    /// Does something after the next write to this place.
    pub(super) fn after_the_next(&self, place: &'static str, what: impl FnOnce() + 'static) {
        self.later.borrow_mut().push(Later { at: Err(place), what: Box::new(what) });
    }

    /// Something was written to this place.
    pub(super) fn written(&self, place: &'static str) {
        self.arrive(|at| *at == Err(place));
    }

    fn arrive(&self, is_due: impl Fn(&Result<u64, &'static str>) -> bool) {
        let (due, rest) = self.later.take().into_iter().partition::<Vec<_>, _>(|later| is_due(&later.at));
        self.later.replace(rest);
        for later in due {
            (later.what)();
        }
    }
}
