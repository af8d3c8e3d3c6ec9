//! The device's local storage, through gloo-storage. Where a browser blocks it, gloo panics at the first touch, so
//! it is probed before. Texts are kept as they are: gloo's own `get` and `set` would wrap each in JSON, and bring
//! a reader of JSON into what a phone downloads.

use gloo_storage::{LocalStorage, Storage};
use vault::store::{Store, StoreError};

/// The local storage of this browser.
pub(crate) struct Local;

fn probe() -> Result<web_sys::Storage, StoreError> {
    let window = web_sys::window().ok_or(StoreError::Blocked)?;
    window.local_storage().ok().flatten().ok_or(StoreError::Blocked)?;
    Ok(LocalStorage::raw())
}

impl Store for Local {
    fn read(&self, name: &str) -> Result<Option<String>, StoreError> {
        probe()?.get_item(name).map_err(|_| StoreError::Blocked)
    }

    fn write(&self, name: &str, text: &str) -> Result<(), StoreError> {
        probe()?.set_item(name, text).map_err(|_| StoreError::Full)
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        probe()?.remove_item(name).map_err(|_| StoreError::Blocked)
    }

    fn names(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let raw = probe()?;
        let count = raw.length().map_err(|_| StoreError::Blocked)?;
        let names = (0..count).filter_map(|at| raw.key(at).ok().flatten());
        Ok(names.filter(|name| name.starts_with(prefix)).collect())
    }
}
