//! The cryptography, in Rust, and chance that is the same each time.

use core::cell::Cell;

use aes_gcm::aead::{Aead as _, Payload};
use aes_gcm::{Aes256Gcm, KeyInit as _};
use hkdf::Hkdf;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;

use crate::cipher::{Cipher, CipherError, is_seen};
use crate::keys::DeviceKey;

/// AES-256-GCM, PBKDF2 and HKDF of `RustCrypto`.
#[derive(Clone, Debug, Default)]
pub struct Soft {
    drawn: Cell<u64>,
    stretched: Cell<u64>,
    rounds: Cell<u64>,
    /// Rounds are counted and not carried out.
    counts: bool,
    broken: Cell<bool>,
}

impl Soft {
    /// One that counts rounds and does not carry them out: a passphrase makes the same key each time, quickly.
    #[must_use]
    pub fn counting() -> Self {
        Self { counts: true, ..Self::default() }
    }

    /// How often a passphrase was stretched, and how many rounds that took altogether.
    pub fn stretched(&self) -> (u64, u64) {
        (self.stretched.get(), self.rounds.get())
    }

    /// From now on the device does not encrypt any more, or does again.
    pub fn refuse(&self, refuses: bool) {
        self.broken.set(refuses);
    }

    fn works(&self) -> Result<(), CipherError> {
        if self.broken.get() { Err(CipherError) } else { Ok(()) }
    }
}

/// A passphrase as it is stretched: spellings that look the same are the same.
fn spelt(passphrase: &str) -> String {
    let small: String = passphrase.nfkc().filter(|&character| is_seen(character)).collect::<String>().to_lowercase();
    small.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Cipher for Soft {
    type Key = DeviceKey;

    fn random(&self, bytes: &mut [u8]) -> Result<(), CipherError> {
        self.works()?;
        for chunk in bytes.chunks_mut(32) {
            self.drawn.set(self.drawn.get() + 1);
            let drawn = Sha256::digest(self.drawn.get().to_le_bytes());
            chunk.copy_from_slice(&drawn[..chunk.len()]);
        }
        Ok(())
    }

    async fn key(&self, raw: &DeviceKey) -> Result<DeviceKey, CipherError> {
        self.works().map(|()| *raw)
    }

    async fn stretch(
        &self,
        passphrase: &str,
        salt: &[u8; 16],
        rounds: u32,
        device: &DeviceKey,
    ) -> Result<DeviceKey, CipherError> {
        self.works()?;
        self.stretched.set(self.stretched.get() + 1);
        self.rounds.set(self.rounds.get() + u64::from(rounds));
        let mut material = [0; 64];
        let carried_out = if self.counts { 1 } else { rounds };
        pbkdf2::pbkdf2_hmac::<Sha256>(spelt(passphrase).as_bytes(), salt, carried_out, &mut material[..32]);
        material[32..].copy_from_slice(device);
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(Some(salt), &material).expand(b"dalil draft", &mut key).map_err(|_| CipherError)?;
        Ok(key)
    }

    async fn seal(&self, key: &DeviceKey, nonce: &[u8; 12], with: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        self.works()?;
        let payload = Payload { msg: plain, aad: with };
        Aes256Gcm::new(key.into()).encrypt(nonce.into(), payload).map_err(|_| CipherError)
    }

    async fn open(
        &self,
        key: &DeviceKey,
        nonce: &[u8; 12],
        with: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, CipherError> {
        self.works()?;
        Ok(Aes256Gcm::new(key.into()).decrypt(nonce.into(), Payload { msg: sealed, aad: with }).ok())
    }
}
