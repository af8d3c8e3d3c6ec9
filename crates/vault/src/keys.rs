//! The key of a draft on this device: two small files of its own, in a place that can be overwritten.
//!
//! Measured: what stores have deleted stays readable in their files, keys that scripts cannot extract among it. A file
//! of the origin's private file system can be overwritten with zeros and is then gone. So each draft has its key
//! there, and removing a draft is destroying its key. The key does not protect a draft that is still there: it stands
//! beside it.

use crate::bits::crc32c;
use crate::store::{DraftId, StoreError};

/// The key of a draft on this device.
pub type DeviceKey = [u8; 32];

/// The bytes of a key's file: the key, then its CRC-32C (big-endian).
pub const FILE_BYTES: usize = 36;

/// A place that keeps the two files of each draft's key, and can overwrite them.
#[expect(async_fn_in_trait, reason = "a page has one thread")]
pub trait Keys {
    /// The drafts that have a file here.
    ///
    /// # Errors
    /// [`StoreError::Blocked`] when there is no such place.
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError>;

    /// What stands in the two files of a draft; `None` for a file that is not there.
    ///
    /// # Errors
    /// [`StoreError`] when the place cannot be read.
    async fn read(&self, id: DraftId) -> Result<[Option<Vec<u8>>; 2], StoreError>;

    /// Writes both files, and is done when both are on the disk.
    ///
    /// # Errors
    /// [`StoreError`] when they are not.
    async fn write(&self, id: DraftId, file: &[u8]) -> Result<(), StoreError>;

    /// Overwrites both files with zeros, and is done when that is on the disk. It is no error when there are none.
    ///
    /// # Errors
    /// [`StoreError`] when one could not be overwritten.
    async fn shred(&self, id: DraftId) -> Result<(), StoreError>;

    /// Removes both files.
    ///
    /// # Errors
    /// [`StoreError`] when one could not be removed.
    async fn remove(&self, id: DraftId) -> Result<(), StoreError>;
}

/// What the two files say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kept {
    /// The key; whether both files have it.
    Whole(DeviceKey, bool),
    /// It was overwritten: the draft is removed, even if something of it still stands somewhere.
    Shredded,
    /// There are files, and neither is whole.
    Damaged,
    /// There is no file.
    Lost,
}

/// What the place says of a draft's key.
pub(crate) async fn kept(keys: &impl Keys, id: DraftId) -> Result<Kept, StoreError> {
    keys.read(id).await.map(|files| from_files(&files))
}

/// A key as its files hold it.
pub(crate) fn to_file(key: &DeviceKey) -> Vec<u8> {
    let mut file = key.to_vec();
    file.extend(crc32c(key).to_be_bytes());
    file
}

fn from_files(files: &[Option<Vec<u8>>; 2]) -> Kept {
    let mut whole = files.iter().flatten().filter_map(|file| from_file(file));
    if let Some(key) = whole.next() {
        return Kept::Whole(key, whole.next().is_some());
    }
    let mut there = files.iter().flatten().peekable();
    if there.peek().is_none() {
        Kept::Lost
    } else if there.all(|file| file.iter().all(|byte| *byte == 0)) {
        Kept::Shredded
    } else {
        Kept::Damaged
    }
}

fn from_file(file: &[u8]) -> Option<DeviceKey> {
    let (key, crc) = file.split_first_chunk::<32>()?;
    // The CRC of zeros is not zero: an overwritten file is no key.
    (crc == crc32c(key).to_be_bytes()).then_some(*key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: DeviceKey = [7; 32];

    fn whole() -> Vec<u8> {
        to_file(&KEY)
    }

    fn damaged() -> Vec<u8> {
        let mut file = whole();
        file[3] ^= 1;
        file
    }

    #[test]
    fn one_whole_file_is_enough() {
        assert_eq!(from_files(&[Some(whole()), Some(whole())]), Kept::Whole(KEY, true));
        for other in [None, Some(damaged()), Some(vec![0; FILE_BYTES]), Some(Vec::new())] {
            assert_eq!(from_files(&[Some(whole()), other.clone()]), Kept::Whole(KEY, false));
            assert_eq!(from_files(&[other, Some(whole())]), Kept::Whole(KEY, false));
        }
    }

    #[test]
    fn overwritten_damaged_and_lost_are_told_apart() {
        let zeros = Some(vec![0; FILE_BYTES]);
        assert_eq!(from_files(&[zeros.clone(), zeros.clone()]), Kept::Shredded);
        assert_eq!(from_files(&[zeros.clone(), None]), Kept::Shredded);
        assert_eq!(from_files(&[Some(Vec::new()), None]), Kept::Shredded, "emptied before it was filled");
        assert_eq!(from_files(&[Some(damaged()), None]), Kept::Damaged);
        assert_eq!(from_files(&[Some(damaged()), zeros]), Kept::Damaged);
        assert_eq!(from_files(&[None, None]), Kept::Lost);
    }
}
