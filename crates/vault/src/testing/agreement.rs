//! Agreeing on a secret, in Rust (`p256` of `RustCrypto`).

use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::{DecodePrivateKey as _, EncodePrivateKey as _};
use p256::{PublicKey, SecretKey, ecdh};
use sha2::{Digest as _, Sha256};

use super::Soft;
use crate::agreement::{Agreement, Point, Shared};
use crate::cipher::{Cipher as _, CipherError};

impl Soft {
    /// The next key of this chance.
    fn secret(&self) -> Result<SecretKey, CipherError> {
        let mut bytes = [0; 32];
        loop {
            self.random(&mut bytes)?;
            if let Ok(secret) = SecretKey::from_slice(&bytes) {
                return Ok(secret);
            }
        }
    }
}

fn agreed(secret: &SecretKey, with: &PublicKey) -> Shared {
    let shared = ecdh::diffie_hellman(secret.to_nonzero_scalar(), with.as_affine());
    (*shared.raw_secret_bytes()).into()
}

fn on_the_curve(point: &Point) -> Option<PublicKey> {
    PublicKey::from_sec1_bytes(&point.to_bytes()).ok()
}

impl Agreement for Soft {
    type Private = SecretKey;

    async fn sha256(&self, bytes: &[u8]) -> Result<[u8; 32], CipherError> {
        self.random(&mut [])?;
        Ok(Sha256::digest(bytes).into())
    }

    async fn generate(&self) -> Result<Vec<u8>, CipherError> {
        let document = self.secret()?.to_pkcs8_der().map_err(|_| CipherError)?;
        Ok(document.as_bytes().to_vec())
    }

    async fn private(&self, pkcs8: &[u8]) -> Result<Option<SecretKey>, CipherError> {
        self.random(&mut [])?;
        Ok(SecretKey::from_pkcs8_der(pkcs8).ok())
    }

    async fn is_on_the_curve(&self, point: &Point) -> Result<bool, CipherError> {
        self.random(&mut [])?;
        Ok(on_the_curve(point).is_some())
    }

    async fn agree_once(&self, with: &Point) -> Result<Option<(Point, Shared)>, CipherError> {
        let secret = self.secret()?;
        let once = Point::from_bytes(secret.public_key().to_encoded_point(false).as_bytes()).ok_or(CipherError)?;
        Ok(on_the_curve(with).map(|with| (once, agreed(&secret, &with))))
    }

    async fn agree(&self, private: &SecretKey, with: &Point) -> Result<Option<Shared>, CipherError> {
        self.random(&mut [])?;
        Ok(on_the_curve(with).map(|with| agreed(private, &with)))
    }
}
