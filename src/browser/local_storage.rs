//! The device's local storage, through gloo-storage. Where a browser blocks it, gloo panics at the first touch, so
//! it is probed before.

use gloo_storage::errors::StorageError;
use gloo_storage::{LocalStorage, Storage};
use vault::store::{Store, StoreError};

/// The local storage of this browser.
pub(crate) struct Local;

fn probe() -> Result<web_sys::Storage, StoreError> {
    web_sys::window().ok_or(StoreError::Blocked)?.local_storage().ok().flatten().ok_or(StoreError::Blocked)
}

impl Store for Local {
    fn read(&self, name: &str) -> Result<Option<String>, StoreError> {
        let raw = probe()?;
        match LocalStorage::get::<String>(name) {
            Ok(text) => Ok(Some(text)),
            Err(StorageError::KeyNotFound(_)) => Ok(None),
            // Not written by us as it stands: given as it is, so that it can be set aside unchanged.
            Err(_) => raw.get_item(name).map_err(|_| StoreError::Blocked),
        }
    }

    fn write(&self, name: &str, text: &str) -> Result<(), StoreError> {
        probe()?;
        LocalStorage::set(name, text).map_err(|_| StoreError::Full)
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        probe()?;
        LocalStorage::delete(name);
        Ok(())
    }

    fn names(&self, prefix: &str) -> Result<Vec<String>, StoreError> {
        let raw = probe()?;
        let count = raw.length().map_err(|_| StoreError::Blocked)?;
        let names = (0..count).filter_map(|at| raw.key(at).ok().flatten());
        Ok(names.filter(|name| name.starts_with(prefix)).collect())
    }
}
