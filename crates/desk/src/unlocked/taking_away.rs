//! Removing cases, and the desk itself: the key goes first.

use thiserror::Error;
use vault::cipher::Cipher;
use vault::device::Device;
use vault::removing;
use vault::saving::NotSaved;
use vault::store::StoreError;

use super::Unlocked;
use crate::case::Case;
use crate::code::CaseCode;
use crate::desk::Desk;

/// Why a case is not removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotRemoved {
    /// The desk has no such case.
    #[error("no such case")]
    Unknown,
    /// It may still be possible to open it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is removed; its line on the list goes at the next unlocking.
    #[error("the list is not saved: {0}")]
    Desk(NotSaved),
}

/// Removes the desk with all its cases. No passphrase is needed: what cannot be opened any more must not stay for ever.
///
/// # Errors
/// [`StoreError`] when something may still be possible to open.
pub async fn remove_desk<F: Device<Record = Desk>, R: Device<Record = Case>>(
    front: &F,
    room: &R,
) -> Result<(), StoreError> {
    // Without the desk's key no case opens: it goes first.
    let desk = removing::remove_everything(front).await;
    removing::remove_everything(room).await.and(desk)
}

impl<C: Cipher> Unlocked<C> {
    /// Removes a case: its key is destroyed first, and that is the removal.
    ///
    /// # Errors
    /// [`NotRemoved`] when it may still be possible to open it, or when the list could not be saved.
    pub async fn remove<F, R>(&mut self, front: &F, room: &R, code: &CaseCode) -> Result<(), NotRemoved>
    where
        F: Device<Record = Desk, Cipher = C>,
        R: Device<Record = Case, Cipher = C>,
    {
        self.remove_all(front, room, core::slice::from_ref(code)).await
    }

    /// Removes cases. What cannot be removed does not keep the others on the device.
    ///
    /// # Errors
    /// [`NotRemoved`]: the first reason why one of them is still there, or why the list could not be saved.
    pub async fn remove_all<F, R>(&mut self, front: &F, room: &R, codes: &[CaseCode]) -> Result<(), NotRemoved>
    where
        F: Device<Record = Desk, Cipher = C>,
        R: Device<Record = Case, Cipher = C>,
    {
        // If it is interrupted, it goes on at the next unlocking. That this cannot be noted is no reason to remove nothing.
        for code in codes {
            self.unsaved |= self.desk.note_going(code);
        }
        let _: Result<(), NotSaved> = self.save_list(front).await;
        let cases = self.cases(room);
        let mut result = Ok(());
        for code in codes {
            let removed = match self.desk.case(code) {
                Some(entry) => removing::remove(&cases, entry.id()).await.map_err(NotRemoved::Store),
                None => Err(NotRemoved::Unknown),
            };
            if removed.is_ok() {
                self.desk.take_off(code);
                self.unsaved = true;
            }
            result = result.and(removed);
        }
        result.and(self.save_list(front).await.map_err(NotRemoved::Desk))
    }
}
