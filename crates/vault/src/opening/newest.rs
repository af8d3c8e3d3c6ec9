//! Which of a draft's copies is the newest that can be opened, and what may have been newer.

use crate::cipher::Cipher;
use crate::device::Device;
use crate::envelope::{Derivation, Envelope, EnvelopeError, Lock, unpadded};
use crate::keys::{DeviceKey, Kept, kept};
use crate::record::{Record, RecordError};
use crate::store::{DraftId, Slot, Store, StoreError};

use super::{OpenError, Unreadable};

/// What stands in one slot of one store.
pub(super) struct Candidate {
    judge: bool,
    slot: Slot,
    bytes: Vec<u8>,
    envelope: Result<Envelope, EnvelopeError>,
}

impl Candidate {
    /// The generation that it claims to be, if it is whole.
    fn generation(&self) -> Option<u64> {
        self.envelope.as_ref().ok().map(|envelope| envelope.generation)
    }
}

/// The newest whole draft, and where it stands.
pub(super) struct Newest<C: Cipher, R> {
    pub(super) record: R,
    pub(super) envelope: Envelope,
    pub(super) key: C::Key,
    pub(super) device_key: DeviceKey,
    pub(super) key_to_mend: Option<DeviceKey>,
    pub(super) slot: Slot,
    /// The newest generation that anything claims to be.
    pub(super) last: u64,
    pub(super) in_first: bool,
    pub(super) in_judge: bool,
    pub(super) judge_is_silent: bool,
    /// What cannot be opened and may be newer.
    pub(super) set_aside: Vec<Vec<u8>>,
}

pub(super) async fn newest<D: Device>(
    device: &D,
    id: DraftId,
    passphrase: Option<&str>,
) -> Result<Newest<D::Cipher, D::Record>, OpenError> {
    let Read { of_drafts: candidates, judge_is_silent, judge_has_nothing } = candidates(device, id).await?;
    if candidates.is_empty() {
        return Err(OpenError::Removed);
    }
    let (device_key, both) = match kept(device.keys(), id).await {
        Ok(Kept::Whole(key, both)) => (key, both),
        Ok(Kept::Shredded) => return Err(OpenError::Removed),
        // Where keys and the judge have nothing, the draft was removed: the first store forgets removals when it is killed.
        // What is damaged besides is somebody else's, or nobody knows whose.
        Ok(Kept::Lost) if judge_has_nothing && candidates.iter().all(|it| it.envelope.is_ok()) => {
            return Err(OpenError::Removed);
        }
        Ok(Kept::Lost) => return Err(Unreadable::KeyLost.into()),
        Ok(Kept::Damaged) => return Err(Unreadable::KeyDamaged.into()),
        Err(StoreError::Blocked) => return Err(Unreadable::KeyWasInMemory.into()),
        Err(error) => return Err(error.into()),
    };
    if candidates.iter().any(|it| matches!(it.envelope, Err(EnvelopeError::Newer(_)))) {
        return Err(Unreadable::Newer.into());
    }
    let mut opened = None;
    let mut failure = OpenError::Unreadable(Unreadable::Damaged);
    // A passphrase is stretched once for each lock, and a draft has one: that takes a second on a phone.
    let mut refused: Vec<&Lock> = Vec::new();
    for (slot, envelope) in by_age(&candidates) {
        if envelope.id != id || refused.contains(&&envelope.lock) {
            continue;
        }
        match unsealed(device.cipher(), envelope, &device_key, passphrase).await {
            Ok((key, record)) => {
                opened = Some((slot, envelope.clone(), key, record));
                break;
            }
            Err(OpenError::Unreadable(Unreadable::Damaged)) => {}
            Err(error @ (OpenError::WrongPassphrase | OpenError::Locked)) => {
                failure = error;
                refused.push(&envelope.lock);
            }
            Err(error) => return Err(error),
        }
    }
    let Some((slot, envelope, key, record)) = opened else { return Err(failure) };
    let same = |judge: bool| {
        let stands = |it: &Candidate| it.judge == judge && it.slot == slot && it.envelope.as_ref() == Ok(&envelope);
        candidates.iter().any(stands)
    };
    Ok(Newest {
        set_aside: maybe_newer(&candidates, &envelope, judge_is_silent),
        last: candidates.iter().filter_map(Candidate::generation).fold(envelope.generation, u64::max),
        in_first: same(false),
        in_judge: same(true),
        judge_is_silent,
        record,
        key,
        device_key,
        key_to_mend: (!both).then_some(device_key),
        slot,
        envelope,
    })
}

/// What could be read of a draft.
pub(super) struct Read {
    pub(super) of_drafts: Vec<Candidate>,
    /// The judge could not be read wholly, or has nothing.
    pub(super) judge_is_silent: bool,
    /// The judge could be read, and has nothing.
    judge_has_nothing: bool,
}

/// What stands in the slots of both stores; a store that cannot be read is left to the other.
pub(super) async fn candidates<D: Device>(device: &D, id: DraftId) -> Result<Read, StoreError> {
    let mut candidates = Vec::new();
    let judge = read_slots(device.judge(), id, true, &mut candidates).await;
    let judge_has_nothing = judge.is_ok() && candidates.is_empty();
    let judge_is_silent = judge.is_err() || judge_has_nothing;
    let first = read_slots(device.first(), id, false, &mut candidates).await;
    match judge.and(first) {
        Err(error) if candidates.is_empty() => Err(error),
        _ => Ok(Read { of_drafts: candidates, judge_is_silent, judge_has_nothing }),
    }
}

/// The whole envelopes, the newest first; of two that are as new the judge's.
///
/// A page goes on in the other slot once the judge has acknowledged one. So what stands in the first store in the slot
/// of the judge's newest, and claims to be newer, is not its sequel: a page wrote it that had not seen it, and its
/// saving failed. It does not come before what was saved.
fn by_age(candidates: &[Candidate]) -> Vec<(Slot, &Envelope)> {
    let of_judge = candidates.iter().filter(|it| it.judge).filter_map(|it| Some((it.generation()?, it.slot)));
    let judged = of_judge.max_by_key(|(generation, _)| *generation);
    let is_sequel = |it: &&Candidate| {
        let unseen = |(newest, slot)| it.slot == slot && it.generation() > Some(newest);
        it.judge || !judged.is_some_and(unseen)
    };
    let mut whole: Vec<&Candidate> = candidates.iter().filter(is_sequel).collect();
    whole.sort_by_key(|it| core::cmp::Reverse(it.generation()));
    whole.into_iter().filter_map(|it| Some((it.slot, it.envelope.as_ref().ok()?))).collect()
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
async fn unsealed<C: Cipher, R: Record>(
    cipher: &C,
    envelope: &Envelope,
    device_key: &DeviceKey,
    passphrase: Option<&str>,
) -> Result<(C::Key, R), OpenError> {
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
    match unpadded(&plain).map(R::from_bytes) {
        Some(Ok(record)) => Ok((key, record)),
        Some(Err(RecordError::Newer(_))) => Err(Unreadable::Newer.into()),
        _ => Err(damaged),
    }
}

/// What could not be opened and may have been newer than what was: it claims to be, or it is damaged and no copy of
/// something whole. What damaged bytes claim themselves is not believed.
///
/// A damaged copy is not missed where all that the judge has is whole: it is what was being written when the page died, and
/// was never said to be saved.
fn maybe_newer(candidates: &[Candidate], opened: &Envelope, judge_is_silent: bool) -> Vec<Vec<u8>> {
    let judge_is_whole = !judge_is_silent && candidates.iter().filter(|it| it.judge).all(|it| it.envelope.is_ok());
    let is_copy = |damaged: &Candidate| {
        candidates.iter().any(|it| it.envelope.is_ok() && are_mostly_the_same(&damaged.bytes, &it.bytes))
    };
    let newer = |it: &&Candidate| match it.generation() {
        Some(generation) => generation > opened.generation,
        None => (it.judge || !judge_is_whole) && !is_copy(it),
    };
    candidates.iter().filter(newer).map(|it| it.bytes.clone()).collect()
}

/// Two generations of a draft share their headers, an eighth at most: what is sealed has a nonce of its own each time.
fn are_mostly_the_same(damaged: &[u8], whole: &[u8]) -> bool {
    let same = damaged.iter().zip(whole).filter(|(one, other)| one == other).count();
    same > whole.len() / 3
}
