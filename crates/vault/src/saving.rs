//! Saving a draft, and what may be said of it: a draft that is not saved has another type than one that is.
//!
//! A generation is sealed, written to the first store, then to the judge, always into the slot that does not hold the
//! last saved one. So at every moment, whatever fails, what was last said to be saved stands whole in both stores.

use thiserror::Error;

use crate::cipher::{Cipher, CipherError, FEWEST_ROUNDS, MOST_ROUNDS};
use crate::device::Device;
use crate::envelope::{Derivation, Envelope, Lock, padded, sealed_length};
use crate::keys::{DeviceKey, Kept, Keys as _, kept, to_file};
use crate::record::Record;
use crate::store::{DraftId, Guard, Slot, Store as _, StoreError};

/// How often the judge is asked before a draft counts as not saved.
const TRIES: usize = 3;

/// A draft that this page has in its hands: only who holds it may save it.
pub struct Hold<C: Cipher> {
    pub(crate) id: DraftId,
    pub(crate) writer: [u8; 8],
    pub(crate) lock: Lock,
    pub(crate) key: C::Key,
    /// The newest generation that was written or seen.
    pub(crate) last: u64,
    /// The newest generation that stood there when the draft was opened.
    pub(crate) seen: u64,
    /// Where the last saved one stands.
    pub(crate) slot: Option<Slot>,
    /// Whether the judge has something of it.
    pub(crate) stands: bool,
    pub(crate) lasting: bool,
}

/// A draft that is on the device: the judge has acknowledged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use]
pub struct Saved {
    /// Which generation.
    pub generation: u64,
    /// Whether it can still be opened when the page has been closed: where a browser has no place for keys, the key
    /// is only in memory.
    pub lasting: bool,
}

/// Why a draft is not on the device. It is unchanged in the page: nothing that was said is lost while that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotSaved {
    /// A store did not keep it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It could not be encrypted, and nothing is ever kept in the clear.
    #[error(transparent)]
    Cipher(#[from] CipherError),
    /// It is longer than any draft that would be read again.
    #[error("the draft is too long")]
    TooLong,
}

/// What a new draft is locked with beside the device's key.
#[derive(Clone, Copy, Debug)]
pub struct Passphrase<'a> {
    /// The words.
    pub words: &'a str,
    /// How many rounds of PBKDF2. They are at least [`FEWEST_ROUNDS`] and at most [`MOST_ROUNDS`], whatever is asked:
    /// a draft with others would not be read again.
    pub rounds: u32,
}

impl<C: Cipher> Hold<C> {
    /// Begins a new draft: makes its id and its keys. Nothing of a person is on the device by that.
    ///
    /// # Errors
    /// [`NotSaved`] when the device cannot keep the key, or does not encrypt.
    pub async fn begin<D: Device<Cipher = C>>(
        device: &D,
        passphrase: Option<Passphrase<'_>>,
    ) -> Result<Self, NotSaved> {
        let cipher = device.cipher();
        let (mut id, mut writer, mut salt, mut nonce) = ([0; 16], [0; 8], [0; 16], [0; 12]);
        let (mut device_key, mut own): (DeviceKey, DeviceKey) = ([0; 32], [0; 32]);
        for bytes in [&mut id[..], &mut writer[..], &mut salt[..], &mut nonce[..], &mut device_key[..], &mut own[..]] {
            cipher.random(bytes)?;
        }
        let id = DraftId(id);
        let (derivation, over) = match passphrase {
            None => (Derivation::Device, cipher.key(&device_key).await?),
            Some(Passphrase { words, rounds }) => {
                let rounds = rounds.clamp(FEWEST_ROUNDS, MOST_ROUNDS);
                (Derivation::Passphrase { rounds }, cipher.stretch(words, &salt, rounds, &device_key).await?)
            }
        };
        let sealed = cipher.seal(&over, &nonce, &Lock::bound_to(id, derivation, &salt), &own).await?;
        let sealed = <[u8; 48]>::try_from(sealed).map_err(|_| CipherError)?;
        let lasting = match device.keys().write(id, &to_file(&device_key)).await {
            Ok(()) => true,
            Err(StoreError::Blocked) => false,
            Err(error) => return Err(error.into()),
        };
        // The place may have said so and kept something else.
        if lasting && !matches!(kept(device.keys(), id).await?, Kept::Whole(key, _) if key == device_key) {
            return Err(StoreError::NotKept.into());
        }
        let lock = Lock { derivation, salt, nonce, sealed };
        let key = cipher.key(&own).await?;
        Ok(Self { id, writer, lock, key, last: 0, seen: 0, slot: None, stands: false, lasting })
    }

    /// Which draft it is.
    pub fn id(&self) -> DraftId {
        self.id
    }

    /// The key of what is saved, for secrets that stand in it ([`crate::secret`]).
    pub fn key(&self) -> &C::Key {
        &self.key
    }

    /// Whether it opens with a passphrase only.
    pub fn is_locked(&self) -> bool {
        matches!(self.lock.derivation, Derivation::Passphrase { .. })
    }

    /// Saves the draft. *Saved* is said only of what the judge has acknowledged and what there is still a key for.
    ///
    /// # Errors
    /// [`NotSaved`]; the draft that was saved before, if any, is still there. [`StoreError::Overtaken`] and
    /// [`StoreError::Gone`] are for the person to decide on: nothing was overwritten, nothing was put back.
    pub async fn save<D: Device<Cipher = C>>(&mut self, record: &D::Record, device: &D) -> Result<Saved, NotSaved> {
        // Only a forged draft is that new: nothing could be told to be newer.
        let generation = self.last.checked_add(1).ok_or(StoreError::Overtaken)?;
        let bytes = self.sealed(record, generation, device.cipher()).await?;
        self.last = generation;
        let slot = self.slot.map_or(Slot::A, Slot::other);
        let guard = Guard { writer: self.writer, generation, seen: self.seen, stands: self.stands };
        self.copy(slot, &bytes, guard, device).await?;
        let mut answer = Err(StoreError::NotKept);
        for _ in 0..TRIES {
            answer = device.judge().write(self.id, slot, &bytes, Some(guard)).await;
            if matches!(answer, Ok(()) | Err(StoreError::Overtaken | StoreError::Gone | StoreError::Insecure)) {
                break;
            }
        }
        if matches!(answer, Ok(()) | Err(StoreError::Gone)) {
            answer = self.unless_removed(device, answer).await;
        }
        answer?;
        self.slot = Some(slot);
        self.stands = true;
        Ok(Saved { generation, lasting: self.lasting })
    }

    /// Writes the copy that is there at once. Whether it works is for the judge to say, but for what must not be undone.
    async fn copy<D: Device<Cipher = C>>(
        &self,
        slot: Slot,
        bytes: &[u8],
        guard: Guard,
        device: &D,
    ) -> Result<(), StoreError> {
        let mut answer = device.first().write(self.id, slot, bytes, Some(guard)).await;
        if answer == Err(StoreError::Gone) {
            for standing in Slot::BOTH {
                // Only what both stores have lost was taken away; this one alone may be damaged.
                if device.judge().read(self.id, standing).await != Ok(None) {
                    let guard = Guard { stands: false, ..guard };
                    answer = device.first().write(self.id, slot, bytes, Some(guard)).await;
                    break;
                }
            }
        }
        match answer {
            Err(error @ (StoreError::Overtaken | StoreError::Gone)) => Err(error),
            _ => Ok(()),
        }
    }

    /// What the judge answered, unless another page has removed the draft, or begun to: what was just written cannot be
    /// opened then, and does not stay where there was nothing before.
    async fn unless_removed<D: Device<Cipher = C>>(
        &self,
        device: &D,
        answer: Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        if self.lasting {
            match kept(device.keys(), self.id).await? {
                Kept::Whole(..) => return answer,
                Kept::Damaged => return Err(StoreError::NotKept),
                Kept::Shredded | Kept::Lost => {}
            }
        } else if answer.is_ok() {
            return answer;
        }
        if answer.is_err() || !self.stands {
            let _ = (device.first().remove(self.id).await, device.judge().remove(self.id).await);
        }
        Err(StoreError::Gone)
    }

    async fn sealed<R: Record>(&self, record: &R, generation: u64, cipher: &C) -> Result<Vec<u8>, NotSaved> {
        let plain = record.to_bytes().ok().and_then(|bytes| padded(&bytes)).ok_or(NotSaved::TooLong)?;
        let mut nonce = [0; 12];
        cipher.random(&mut nonce)?;
        let mut envelope = Envelope {
            id: self.id,
            generation,
            writer: self.writer,
            format: u16::from(R::FORMAT),
            pack_sha256: digits(record.pack_sha256()),
            lock: self.lock.clone(),
            nonce,
            // Its length is among what is sealed with it.
            sealed: vec![0; sealed_length(plain.len())],
        };
        envelope.sealed = cipher.seal(&self.key, &nonce, &envelope.sealed_with(), &plain).await?;
        Ok(envelope.write())
    }
}

/// 32 bytes that are spelt in hexadecimal digits; zeros for what is not.
fn digits(text: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        let pair = text.get(at * 2..at * 2 + 2);
        *byte = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()).unwrap_or(0);
    }
    bytes
}

#[cfg(test)]
mod tests;
