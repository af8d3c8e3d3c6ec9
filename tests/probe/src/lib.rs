//! Lets tests call what the app calls in the browser: the same source, bound to JavaScript.

#![cfg(target_arch = "wasm32")]

#[path = "../../../src/browser/agreement.rs"]
mod agreement;
#[path = "../../../src/browser/barcode.rs"]
mod barcode;
#[path = "../../../src/browser/camera.rs"]
mod camera;
#[path = "../../../src/browser/canvas.rs"]
mod canvas;
#[path = "../../../src/browser/crypto.rs"]
mod crypto;
#[path = "../../../src/browser/object.rs"]
mod object;
pub mod packets;
#[path = "../../../src/browser/page.rs"]
#[expect(dead_code, reason = "the app needs more of it")]
mod page;
#[path = "../../../src/browser/picture.rs"]
mod picture;
#[path = "../../../src/browser/promise.rs"]
#[expect(dead_code, reason = "the app needs more of it")]
mod promise;
pub mod scanning;

use vault::cipher::Cipher as _;
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::CryptoKey;

use crate::crypto::WebCrypto;

/// A number of bytes that is not what the format has.
fn sized<const N: usize>(bytes: Vec<u8>) -> Result<[u8; N], JsError> {
    bytes.try_into().map_err(|bytes: Vec<u8>| JsError::new(&format!("{} bytes, not {N}", bytes.len())))
}

/// Bytes from the device's source of chance.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub fn random(length: usize) -> Result<Vec<u8>, JsError> {
    let mut bytes = vec![0; length];
    WebCrypto.random(&mut bytes)?;
    Ok(bytes)
}

/// A key of 32 bytes.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn key(raw: Vec<u8>) -> Result<CryptoKey, JsError> {
    Ok(WebCrypto.key(&sized(raw)?).await?)
}

/// A key of a passphrase and the device's key.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn stretch(passphrase: String, salt: Vec<u8>, rounds: u32, device: Vec<u8>) -> Result<CryptoKey, JsError> {
    Ok(WebCrypto.stretch(&passphrase, &sized(salt)?, rounds, &sized(device)?).await?)
}

/// Encrypts.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn seal(key: CryptoKey, nonce: Vec<u8>, with: Vec<u8>, plain: Vec<u8>) -> Result<Vec<u8>, JsError> {
    Ok(WebCrypto.seal(&key, &sized(nonce)?, &with, &plain).await?)
}

/// Decrypts; nothing when the bytes are not what was sealed.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn open(key: CryptoKey, nonce: Vec<u8>, with: Vec<u8>, sealed: Vec<u8>) -> Result<Option<Vec<u8>>, JsError> {
    Ok(WebCrypto.open(&key, &sized(nonce)?, &with, &sealed).await?)
}

/// PBKDF2-HMAC-SHA-256.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn pbkdf2(secret: Vec<u8>, salt: Vec<u8>, rounds: u32, length: u32) -> Result<Vec<u8>, JsError> {
    Ok(crypto::pbkdf2(&secret, &salt, rounds, length).await?)
}

/// HKDF-SHA-256.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn hkdf(secret: Vec<u8>, salt: Vec<u8>, info: Vec<u8>, length: u32) -> Result<Vec<u8>, JsError> {
    Ok(crypto::hkdf(&secret, &salt, &info, length).await?)
}

/// How many rounds the app would choose on this device.
#[wasm_bindgen]
pub async fn rounds() -> u32 {
    crypto::rounds().await
}

/// A passphrase as the app stretches it.
#[wasm_bindgen]
pub fn one_spelling(passphrase: &str) -> String {
    crypto::one_spelling(passphrase)
}
