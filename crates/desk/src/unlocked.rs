//! An unlocked desk: what can be done with its cases, and what may be said of it then.
//!
//! Whatever is interrupted, at the next unlocking every case that was said to be saved is there and on the list, and what
//! was said to be removed is neither ([`Unlocked::look_over`]).

use engine::card::Priority;
use thiserror::Error;
use vault::cipher::{Cipher, CipherError};
use vault::device::Device;
use vault::opening::{self, OpenError, Unreadable};
use vault::record::Record as _;
use vault::removing;
use vault::saving::{Hold, NotSaved, Passphrase, Saved};
use vault::secret;
use vault::store::{DraftId, StoreError};

use crate::case::Case;
use crate::code::CaseCode;
use crate::desk::{Desk, ListError};
use crate::keys::Cases;
use crate::settings::Settings;

mod looking_over;
mod taking_away;

pub use looking_over::LookedOver;
pub use taking_away::{NotRemoved, remove_desk};

/// What the desk's key is sealed together with.
const DESK_KEY: &[u8] = b"dalil desk key";
/// What a case is sealed together with that waits in memory.
const PUT_BY: &[u8] = b"dalil case put by";

/// A desk that was unlocked. Dropping it locks it: its keys go with it.
pub struct Unlocked<C: Cipher> {
    hold: Hold<C>,
    desk: Desk,
    key: C::Key,
    /// The list has changed since it was last saved.
    unsaved: bool,
}

/// A case that is open at the desk.
pub struct OpenCase<C: Cipher> {
    hold: Hold<C>,
    /// The answers, and what the desk does with them.
    pub case: Case,
    /// Something newer is damaged: the last answers may be missing.
    pub last_may_be_missing: bool,
}

/// Why a case is not saved, or not on the list. It is unchanged in the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotKept {
    /// The case is not on the device.
    #[error(transparent)]
    Case(#[from] NotSaved),
    /// The list does not take it: nothing of it was saved.
    #[error(transparent)]
    List(#[from] ListError),
    /// It is on the device; its line on the list is not.
    #[error("the list is not saved: {0}")]
    Desk(NotSaved),
}

/// Sets a desk up.
///
/// # Errors
/// [`NotSaved`] when the device does not keep it.
pub async fn set_up<F: Device<Record = Desk>>(
    front: &F,
    settings: Settings,
    passphrase: Passphrase<'_>,
) -> Result<Unlocked<F::Cipher>, NotSaved> {
    let mut raw = [0; 32];
    front.cipher().random(&mut raw)?;
    let mut hold = Hold::begin(front, Some(passphrase)).await?;
    let sealed = secret::seal(front.cipher(), hold.key(), DESK_KEY, &raw).await?;
    let key = front.cipher().key(&raw).await?;
    let desk = Desk::new(settings, sealed);
    if !hold.save(&desk, front).await?.lasting {
        // Cases whose key ends with the page would all be lost with it.
        let _ = removing::remove(front, hold.id()).await;
        return Err(StoreError::Blocked.into());
    }
    Ok(Unlocked { hold, desk, key, unsaved: false })
}

/// The desks on this device: none, or one. After a change of the passphrase that was interrupted there are two, of
/// which the passphrase opens the right one.
///
/// # Errors
/// [`StoreError`] when that cannot be found out.
pub async fn desks<F: Device<Record = Desk>>(front: &F) -> Result<Vec<opening::Found<Desk>>, StoreError> {
    opening::find(front).await
}

/// Unlocks the desk.
///
/// # Errors
/// [`OpenError::WrongPassphrase`] when these are not its words; or what else keeps it closed. What is on the device is
/// then unchanged.
pub async fn unlock<F: Device<Record = Desk>>(front: &F, words: &str) -> Result<Unlocked<F::Cipher>, OpenError> {
    let mut failure = OpenError::Removed;
    let found = desks(front).await?;
    for desk in &found {
        match unlock_one(front, desk.id, words).await {
            Ok(unlocked) => {
                for other in found.iter().filter(|other| other.id != desk.id) {
                    // What a change of the passphrase has left. It has the same key and the same cases.
                    let _ = removing::remove(front, other.id).await;
                }
                return Ok(unlocked);
            }
            Err(error) if failure != OpenError::WrongPassphrase => failure = error,
            Err(_) => {}
        }
    }
    Err(failure)
}

async fn unlock_one<F: Device<Record = Desk>>(
    front: &F,
    id: DraftId,
    words: &str,
) -> Result<Unlocked<F::Cipher>, OpenError> {
    let opened = opening::open(front, id, Some(words)).await?;
    let raw = secret::open(front.cipher(), opened.hold.key(), DESK_KEY, &opened.record.key).await?;
    let raw = raw.and_then(|raw| raw.try_into().ok()).ok_or(Unreadable::Damaged)?;
    let key = front.cipher().key(&raw).await?;
    Ok(Unlocked { hold: opened.hold, desk: opened.record, key, unsaved: false })
}

impl<C: Cipher> Unlocked<C> {
    /// The list of cases, and what the desk is set up with.
    pub fn desk(&self) -> &Desk {
        &self.desk
    }

    /// Which desk it is on this device.
    pub fn id(&self) -> DraftId {
        self.hold.id()
    }

    pub(crate) fn cases<'a, R: Device<Record = Case, Cipher = C>>(&self, room: &'a R) -> Cases<'a, R> {
        Cases::new(room, &self.key)
    }

    /// Sets the desk up anew.
    ///
    /// # Errors
    /// [`NotSaved`]; the settings count until the desk is locked, and are saved with the next change.
    pub async fn set<F: Device<Record = Desk, Cipher = C>>(
        &mut self,
        front: &F,
        settings: Settings,
    ) -> Result<(), NotSaved> {
        self.desk.set(settings);
        self.unsaved = true;
        self.save_list(front).await
    }

    /// Locks the desk with other words: its record is saved anew, with new keys, and the old one is removed.
    ///
    /// # Errors
    /// [`NotSaved`]; the desk still opens with the old words, unless it was only the old record that was not removed:
    /// then it opens with both until it is unlocked the next time.
    pub async fn change_passphrase<F: Device<Record = Desk, Cipher = C>>(
        &mut self,
        front: &F,
        passphrase: Passphrase<'_>,
    ) -> Result<(), NotSaved> {
        let cipher = front.cipher();
        let raw = secret::open(cipher, self.hold.key(), DESK_KEY, &self.desk.key).await?.ok_or(CipherError)?;
        let mut hold = Hold::begin(front, Some(passphrase)).await?;
        let sealed = secret::seal(cipher, hold.key(), DESK_KEY, &raw).await?;
        let mut desk = self.desk.clone();
        desk.key = sealed;
        let saved = hold.save(&desk, front).await;
        if !matches!(saved, Ok(Saved { lasting: true, .. })) {
            let _ = removing::remove(front, hold.id()).await;
            return Err(saved.err().unwrap_or(StoreError::Blocked.into()));
        }
        let old = core::mem::replace(&mut self.hold, hold);
        self.desk = desk;
        self.unsaved = false;
        Ok(removing::remove(front, old.id()).await?)
    }

    /// Begins to keep a case. Nothing of a person is on the device by that.
    ///
    /// # Errors
    /// [`NotKept`] when it cannot be kept.
    pub async fn begin<R: Device<Record = Case, Cipher = C>>(
        &self,
        room: &R,
        case: Case,
    ) -> Result<OpenCase<C>, NotKept> {
        let hold = Hold::begin(&self.cases(room), None).await?;
        self.desk.has_room_for(case.code(), hold.id())?;
        Ok(OpenCase { hold, case, last_may_be_missing: false })
    }

    /// Opens a case.
    ///
    /// # Errors
    /// [`OpenError::Removed`] when the desk has no such case; or why it cannot be opened.
    pub async fn open<R: Device<Record = Case, Cipher = C>>(
        &self,
        room: &R,
        code: &CaseCode,
    ) -> Result<OpenCase<C>, OpenError> {
        let entry = self.desk.case(code).ok_or(OpenError::Removed)?;
        let opened = opening::open(&self.cases(room), entry.id(), None).await?;
        if opened.record.code() != code {
            return Err(Unreadable::Damaged.into());
        }
        Ok(OpenCase { hold: opened.hold, case: opened.record, last_may_be_missing: opened.last_may_be_missing })
    }

    /// Whether these are the words that the desk is locked with.
    ///
    /// # Errors
    /// [`OpenError`] when that cannot be found out.
    pub async fn are_words<F: Device<Record = Desk, Cipher = C>>(
        &self,
        front: &F,
        words: &str,
    ) -> Result<bool, OpenError> {
        match opening::open(front, self.hold.id(), Some(words)).await {
            Ok(_) => Ok(true),
            Err(OpenError::WrongPassphrase) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Seals a case with the desk's key, to be kept in memory while the desk is locked.
    ///
    /// # Errors
    /// [`NotSaved`] when it is too long, or the device refuses.
    pub async fn seal_case<R: Device<Record = Case, Cipher = C>>(
        &self,
        room: &R,
        case: &Case,
    ) -> Result<Vec<u8>, NotSaved> {
        let bytes = case.to_bytes().map_err(|_| NotSaved::TooLong)?;
        Ok(secret::seal(room.cipher(), &self.key, PUT_BY, &bytes).await?)
    }

    /// Opens a case that was sealed with the desk's key; `None` when it was not.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    pub async fn open_sealed_case<R: Device<Record = Case, Cipher = C>>(
        &self,
        room: &R,
        sealed: &[u8],
    ) -> Result<Option<Case>, CipherError> {
        let bytes = secret::open(room.cipher(), &self.key, PUT_BY, sealed).await?;
        Ok(bytes.and_then(|bytes| Case::from_bytes(&bytes).ok()))
    }

    /// Saves a case, and its line on the list. *Saved* is said only of both.
    ///
    /// # Errors
    /// [`NotKept`]; what was saved before is still there.
    pub async fn save<F, R>(
        &mut self,
        front: &F,
        room: &R,
        open: &mut OpenCase<C>,
        priority: Priority,
    ) -> Result<Saved, NotKept>
    where
        F: Device<Record = Desk, Cipher = C>,
        R: Device<Record = Case, Cipher = C>,
    {
        let entry = open.case.entry(open.hold.id(), priority);
        self.desk.has_room_for(&entry.code, entry.id())?;
        let saved = open.hold.save(&open.case, &self.cases(room)).await?;
        self.unsaved |= self.desk.put(entry)?;
        self.save_list(front).await.map_err(NotKept::Desk)?;
        Ok(saved)
    }

    async fn save_list<F: Device<Record = Desk, Cipher = C>>(&mut self, front: &F) -> Result<(), NotSaved> {
        if self.unsaved {
            let _ = self.hold.save(&self.desk, front).await?;
            self.unsaved = false;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
