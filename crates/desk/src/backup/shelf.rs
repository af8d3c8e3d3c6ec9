//! What stands in a backup, as a device: so it is opened by the very code that opens what is on one, before anything is
//! written. Nothing can be written there.

use core::marker::PhantomData;

use vault::cipher::Cipher;
use vault::device::Device;
use vault::keys::Keys;
use vault::record::Record;
use vault::store::{DraftId, Guard, Slot, Store, StoreError};

use super::Sealed;

/// Some records of a backup, and what encrypts on this device.
pub(super) struct Shelf<'a, R, C> {
    records: Records<'a>,
    cipher: &'a C,
    record: PhantomData<R>,
}

/// The records, which are the stores and the keys too.
pub(super) struct Records<'a>(&'a [Sealed]);

impl<'a, R, C> Shelf<'a, R, C> {
    pub(super) fn new(records: &'a [Sealed], cipher: &'a C) -> Self {
        Self { records: Records(records), cipher, record: PhantomData }
    }
}

impl<'a, R: Record, C: Cipher> Device for Shelf<'a, R, C> {
    type Record = R;
    type First = Records<'a>;
    type Judge = Records<'a>;
    type Keys = Records<'a>;
    type Cipher = C;

    fn first(&self) -> &Records<'a> {
        &self.records
    }

    fn judge(&self) -> &Records<'a> {
        &self.records
    }

    fn keys(&self) -> &Records<'a> {
        &self.records
    }

    fn cipher(&self) -> &C {
        self.cipher
    }
}

impl Records<'_> {
    fn record(&self, id: DraftId) -> Option<&Sealed> {
        self.0.iter().find(|record| record.id == id)
    }

    fn all_ids(&self) -> Vec<DraftId> {
        self.0.iter().map(|record| record.id).collect()
    }
}

impl Store for Records<'_> {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        Ok(self.all_ids())
    }

    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.record(id).filter(|_| slot == Slot::A).map(|record| record.envelope.clone()))
    }

    async fn write(&self, _: DraftId, _: Slot, _: &[u8], _: Option<Guard>) -> Result<(), StoreError> {
        Err(StoreError::NotKept)
    }

    async fn remove(&self, _: DraftId) -> Result<(), StoreError> {
        Err(StoreError::NotKept)
    }
}

impl Keys for Records<'_> {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        Ok(self.all_ids())
    }

    async fn read(&self, id: DraftId) -> Result<[Option<Vec<u8>>; 2], StoreError> {
        let key = self.record(id).map(|record| record.key.clone());
        Ok([key.clone(), key])
    }

    async fn write(&self, _: DraftId, _: &[u8]) -> Result<(), StoreError> {
        Err(StoreError::NotKept)
    }

    async fn shred(&self, _: DraftId) -> Result<(), StoreError> {
        Err(StoreError::NotKept)
    }

    async fn remove(&self, _: DraftId) -> Result<(), StoreError> {
        Err(StoreError::NotKept)
    }
}
