//! The cryptography that drafts need. The browser's own does the work (`WebCrypto`): no byte of it is in the app.

use thiserror::Error;

use crate::keys::DeviceKey;

/// The fewest rounds of PBKDF2-HMAC-SHA-256 that a passphrase is stretched with (OWASP's least).
pub const FEWEST_ROUNDS: u32 = 600_000;
/// The most that are carried out: a hostile draft must not freeze a phone.
pub const MOST_ROUNDS: u32 = 5_000_000;

/// What is done with keys. No failure of it ever leads to something that is kept in the clear.
#[expect(async_fn_in_trait, reason = "a page has one thread")]
pub trait Cipher {
    /// A key of AES-256-GCM that is ready for use.
    type Key: Clone;

    /// Fills bytes from the device's source of chance.
    ///
    /// # Errors
    /// [`CipherError`] when there is none.
    fn random(&self, bytes: &mut [u8]) -> Result<(), CipherError>;

    /// Makes 32 bytes a key.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    async fn key(&self, raw: &DeviceKey) -> Result<Self::Key, CipherError>;

    /// Makes a key of a passphrase and the device's key: HKDF-SHA-256 (salt: `salt`; info: `dalil draft`) over
    /// PBKDF2-HMAC-SHA-256 (`salt`, `rounds`, 32 bytes) of the passphrase, followed by the device's key. Spellings
    /// of a passphrase that look the same are the same: NFKC, small letters, single blanks.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    async fn stretch(
        &self,
        passphrase: &str,
        salt: &[u8; 16],
        rounds: u32,
        device: &DeviceKey,
    ) -> Result<Self::Key, CipherError>;

    /// Encrypts with AES-256-GCM; the tag of 16 bytes stands at the end.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    async fn seal(&self, key: &Self::Key, nonce: &[u8; 12], with: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError>;

    /// Decrypts; `None` when the bytes were not sealed with this key, nonce and `with`.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses to try.
    async fn open(
        &self,
        key: &Self::Key,
        nonce: &[u8; 12],
        with: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, CipherError>;
}

/// The device does not encrypt: nothing is kept then.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("this device does not encrypt")]
pub struct CipherError;
