//! A store in memory.

use core::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::wire::{Call, Fault, Wire};
use crate::store::{DraftId, Guard, Slot, Store, StoreError};

/// What stands in a store.
pub type Shelf = BTreeMap<(DraftId, Slot), Rc<Vec<u8>>>;

/// How many of its former states a store can be thrown back to.
const REMEMBERED: usize = 8;

/// A store in memory.
pub struct Memory {
    name: &'static str,
    shelf: Rc<RefCell<Shelf>>,
    /// How it stood before each change, the last at the end.
    before: Rc<RefCell<Vec<Shelf>>>,
    wire: Rc<Wire>,
}

impl Memory {
    pub(super) fn first(wire: &Rc<Wire>) -> Self {
        Self { name: "first", shelf: Rc::default(), before: Rc::default(), wire: Rc::clone(wire) }
    }

    pub(super) fn judge(wire: &Rc<Wire>) -> Self {
        Self { name: "judge", ..Self::first(wire) }
    }

    pub(super) fn copy(&self, wire: &Rc<Wire>) -> Self {
        let (shelf, before) = (self.shelf.borrow().clone(), self.before.borrow().clone());
        let (shelf, before) = (Rc::new(RefCell::new(shelf)), Rc::new(RefCell::new(before)));
        Self { name: self.name, shelf, before, wire: Rc::clone(wire) }
    }

    /// What stands in a slot.
    #[must_use]
    pub fn bytes(&self, id: DraftId, slot: Slot) -> Option<Vec<u8>> {
        self.shelf.borrow().get(&(id, slot)).map(|bytes| bytes.to_vec())
    }

    /// Puts bytes into a slot, past everything that guards it.
    pub fn put(&self, id: DraftId, slot: Slot, bytes: Vec<u8>) {
        self.change(|shelf| drop(shelf.insert((id, slot), Rc::new(bytes))));
    }

    /// Takes out what stands in a slot.
    pub fn take(&self, id: DraftId, slot: Slot) {
        self.change(|shelf| drop(shelf.remove(&(id, slot))));
    }

    /// Changes one bit of what stands in a slot. `false`: nothing stands there.
    pub fn flip(&self, id: DraftId, slot: Slot, bit: usize) -> bool {
        let Some(mut bytes) = self.bytes(id, slot).filter(|bytes| !bytes.is_empty()) else { return false };
        flip(&mut bytes, bit);
        self.put(id, slot, bytes);
        true
    }

    /// Everything is gone, as when the browser's files of it are damaged.
    pub fn lose_everything(&self) {
        self.change(Shelf::clear);
    }

    /// The last changes never were, as when the browser is killed before they are on the disk.
    pub fn lose_last(&self, changes: usize) {
        let mut before = self.before.borrow_mut();
        for _ in 0..changes {
            if let Some(shelf) = before.pop() {
                self.shelf.replace(shelf);
            }
        }
    }

    /// Everything that stands here.
    #[must_use]
    pub fn all_bytes(&self) -> Vec<u8> {
        self.shelf.borrow().values().flat_map(|bytes| bytes.iter().copied()).collect()
    }

    /// Whether nothing stands here.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shelf.borrow().is_empty()
    }

    fn change(&self, change: impl FnOnce(&mut Shelf)) {
        let mut before = self.before.borrow_mut();
        if before.len() == REMEMBERED {
            before.remove(0);
        }
        before.push(self.shelf.borrow().clone());
        change(&mut self.shelf.borrow_mut());
    }

    fn handle(&self) -> Self {
        let (shelf, before) = (Rc::clone(&self.shelf), Rc::clone(&self.before));
        Self { name: self.name, shelf, before, wire: Rc::clone(&self.wire) }
    }

    /// A write, as the place carries it out: it looks and writes in one step.
    fn keep(&self, id: DraftId, slot: Slot, bytes: Vec<u8>, guard: Option<Guard>) -> Result<(), StoreError> {
        if let Some(guard) = guard {
            guard.allows(&Slot::BOTH.map(|slot| self.bytes(id, slot)))?;
        }
        self.put(id, slot, bytes);
        self.wire.written(self.name);
        Ok(())
    }

    fn clear(&self, id: DraftId, slots: &[Slot]) {
        self.change(|shelf| {
            for slot in slots {
                shelf.remove(&(id, *slot));
            }
        });
    }

    /// How the shelf stood before a draft, or a slot of it, last changed.
    fn stale<T: PartialEq>(&self, of: impl Fn(&Shelf) -> T) -> T {
        let now = of(&self.shelf.borrow());
        self.before.borrow().iter().rev().map(of).find(|then| *then != now).unwrap_or(now)
    }
}

/// Changes one bit; counts through the bytes again when there are fewer.
pub(super) fn flip(bytes: &mut [u8], bit: usize) {
    let bits = bytes.len() * 8;
    if bits > 0 {
        bytes[bit % bits / 8] ^= 1 << (bit % 8);
    }
}

fn ids(shelf: &Shelf) -> Vec<DraftId> {
    let mut ids: Vec<DraftId> = shelf.keys().map(|(id, _)| *id).collect();
    ids.dedup();
    ids
}

impl Store for Memory {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        match self.wire.call(self.name, Call::Ids).await {
            Some(Fault::Throws(error)) => Err(error),
            Some(Fault::Hangs) => Err(StoreError::TimedOut),
            Some(Fault::Stale) => Ok(self.stale(ids)),
            _ => Ok(ids(&self.shelf.borrow())),
        }
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        let there = self.bytes(id, slot);
        match self.wire.call(self.name, Call::Read).await {
            Some(Fault::Throws(error)) => Err(error),
            Some(Fault::Hangs) => Err(StoreError::TimedOut),
            Some(Fault::Stale) => Ok(self.stale(|shelf| shelf.get(&(id, slot)).map(|bytes| bytes.to_vec()))),
            Some(Fault::Corrupts) => Ok(there.map(|mut bytes| {
                flip(&mut bytes, self.wire.count() * 89);
                bytes
            })),
            _ => Ok(self.bytes(id, slot)),
        }
    }

    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError> {
        let fault = self.wire.call(self.name, Call::Write).await;
        if self.wire.is_full() {
            return if self.name == "first" { Ok(()) } else { Err(StoreError::Full) };
        }
        let bytes = bytes.to_vec();
        let half = || bytes[..bytes.len() / 2].to_vec();
        match fault {
            Some(Fault::Throws(error)) => Err(error),
            Some(Fault::Hangs) => Err(StoreError::TimedOut),
            Some(Fault::Drops) => Ok(()),
            Some(Fault::Late(calls)) => {
                let place = self.handle();
                self.wire.later(calls, move || {
                    let _ = place.keep(id, slot, bytes, guard);
                });
                Err(StoreError::TimedOut)
            }
            Some(Fault::Reorders) => {
                let place = self.handle();
                self.wire.after_the_next(self.name, move || {
                    let _ = place.keep(id, slot, bytes, guard);
                });
                Ok(())
            }
            Some(Fault::Corrupts) => {
                let mut bytes = bytes;
                flip(&mut bytes, self.wire.count() * 89);
                self.keep(id, slot, bytes, guard)
            }
            Some(Fault::Tears) => self.keep(id, slot, half(), guard),
            Some(Fault::DiesAmid) => {
                let _ = self.keep(id, slot, half(), guard);
                self.wire.die().await;
                Ok(())
            }
            Some(Fault::DiesAfter) => {
                let _ = self.keep(id, slot, bytes, guard);
                self.wire.die().await;
                Ok(())
            }
            _ => self.keep(id, slot, bytes, guard),
        }
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        match self.wire.call(self.name, Call::Remove).await {
            Some(Fault::Throws(error)) => return Err(error),
            Some(Fault::Hangs) => return Err(StoreError::TimedOut),
            Some(Fault::Drops) => {}
            Some(Fault::Late(calls)) => {
                let place = self.handle();
                self.wire.later(calls, move || place.clear(id, &Slot::ALL));
                return Err(StoreError::TimedOut);
            }
            Some(Fault::Tears) => self.clear(id, &[Slot::A]),
            Some(Fault::DiesAmid) => {
                self.clear(id, &[Slot::A]);
                self.wire.die().await;
            }
            Some(Fault::DiesAfter) => {
                self.clear(id, &Slot::ALL);
                self.wire.die().await;
            }
            _ => self.clear(id, &Slot::ALL),
        }
        Ok(())
    }
}
