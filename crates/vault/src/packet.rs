//! A sealed packet: a referral that only the organisation can read whose public key it was sealed to.
//!
//! It is a JSON Web Encryption in compact form (RFC 7516) of one fixed profile, so that staff without this app can open
//! it with any tool of that standard (docs/packets.md):
//!
//! ```text
//! BASE64URL(header) . . BASE64URL(nonce, 12 bytes) . BASE64URL(sealed) . BASE64URL(tag, 16 bytes)
//! ```
//!
//! The header is described in `packet/header.rs`. The key is agreed on by ECDH between a pair of keys that is made for this one
//! packet and the organisation's ([`crate::agreement`]); with it, AES-256-GCM seals the JSON together with the header's
//! letters. What is sealed is the JSON and blanks after it, up to a multiple of 1 KiB: it stays JSON, and a long answer
//! does not show in the length. Nothing is compressed. Whatever is written in another way is refused.
//!
//! Anyone can seal to a public key: a packet does not say who sent it. Whoever has the organisation's private key reads
//! all packets that were ever sealed to it.

use thiserror::Error;

use crate::agreement::{Agreement, agreed_key};
use crate::bits::{from_url_letters, to_url_letters};
use crate::cipher::CipherError;

pub mod content;
mod header;
pub mod key;

use header::Header;
use key::{KeyId, PrivateKey, PublicKey};

/// The most letters of a packet that is read.
pub const LONGEST: usize = 256 * 1024;
/// The most letters of a header that is read.
const LONGEST_HEADER: usize = 1_366;
/// What is sealed is a multiple of this, before the tag.
const STEP: usize = 1024;
/// The most bytes that are sealed: their letters and the rest of the packet stay below [`LONGEST`].
const MOST_SEALED: usize = 188 * 1024;
const TAG: usize = 16;
/// The version byte of the short form; a text never begins with it.
const SHORT: u8 = 1;

/// A packet in the one form that is accepted. What is in it is not known before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packet {
    header: Header,
    /// The header's letters as they came: they are sealed too, and other tools order members differently.
    head: String,
    nonce: [u8; 12],
    /// What is sealed, and the tag.
    sealed: Vec<u8>,
}

/// What tells a packet from all others: the first half of the SHA-256 of its text. A packet that comes again has the
/// same, because whoever changes a letter makes a packet that does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PacketId(pub [u8; 16]);

/// Why a packet was not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// It is something else.
    #[error("this is not a packet of Dalil")]
    NotAPacket,
    /// It is longer than any packet.
    #[error("longer than any packet")]
    TooLong,
    /// A newer version of the app sealed it.
    #[error("a newer version of Dalil sealed this packet: open it with that version")]
    Newer,
    /// It is sealed, or padded, in a way that is not accepted: another algorithm, a header with more or less in it.
    #[error("this packet is sealed in a way that is not accepted: ask the sender to seal it with Dalil")]
    OtherProfile,
    /// Something of it was changed or is missing.
    #[error("this packet is damaged: ask for it again")]
    Damaged,
    /// It was sealed to another key: of another organisation, or an older one of this.
    #[error("this packet was sealed to another key, {0}")]
    ForAnother(KeyId),
    /// The device does not decrypt.
    #[error(transparent)]
    Device(#[from] CipherError),
}

/// Why nothing was sealed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SealError {
    /// It would not be read again.
    #[error("longer than any packet")]
    TooLong,
    /// The device does not encrypt.
    #[error(transparent)]
    Device(#[from] CipherError),
}

impl Packet {
    /// Seals a JSON text to an organisation's key, with a pair of keys and a nonce that are made for it alone.
    ///
    /// # Errors
    /// [`SealError`] when it is too long or the device does not encrypt. Nothing is handed over then.
    pub async fn seal(device: &impl Agreement, to: &PublicKey, json: &str) -> Result<Self, SealError> {
        let padded = padded(json).ok_or(SealError::TooLong)?;
        // A key that was read is on the curve; that a device says otherwise now is the device's failure.
        let (once, shared) = device.agree_once(to.point()).await?.ok_or(CipherError)?;
        let header = Header { once, to: to.id() };
        let head = to_url_letters(header.to_string().as_bytes());
        let mut nonce = [0; 12];
        device.random(&mut nonce)?;
        let key = device.key(&agreed_key(device, &shared).await?).await?;
        let sealed = device.seal(&key, &nonce, head.as_bytes(), &padded).await?;
        Ok(Self { header, head, nonce, sealed })
    }

    /// Reads a packet as it came: as a text, with blanks or line ends around it. It looks at lengths before anything
    /// else, and at nothing that is sealed.
    ///
    /// # Errors
    /// [`OpenError`] when it is not a packet, or not of the profile.
    pub fn read(text: &str) -> Result<Self, OpenError> {
        if text.len() > LONGEST {
            return Err(OpenError::TooLong);
        }
        let mut segments = text.trim_ascii().split('.');
        let mut next = || segments.next().ok_or(OpenError::NotAPacket);
        let (head, key, nonce, sealed, tag) = (next()?, next()?, next()?, next()?, next()?);
        if segments.next().is_some() || head.len() > LONGEST_HEADER {
            return Err(OpenError::NotAPacket);
        }
        let header = from_url_letters(head).and_then(|bytes| String::from_utf8(bytes).ok());
        let header = Header::read(&header.ok_or(OpenError::NotAPacket)?)?;
        if !key.is_empty() {
            return Err(OpenError::OtherProfile);
        }
        let bytes = |letters| from_url_letters(letters).ok_or(OpenError::Damaged);
        let (mut sealed, tag) = (bytes(sealed)?, bytes(tag)?);
        if tag.len() != TAG {
            return Err(OpenError::Damaged);
        }
        sealed.extend(tag);
        let nonce = bytes(nonce)?.try_into().map_err(|_| OpenError::Damaged)?;
        Self { header, head: head.to_owned(), nonce, sealed }.of_a_sound_length()
    }

    /// The packet as a text of letters, digits, `-`, `_` and `.`: what [`Self::read`] reads.
    #[must_use]
    pub fn text(&self) -> String {
        let (sealed, tag) = self.sealed.split_at(self.sealed.len().saturating_sub(TAG));
        let [nonce, sealed, tag] = [&self.nonce[..], sealed, tag].map(to_url_letters);
        format!("{}..{nonce}.{sealed}.{tag}", self.head)
    }

    /// The packet in fewer bytes, for QR codes ([`crate::parts`]): 1, the key's id (8), the coordinates of the pair of
    /// keys that was made for it (64), the nonce, what is sealed, and the tag. The header is left out, for it can be
    /// written again. Where another tool wrote it in another order, it cannot: that packet stays the text it is.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        if to_url_letters(self.header.to_string().as_bytes()) != self.head {
            return self.text().into_bytes();
        }
        let once = &self.header.once;
        [&[SHORT], &self.header.to.to_bytes()[..], once.x(), once.y(), &self.nonce, &self.sealed].concat()
    }

    /// Reads what [`Self::to_bytes`] wrote, or a packet's text.
    ///
    /// # Errors
    /// [`OpenError`] as [`Self::read`] gives it.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, OpenError> {
        if bytes.len() > LONGEST {
            return Err(OpenError::TooLong);
        }
        let Some(rest) = bytes.strip_prefix(&[SHORT]) else {
            return Self::read(core::str::from_utf8(bytes).map_err(|_| OpenError::NotAPacket)?);
        };
        let (to, rest) = rest.split_first_chunk().ok_or(OpenError::Damaged)?;
        let (x, rest) = rest.split_first_chunk().ok_or(OpenError::Damaged)?;
        let (y, rest) = rest.split_first_chunk().ok_or(OpenError::Damaged)?;
        let (nonce, sealed) = rest.split_first_chunk().ok_or(OpenError::Damaged)?;
        let once = crate::agreement::Point::new(*x, *y).ok_or(OpenError::Damaged)?;
        let header = Header { once, to: KeyId::from_bytes(*to) };
        let head = to_url_letters(header.to_string().as_bytes());
        Self { header, head, nonce: *nonce, sealed: sealed.to_vec() }.of_a_sound_length()
    }

    /// Which key it was sealed to.
    #[must_use]
    pub fn to(&self) -> KeyId {
        self.header.to
    }

    /// What tells it from all others.
    ///
    /// # Errors
    /// [`CipherError`] when the device refuses.
    pub async fn id(&self, device: &impl Agreement) -> Result<PacketId, CipherError> {
        let hash = device.sha256(self.text().as_bytes()).await?;
        hash.first_chunk().map(|half| PacketId(*half)).ok_or(CipherError)
    }

    /// Opens it: the JSON text that was sealed, which [`content::Content`] reads.
    ///
    /// # Errors
    /// [`OpenError`] when it was sealed to another key, or is not what was sealed.
    pub async fn open<A: Agreement>(&self, device: &A, with: &PrivateKey<A>) -> Result<String, OpenError> {
        if self.header.to != with.public().id() {
            return Err(OpenError::ForAnother(self.header.to));
        }
        let shared = device.agree(with.private(), &self.header.once).await?.ok_or(OpenError::Damaged)?;
        let key = device.key(&agreed_key(device, &shared).await?).await?;
        let opened = device.open(&key, &self.nonce, self.head.as_bytes(), &self.sealed).await?;
        let mut json = String::from_utf8(opened.ok_or(OpenError::Damaged)?).map_err(|_| OpenError::OtherProfile)?;
        json.truncate(json.trim_end_matches(' ').len());
        Ok(json)
    }

    /// Itself, when there is as much sealed as may be.
    fn of_a_sound_length(self) -> Result<Self, OpenError> {
        match self.sealed.len().checked_sub(TAG) {
            Some(length) if length > MOST_SEALED => Err(OpenError::TooLong),
            Some(length) if length > 0 && length.is_multiple_of(STEP) => Ok(self),
            _ => Err(OpenError::Damaged),
        }
    }
}

/// A JSON text, and blanks up to a multiple of 1 KiB. `None` when it is too long.
fn padded(json: &str) -> Option<Vec<u8>> {
    let mut bytes = json.as_bytes().to_vec();
    bytes.resize(bytes.len().max(1).next_multiple_of(STEP), b' ');
    (bytes.len() <= MOST_SEALED).then_some(bytes)
}

#[cfg(test)]
mod tests;
