//! The keys of cases: files as a phone has them, but sealed with the desk's key. Who takes the device's files has no
//! case without the desk's passphrase; and a case whose file is overwritten is gone, passphrase or not.

use vault::cipher::{Cipher, CipherError};
use vault::device::Device;
use vault::keys::Keys;
use vault::secret;
use vault::store::{DraftId, StoreError};

use crate::case::Case;

/// What stands for a file that is there and cannot be opened: no key's file looks like it.
const DAMAGED: [u8; 1] = [1];

/// The places where cases are kept, while the desk is unlocked.
pub struct Cases<'a, D: Device<Record = Case>> {
    places: &'a D,
    keys: SealedKeys<'a, D>,
}

/// The files of cases' keys, while the desk is unlocked.
pub struct SealedKeys<'a, D: Device> {
    places: &'a D,
    key: <D::Cipher as Cipher>::Key,
}

impl<'a, D: Device<Record = Case>> Cases<'a, D> {
    /// The cases in these places, with the desk's key.
    pub(crate) fn new(places: &'a D, key: &<D::Cipher as Cipher>::Key) -> Self {
        Self { places, keys: SealedKeys { places, key: key.clone() } }
    }
}

impl<'a, D: Device<Record = Case>> Device for Cases<'a, D> {
    type Record = Case;
    type First = D::First;
    type Judge = D::Judge;
    type Keys = SealedKeys<'a, D>;
    type Cipher = D::Cipher;

    fn first(&self) -> &D::First {
        self.places.first()
    }

    fn judge(&self) -> &D::Judge {
        self.places.judge()
    }

    fn keys(&self) -> &SealedKeys<'a, D> {
        &self.keys
    }

    fn cipher(&self) -> &D::Cipher {
        self.places.cipher()
    }
}

impl<D: Device> SealedKeys<'_, D> {
    /// The file of a case's key as it stands on a device.
    pub(crate) async fn sealed(&self, id: DraftId, file: &[u8]) -> Result<Vec<u8>, CipherError> {
        secret::seal(self.places.cipher(), &self.key, &bound_to(id), file).await
    }

    async fn unsealed(&self, id: DraftId, file: Option<Vec<u8>>) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(file) = file else { return Ok(None) };
        if file.iter().all(|byte| *byte == 0) {
            // It was overwritten.
            return Ok(Some(file));
        }
        match secret::open(self.places.cipher(), &self.key, &bound_to(id), &file).await {
            Ok(opened) => Ok(Some(opened.unwrap_or(DAMAGED.to_vec()))),
            Err(_) => Err(StoreError::NotKept),
        }
    }
}

/// What the file of a case's key is sealed together with, so that it is that case's only.
fn bound_to(id: DraftId) -> Vec<u8> {
    [b"dalil case key ", &id.0[..]].concat()
}

impl<D: Device> Keys for SealedKeys<'_, D> {
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError> {
        self.places.keys().ids().await
    }

    async fn read(&self, id: DraftId) -> Result<[Option<Vec<u8>>; 2], StoreError> {
        let [first, second] = self.places.keys().read(id).await?;
        Ok([self.unsealed(id, first).await?, self.unsealed(id, second).await?])
    }

    async fn write(&self, id: DraftId, file: &[u8]) -> Result<(), StoreError> {
        let sealed = self.sealed(id, file).await.map_err(|_| StoreError::NotKept)?;
        self.places.keys().write(id, &sealed).await
    }

    async fn shred(&self, id: DraftId) -> Result<(), StoreError> {
        self.places.keys().shred(id).await
    }

    async fn remove(&self, id: DraftId) -> Result<(), StoreError> {
        self.places.keys().remove(id).await
    }
}
