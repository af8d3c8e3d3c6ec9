//! Finding the drafts on a device, and opening one.

use thiserror::Error;

use crate::cipher::{Cipher, CipherError};
use crate::device::Device;
use crate::draft::{Draft, DraftError};
use crate::envelope::{Claim, Derivation, Envelope, EnvelopeError, Lock, unpadded};
use crate::keys::{self, DeviceKey, Kept, Keys as _, to_file};
use crate::removing;
use crate::saving::Hold;
use crate::store::{DraftId, Guard, Slot, Store, StoreError};

/// A draft that is on the device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Which.
    pub id: DraftId,
    /// What can be said of it.
    pub state: State,
}

/// What can be said of a draft before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// It can be gone on with.
    Ready(Box<Draft>),
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
pub struct Opened<C: Cipher> {
    /// What is needed to go on saving it.
    pub hold: Hold<C>,
    /// The newest whole draft.
    pub draft: Draft,
    /// Something newer is damaged, or the judge has nothing of it or cannot be read: the last answers may be missing.
    pub last_may_be_missing: bool,
}

/// Looks for all drafts on the device. What was being removed when the page was closed is removed now.
///
/// # Errors
/// [`StoreError`] when neither store can be read.
pub async fn find<D: Device>(device: &D) -> Result<Vec<Found>, StoreError> {
    let (first, judge) = (device.first().ids().await, device.judge().ids().await);
    let mut ids = match (first, judge) {
        (Err(_), Err(error)) => return Err(error),
        (first, judge) => [first.unwrap_or_default(), judge.unwrap_or_default()].concat(),
    };
    ids.sort_unstable();
    ids.dedup();
    let mut found = Vec::new();
    for id in ids {
        let state = match newest(device, id, None).await {
            Ok(newest) => State::Ready(Box::new(newest.draft)),
            Err(OpenError::Locked) => State::Locked,
            Err(OpenError::Unreadable(why)) => State::Unreadable(why),
            Err(OpenError::Removed) => {
                // What is left cannot be opened; if it does not go now, it goes the next time.
                let _ = removing::remove(device, id).await;
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
) -> Result<Opened<D::Cipher>, OpenError> {
    let newest = newest(device, id, passphrase).await?;
    if let Some(key) = newest.key_to_mend {
        // The other file is whole; this is for the next damage.
        let _ = device.keys().write(id, &to_file(&key)).await;
    }
    let (bytes, slot) = (newest.envelope.write(), newest.slot);
    let generation = newest.envelope.generation;
    let guard = Guard { writer: newest.envelope.writer, generation, seen: generation, stands: false };
    let mut stands = newest.in_judge;
    if !newest.in_first {
        let _ = device.first().write(id, slot, &bytes, Some(guard)).await;
    }
    for damaged in &newest.set_aside {
        if let Ok(None) = device.judge().read(id, Slot::Aside).await {
            let _ = device.judge().write(id, Slot::Aside, damaged, None).await;
        }
    }
    if !stands {
        stands = device.judge().write(id, slot, &bytes, Some(guard)).await.is_ok();
    }
    let mut writer = [0; 8];
    device.cipher().random(&mut writer)?;
    let hold = Hold {
        id,
        writer,
        lock: newest.envelope.lock,
        key: newest.key,
        last: generation,
        seen: generation,
        slot: Some(slot),
        stands,
        lasting: true,
    };
    let last_may_be_missing = !newest.set_aside.is_empty() || newest.judge_is_silent;
    Ok(Opened { hold, draft: newest.draft, last_may_be_missing })
}

/// What stands in one slot of one store.
struct Candidate {
    judge: bool,
    slot: Slot,
    bytes: Vec<u8>,
    envelope: Result<Envelope, EnvelopeError>,
}

/// The newest whole draft, and where it stands.
struct Newest<C: Cipher> {
    draft: Draft,
    envelope: Envelope,
    key: C::Key,
    key_to_mend: Option<DeviceKey>,
    slot: Slot,
    in_first: bool,
    in_judge: bool,
    judge_is_silent: bool,
    /// What is damaged and may be newer.
    set_aside: Vec<Vec<u8>>,
}

async fn newest<D: Device>(device: &D, id: DraftId, passphrase: Option<&str>) -> Result<Newest<D::Cipher>, OpenError> {
    let candidates = candidates(device, id).await?;
    if candidates.is_empty() {
        return Err(OpenError::Removed);
    }
    let (device_key, both) = match device.keys().read(id).await.map(|files| keys::from_files(&files)) {
        Ok(Kept::Whole(key, both)) => (key, both),
        Ok(Kept::Shredded) => return Err(OpenError::Removed),
        Ok(Kept::Lost) => return Err(Unreadable::KeyLost.into()),
        Ok(Kept::Damaged) => return Err(Unreadable::KeyDamaged.into()),
        Err(StoreError::Blocked) => return Err(Unreadable::KeyWasInMemory.into()),
        Err(error) => return Err(error.into()),
    };
    if candidates.iter().any(|it| matches!(it.envelope, Err(EnvelopeError::Newer(_)))) {
        return Err(Unreadable::Newer.into());
    }
    let mut whole: Vec<&Candidate> = candidates.iter().filter(|it| it.envelope.is_ok()).collect();
    whole.sort_by_key(|it| it.envelope.as_ref().map_or(0, |envelope| u64::MAX - envelope.generation));
    let mut opened = None;
    let mut failure = OpenError::Unreadable(Unreadable::Damaged);
    for candidate in whole {
        let Ok(envelope) = &candidate.envelope else { continue };
        if envelope.id != id {
            continue;
        }
        match unsealed(device.cipher(), envelope, &device_key, passphrase).await {
            Ok((key, draft)) => {
                opened = Some((candidate.slot, envelope.clone(), key, draft));
                break;
            }
            Err(OpenError::Unreadable(Unreadable::Damaged)) => {}
            Err(error @ OpenError::WrongPassphrase) => failure = error,
            Err(error) => return Err(error),
        }
    }
    let Some((slot, envelope, key, draft)) = opened else { return Err(failure) };
    let same = |judge: bool| {
        let stands = |it: &Candidate| it.judge == judge && it.slot == slot && it.envelope.as_ref() == Ok(&envelope);
        candidates.iter().any(stands)
    };
    Ok(Newest {
        set_aside: maybe_newer(&candidates, &envelope),
        in_first: same(false),
        in_judge: same(true),
        judge_is_silent: !candidates.iter().any(|it| it.judge),
        draft,
        key,
        key_to_mend: (!both).then_some(device_key),
        slot,
        envelope,
    })
}

/// What stands in the slots of both stores; a store that cannot be read is left to the other.
async fn candidates<D: Device>(device: &D, id: DraftId) -> Result<Vec<Candidate>, StoreError> {
    let mut candidates = Vec::new();
    let judge = read_slots(device.judge(), id, true, &mut candidates).await;
    let first = read_slots(device.first(), id, false, &mut candidates).await;
    match judge.and(first) {
        Err(error) if candidates.is_empty() => Err(error),
        _ => Ok(candidates),
    }
}

async fn read_slots(
    store: &impl Store,
    id: DraftId,
    judge: bool,
    candidates: &mut Vec<Candidate>,
) -> Result<(), StoreError> {
    for slot in Slot::BOTH {
        if let Some(bytes) = store.read(id, slot).await? {
            candidates.push(Candidate { judge, slot, envelope: Envelope::read(&bytes), bytes });
        }
    }
    Ok(())
}

/// Opens an envelope with the device's key, or with that and a passphrase.
async fn unsealed<C: Cipher>(
    cipher: &C,
    envelope: &Envelope,
    device_key: &DeviceKey,
    passphrase: Option<&str>,
) -> Result<(C::Key, Draft), OpenError> {
    let damaged = OpenError::Unreadable(Unreadable::Damaged);
    let Lock { derivation, salt, nonce, sealed } = &envelope.lock;
    let (over, wrong) = match (derivation, passphrase) {
        (Derivation::Device, _) => (cipher.key(device_key).await?, damaged),
        (Derivation::Passphrase { .. }, None) => return Err(OpenError::Locked),
        (Derivation::Passphrase { rounds }, Some(words)) => {
            (cipher.stretch(words, salt, *rounds, device_key).await?, OpenError::WrongPassphrase)
        }
    };
    let bound = Lock::bound_to(envelope.id, *derivation, salt);
    let own = cipher.open(&over, nonce, &bound, sealed).await?.ok_or(wrong)?;
    let own = DeviceKey::try_from(own).map_err(|_| damaged)?;
    let key = cipher.key(&own).await?;
    let plain = cipher.open(&key, &envelope.nonce, &envelope.sealed_with(), &envelope.sealed).await?.ok_or(damaged)?;
    match unpadded(&plain).map(Draft::from_bytes) {
        Some(Ok(draft)) => Ok((key, draft)),
        Some(Err(DraftError::Newer(_))) => Err(Unreadable::Newer.into()),
        _ => Err(damaged),
    }
}

/// The damaged bytes that may have been newer than what was opened: their other copy is damaged or not there too.
fn maybe_newer(candidates: &[Candidate], opened: &Envelope) -> Vec<Vec<u8>> {
    let twin_is_whole = |damaged: &Candidate| {
        candidates.iter().any(|it| it.slot == damaged.slot && it.judge != damaged.judge && it.envelope.is_ok())
    };
    let newer = |bytes: &[u8]| Claim::of_damaged(bytes).is_none_or(|claim| claim.generation > opened.generation);
    let damaged = candidates.iter().filter(|it| it.envelope.is_err() && !twin_is_whole(it) && newer(&it.bytes));
    damaged.map(|it| it.bytes.clone()).collect()
}
