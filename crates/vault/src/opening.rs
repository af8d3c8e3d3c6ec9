//! Finding the drafts on a device, and opening one.

use thiserror::Error;

use crate::cipher::{Cipher, CipherError};
use crate::device::Device;
use crate::keys::{Kept, Keys as _, kept, to_file};
use crate::removing;
use crate::saving::Hold;
use crate::store::{DraftId, Guard, Slot, Store, StoreError};

use newest::{candidates, newest};

mod newest;

/// A draft that is on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<R> {
    /// Which.
    pub id: DraftId,
    /// What can be said of it.
    pub state: State<R>,
}

/// What can be said of a draft before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State<R> {
    /// It can be gone on with.
    Ready(Box<R>),
    /// It opens with a passphrase.
    Locked,
    /// It cannot be opened. It stays as it is until the person removes it.
    Unreadable(Unreadable),
}

/// Why a draft cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unreadable {
    /// Its key was only in the memory of a page that is closed.
    #[error("its key is gone with the page that it was saved from")]
    KeyWasInMemory,
    /// Its key is not there any more.
    #[error("its key is lost")]
    KeyLost,
    /// Both files of its key are damaged.
    #[error("its key is damaged")]
    KeyDamaged,
    /// Nothing of it is whole.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version")]
    Newer,
}

/// Why a draft was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// It opens with a passphrase.
    #[error("locked with a passphrase")]
    Locked,
    /// It does not open with this one.
    #[error("this is not the passphrase")]
    WrongPassphrase,
    /// It was removed.
    #[error("removed")]
    Removed,
    /// It cannot be opened.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The device cannot be read now.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The device does not decrypt.
    #[error(transparent)]
    Cipher(#[from] CipherError),
}

/// A draft that was opened.
pub struct Opened<C: Cipher, R> {
    /// What is needed to go on saving it.
    pub hold: Hold<C>,
    /// The newest whole one.
    pub record: R,
    /// Something newer is damaged, or the judge has nothing of it or cannot be read: the last answers may be missing.
    pub last_may_be_missing: bool,
}

/// A draft as it is kept, for a copy of it elsewhere: with both, and its passphrase where it has one, it opens there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copied {
    /// The newest whole envelope.
    pub envelope: Vec<u8>,
    /// The file of its key.
    pub key: Vec<u8>,
}

/// Copies a draft as it is kept. That it opens is known then.
///
/// # Errors
/// [`OpenError`] when it does not open.
pub async fn copy<D: Device>(device: &D, id: DraftId, passphrase: Option<&str>) -> Result<Copied, OpenError> {
    let newest = newest(device, id, passphrase).await?;
    Ok(Copied { envelope: newest.envelope.write(), key: to_file(&newest.device_key) })
}

/// Looks for all drafts on the device. What was being removed when the page was closed is removed now.
///
/// # Errors
/// [`StoreError`] when neither store can be read, or when one has nothing and the other does not say: that there are no
/// drafts is not known then.
pub async fn find<D: Device>(device: &D) -> Result<Vec<Found<D::Record>>, StoreError> {
    let (first, judge) = (device.first().ids().await, device.judge().ids().await);
    let mut ids = match (first, judge) {
        (Err(_), Err(error)) => return Err(error),
        (Err(error), Ok(ids)) | (Ok(ids), Err(error)) if ids.is_empty() && error != StoreError::Blocked => {
            return Err(error);
        }
        (first, judge) => [first.unwrap_or_default(), judge.unwrap_or_default()].concat(),
    };
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids {
        let state = match newest(device, id, None).await {
            Ok(newest) => State::Ready(Box::new(newest.record)),
            Err(OpenError::Locked) => State::Locked,
            Err(OpenError::Unreadable(why)) => State::Unreadable(why),
            Err(OpenError::Removed) => {
                // What is left cannot be opened; if it does not go now, it goes the next time. Where only nothing was
                // read, nothing is destroyed: a store may have been wrong.
                match kept(device.keys(), id).await {
                    Ok(Kept::Shredded) => drop(removing::remove(device, id).await),
                    Ok(Kept::Lost) => drop(device.first().remove(id).await),
                    _ => {}
                }
                continue;
            }
            Err(OpenError::Store(error)) => return Err(error),
            Err(OpenError::WrongPassphrase | OpenError::Cipher(_)) => return Err(StoreError::Blocked),
        };
        found.push(Found { id, state });
    }
    Ok(found)
}

/// Opens a draft, and mends what is damaged or missing of it from what is whole.
///
/// # Errors
/// [`OpenError`]; what is on the device is then unchanged.
pub async fn open<D: Device>(
    device: &D,
    id: DraftId,
    passphrase: Option<&str>,
) -> Result<Opened<D::Cipher, D::Record>, OpenError> {
    let newest = newest(device, id, passphrase).await?;
    let mut writer = [0; 8];
    device.cipher().random(&mut writer)?;
    if let Some(key) = newest.key_to_mend {
        // The other file is whole; this is for the next damage.
        let _ = device.keys().write(id, &to_file(&key)).await;
        // Another page may have removed the draft meanwhile. Then the key must not be back.
        if candidates(device, id).await.is_ok_and(|read| read.of_drafts.is_empty()) {
            let _ = removing::remove(device, id).await;
            return Err(OpenError::Removed);
        }
    }
    let (bytes, slot) = (newest.envelope.write(), newest.slot);
    let generation = newest.envelope.generation;
    let guard = Guard { writer: newest.envelope.writer, generation, seen: generation, stands: false };
    for damaged in &newest.set_aside {
        if let Ok(None) = device.judge().read(id, Slot::Aside).await {
            let _ = device.judge().write(id, Slot::Aside, damaged, None).await;
        }
    }
    if !newest.in_first {
        let _ = device.first().write(id, slot, &bytes, Some(guard)).await;
    }
    let mut stands = !newest.judge_is_silent;
    if !newest.in_judge {
        stands |= device.judge().write(id, slot, &bytes, Some(guard)).await.is_ok();
    }
    let hold = Hold {
        id,
        writer,
        lock: newest.envelope.lock,
        key: newest.key,
        last: newest.last,
        seen: newest.last,
        slot: Some(slot),
        stands,
        lasting: true,
    };
    let last_may_be_missing = !newest.set_aside.is_empty() || newest.judge_is_silent;
    Ok(Opened { hold, record: newest.record, last_may_be_missing })
}

#[cfg(test)]
mod tests;
