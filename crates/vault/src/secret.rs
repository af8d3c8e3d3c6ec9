//! Short secrets that are sealed with a key which is there already: the keys of cases with the desk's, for one.
//!
//! ```text
//!  0  12  nonce
//! 12   …  sealed with AES-256-GCM, together with what it is bound to
//! ```

use crate::cipher::{Cipher, CipherError};

const NONCE: usize = 12;

/// Seals a secret. It opens only together with what it is bound to.
///
/// # Errors
/// [`CipherError`] when the device refuses.
pub async fn seal<C: Cipher>(cipher: &C, key: &C::Key, bound_to: &[u8], secret: &[u8]) -> Result<Vec<u8>, CipherError> {
    let mut nonce = [0; NONCE];
    cipher.random(&mut nonce)?;
    let mut bytes = nonce.to_vec();
    bytes.extend(cipher.seal(key, &nonce, bound_to, secret).await?);
    Ok(bytes)
}

/// Opens a secret; `None` when it was not sealed with this key and for this.
///
/// # Errors
/// [`CipherError`] when the device refuses to try.
pub async fn open<C: Cipher>(
    cipher: &C,
    key: &C::Key,
    bound_to: &[u8],
    bytes: &[u8],
) -> Result<Option<Vec<u8>>, CipherError> {
    match bytes.split_first_chunk::<NONCE>() {
        Some((nonce, sealed)) => cipher.open(key, nonce, bound_to, sealed).await,
        None => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Phone, Soft};

    const SECRET: &[u8] = b"a secret";

    fn sealed(cipher: &Soft) -> Vec<u8> {
        Phone::new().expect(seal(cipher, &[1; 32], b"this", SECRET)).unwrap()
    }

    fn opened(key: u8, bound_to: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
        Phone::new().expect(open(&Soft::default(), &[key; 32], bound_to, bytes)).unwrap()
    }

    #[test]
    fn a_secret_opens_with_its_key_and_for_what_it_was_sealed_for() {
        let bytes = sealed(&Soft::default());
        assert_eq!(opened(1, b"this", &bytes).as_deref(), Some(SECRET));
        assert_eq!(opened(2, b"this", &bytes), None);
        assert_eq!(opened(1, b"that", &bytes), None);
    }

    #[test]
    fn the_same_secret_is_sealed_otherwise_each_time() {
        let cipher = Soft::default();
        assert_ne!(sealed(&cipher), sealed(&cipher));
    }

    #[test]
    fn what_is_cut_or_changed_does_not_open() {
        let bytes = sealed(&Soft::default());
        for length in 0..bytes.len() {
            assert_eq!(opened(1, b"this", &bytes[..length]), None, "{length}");
        }
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(opened(1, b"this", &changed), None, "{bit}");
        }
    }
}
