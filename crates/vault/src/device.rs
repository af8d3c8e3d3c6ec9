//! What is needed of a device to keep anything on it.

use crate::cipher::Cipher;
use crate::keys::Keys;
use crate::record::Record;
use crate::store::Store;

/// A device that drafts can be kept on.
pub trait Device {
    /// What is kept.
    type Record: Record;
    /// The store that answers at once and is written first.
    type First: Store;
    /// The store that answers when bytes are on the disk.
    type Judge: Store;
    /// Where keys are.
    type Keys: Keys;
    /// What encrypts.
    type Cipher: Cipher;

    /// The store that answers at once and is written first.
    fn first(&self) -> &Self::First;
    /// The store that answers when bytes are on the disk: what it has acknowledged is saved.
    fn judge(&self) -> &Self::Judge;
    /// Where keys are.
    fn keys(&self) -> &Self::Keys;
    /// What encrypts.
    fn cipher(&self) -> &Self::Cipher;
}
