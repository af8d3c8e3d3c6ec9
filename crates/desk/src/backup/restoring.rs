//! From a backup to a desk on a device on which there is none.
//!
//! Everything is opened before anything is written. Then cases are written first and the desk's own record last: if it is
//! interrupted there is no desk, and it can be done again. Only where the very last writing is cut in half there is one that
//! does not open: it is removed as any other, and then it can be done again. What was written is taken away again where that
//! still works.

use thiserror::Error;
use vault::device::Device;
use vault::keys::Keys as _;
use vault::opening::{self, OpenError, Unreadable};
use vault::removing;
use vault::store::{Slot, Store as _, StoreError};

use super::shelf::Shelf;
use super::{Backup, Sealed};
use crate::case::Case;
use crate::desk::Desk;
use crate::keys::Cases;
use crate::unlocked::{Unlocked, desks, unlock};

/// Why a desk is not restored. There is none on the device then, or the one that was there as it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotRestored {
    /// There is a desk on this device, which is never overwritten.
    #[error("there is a desk on this device: remove it first")]
    ThereIsOne,
    /// The backup does not open: above all, these are not its words.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The device does not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Restores a desk, and unlocks it. A case that is on this device already and opens stays as it is: it can only be newer.
///
/// # Errors
/// [`NotRestored`].
pub async fn restore<F, R>(
    backup: &Backup,
    front: &F,
    room: &R,
    words: &str,
) -> Result<Unlocked<F::Cipher>, NotRestored>
where
    F: Device<Record = Desk>,
    R: Device<Record = Case, Cipher = F::Cipher>,
{
    if !desks(front).await?.is_empty() {
        return Err(NotRestored::ThereIsOne);
    }
    let shelf = Shelf::<Desk, _>::new(core::slice::from_ref(&backup.front), front.cipher());
    let opened = unlock(&shelf, words).await.map_err(as_damage)?;
    let shelf = Shelf::<Case, _>::new(&backup.cases, room.cipher());
    let (kept, here) = (opened.cases(&shelf), opened.cases(room));
    for case in &backup.cases {
        opening::open(&kept, case.id, None).await.map_err(as_damage)?;
    }
    let mut written = Vec::new();
    let mut result = Ok(());
    for case in &backup.cases {
        if result.is_err() {
            break;
        }
        if opening::open(&here, case.id, None).await.is_err() {
            written.push(case);
            result = write_case(&here, room, case).await;
        }
    }
    if result.is_ok() {
        result = write(front, &backup.front).await;
    }
    let unlocked = match result {
        Ok(()) => unlock(front, words).await.map_err(NotRestored::Open),
        Err(error) => Err(NotRestored::Store(error)),
    };
    if unlocked.is_err() {
        let _ = removing::remove(front, backup.front.id).await;
        for case in written {
            let _ = removing::remove(room, case.id).await;
        }
    }
    unlocked
}

/// In a file nothing was removed: what says so is damaged.
fn as_damage(error: OpenError) -> OpenError {
    if error == OpenError::Removed { Unreadable::Damaged.into() } else { error }
}

async fn write_case<R: Device<Record = Case>>(here: &Cases<'_, R>, room: &R, case: &Sealed) -> Result<(), StoreError> {
    if stands(room, case).await? {
        // What is left of it here does not open: it must not stand beside what does.
        removing::remove(here, case.id).await?;
    }
    write(room, case).await?;
    // What only says that it is kept is not believed.
    opening::open(here, case.id, None).await.map(drop).map_err(|_| StoreError::NotKept)
}

/// Whether anything of a record is on a device.
async fn stands<D: Device>(device: &D, record: &Sealed) -> Result<bool, StoreError> {
    let mut stands = device.keys().read(record.id).await?.iter().any(Option::is_some);
    for slot in Slot::ALL {
        stands |= device.first().read(record.id, slot).await?.is_some();
        stands |= device.judge().read(record.id, slot).await?.is_some();
    }
    Ok(stands)
}

async fn write<D: Device>(device: &D, record: &Sealed) -> Result<(), StoreError> {
    device.keys().write(record.id, &record.key).await?;
    // The first store has a copy as soon as it is opened.
    device.judge().write(record.id, Slot::A, &record.envelope, None).await
}
