//! The copies of a help desk's records beside the database: files in the private file system. Local storage is too small
//! for many cases. One window at a time has the desk in its hands, so looking and writing need not be one step here.

use super::local_storage::{ids, place};
use super::opfs::{Folder, KeyFiles};
use vault::store::{DraftId, Guard, Slot, Store, StoreError};

/// Files, as a store.
pub(crate) struct FileCopies(Folder);

impl FileCopies {
    /// The files in a folder beside that of the keys.
    pub(crate) fn beside(keys: &KeyFiles, folder: &'static str) -> Self {
        Self(keys.folder(folder))
    }
}

impl Store for FileCopies {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        Ok(ids(self.0.names().await?.into_iter()))
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        self.0.read(&place(id, slot)).await
    }

    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError> {
        if let Some(guard) = guard {
            guard.allows(&[self.read(id, Slot::A).await?, self.read(id, Slot::B).await?])?;
        }
        self.0.write(&place(id, slot), bytes).await
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        for slot in Slot::ALL {
            self.0.remove(&place(id, slot)).await?;
        }
        Ok(())
    }
}
