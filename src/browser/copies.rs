//! The copies of drafts beside the database: one in local storage, which is there at once, and one in the private file
//! system, which is on the disk.
//!
//! Measured: after a full disk, Chromium's database says that it has saved, and is thrown away whole at the next start,
//! when local storage has lost its last seconds too. A file that is overwritten in place needs no room and no journal.

use super::local_storage::{Local, ids, place};
use super::opfs::{Folder, KeyFiles};
use vault::envelope::Claim;
use vault::store::{DraftId, Guard, Slot, Store, StoreError};

/// Both copies, as one store: what either has is there.
pub(crate) struct Copies(Folder);

impl Copies {
    /// The copies, with their files in a folder beside that of the keys.
    pub(crate) fn beside(keys: &KeyFiles, folder: &'static str) -> Self {
        Self(keys.folder(folder))
    }
}

/// What came of one of the two: an error only if both fail. That one of them may keep nothing says nothing of the other.
fn either<T>(local: Result<T, StoreError>, file: Result<T, StoreError>) -> Result<T, StoreError> {
    match (local, file) {
        (Ok(done), _) | (_, Ok(done)) => Ok(done),
        (Err(StoreError::Blocked), Err(error)) | (Err(error), _) => Err(error),
    }
}

impl Store for Copies {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        match (Local.ids().await, self.0.names().await) {
            (Ok(local), Ok(names)) => {
                let names = names.into_iter().chain(local.into_iter().map(|id| place(id, Slot::A)));
                Ok(ids(names))
            }
            (local, names) => either(local, names.map(|names| ids(names.into_iter()))),
        }
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        match (Local.read(id, slot).await, self.0.read(&place(id, slot)).await) {
            (Ok(Some(local)), Ok(Some(file))) => {
                let generation = |bytes: &[u8]| Claim::of(bytes).map(|claim| claim.generation);
                Ok(Some(if generation(&file) > generation(&local) { file } else { local }))
            }
            (Ok(local), Ok(file)) => Ok(local.or(file)),
            (local, file) => either(local, file),
        }
    }

    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError> {
        // Local storage looks before it writes, at once; the file is written as it says. A second writer is refused by the
        // database in any case.
        match Local.write(id, slot, bytes, guard).await {
            Err(error @ (StoreError::Overtaken | StoreError::Gone)) => Err(error),
            local => either(local, self.0.write(&place(id, slot), bytes).await),
        }
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        let mut removed = Local.remove(id).await;
        for slot in Slot::ALL {
            match (self.0.remove(&place(id, slot)).await, removed) {
                // Where one keeps nothing, what the other says counts.
                (Err(StoreError::Blocked), _) => {}
                (file, Err(StoreError::Blocked) | Ok(())) => removed = file,
                (_, Err(_)) => {}
            }
        }
        removed
    }
}
