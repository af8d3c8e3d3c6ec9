//! Sealed packets, with this browser's cryptography.

use js_sys::{Array, Uint8Array};
use vault::agreement::{Agreement as _, Point};
use vault::packet::Packet;
use vault::packet::key::{Organisation, PrivateKey, private_jwk};
use vault::parts::{Collector, Progress, Surface, cut};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

use crate::crypto::WebCrypto;

/// The bytes of a new private key.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn packet_generate() -> Result<Vec<u8>, JsError> {
    Ok(PrivateKey::generate(&WebCrypto).await?.0)
}

/// The public key that belongs to a private one, as it is given away.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn packet_public(pkcs8: Vec<u8>, name: String) -> Result<String, JsError> {
    let key = *PrivateKey::import(&WebCrypto, &pkcs8).await?.public();
    Ok(Organisation::new(&name, key).ok_or(JsError::new("not a name"))?.to_jwk())
}

/// A private key for another tool.
#[wasm_bindgen]
pub fn packet_private_jwk(pkcs8: &[u8]) -> Option<String> {
    private_jwk(pkcs8)
}

/// The six words of a public key, out of a list.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn packet_words(jwk: String, list: String) -> Result<String, JsError> {
    let organisation = Organisation::read(&WebCrypto, &jwk).await?;
    let words = organisation.key().thumbprint().words(&list);
    Ok(words.ok_or(JsError::new("not a list of words"))?.join(" "))
}

/// Seals a JSON text to a public key.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn packet_seal(jwk: String, json: String) -> Result<String, JsError> {
    let organisation = Organisation::read(&WebCrypto, &jwk).await?;
    Ok(Packet::seal(&WebCrypto, organisation.key(), &json).await?.text())
}

/// Opens a packet.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn packet_open(pkcs8: Vec<u8>, text: String) -> Result<String, JsError> {
    let key = PrivateKey::import(&WebCrypto, &pkcs8).await?;
    Ok(Packet::read(&text)?.open(&WebCrypto, &key).await?)
}

/// Of these packets, those that open: a key is imported once for all of them.
///
/// # Errors
/// What the app would be told of the key.
#[wasm_bindgen]
pub async fn packets_that_open(pkcs8: Vec<u8>, texts: Vec<String>) -> Result<Vec<String>, JsError> {
    let key = PrivateKey::import(&WebCrypto, &pkcs8).await?;
    let mut open = Vec::new();
    for text in texts {
        let Ok(packet) = Packet::read(&text) else { continue };
        if packet.open(&WebCrypto, &key).await.is_ok() {
            open.push(text);
        }
    }
    Ok(open)
}

/// What tells a packet from all others.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn packet_id(text: String) -> Result<Vec<u8>, JsError> {
    Ok(Packet::read(&text)?.id(&WebCrypto).await?.0.to_vec())
}

/// A packet in numbered parts, for a screen.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub fn packet_parts(text: &str) -> Result<Vec<String>, JsError> {
    cut(&Packet::read(text)?.to_bytes(), Surface::Screen).ok_or(JsError::new("too long for codes"))
}

/// The packet that parts make up; nothing while some are missing.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub fn packet_of_parts(parts: Vec<String>) -> Result<Option<String>, JsError> {
    let mut collector = Collector::default();
    let mut whole = None;
    for part in parts {
        if let Progress::Whole(bytes) = collector.take(&part)? {
            whole = Some(Packet::from_bytes(&bytes)?.text());
        }
    }
    Ok(whole)
}

/// What a private key and a point (uncompressed) agree on; nothing when the point does not lie on the curve.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn ecdh(pkcs8: Vec<u8>, point: Vec<u8>) -> Result<Option<Vec<u8>>, JsError> {
    let private = WebCrypto.private(&pkcs8).await?.ok_or(JsError::new("not a private key"))?;
    let Some(point) = Point::from_bytes(&point) else { return Ok(None) };
    let on_the_curve = WebCrypto.is_on_the_curve(&point).await?;
    let shared = WebCrypto.agree(&private, &point).await?;
    if on_the_curve != shared.is_some() {
        return Err(JsError::new("two answers about one point"));
    }
    Ok(shared.map(|shared| shared.to_vec()))
}

/// A pair of keys for one time and a point: the public one, and what is agreed on.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn ecdh_once(point: Vec<u8>) -> Result<JsValue, JsError> {
    let point = Point::from_bytes(&point).ok_or(JsError::new("not a point"))?;
    let Some((once, shared)) = WebCrypto.agree_once(&point).await? else { return Ok(JsValue::NULL) };
    Ok(Array::of2(&Uint8Array::from(&once.to_bytes()[..]), &Uint8Array::from(&shared[..])).into())
}

/// SHA-256.
///
/// # Errors
/// What the app would be told.
#[wasm_bindgen]
pub async fn sha256(bytes: Vec<u8>) -> Result<Vec<u8>, JsError> {
    Ok(WebCrypto.sha256(&bytes).await?.to_vec())
}
