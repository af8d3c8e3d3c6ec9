//! The files of keys, in memory.

use core::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::memory::flip;
use super::wire::{Call, Fault, Wire};
use crate::keys::{FILE_BYTES, Keys};
use crate::store::{DraftId, StoreError};

type Pair = [Option<Vec<u8>>; 2];
type Cabinet = BTreeMap<DraftId, Pair>;

/// The files of keys, in memory.
pub struct Files {
    cabinet: Rc<RefCell<Cabinet>>,
    before: Rc<RefCell<Cabinet>>,
    /// There is no place for keys, as in a private window.
    blocked: bool,
    wire: Rc<Wire>,
}

impl Files {
    pub(super) fn new(wire: &Rc<Wire>) -> Self {
        Self { cabinet: Rc::default(), before: Rc::default(), blocked: false, wire: Rc::clone(wire) }
    }

    pub(super) fn copy(&self, wire: &Rc<Wire>) -> Self {
        let cabinet = Rc::new(RefCell::new(self.cabinet.borrow().clone()));
        Self { cabinet, before: Rc::default(), blocked: self.blocked, wire: Rc::clone(wire) }
    }

    /// There is no place for keys from now on.
    pub fn block(&mut self) {
        self.blocked = true;
    }

    /// What stands in the two files of a draft.
    #[must_use]
    pub fn pair(&self, id: DraftId) -> Pair {
        self.cabinet.borrow().get(&id).cloned().unwrap_or_default()
    }

    /// Puts other files in the place of a draft's.
    pub fn put(&self, id: DraftId, pair: Pair) {
        self.before.borrow_mut().insert(id, self.pair(id));
        self.cabinet.borrow_mut().insert(id, pair);
    }

    /// Changes one bit of one of the files. `false`: there is none, or it is empty.
    pub fn flip(&self, id: DraftId, file: usize, bit: usize) -> bool {
        let mut pair = self.pair(id);
        let Some(bytes) = pair[file].as_mut().filter(|bytes| !bytes.is_empty()) else { return false };
        flip(bytes, bit);
        self.put(id, pair);
        true
    }

    /// Everything that stands here.
    #[must_use]
    pub fn all_bytes(&self) -> Vec<u8> {
        self.cabinet.borrow().values().flatten().flatten().flatten().copied().collect()
    }

    /// Whether there is no file.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cabinet.borrow().values().flatten().all(Option::is_none)
    }

    fn handle(&self) -> Self {
        let (cabinet, before) = (Rc::clone(&self.cabinet), Rc::clone(&self.before));
        Self { cabinet, before, blocked: self.blocked, wire: Rc::clone(&self.wire) }
    }

    /// One place for all that changes files: how it fails is the same for each.
    async fn change(&self, id: DraftId, call: Call, after: impl Fn(Pair) -> Pair) -> Result<(), StoreError> {
        if self.blocked {
            return Err(StoreError::Blocked);
        }
        let fault = self.wire.call("keys", call).await;
        if self.wire.is_full() && call == Call::WriteKey {
            return Err(StoreError::Full);
        }
        let (now, then) = (self.pair(id), after(self.pair(id)));
        match fault {
            Some(Fault::Throws(error)) => return Err(error),
            Some(Fault::Hangs) => return Err(StoreError::TimedOut),
            Some(Fault::Drops) => {}
            Some(Fault::Late(calls)) => {
                let place = self.handle();
                self.wire.later(calls, move || place.put(id, then));
                return Err(StoreError::TimedOut);
            }
            Some(Fault::Corrupts) => {
                self.put(id, then);
                self.flip(id, 0, self.wire.count() * 89);
            }
            Some(Fault::Tears) => self.put(id, half_done(now, then)),
            Some(Fault::DiesAmid) => {
                self.put(id, half_done(now, then));
                self.wire.die().await;
            }
            Some(Fault::DiesAfter) => {
                self.put(id, then);
                self.wire.die().await;
            }
            _ => self.put(id, then),
        }
        Ok(())
    }
}

/// Half of the first file is done, over what stood there, and nothing of the second.
fn half_done(now: Pair, then: Pair) -> Pair {
    let [before, second] = now;
    let [after, _] = then;
    let first = after.map(|mut bytes| {
        let half = bytes.len() / 2;
        match before {
            Some(before) if before.len() == bytes.len() => bytes[half..].copy_from_slice(&before[half..]),
            _ => bytes.truncate(half),
        }
        bytes
    });
    [first, second]
}

impl Keys for Files {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        if self.blocked {
            return Err(StoreError::Blocked);
        }
        let with_files = |cabinet: &Cabinet| {
            let there = cabinet.iter().filter(|(_, pair)| pair.iter().any(Option::is_some));
            there.map(|(id, _)| *id).collect::<Vec<_>>()
        };
        match self.wire.call("keys", Call::Ids).await {
            Some(Fault::Throws(error)) => Err(error),
            Some(Fault::Hangs) => Err(StoreError::TimedOut),
            Some(Fault::Stale) => Ok(with_files(&self.before.borrow())),
            _ => Ok(with_files(&self.cabinet.borrow())),
        }
    }

    async fn read(&self, id: DraftId) -> Result<Pair, StoreError> {
        if self.blocked {
            return Err(StoreError::Blocked);
        }
        match self.wire.call("keys", Call::Read).await {
            Some(Fault::Throws(error)) => Err(error),
            Some(Fault::Hangs) => Err(StoreError::TimedOut),
            Some(Fault::Stale) => Ok(self.before.borrow().get(&id).cloned().unwrap_or_default()),
            Some(Fault::Corrupts) => {
                let mut pair = self.pair(id);
                if let Some(bytes) = &mut pair[0] {
                    flip(bytes, self.wire.count() * 89);
                }
                Ok(pair)
            }
            _ => Ok(self.pair(id)),
        }
    }

    async fn write(&self, id: DraftId, file: &[u8]) -> Result<(), StoreError> {
        let file = Some(file.to_vec());
        self.change(id, Call::WriteKey, |_| [file.clone(), file.clone()]).await
    }

    async fn shred(&self, id: DraftId) -> Result<(), StoreError> {
        let zeros = |file: Option<Vec<u8>>| file.map(|_| vec![0; FILE_BYTES]);
        self.change(id, Call::Remove, |pair| pair.map(zeros)).await
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        self.change(id, Call::Remove, |_| [None, None]).await
    }
}
