//! The header of a packet. It has these members and no others, each once; written in this order and without blanks:
//!
//! ```text
//! alg  "ECDH-ES"      the key is agreed on, and nothing else is
//! enc  "A256GCM"
//! epk  kty "EC", crv "P-256", x, y: the public key of the pair that was made for this packet
//! kid  the id of the key it was sealed to: 16 hexadecimal digits
//! typ  "avr-ref+jwe"  a newer profile has another, such as "avr-ref-2+jwe"
//! cty  "json"
//! ```

use core::fmt;

use super::OpenError;
use super::key::{KeyId, coordinates, letters};
use crate::agreement::Point;
use crate::json::Json;

const ALGORITHM: &str = "ECDH-ES";
const ENCRYPTION: &str = "A256GCM";
const TYPE: &str = "avr-ref+jwe";
const CONTENT: &str = "json";
const MEMBERS: [&str; 6] = ["alg", "enc", "epk", "kid", "typ", "cty"];

/// What differs from packet to packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Header {
    /// The public key of the pair that was made for this packet.
    pub(super) once: Point,
    /// The key it was sealed to.
    pub(super) to: KeyId,
}

impl Header {
    /// Reads a header of the profile, its members in any order.
    pub(super) fn read(text: &str) -> Result<Self, OpenError> {
        let header = Json::read(text).ok_or(OpenError::NotAPacket)?;
        match header.member("typ").and_then(Json::text) {
            Some(TYPE) => {}
            Some(other) if other.starts_with("avr-ref") && other.ends_with("+jwe") => return Err(OpenError::Newer),
            _ => return Err(OpenError::NotAPacket),
        }
        let says = |name: &str, value: &str| header.member(name).and_then(Json::text) == Some(value);
        let once = header.member("epk").ok_or(OpenError::OtherProfile)?;
        let of_the_profile = header.has_only(&MEMBERS)
            && says("alg", ALGORITHM)
            && says("enc", ENCRYPTION)
            && says("cty", CONTENT)
            && once.has_only(&["kty", "crv", "x", "y"])
            && once.member("kty").and_then(Json::text) == Some("EC")
            && once.member("crv").and_then(Json::text) == Some("P-256");
        if !of_the_profile {
            return Err(OpenError::OtherProfile);
        }
        let to = header.member("kid").and_then(Json::text).and_then(KeyId::read).ok_or(OpenError::OtherProfile)?;
        Ok(Self { once: coordinates(once).ok_or(OpenError::Damaged)?, to })
    }
}

impl fmt::Display for Header {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y] = letters(&self.once);
        let once = Json::object([("kty", "EC".into()), ("crv", "P-256".into()), ("x", x), ("y", y)]);
        let to = Json::Text(self.to.to_string());
        Json::object([
            ("alg", ALGORITHM.into()),
            ("enc", ENCRYPTION.into()),
            ("epk", once),
            ("kid", to),
            ("typ", TYPE.into()),
            ("cty", CONTENT.into()),
        ])
        .fmt(f)
    }
}
