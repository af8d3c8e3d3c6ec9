//! The cryptography that drafts need. The browser's own does the work (`WebCrypto`): no byte of it is in the app.

use thiserror::Error;

use crate::keys::DeviceKey;

/// The fewest rounds of PBKDF2-HMAC-SHA-256 that a passphrase is stretched with (OWASP's least).
pub const FEWEST_ROUNDS: u32 = 600_000;
/// The most that are carried out: a hostile draft must not freeze a phone.
pub const MOST_ROUNDS: u32 = 5_000_000;

/// Whether a character of a passphrase can be told from its absence. What keyboards add and nobody sees (marks of
/// direction and of joining, soft hyphens, variation selectors) and the stroke that only makes an Arabic word longer are
/// no part of a passphrase: Unicode's `Default_Ignorable_Code_Point` below U+10000, and U+0640.
#[must_use]
pub const fn is_seen(character: char) -> bool {
    !matches!(
        character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'
            ..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}'
    )
}

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
    /// of a passphrase that look the same are the same: NFKC, what is not [`is_seen`] left out, small letters, single
    /// blanks.
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

/// How many rounds of PBKDF2 take at most a second, in steps of 50,000, after so many took so many milliseconds: never
/// fewer than [`FEWEST_ROUNDS`], never more than [`MOST_ROUNDS`].
#[must_use]
pub fn rounds_of_a_second(tried: u32, milliseconds: f64) -> u32 {
    const STEP: u32 = 50_000;
    let fit = |rounds: u32| f64::from(rounds) * milliseconds <= f64::from(tried) * 1000.0;
    let steps = (FEWEST_ROUNDS / STEP..=MOST_ROUNDS / STEP).map(|steps| steps * STEP);
    steps.take_while(|rounds| fit(*rounds)).last().unwrap_or(FEWEST_ROUNDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_is_stretched_for_a_second_on_the_device_that_it_is_chosen_on() {
        assert_eq!(rounds_of_a_second(600_000, 500.0), 1_200_000);
        assert_eq!(rounds_of_a_second(75_000, 101.0), 700_000, "the step below 742,574");
    }

    #[test]
    fn neither_a_slow_device_nor_a_clock_that_stands_still_leaves_the_bounds() {
        assert_eq!(rounds_of_a_second(75_000, 60_000.0), FEWEST_ROUNDS);
        assert_eq!(rounds_of_a_second(1_200_000, 0.0), MOST_ROUNDS);
        assert_eq!(rounds_of_a_second(1_200_000, -5.0), MOST_ROUNDS);
        assert_eq!(rounds_of_a_second(75_000, f64::NAN), FEWEST_ROUNDS);
    }
}
