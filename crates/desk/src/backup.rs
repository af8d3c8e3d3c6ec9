//! A whole desk in one file: its record and all cases as they are sealed on the device. It opens with the desk's words.
//!
//! Format 1, numbers little-endian:
//!
//! ```text
//!   0  4  "DLDB"
//!   4  1  version: 1
//!   5  4  how many records: the desk's own, then each case
//!   9  …  each record: id 16, length of the key's file 2, the key's file, length of the envelope 4, the envelope
//!   …  4  CRC-32C of all bytes before
//! ```
//!
//! The key's file of the desk's own record is in it as it is: on the device it makes words useless without the device, and
//! here it cannot. **Whoever has the file and guesses the words opens all cases.** The keys of cases are sealed with the
//! desk's key. The file tells how many cases there are, and how long each is in KiB; nothing else.
//!
//! A backup brings back what was removed since it was made.

mod restoring;
mod shelf;

use std::collections::BTreeSet;

use thiserror::Error;
use vault::bits::crc32c;
use vault::cipher::CipherError;
use vault::device::Device;
use vault::envelope;
use vault::opening::{self, OpenError};
use vault::store::DraftId;

use crate::case::Case;
use crate::code::CaseCode;
use crate::desk::{Desk, MOST_CASES};
use crate::entry::Status;
use crate::unlocked::Unlocked;

pub use restoring::{NotRestored, restore};

const MAGIC: [u8; 4] = *b"DLDB";
const VERSION: u8 = 1;
/// The most bytes of a file that is read.
pub const LONGEST: usize = 256 * 1024 * 1024;
/// The most bytes of a key's file: 36 on a device, 64 sealed.
const LONGEST_KEY: usize = 128;

/// A backup that was read. Nothing of it was opened yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Backup {
    front: Sealed,
    cases: Vec<Sealed>,
}

/// One record as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Sealed {
    id: DraftId,
    key: Vec<u8>,
    envelope: Vec<u8>,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// What stands in the file.
    pub bytes: Vec<u8>,
    /// How many cases it has.
    pub cases: usize,
    /// The cases that could not be opened: they are not in it.
    pub left_out: Vec<CaseCode>,
}

/// Why a file is no backup that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum BackupError {
    /// It is something else, or not whole.
    #[error("this is not a backup of a desk, or it is damaged")]
    Damaged,
    /// A newer version wrote it.
    #[error("written by a newer version ({0})")]
    Newer(u8),
    /// It is longer than any that would be read again.
    #[error("too long")]
    TooLong,
}

/// Why a backup is not made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotMade {
    /// The desk's own record does not open: above all, these are not its words.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The device does not encrypt.
    #[error(transparent)]
    Cipher(#[from] CipherError),
    /// It would be too long to be read again.
    #[error("too long for one file: remove closed cases")]
    TooLong,
}

/// Makes a backup of a desk that is open. Its words are asked for once more, and must be its words.
///
/// # Errors
/// [`NotMade`]; a case that does not open is no error, but left out.
pub async fn make<F, R>(unlocked: &Unlocked<F::Cipher>, front: &F, room: &R, words: &str) -> Result<Made, NotMade>
where
    F: Device<Record = Desk>,
    R: Device<Record = Case, Cipher = F::Cipher>,
{
    let opening::Copied { envelope, key } = opening::copy(front, unlocked.id(), Some(words)).await?;
    let front = Sealed { id: unlocked.id(), key, envelope };
    let (mut cases, mut left_out) = (Vec::new(), Vec::new());
    let mut length = 0_usize;
    for entry in unlocked.desk().cases().filter(|entry| entry.status != Status::Going) {
        let places = unlocked.cases(room);
        let Ok(copied) = opening::copy(&places, entry.id(), None).await else {
            left_out.push(entry.code.clone());
            continue;
        };
        let key = places.keys().sealed(entry.id(), &copied.key).await?;
        length += copied.envelope.len() + LONGEST_KEY;
        if length > LONGEST {
            return Err(NotMade::TooLong);
        }
        cases.push(Sealed { id: entry.id(), key, envelope: copied.envelope });
    }
    let count = cases.len();
    let bytes = Backup { front, cases }.write();
    if bytes.len() > LONGEST { Err(NotMade::TooLong) } else { Ok(Made { bytes, cases: count, left_out }) }
}

impl Backup {
    /// Reads a file. All limits are checked before anything is copied.
    ///
    /// # Errors
    /// [`BackupError`] when it is not a whole backup of a version that is known.
    pub fn read(bytes: &[u8]) -> Result<Self, BackupError> {
        if bytes.len() > LONGEST {
            return Err(BackupError::TooLong);
        }
        let damaged = BackupError::Damaged;
        let (body, crc) = bytes.split_last_chunk::<4>().ok_or(damaged)?;
        let mut rest = Rest(body);
        if rest.array::<4>().ok_or(damaged)? != MAGIC {
            return Err(damaged);
        }
        let [version] = rest.array::<1>().ok_or(damaged)?;
        if crc32c(body) != u32::from_le_bytes(*crc) {
            return Err(damaged);
        }
        if version != VERSION {
            return Err(if version > VERSION { BackupError::Newer(version) } else { damaged });
        }
        let records = rest.array().map(u32::from_le_bytes).ok_or(damaged)?;
        let records = usize::try_from(records).ok().filter(|count| (1..=MOST_CASES + 1).contains(count));
        let mut read = Vec::new();
        for _ in 0..records.ok_or(damaged)? {
            read.push(rest.record().ok_or(damaged)?);
        }
        let ids: BTreeSet<DraftId> = read.iter().map(|record| record.id).collect();
        if !rest.0.is_empty() || ids.len() != read.len() {
            return Err(damaged);
        }
        let mut read = read.into_iter();
        let front = read.next().ok_or(damaged)?;
        Ok(Self { front, cases: read.collect() })
    }

    /// The file.
    #[must_use]
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.push(VERSION);
        bytes.extend(u32::try_from(1 + self.cases.len()).unwrap_or(u32::MAX).to_le_bytes());
        for Sealed { id, key, envelope } in core::iter::once(&self.front).chain(&self.cases) {
            bytes.extend(id.0);
            bytes.extend(u16::try_from(key.len()).unwrap_or(u16::MAX).to_le_bytes());
            bytes.extend(key);
            bytes.extend(u32::try_from(envelope.len()).unwrap_or(u32::MAX).to_le_bytes());
            bytes.extend(envelope);
        }
        bytes.extend(crc32c(&bytes).to_le_bytes());
        bytes
    }

    /// How many cases it has.
    #[must_use]
    pub fn cases(&self) -> usize {
        self.cases.len()
    }
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl<'a> Rest<'a> {
    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*taken)
    }

    fn bytes(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    fn record(&mut self) -> Option<Sealed> {
        let id = DraftId(self.array()?);
        let key = usize::from(u16::from_le_bytes(self.array()?));
        let key = self.bytes(Some(key).filter(|length| *length <= LONGEST_KEY)?)?.to_vec();
        let envelope = usize::try_from(u32::from_le_bytes(self.array()?)).ok()?;
        let envelope = self.bytes(Some(envelope).filter(|length| *length <= envelope::LONGEST)?)?.to_vec();
        Some(Sealed { id, key, envelope })
    }
}

#[cfg(test)]
mod tests;
