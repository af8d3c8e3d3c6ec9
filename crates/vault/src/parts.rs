//! Numbered parts: what is too long for one QR code, in several, scanned in any order.
//!
//! Each part is `DP1` and base 32 (RFC 4648, without padding) of, numbers big-endian:
//!
//! ```text
//!  0  1  number of the part, from 1
//!  1  1  how many parts there are, at most 64
//!  2  2  length of the whole, in bytes
//!  4  4  CRC-32C of the whole
//!  8  …  its bytes: all parts have the same number of them, but that the last may have fewer
//!  …  4  CRC-32C of all bytes before
//! ```
//!
//! Length and CRC of the whole, with the number of parts, say which parts belong together; the CRC of each part says
//! whether it was read well. They find mistakes, not malice: what is carried is sealed in itself. Letters and length
//! fit the alphanumeric mode of a code of version 12 on a screen, and of version 10 on paper, both at level M.

use thiserror::Error;

use crate::bits::{crc32c, from_letters, to_letters};

const PREFIX: &str = "DP";
const VERSION: char = '1';
/// The most parts of a whole.
pub const MOST_PARTS: u8 = 64;
/// The longest text that is read as a part: no QR code holds more letters.
const LONGEST: usize = 4_296;
/// The bytes of a part before and after its share of the whole.
const HEAD: usize = 8;
const CRC: usize = 4;

/// Where codes are shown, which says how much fits one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Surface {
    /// One after the other on a screen: version 12.
    Screen,
    /// Beside each other on paper: version 10.
    Paper,
}

impl Surface {
    /// How many letters a code holds at level M (ISO/IEC 18004, table 7).
    #[must_use]
    pub const fn letters(self) -> usize {
        match self {
            Self::Screen => 419,
            Self::Paper => 311,
        }
    }

    /// How many bytes of the whole fit a part.
    const fn share(self) -> usize {
        (self.letters() - PREFIX.len() - VERSION.len_utf8()) * 5 / 8 - HEAD - CRC
    }
}

/// The whole that a part belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Whole {
    parts: u8,
    length: u16,
    crc: u32,
}

impl Whole {
    /// How many bytes the part of this number has.
    fn share(self, number: u8) -> usize {
        let (length, parts) = (usize::from(self.length), usize::from(self.parts));
        let share = length.div_ceil(parts.max(1));
        share.min(length.saturating_sub(share * usize::from(number).saturating_sub(1)))
    }
}

/// Cuts bytes into parts. `None` when there are none, or more than [`MOST_PARTS`] parts hold.
#[must_use]
pub fn cut(bytes: &[u8], surface: Surface) -> Option<Vec<String>> {
    let parts =
        u8::try_from(bytes.len().div_ceil(surface.share())).ok().filter(|parts| (1..=MOST_PARTS).contains(parts))?;
    let whole = Whole { parts, length: u16::try_from(bytes.len()).ok()?, crc: crc32c(bytes) };
    let shares = (1..=parts).zip(bytes.chunks(whole.share(1)));
    let texts: Vec<String> = shares.map(|(number, share)| write(whole, number, share)).collect();
    (texts.len() == usize::from(parts)).then_some(texts)
}

fn write(whole: Whole, number: u8, share: &[u8]) -> String {
    let mut bytes = vec![number, whole.parts];
    bytes.extend(whole.length.to_be_bytes());
    bytes.extend(whole.crc.to_be_bytes());
    bytes.extend(share);
    bytes.extend(crc32c(&bytes).to_be_bytes());
    format!("{PREFIX}{VERSION}{}", to_letters(&bytes))
}

/// Why a text was not taken as a part. What was collected before stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum PartError {
    /// It does not begin as a part does, or is too long.
    #[error("this is not a part of a packet")]
    NotAPart,
    /// Letters were lost or changed, for example by a scanner with another keyboard layout.
    #[error("letters are missing or wrong: scan it again, and check the scanner's keyboard layout")]
    Damaged,
    /// A newer version wrote it.
    #[error("a newer version of Dalil wrote this part")]
    Newer,
    /// It belongs to something else than the parts that were scanned before, or to another number of parts.
    #[error("this part belongs to another packet")]
    OfAnother,
    /// The parts do not make up the whole that they name: all were forgotten, begin again.
    #[error("the parts do not fit together: scan all of them again")]
    DoNotFit,
}

/// What a part led to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Parts are still missing: `have` of `of` are there.
    Part {
        /// How many parts are there.
        have: u8,
        /// How many there are altogether.
        of: u8,
    },
    /// The last missing part came: the whole.
    Whole(Vec<u8>),
}

/// Collects the parts of one whole. It gives the whole or nothing.
#[derive(Clone, Debug, Default)]
pub struct Collector {
    whole: Option<Whole>,
    /// One place a part.
    shares: Vec<Option<Vec<u8>>>,
}

impl Collector {
    /// Takes a part, in any order; one that was taken before changes nothing.
    ///
    /// # Errors
    /// [`PartError`] says why it was not taken.
    pub fn take(&mut self, text: &str) -> Result<Progress, PartError> {
        let (whole, number, share) = read(text)?;
        if self.whole.is_none() {
            self.whole = Some(whole);
            self.shares = vec![None; usize::from(whole.parts)];
        }
        if self.whole != Some(whole) {
            return Err(PartError::OfAnother);
        }
        let place = self.shares.get_mut(usize::from(number) - 1).ok_or(PartError::Damaged)?;
        if place.as_ref().is_some_and(|before| *before != share) {
            return Err(PartError::OfAnother);
        }
        *place = Some(share);
        let there: Vec<&[u8]> = self.shares.iter().flatten().map(Vec::as_slice).collect();
        if there.len() < self.shares.len() {
            return Ok(Progress::Part { have: u8::try_from(there.len()).unwrap_or(u8::MAX), of: whole.parts });
        }
        let bytes = there.concat();
        if bytes.len() != usize::from(whole.length) || crc32c(&bytes) != whole.crc {
            *self = Self::default();
            return Err(PartError::DoNotFit);
        }
        Ok(Progress::Whole(bytes))
    }

    /// The numbers of the parts that are missing; none before the first part, because nobody knows yet how many there
    /// are.
    pub fn missing(&self) -> impl Iterator<Item = u8> {
        (1..).zip(&self.shares).filter(|(_, share)| share.is_none()).map(|(number, _)| number)
    }
}

fn read(text: &str) -> Result<(Whole, u8, Vec<u8>), PartError> {
    let text = text.trim();
    if text.len() > LONGEST {
        return Err(PartError::NotAPart);
    }
    // Some scanners give small letters.
    let (prefix, rest) = text.split_at_checked(PREFIX.len()).ok_or(PartError::NotAPart)?;
    if !prefix.eq_ignore_ascii_case(PREFIX) {
        return Err(PartError::NotAPart);
    }
    let Some(letters) = rest.strip_prefix(VERSION) else {
        let newer = rest.starts_with(|version: char| version.is_ascii_digit() && version > VERSION);
        return Err(if newer { PartError::Newer } else { PartError::NotAPart });
    };
    let bytes = from_letters(letters).ok_or(PartError::Damaged)?;
    let (bytes, crc) = bytes.split_last_chunk::<CRC>().ok_or(PartError::Damaged)?;
    let (head, share) = bytes.split_first_chunk::<HEAD>().ok_or(PartError::Damaged)?;
    let [number, parts, long, length, a, b, c, d] = *head;
    let whole = Whole { parts, length: u16::from_be_bytes([long, length]), crc: u32::from_be_bytes([a, b, c, d]) };
    let sound = crc32c(bytes).to_be_bytes() == *crc
        && (1..=MOST_PARTS).contains(&parts)
        && (1..=parts).contains(&number)
        && !share.is_empty()
        && share.len() == whole.share(number);
    if sound { Ok((whole, number, share.to_vec())) } else { Err(PartError::Damaged) }
}

#[cfg(test)]
mod tests;
