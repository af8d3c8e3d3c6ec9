//! The keys of an organisation: the public one with its name, to be given to everybody, and the private one.
//!
//! A public key is a JSON Web Key (RFC 7517 and RFC 7518, 6.2) with the member `name` besides:
//!
//! ```text
//! kty "EC", crv "P-256", x, y, use "enc", alg "ECDH-ES", kid, name
//! ```
//!
//! What a key is known by comes from its thumbprint (RFC 7638): its id is the first 16 digits of it, and six words of
//! it are what people compare. **Neither the name nor the id says whose key it is**: whoever makes a key can give it any
//! name. A key is to be trusted only when it came with the app, or when its words were compared with those on the
//! organisation's own screen.

use core::fmt;

use thiserror::Error;

use crate::agreement::{Agreement, Point};
use crate::bits::{BitReader, from_url_letters, to_url_letters};
use crate::cipher::CipherError;
use crate::json::Json;
use engine::answer::clean_text;

/// The most bytes of a public key that is read.
pub const LONGEST: usize = 2_048;
/// The most characters of a name.
const LONGEST_NAME: usize = 80;
/// How many words people compare, and how many a list has: 66 bits.
pub const WORDS: usize = 6;
const LIST: usize = 2_048;
/// What stands in PKCS#8 before the 32 bytes of a private key of P-256, and between them and the public key's 64.
const BEFORE_PRIVATE: [u8; 36] = [
    0x30, 0x81, 0x87, 2, 1, 0, 0x30, 0x13, 6, 7, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 2, 1, 6, 8, 0x2A, 0x86, 0x48, 0xCE,
    0x3D, 3, 1, 7, 4, 0x6D, 0x30, 0x6B, 2, 1, 1, 4, 0x20,
];
const BEFORE_PUBLIC: [u8; 5] = [0xA1, 0x44, 3, 0x42, 0];

/// The id of a key: the first 8 bytes of its thumbprint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyId([u8; 8]);

impl KeyId {
    /// The id of these bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 8]) -> Self {
        Self(bytes)
    }

    /// Its bytes.
    #[must_use]
    pub fn to_bytes(self) -> [u8; 8] {
        self.0
    }

    /// Reads 16 hexadecimal digits in small letters.
    #[must_use]
    pub fn read(digits: &str) -> Option<Self> {
        let id = Self(u64::from_str_radix(digits, 16).ok()?.to_be_bytes());
        // One spelling only.
        (id.to_string() == digits).then_some(id)
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", u64::from_be_bytes(self.0))
    }
}

/// The thumbprint of a key (RFC 7638, SHA-256).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Thumbprint([u8; 32]);

impl Thumbprint {
    async fn of(device: &impl Agreement, point: &Point) -> Result<Self, CipherError> {
        let [x, y] = letters(point);
        let required = Json::object([("crv", "P-256".into()), ("kty", "EC".into()), ("x", x), ("y", y)]);
        device.sha256(required.to_string().as_bytes()).await.map(Self)
    }

    /// The id that comes of it.
    #[must_use]
    pub fn id(&self) -> KeyId {
        KeyId(self.0.first_chunk().copied().unwrap_or_default())
    }

    /// Its first 66 bits as six words of a list of 2,048, one a line: what people read to each other. `None` when the
    /// list has another length. Both sides need the same list.
    #[must_use]
    pub fn words<'a>(&self, list: &'a str) -> Option<[&'a str; WORDS]> {
        let list: Vec<&str> = list.lines().collect();
        let mut bits = BitReader::new(&self.0);
        let mut words = [""; WORDS];
        for word in &mut words {
            *word = list.get(bits.read(11)? as usize)?;
        }
        (list.len() == LIST).then_some(words)
    }
}

/// Why something is not a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyError {
    /// It is something else, or a key of another kind, or damaged.
    #[error("this is not a key of an organisation")]
    NotAKey,
    /// It is a private key, where a public one is to be given away.
    #[error("this is a private key: never give it to anybody; ask for the public one")]
    Private,
    /// Its id is not the one that comes of it: something was changed.
    #[error("this key is damaged: ask for it again")]
    OtherId,
    /// The device does not do what is needed.
    #[error(transparent)]
    Device(#[from] CipherError),
}

/// A public key: a point that this device has found on the curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey {
    point: Point,
    thumbprint: Thumbprint,
}

impl PublicKey {
    /// Takes a point for a public key.
    ///
    /// # Errors
    /// [`KeyError::NotAKey`] when it does not lie on the curve, or [`KeyError::Device`].
    pub async fn of(device: &impl Agreement, point: Point) -> Result<Self, KeyError> {
        if !device.is_on_the_curve(&point).await? {
            return Err(KeyError::NotAKey);
        }
        Ok(Self { point, thumbprint: Thumbprint::of(device, &point).await? })
    }

    /// Its point.
    #[must_use]
    pub fn point(&self) -> &Point {
        &self.point
    }

    /// Its thumbprint.
    #[must_use]
    pub fn thumbprint(&self) -> &Thumbprint {
        &self.thumbprint
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> KeyId {
        self.thumbprint.id()
    }
}

/// What a text says to be an organisation's public key, before a device has looked at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// The name that it gives itself.
    pub name: String,
    /// Its point.
    pub point: Point,
    /// The id that it gives itself.
    pub id: KeyId,
}

impl Claim {
    /// Reads a text.
    ///
    /// # Errors
    /// [`KeyError`] when it has not the form of a public key.
    pub fn read(text: &str) -> Result<Self, KeyError> {
        if text.len() > LONGEST {
            return Err(KeyError::NotAKey);
        }
        let key = Json::read(text).ok_or(KeyError::NotAKey)?;
        if key.member("d").is_some() {
            return Err(KeyError::Private);
        }
        let member = |name: &str| key.member(name).and_then(Json::text);
        let known = ["kty", "crv", "x", "y", "use", "alg", "kid", "name"];
        let of_the_kind = key.has_only(&known)
            && member("kty") == Some("EC")
            && member("crv") == Some("P-256")
            && member("use") == Some("enc")
            && member("alg") == Some("ECDH-ES");
        let name = member("name").filter(|name| is_a_name(name));
        let id = member("kid").and_then(KeyId::read);
        match (name, coordinates(&key), id) {
            (Some(name), Some(point), Some(id)) if of_the_kind => Ok(Self { name: name.to_owned(), point, id }),
            _ => Err(KeyError::NotAKey),
        }
    }
}

/// An organisation's public key, with the name that it gives itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organisation {
    name: String,
    key: PublicKey,
}

impl Organisation {
    /// A key under a name of 1 to 80 characters, without control characters and marks that turn the direction of
    /// what stands around them. `None` for another name.
    #[must_use]
    pub fn new(name: &str, key: PublicKey) -> Option<Self> {
        is_a_name(name).then(|| Self { name: name.to_owned(), key })
    }

    /// Reads a public key as [`Self::to_jwk`] writes it, members in any order.
    ///
    /// # Errors
    /// [`KeyError`] when it is not one.
    pub async fn read(device: &impl Agreement, text: &str) -> Result<Self, KeyError> {
        let claim = Claim::read(text)?;
        let key = PublicKey::of(device, claim.point).await?;
        if key.id() != claim.id {
            return Err(KeyError::OtherId);
        }
        Ok(Self { name: claim.name, key })
    }

    /// The key as a text to be given away.
    #[must_use]
    pub fn to_jwk(&self) -> String {
        let [x, y] = letters(self.key.point());
        Json::object([
            ("kty", "EC".into()),
            ("crv", "P-256".into()),
            ("x", x),
            ("y", y),
            ("use", "enc".into()),
            ("alg", "ECDH-ES".into()),
            ("kid", Json::Text(self.key.id().to_string())),
            ("name", self.name.as_str().into()),
        ])
        .to_string()
    }

    /// The name that it gives itself.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> &PublicKey {
        &self.key
    }
}

/// A private key that is ready to open packets.
pub struct PrivateKey<A: Agreement> {
    private: A::Private,
    public: PublicKey,
}

impl<A: Agreement> PrivateKey<A> {
    /// Makes a pair of keys. The bytes are the private key as PKCS#8, in the clear: keep them sealed.
    ///
    /// # Errors
    /// [`KeyError`] when the device does not make one.
    pub async fn generate(device: &A) -> Result<(Vec<u8>, PublicKey), KeyError> {
        let pkcs8 = device.generate().await?;
        // What could not be read again tomorrow is no key today.
        let key = Self::import(device, &pkcs8).await?;
        Ok((pkcs8, key.public))
    }

    /// Takes the bytes of a private key: PKCS#8 as browsers and OpenSSL write it, with the public key in it. That both
    /// belong together is tried.
    ///
    /// # Errors
    /// [`KeyError`] when they are not such.
    pub async fn import(device: &A, pkcs8: &[u8]) -> Result<Self, KeyError> {
        let (_, point) = halves(pkcs8).ok_or(KeyError::NotAKey)?;
        let private = device.private(pkcs8).await?.ok_or(KeyError::NotAKey)?;
        let public = PublicKey::of(device, point).await?;
        let (once, shared) = device.agree_once(&point).await?.ok_or(KeyError::NotAKey)?;
        if device.agree(&private, &once).await? != Some(shared) {
            return Err(KeyError::NotAKey);
        }
        Ok(Self { private, public })
    }

    /// The public key that belongs to it.
    #[must_use]
    pub fn public(&self) -> &PublicKey {
        &self.public
    }

    pub(super) fn private(&self) -> &A::Private {
        &self.private
    }
}

/// A private key as a JSON Web Key, **in the clear**: for staff who open packets with another tool. `None` when the
/// bytes are not PKCS#8 of P-256.
#[must_use]
pub fn private_jwk(pkcs8: &[u8]) -> Option<String> {
    let (private, point) = halves(pkcs8)?;
    let [x, y] = letters(&point);
    let private = Json::Text(to_url_letters(private));
    Some(Json::object([("kty", "EC".into()), ("crv", "P-256".into()), ("x", x), ("y", y), ("d", private)]).to_string())
}

/// The private half and the public point of PKCS#8, in the one layout that is written.
fn halves(pkcs8: &[u8]) -> Option<(&[u8; 32], Point)> {
    let (private, rest) = pkcs8.strip_prefix(&BEFORE_PRIVATE)?.split_first_chunk()?;
    Some((private, Point::from_bytes(rest.strip_prefix(&BEFORE_PUBLIC)?)?))
}

fn is_a_name(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= LONGEST_NAME && clean_text(name) == name
}

/// The coordinates of a key, if both are there, 32 bytes each.
pub(super) fn coordinates(key: &Json) -> Option<Point> {
    let coordinate = |name| from_url_letters(key.member(name)?.text()?)?.try_into().ok();
    Point::new(coordinate("x")?, coordinate("y")?)
}

/// The coordinates of a point, as a key has them.
pub(super) fn letters(point: &Point) -> [Json; 2] {
    [point.x(), point.y()].map(|coordinate| Json::Text(to_url_letters(coordinate)))
}

#[cfg(test)]
mod tests;
