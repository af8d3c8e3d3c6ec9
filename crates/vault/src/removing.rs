//! Removing a draft: its key is destroyed first, and that is the removal; what is left of it cannot be opened.

use crate::device::Device;
use crate::keys::{Kept, Keys, kept};
use crate::store::{DraftId, Slot, Store, StoreError};

/// How often it is tried to overwrite a key.
const TRIES: usize = 3;

/// Removes a draft. It may be interrupted at any moment: afterwards it opens as before, or never again, and what is
/// left then goes when the device is looked at next.
///
/// # Errors
/// [`StoreError`] when it may still be possible to open it.
pub async fn remove<D: Device>(device: &D, id: DraftId) -> Result<(), StoreError> {
    let mut shredded = Err(StoreError::NotKept);
    for _ in 0..TRIES {
        shredded = shred(device.keys(), id).await;
        if matches!(shredded, Ok(()) | Err(StoreError::Blocked)) {
            break;
        }
    }
    let (first, judge) = (remove_from(device.first(), id).await, remove_from(device.judge(), id).await);
    let removed = first.and(judge);
    // A file that was removed as it is can never be overwritten any more, and would stay readable in the disk's blocks.
    if removed.is_ok() && shredded.is_ok() {
        // Zeros say nothing; should they stay, they are found with nothing to open.
        let _ = device.keys().remove(id).await;
    }
    match kept(device.keys(), id).await {
        // The bytes that are left without a key are no draft.
        Ok(Kept::Shredded | Kept::Lost) => Ok(()),
        // Where there is no place for keys, this draft's was only in memory.
        Err(StoreError::Blocked) => removed,
        Ok(Kept::Whole(..) | Kept::Damaged) | Err(_) => Err(shredded.err().unwrap_or(StoreError::NotKept)),
    }
}

/// Removes every draft on the device, with every key, those of nothing too. What cannot be removed does not keep the
/// rest on the device.
///
/// # Errors
/// [`StoreError`] when something may still be possible to open.
pub async fn remove_everything<D: Device>(device: &D) -> Result<(), StoreError> {
    let (keys, first, judge) = (device.keys().ids().await, device.first().ids().await, device.judge().ids().await);
    let mut result = match (&first, &judge) {
        // Where both are blocked there is nothing to remove.
        (Err(StoreError::Blocked), Err(StoreError::Blocked)) => Ok(()),
        (Err(error), _) | (_, Err(error)) if *error != StoreError::Blocked => Err(*error),
        _ => Ok(()),
    };
    if let Err(error) = &keys
        && *error != StoreError::Blocked
    {
        result = Err(*error);
    }
    let mut ids = [keys.unwrap_or_default(), first.unwrap_or_default(), judge.unwrap_or_default()].concat();
    ids.sort_unstable();
    ids.dedup();
    // All keys first: that is what counts if it is interrupted.
    for id in &ids {
        let _ = device.keys().shred(*id).await;
    }
    for id in ids {
        result = remove(device, id).await.and(result);
    }
    result
}

/// Overwrites a key. What only says that it did so is not believed.
async fn shred(keys: &impl Keys, id: DraftId) -> Result<(), StoreError> {
    keys.shred(id).await?;
    match kept(keys, id).await? {
        Kept::Shredded | Kept::Lost => Ok(()),
        Kept::Whole(..) | Kept::Damaged => Err(StoreError::NotKept),
    }
}

async fn remove_from(store: &impl Store, id: DraftId) -> Result<(), StoreError> {
    let removed = match store.remove(id).await {
        // A store that keeps nothing has nothing.
        Err(StoreError::Blocked) => return Ok(()),
        removed => removed,
    };
    for slot in Slot::ALL {
        if store.read(id, slot).await?.is_some() {
            return Err(removed.err().unwrap_or(StoreError::NotKept));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
