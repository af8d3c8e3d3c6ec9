//! Agreeing on a secret over P-256, by the browser itself (`WebCrypto`): what sealed packets need besides
//! [`super::crypto`]. A pair of keys that is made for one packet cannot be read back, and is gone with it.

use js_sys::{Array, Object, Reflect, Uint8Array};
use vault::agreement::{Agreement, Point, Shared};
use vault::cipher::CipherError;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::CryptoKey;

use super::crypto::{WebCrypto, algorithm, bytes, done, subtle};

impl Agreement for WebCrypto {
    type Private = CryptoKey;

    async fn sha256(&self, data: &[u8]) -> Result<[u8; 32], CipherError> {
        let hash = bytes(done(subtle()?.digest_with_str_and_u8_array("SHA-256", data)).await)?;
        hash.try_into().map_err(|_| CipherError)
    }

    async fn generate(&self) -> Result<Vec<u8>, CipherError> {
        let [private, _] = pair(true).await?;
        exported("pkcs8", &private).await
    }

    async fn private(&self, pkcs8: &[u8]) -> Result<Option<CryptoKey>, CipherError> {
        import("pkcs8", pkcs8, &Array::of1(&"deriveBits".into())).await
    }

    async fn is_on_the_curve(&self, point: &Point) -> Result<bool, CipherError> {
        Ok(public(point).await?.is_some())
    }

    async fn agree_once(&self, with: &Point) -> Result<Option<(Point, Shared)>, CipherError> {
        let [private, once] = pair(false).await?;
        let once = Point::from_bytes(&exported("raw", &once).await?).ok_or(CipherError)?;
        Ok(self.agree(&private, with).await?.map(|shared| (once, shared)))
    }

    async fn agree(&self, private: &CryptoKey, with: &Point) -> Result<Option<Shared>, CipherError> {
        let Some(with) = public(with).await? else { return Ok(None) };
        let how = algorithm("ECDH", &[("public", with.into())]);
        let shared = bytes(done(subtle()?.derive_bits_with_object(&how, private, 256)).await)?;
        shared.try_into().map(Some).map_err(|_| CipherError)
    }
}

/// A new pair of keys, the private one first; whether that can be read.
async fn pair(readable: bool) -> Result<[CryptoKey; 2], CipherError> {
    let making = subtle()?.generate_key_with_object(&p256(), readable, &Array::of1(&"deriveBits".into()));
    let pair = done(making).await.map_err(|_| CipherError)?;
    let key = |name: &str| Reflect::get(&pair, &name.into()).map(JsCast::unchecked_into).map_err(|_| CipherError);
    Ok([key("privateKey")?, key("publicKey")?])
}

async fn exported(form: &str, key: &CryptoKey) -> Result<Vec<u8>, CipherError> {
    bytes(done(subtle()?.export_key(form, key)).await)
}

/// A public key of a point; `None` when the browser does not find it on the curve.
async fn public(point: &Point) -> Result<Option<CryptoKey>, CipherError> {
    import("raw", &point.to_bytes(), &Array::new()).await
}

/// A key that cannot be read back; `None` when it is the bytes that are wrong.
async fn import(form: &str, key: &[u8], usages: &Array) -> Result<Option<CryptoKey>, CipherError> {
    let key = Uint8Array::from(key);
    match done(subtle()?.import_key_with_object(form, &key, &p256(), false, usages)).await {
        Ok(key) => Ok(Some(key.unchecked_into())),
        Err(error) if is_no_key(&error) => Ok(None),
        Err(_) => Err(CipherError),
    }
}

fn p256() -> Object {
    algorithm("ECDH", &[("namedCurve", JsValue::from_str("P-256"))])
}

/// Whether the bytes are no key of this curve, not how it was asked for.
fn is_no_key(error: &JsValue) -> bool {
    Reflect::get(error, &"name".into()).is_ok_and(|name| name == "DataError")
}
