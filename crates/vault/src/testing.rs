//! What the tests of this crate share: a pack without questions, and a place that keeps texts, or fails to.

use core::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use engine::date::Date;
use engine::id::Table;
use engine::interview::Interview;
use engine::pack::{Pack, Structure};

use crate::draft::Draft;
use crate::store::{Store, StoreError};

/// A pack without questions: enough for whatever does not look at answers.
pub(crate) fn pack(sha256: &str) -> Pack {
    let structure = Structure {
        id: "empty".to_owned(),
        version: "1.0.0".to_owned(),
        date: Date::new(2026, 11, 24).unwrap(),
        languages: Vec::new(),
        draft_days: 30,
        contacts_warn_after_days: 180,
        sections: Table::default(),
        questions: Table::default(),
        facts: Table::default(),
        cards: Table::default(),
        priorities: Vec::new(),
    };
    Pack::link(structure, sha256.to_owned()).unwrap()
}

/// A draft of [`pack`] that can be told from others by its reference.
pub(crate) fn draft(pack: &Pack, reference: &str) -> Draft {
    let today = pack.content().date;
    Draft::of(&Interview::new(&Arc::new(pack.clone()), today), "ar", "welcome", reference)
}

/// What is asked of a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Call {
    Read,
    Write,
    Remove,
    Names,
}

/// How a store fails.
#[derive(Clone, Debug)]
pub(crate) enum Fault {
    /// It says so.
    Says(StoreError),
    /// It says that it is done, and is not: half of a text is kept, nothing is removed.
    Lies,
}

type Faults = dyn Fn(Call, &str) -> Option<Fault>;

/// A store in memory that fails where it is told to.
pub(crate) struct Memory {
    kept: RefCell<BTreeMap<String, String>>,
    faults: Box<Faults>,
}

impl Memory {
    /// A place that works.
    pub(crate) fn new() -> Self {
        Self { kept: RefCell::default(), faults: Box::new(|_, _| None) }
    }

    /// With this text under this name.
    pub(crate) fn holding(self, name: &str, text: &str) -> Self {
        self.kept.borrow_mut().insert(name.to_owned(), text.to_owned());
        self
    }

    /// What it keeps, in a place that fails.
    pub(crate) fn failing(self, faults: impl Fn(Call, &str) -> Option<Fault> + 'static) -> Self {
        Self { faults: Box::new(faults), ..self }
    }

    /// Everything that is kept, by name.
    pub(crate) fn kept(&self) -> Vec<(String, String)> {
        self.kept.borrow().clone().into_iter().collect()
    }

    /// Whether the call is to be carried out; `false`: it is only said to be.
    fn is_done(&self, call: Call, name: &str) -> Result<bool, StoreError> {
        match (self.faults)(call, name) {
            None => Ok(true),
            Some(Fault::Lies) => Ok(false),
            Some(Fault::Says(error)) => Err(error),
        }
    }
}

impl Store for Memory {
    fn read(&self, name: &str) -> Result<Option<String>, StoreError> {
        let seen = self.is_done(Call::Read, name)?;
        Ok(self.kept.borrow().get(name).filter(|_| seen).cloned())
    }

    fn write(&self, name: &str, text: &str) -> Result<(), StoreError> {
        let length = if self.is_done(Call::Write, name)? { text.len() } else { text.len() / 2 };
        self.kept.borrow_mut().insert(name.to_owned(), text.chars().take(length).collect());
        Ok(())
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        if self.is_done(Call::Remove, name)? {
            self.kept.borrow_mut().remove(name);
        }
        Ok(())
    }

    fn names(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let seen = self.is_done(Call::Names, prefix)?;
        Ok(self.kept.borrow().keys().filter(|name| seen && name.starts_with(prefix)).cloned().collect())
    }
}
