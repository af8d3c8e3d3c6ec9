//! The envelope that a draft is kept in.
//!
//! Format 1, numbers little-endian:
//!
//! ```text
//!   0   4  "AVRD"
//!   4   1  version of the envelope: 1
//!   5   1  flags: 1 passphrase, 2 padded; the others are 0
//!   6   2  length of the header: 147
//!   8 147  header: draft id 16, generation 8, writer 8, format of the draft 2, SHA-256 of the pack 32,
//!          key derivation 1 (0 device, 1 PBKDF2-HMAC-SHA-256), its rounds 4, salt 16, nonce of the key 12, sealed key 48
//! 155  12  nonce
//! 167   4  length of what is sealed, at most 1 MiB
//! 171   …  sealed with AES-256-GCM, together with all bytes before: length of the draft 4, the draft, zeros up to a
//!          multiple of 1 KiB
//!   …   4  CRC-32C of all bytes before
//! ```
//!
//! The CRC tells what is damaged, the tag of what is sealed tells what is genuine. Generations, never clocks, tell what
//! is newer. The length says nothing but how many KiB there are.

use thiserror::Error;

use crate::bits::crc32c;
use crate::cipher::{FEWEST_ROUNDS, MOST_ROUNDS};
use crate::store::DraftId;

const MAGIC: [u8; 4] = *b"AVRD";
const VERSION: u8 = 1;
const HEADER_BYTES: u16 = 147;
const PASSPHRASE: u8 = 1;
const PADDED: u8 = 2;
/// What is sealed is a multiple of this, before the tag.
const STEP: usize = 1024;
const TAG: usize = 16;
/// The most bytes of an envelope that is read.
pub const LONGEST: usize = 1_572_864;
/// The most bytes that are sealed in one.
const MOST_SEALED: usize = 1024 * 1024 + TAG;

/// How the key that seals a draft's own key is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derivation {
    /// It is the key in the device's files.
    Device,
    /// It is made of a passphrase and the key in the device's files.
    Passphrase {
        /// How many rounds of PBKDF2.
        rounds: u32,
    },
}

/// A draft's own key, sealed, and how it is opened. It stays the same as long as the draft lives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// How the key that seals is made.
    pub derivation: Derivation,
    /// What a passphrase is stretched with.
    pub salt: [u8; 16],
    /// The nonce that the key was sealed with.
    pub nonce: [u8; 12],
    /// The sealed key.
    pub sealed: [u8; 48],
}

impl Lock {
    /// What is sealed together with a draft's key, so that it belongs to this draft and this derivation only.
    #[must_use]
    pub fn bound_to(id: DraftId, derivation: Derivation, salt: &[u8; 16]) -> Vec<u8> {
        let mut bytes = id.0.to_vec();
        put_derivation(&mut bytes, derivation);
        bytes.extend(salt);
        bytes
    }
}

/// A sealed draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Which draft.
    pub id: DraftId,
    /// Higher is newer.
    pub generation: u64,
    /// Who wrote it.
    pub writer: [u8; 8],
    /// The format of the draft in it.
    pub format: u16,
    /// The pack that the draft was saved with.
    pub pack_sha256: [u8; 32],
    /// The draft's own key.
    pub lock: Lock,
    /// The nonce of what is sealed.
    pub nonce: [u8; 12],
    /// What is sealed.
    pub sealed: Vec<u8>,
}

/// Why bytes are not an envelope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum EnvelopeError {
    /// They are not what this app writes, or not all of it is there.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version (envelope {0})")]
    Newer(u8),
}

impl Envelope {
    /// Reads an envelope. What is in it is not opened.
    ///
    /// # Errors
    /// [`EnvelopeError`] when the bytes are not a whole envelope of a known version.
    pub fn read(bytes: &[u8]) -> Result<Self, EnvelopeError> {
        Self::parse(bytes)?.ok_or(EnvelopeError::Damaged)
    }

    fn parse(bytes: &[u8]) -> Result<Option<Self>, EnvelopeError> {
        let Some(checked) = whole(bytes) else { return Ok(None) };
        let mut reader = Reader(checked);
        let Some((_, [version, flags])) = reader.take::<4>().zip(reader.take::<2>()) else { return Ok(None) };
        if version > VERSION {
            return Err(EnvelopeError::Newer(version));
        }
        Ok((version == VERSION).then(|| Self::fields(reader, flags)).flatten())
    }

    fn fields(mut reader: Reader<'_>, flags: u8) -> Option<Self> {
        if u16::from_le_bytes(reader.take()?) != HEADER_BYTES {
            return None;
        }
        let envelope = Self {
            id: DraftId(reader.take()?),
            generation: u64::from_le_bytes(reader.take()?),
            writer: reader.take()?,
            format: u16::from_le_bytes(reader.take()?),
            pack_sha256: reader.take()?,
            lock: Lock {
                derivation: derivation(reader.take()?, u32::from_le_bytes(reader.take()?))?,
                salt: reader.take()?,
                nonce: reader.take()?,
                sealed: reader.take()?,
            },
            nonce: reader.take()?,
            sealed: {
                let length = u32::from_le_bytes(reader.take()?);
                (usize::try_from(length).ok()? == reader.0.len()).then(|| reader.0.to_vec())?
            },
        };
        let fits = envelope.sealed.len() <= MOST_SEALED && envelope.sealed.len() >= STEP + TAG;
        (flags == envelope.flags() && fits).then_some(envelope)
    }

    /// Writes the envelope.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.sealed_with();
        bytes.extend(&self.sealed);
        bytes.extend(crc32c(&bytes).to_le_bytes());
        bytes
    }

    /// All bytes before what is sealed, which are sealed together with it. `sealed` must have its final length.
    #[must_use]
    pub fn sealed_with(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend([VERSION, self.flags()]);
        bytes.extend(HEADER_BYTES.to_le_bytes());
        bytes.extend(self.id.0);
        bytes.extend(self.generation.to_le_bytes());
        bytes.extend(self.writer);
        bytes.extend(self.format.to_le_bytes());
        bytes.extend(self.pack_sha256);
        put_derivation(&mut bytes, self.lock.derivation);
        bytes.extend(self.lock.salt);
        bytes.extend(self.lock.nonce);
        bytes.extend(self.lock.sealed);
        bytes.extend(self.nonce);
        bytes.extend(u32::try_from(self.sealed.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes
    }

    fn flags(&self) -> u8 {
        match self.lock.derivation {
            Derivation::Device => PADDED,
            Derivation::Passphrase { .. } => PADDED | PASSPHRASE,
        }
    }
}

/// The bytes before the check value, when they are whole.
fn whole(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.len() > LONGEST || !bytes.starts_with(&MAGIC) {
        return None;
    }
    let (checked, crc) = bytes.split_last_chunk::<4>()?;
    (crc32c(checked).to_le_bytes() == *crc).then_some(checked)
}

fn put_derivation(bytes: &mut Vec<u8>, derivation: Derivation) {
    let (kind, rounds) = match derivation {
        Derivation::Device => (0, 0),
        Derivation::Passphrase { rounds } => (1, rounds),
    };
    bytes.push(kind);
    bytes.extend(rounds.to_le_bytes());
}

fn derivation([kind]: [u8; 1], rounds: u32) -> Option<Derivation> {
    match (kind, rounds) {
        (0, 0) => Some(Derivation::Device),
        (1, FEWEST_ROUNDS..=MOST_ROUNDS) => Some(Derivation::Passphrase { rounds }),
        _ => None,
    }
}

/// What an envelope says of itself, before anything in it is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Which generation.
    pub generation: u64,
    /// Who wrote it.
    pub writer: [u8; 8],
}

impl Claim {
    /// The claim of a whole envelope of any version; `None` for other bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        Self::at(whole(bytes)?)
    }

    fn at(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let _: [u8; 24] = reader.take()?;
        Some(Self { generation: u64::from_le_bytes(reader.take()?), writer: reader.take()? })
    }
}

/// Bytes before they are sealed: their length, they themselves, and zeros, so that only the number of KiB can be seen.
/// `None` when they are too many.
#[must_use]
pub fn padded(draft: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = u32::try_from(draft.len()).ok()?.to_le_bytes().to_vec();
    bytes.extend(draft);
    bytes.resize(bytes.len().next_multiple_of(STEP), 0);
    (bytes.len() + TAG <= MOST_SEALED).then_some(bytes)
}

/// The bytes that were padded; `None` when these are not such.
#[must_use]
pub fn unpadded(bytes: &[u8]) -> Option<&[u8]> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let (draft, zeros) = rest.split_at_checked(usize::try_from(u32::from_le_bytes(*length)).ok()?)?;
    let fits = bytes.len().is_multiple_of(STEP) && zeros.len() < STEP && zeros.iter().all(|byte| *byte == 0);
    fits.then_some(draft)
}

/// How many bytes are sealed for a padded draft of this length.
#[must_use]
pub fn sealed_length(padded: usize) -> usize {
    padded + TAG
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }
}

#[cfg(test)]
mod tests;
