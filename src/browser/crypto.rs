//! Encryption, by the browser itself (`WebCrypto`): no byte of it is in the app, and stretching a passphrase does not
//! hold up the page. Keys cannot be read back from what is made of them here.
//!
//! A page that came over a connection that others can change has no `crypto.subtle`: everything but chance fails then.

use js_sys::{Array, JsString, Object, Promise, Reflect, Uint8Array};
use vault::cipher::{Cipher, CipherError, FEWEST_ROUNDS, is_seen, rounds_of_a_second};
use vault::keys::DeviceKey;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto, window};

/// What sets these keys apart from any other use of the same secrets.
const INFO: &[u8] = b"dalil draft";

/// The shortest time, in milliseconds, that is taken for a measurement: browsers round their clocks.
const MEASURABLE: f64 = 100.0;

/// The cryptography of this browser.
pub(crate) struct WebCrypto;

impl Cipher for WebCrypto {
    type Key = CryptoKey;

    fn random(&self, bytes: &mut [u8]) -> Result<(), CipherError> {
        crypto()?.get_random_values_with_u8_array(bytes).map(|_| ()).map_err(|_| CipherError)
    }

    async fn key(&self, raw: &DeviceKey) -> Result<CryptoKey, CipherError> {
        import(raw, "AES-GCM", &Array::of2(&"encrypt".into(), &"decrypt".into())).await
    }

    async fn stretch(
        &self,
        passphrase: &str,
        salt: &[u8; 16],
        rounds: u32,
        device: &DeviceKey,
    ) -> Result<CryptoKey, CipherError> {
        let mut secret = pbkdf2(one_spelling(passphrase).as_bytes(), salt, rounds, 32).await?;
        secret.extend(device);
        let raw = hkdf(&secret, salt, INFO, 32).await?;
        self.key(&raw.try_into().map_err(|_| CipherError)?).await
    }

    async fn seal(&self, key: &CryptoKey, nonce: &[u8; 12], with: &[u8], plain: &[u8]) -> Result<Vec<u8>, CipherError> {
        let sealing = subtle()?.encrypt_with_object_and_u8_array(&gcm(nonce, with), key, plain);
        bytes(done(sealing).await)
    }

    async fn open(
        &self,
        key: &CryptoKey,
        nonce: &[u8; 12],
        with: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Vec<u8>>, CipherError> {
        let opening = subtle()?.decrypt_with_object_and_u8_array(&gcm(nonce, with), key, sealed);
        match done(opening).await {
            Err(error) if is_of_the_data(&error) => Ok(None),
            opened => bytes(opened).map(Some),
        }
    }
}

/// How many rounds of PBKDF2 take about a second on this device; the fewest where that cannot be found out.
pub(crate) async fn rounds() -> u32 {
    let mut tried = FEWEST_ROUNDS / 8;
    loop {
        match time(tried).await {
            None => return FEWEST_ROUNDS,
            Some(took) if took >= MEASURABLE || tried > FEWEST_ROUNDS => return rounds_of_a_second(tried, took),
            Some(_) => tried *= 4,
        }
    }
}

/// How many milliseconds rounds of PBKDF2 take. Firefox remembers what it has derived last and would answer at once,
/// so each time another salt is taken.
async fn time(rounds: u32) -> Option<f64> {
    let mut salt = [0; 16];
    WebCrypto.random(&mut salt).ok()?;
    let clock = window()?.performance()?;
    let start = clock.now();
    pbkdf2(&[0; 16], &salt, rounds, 32).await.ok()?;
    Some(clock.now() - start)
}

/// A passphrase as it is stretched: spellings that look the same are the same.
pub(crate) fn one_spelling(passphrase: &str) -> String {
    let words = String::from(JsString::from(passphrase).normalize("NFKC").to_lower_case());
    let words: String = words.chars().filter(|&character| is_seen(character)).collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// PBKDF2 with HMAC-SHA-256 (RFC 8018, 5.2): as many bytes as are asked for.
pub(crate) async fn pbkdf2(secret: &[u8], salt: &[u8], rounds: u32, length: u32) -> Result<Vec<u8>, CipherError> {
    let how = [("salt", Uint8Array::from(salt).into()), ("iterations", rounds.into())];
    derive("PBKDF2", secret, &how, length).await
}

/// HKDF with SHA-256 (RFC 5869): as many bytes as are asked for.
pub(crate) async fn hkdf(secret: &[u8], salt: &[u8], info: &[u8], length: u32) -> Result<Vec<u8>, CipherError> {
    let how = [("salt", Uint8Array::from(salt).into()), ("info", Uint8Array::from(info).into())];
    derive("HKDF", secret, &how, length).await
}

async fn derive(name: &str, secret: &[u8], how: &[(&str, JsValue)], length: u32) -> Result<Vec<u8>, CipherError> {
    let secret = import(secret, name, &Array::of1(&"deriveBits".into())).await?;
    let how = algorithm(name, how);
    let _ = Reflect::set(&how, &"hash".into(), &"SHA-256".into());
    let bits = length.checked_mul(8).ok_or(CipherError)?;
    bytes(done(subtle()?.derive_bits_with_object(&how, &secret, bits)).await)
}

/// AES-GCM with a tag of 128 bits, which is what browsers do when nothing is said of it.
fn gcm(nonce: &[u8; 12], with: &[u8]) -> Object {
    let how = [("iv", Uint8Array::from(&nonce[..]).into()), ("additionalData", Uint8Array::from(with).into())];
    algorithm("AES-GCM", &how)
}

pub(super) fn algorithm(name: &str, how: &[(&str, JsValue)]) -> Object {
    let algorithm = Object::new();
    let _ = Reflect::set(&algorithm, &"name".into(), &name.into());
    for (what, value) in how {
        let _ = Reflect::set(&algorithm, &(*what).into(), value);
    }
    algorithm
}

async fn import(raw: &[u8], name: &str, usages: &Array) -> Result<CryptoKey, CipherError> {
    let raw = Uint8Array::from(raw);
    let key = done(subtle()?.import_key_with_str("raw", &raw, name, false, usages)).await;
    Ok(key.map_err(|_| CipherError)?.unchecked_into())
}

fn crypto() -> Result<Crypto, CipherError> {
    window().ok_or(CipherError)?.crypto().map_err(|_| CipherError)
}

/// What keys are used through. Where the browser does not have it, each call of it is an error.
pub(super) fn subtle() -> Result<SubtleCrypto, CipherError> {
    Ok(crypto()?.subtle())
}

pub(super) async fn done(begun: Result<Promise, JsValue>) -> Result<JsValue, JsValue> {
    JsFuture::from(begun?).await
}

pub(super) fn bytes(buffer: Result<JsValue, JsValue>) -> Result<Vec<u8>, CipherError> {
    Ok(Uint8Array::new(&buffer.map_err(|_| CipherError)?).to_vec())
}

/// Whether it is the data that is wrong, not how it was asked for.
fn is_of_the_data(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "OperationError")
}
