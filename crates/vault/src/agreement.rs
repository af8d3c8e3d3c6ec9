//! The cryptography that sealed packets need besides [`Cipher`]: agreeing on a secret over the curve P-256 (ECDH).
//!
//! As with drafts, the browser's own does the work (`WebCrypto`), so that no byte of it is in the app. What is made of
//! the secret afterwards is one SHA-256 over a fixed layout, [`agreed_key`].

use crate::cipher::{Cipher, CipherError};
use crate::keys::DeviceKey;

/// The prime of P-256 (SEC 2, 2.4.2): coordinates are below it.
const PRIME: [u8; 32] = [
    0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
    0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
];

/// What two sides have agreed on: the x coordinate of the point that both come to. It is no key yet.
pub type Shared = [u8; 32];

/// What claims to be a point of P-256: two coordinates below the prime. Whether it lies on the curve, only a device
/// says ([`Agreement::is_on_the_curve`]).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Point {
    x: [u8; 32],
    y: [u8; 32],
}

impl Point {
    /// The point with these coordinates (big-endian); `None` when one is not below the prime.
    #[must_use]
    pub fn new(x: [u8; 32], y: [u8; 32]) -> Option<Self> {
        (x < PRIME && y < PRIME).then_some(Self { x, y })
    }

    /// Reads the uncompressed form (SEC 1, 2.3.3): 4, x, y.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (x, rest) = bytes.strip_prefix(&[4])?.split_first_chunk()?;
        Self::new(*x, rest.try_into().ok()?)
    }

    /// The uncompressed form: 4, x, y.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; 65] {
        let mut bytes = [4; 65];
        let coordinates = self.x.iter().chain(&self.y);
        bytes.iter_mut().skip(1).zip(coordinates).for_each(|(byte, coordinate)| *byte = *coordinate);
        bytes
    }

    /// Its first coordinate.
    #[must_use]
    pub fn x(&self) -> &[u8; 32] {
        &self.x
    }

    /// Its second coordinate.
    #[must_use]
    pub fn y(&self) -> &[u8; 32] {
        &self.y
    }
}

/// What is done with keys of an organisation. A point that does not lie on the curve is never computed with: that would
/// tell the private key bit by bit.
#[expect(async_fn_in_trait, reason = "a page has one thread")]
pub trait Agreement: Cipher {
    /// A private key that is ready for use, and cannot be read back.
    type Private;

    /// The SHA-256 of bytes.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    async fn sha256(&self, bytes: &[u8]) -> Result<[u8; 32], CipherError>;

    /// Makes a pair of keys: the private one as PKCS#8 (RFC 5958 and RFC 5915), with the public one in it.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    async fn generate(&self) -> Result<Vec<u8>, CipherError>;

    /// Makes PKCS#8 a private key; `None` when the bytes are none of P-256.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses to try.
    async fn private(&self, pkcs8: &[u8]) -> Result<Option<Self::Private>, CipherError>;

    /// Whether a point lies on the curve.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses to try.
    async fn is_on_the_curve(&self, point: &Point) -> Result<bool, CipherError>;

    /// Makes a pair of keys for this one time, agrees with a public key, and forgets the private one: gives the public
    /// one, and what was agreed on. `None` when the public key does not lie on the curve.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses to try.
    async fn agree_once(&self, with: &Point) -> Result<Option<(Point, Shared)>, CipherError>;

    /// Agrees with a public key; `None` when it does not lie on the curve.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses to try.
    async fn agree(&self, private: &Self::Private, with: &Point) -> Result<Option<Shared>, CipherError>;
}

/// The key of A256GCM that two sides come to (RFC 7518, 4.6.2: Concat KDF of NIST SP 800-56A, one round of SHA-256),
/// without information about either.
///
/// # Errors
/// [`CipherError`] when the device refuses.
pub async fn agreed_key(device: &impl Agreement, shared: &Shared) -> Result<DeviceKey, CipherError> {
    device.sha256(&to_hash(shared, "A256GCM", "", "", 256)).await
}

/// What is hashed: the number of the round, the secret, and what the key is for.
fn to_hash(shared: &Shared, algorithm: &str, apu: &str, apv: &str, bits: u32) -> Vec<u8> {
    let mut bytes = 1_u32.to_be_bytes().to_vec();
    bytes.extend(shared);
    for info in [algorithm, apu, apv] {
        bytes.extend(u32::try_from(info.len()).unwrap_or(u32::MAX).to_be_bytes());
        bytes.extend(info.as_bytes());
    }
    bytes.extend(bits.to_be_bytes());
    bytes
}

#[cfg(test)]
mod tests;
