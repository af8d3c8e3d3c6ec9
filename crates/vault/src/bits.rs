//! Bits, one after the other, and their spelling in letters that every scanner reads.

/// The letters of base 32 (RFC 4648): they survive QR's alphanumeric mode and keyboards of any layout but one.
const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// Bits that are being written, the highest of each value first.
#[derive(Clone, Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    used: u32,
}

impl BitWriter {
    /// Writes the lowest `count` bits of a value (at most 32).
    pub fn write(&mut self, value: u32, count: u32) {
        for position in (0..count.min(32)).rev() {
            if self.used.is_multiple_of(8) {
                self.bytes.push(0);
            }
            let bit = u8::from(value >> position & 1 == 1);
            if let Some(last) = self.bytes.last_mut() {
                *last |= bit << (7 - self.used % 8);
            }
            self.used += 1;
        }
    }

    /// The bytes written; the last one is filled up with zeros.
    #[must_use]
    pub fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Bits that are being read.
#[derive(Clone, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    next: usize,
}

impl<'a> BitReader<'a> {
    /// Reads from the first bit of some bytes.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, next: 0 }
    }

    /// The next `count` bits (at most 32) as a number; `None` past the end.
    pub fn read(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            let byte = self.bytes.get(self.next / 8)?;
            let bit = byte >> (7 - self.next % 8) & 1;
            value = value << 1 | u32::from(bit);
            self.next += 1;
        }
        Some(value)
    }

    /// Whether only the zeros that fill up the last byte are left.
    #[must_use]
    pub fn is_finished(&self) -> bool {
        let left = self.bytes.len() * 8 - self.next.min(self.bytes.len() * 8);
        let mut rest = self.clone();
        left < 8 && u32::try_from(left).ok().and_then(|left| rest.read(left)) == Some(0)
    }
}

/// The letters of base64url (RFC 4648): what storage that keeps texts holds with the fewest of them.
const URL_LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Bytes in base 32, without padding.
#[must_use]
pub fn to_letters(bytes: &[u8]) -> String {
    spelt(bytes, LETTERS, 5)
}

/// Base 32 back to bytes; `None` for a letter that is none, for a length that no bytes have (a letter was lost or
/// added), and for bits that are left over and not zero.
#[must_use]
pub fn from_letters(letters: &str) -> Option<Vec<u8>> {
    if matches!(letters.len() % 8, 1 | 3 | 6) {
        return None;
    }
    read(letters, LETTERS, 5, |letter| letter.to_ascii_uppercase())
}

/// Bytes in base64url, without padding.
#[must_use]
pub fn to_url_letters(bytes: &[u8]) -> String {
    spelt(bytes, URL_LETTERS, 6)
}

/// Base64url back to bytes; `None` where [`from_letters`] gives it.
#[must_use]
pub fn from_url_letters(letters: &str) -> Option<Vec<u8>> {
    if letters.len() % 4 == 1 {
        return None;
    }
    read(letters, URL_LETTERS, 6, |letter| letter)
}

/// Bytes in letters that hold `width` bits each.
fn spelt(bytes: &[u8], alphabet: &[u8], width: u32) -> String {
    let mut reader = BitReader::new(bytes);
    let each = width as usize;
    let letter = |value: u32| alphabet.get(value as usize).copied().map_or('A', char::from);
    let mut letters = String::with_capacity(bytes.len() * 8 / each + 1);
    letters.extend((0..bytes.len() * 8 / each).filter_map(|_| reader.read(width)).map(letter));
    if let Some(bits) = u32::try_from(bytes.len() * 8 % each).ok().filter(|bits| *bits > 0)
        && let Some(value) = reader.read(bits)
    {
        letters.push(letter(value << (width - bits)));
    }
    letters
}

fn read(letters: &str, alphabet: &[u8], width: u32, same: impl Fn(u8) -> u8) -> Option<Vec<u8>> {
    let mut writer = BitWriter::default();
    for letter in letters.bytes() {
        let value = alphabet.iter().position(|known| *known == same(letter))?;
        writer.write(u32::try_from(value).ok()?, width);
    }
    let whole = letters.len() * width as usize / 8;
    let mut bytes = writer.finish();
    if bytes.len() > whole {
        let left_over = bytes.pop()?;
        if left_over != 0 {
            return None;
        }
    }
    Some(bytes)
}

/// CRC-32 (ISO-HDLC), bit by bit: a few hundred bytes at most are checked.
#[must_use]
pub fn crc32(bytes: &[u8]) -> u32 {
    crc(bytes, 0xEDB8_8320)
}

/// CRC-32C (Castagnoli, RFC 3720), bit by bit.
#[must_use]
pub fn crc32c(bytes: &[u8]) -> u32 {
    crc(bytes, 0x82F6_3B78)
}

fn crc(bytes: &[u8], polynomial: u32) -> u32 {
    let step = |crc: u32, _: u32| if crc & 1 == 1 { crc >> 1 ^ polynomial } else { crc >> 1 };
    !bytes.iter().fold(u32::MAX, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn bytes_come_back_from_their_letters(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(from_url_letters(&to_url_letters(&bytes)), Some(bytes.clone()));
            prop_assert_eq!(from_letters(&to_letters(&bytes)), Some(bytes));
        }

        #[test]
        fn bytes_have_one_spelling_only(letters in "[A-Za-z2-7]{0,24}|[A-Za-z0-9_-]{0,24}|\\PC{0,24}") {
            if let Some(bytes) = from_letters(&letters) {
                prop_assert_eq!(to_letters(&bytes), letters.to_ascii_uppercase());
            }
            if let Some(bytes) = from_url_letters(&letters) {
                prop_assert_eq!(to_url_letters(&bytes), letters);
            }
        }

        #[test]
        fn numbers_come_back_in_the_bits_they_were_written_in(numbers in proptest::collection::vec((any::<u32>(), 1..=32_u32), 0..40)) {
            let mut writer = BitWriter::default();
            for (value, count) in &numbers {
                writer.write(*value, *count);
            }
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for (value, count) in numbers {
                prop_assert_eq!(reader.read(count), Some(value & (u32::MAX >> (32 - count))));
            }
            prop_assert!(reader.is_finished());
        }

        #[test]
        fn a_changed_letter_changes_the_check(bytes in proptest::collection::vec(any::<u8>(), 1..80), at in any::<usize>(), by in 1..=255_u8) {
            let mut changed = bytes.clone();
            let at = at % changed.len();
            changed[at] ^= by;
            prop_assert_ne!(crc32(&bytes), crc32(&changed));
        }
    }

    #[test]
    fn the_check_values_of_both_crcs_come_out() {
        assert_eq!(crc32(b"123456789"), 0xCBF4_3926);
        assert_eq!(crc32c(b"123456789"), 0xE306_9283);
    }

    #[test]
    fn the_vectors_of_rfc_4648_come_out() {
        for (plain, letters) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI")]
        {
            assert_eq!(to_letters(plain.as_bytes()), letters);
            assert_eq!(from_letters(letters).unwrap(), plain.as_bytes());
        }
        for (plain, letters) in [("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("\u{3ff}~", "z79-")] {
            assert_eq!(to_url_letters(plain.as_bytes()), letters);
            assert_eq!(from_url_letters(letters).unwrap(), plain.as_bytes());
        }
        assert_eq!(to_url_letters(&[0xFB, 0xFF, 0xBF]), "-_-_");
        assert_eq!(from_letters("M1"), None);
        assert_eq!(from_letters("MZ"), None, "bits are left over");
        for added in ["A", "MYA", "MZXW6A"] {
            assert_eq!(from_letters(added), None, "{added} is not what any bytes are written as");
        }
    }

    #[test]
    fn bits_come_back_in_order() {
        let mut writer = BitWriter::default();
        writer.write(5, 3);
        writer.write(1023, 10);
        writer.write(0, 4);
        let bytes = writer.finish();
        let mut reader = BitReader::new(&bytes);
        assert_eq!((reader.read(3), reader.read(10), reader.read(4)), (Some(5), Some(1023), Some(0)));
        assert!(reader.is_finished());
        assert_eq!(reader.read(8), None);
    }
}
