//! The device's local storage, through gloo-storage: the store that answers at once. Where a browser blocks it, gloo
//! panics at the first touch, so it is probed before. Bytes are kept in letters: gloo's own `get` and `set` would wrap
//! each text in JSON, and bring a reader of JSON into what a phone downloads.

use gloo_storage::{LocalStorage, Storage};
use vault::bits::{from_url_letters, to_url_letters};
use vault::store::{DraftId, Guard, Slot, Store, StoreError};

use super::page;

/// How the names of drafts begin: `avr.d.<id>.<slot>`.
const BEGIN: &str = "avr.d.";

/// The local storage of this browser.
pub(crate) struct Local;

/// Whether drafts are here, as far as can be seen at once.
pub(crate) fn has_drafts() -> bool {
    names().is_ok_and(|names| !names.is_empty())
}

/// The storage, where there is one that may be used.
fn probe() -> Result<web_sys::Storage, StoreError> {
    if !page::is_secure() {
        return Err(StoreError::Insecure);
    }
    let window = web_sys::window().ok_or(StoreError::Blocked)?;
    window.local_storage().ok().flatten().ok_or(StoreError::Blocked)?;
    Ok(LocalStorage::raw())
}

/// Whether this browser lets the page keep nothing.
pub(super) fn is_blocked() -> bool {
    probe() == Err(StoreError::Blocked)
}

/// What stands behind [`BEGIN`] in the names of all drafts.
fn names() -> Result<Vec<String>, StoreError> {
    let raw = probe()?;
    let count = raw.length().map_err(|_| StoreError::Blocked)?;
    let names = (0..count).filter_map(|at| raw.key(at).ok().flatten());
    Ok(names.filter_map(|name| name.strip_prefix(BEGIN).map(str::to_owned)).collect())
}

fn name(id: DraftId, slot: Slot) -> String {
    format!("{BEGIN}{}", place(id, slot))
}

/// The name of a slot: `<id>.<slot>`.
pub(super) fn place(id: DraftId, slot: Slot) -> String {
    format!("{}.{}", id.digits(), slot.digit())
}

/// The drafts that names of slots belong to.
pub(super) fn ids(places: impl Iterator<Item = String>) -> Vec<DraftId> {
    let mut ids: Vec<DraftId> = places.filter_map(|place| DraftId::from_digits(place.split('.').next()?)).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl Store for Local {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        Ok(ids(names()?.into_iter()))
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        let text = probe()?.get_item(&name(id, slot)).map_err(|_| StoreError::Blocked)?;
        // Letters that are none are damaged bytes, not nothing.
        Ok(text.map(|text| from_url_letters(&text).unwrap_or_else(|| text.into_bytes())))
    }

    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError> {
        if let Some(guard) = guard {
            let standing = [self.read(id, Slot::A).await?, self.read(id, Slot::B).await?];
            guard.allows(&standing)?;
        }
        probe()?.set_item(&name(id, slot), &to_url_letters(bytes)).map_err(|_| StoreError::Full)
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        for slot in Slot::ALL {
            probe()?.remove_item(&name(id, slot)).map_err(|_| StoreError::Blocked)?;
        }
        Ok(())
    }
}
