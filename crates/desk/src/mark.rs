//! By what a desk knows that something was taken in before.

use serde::{Deserialize, Serialize};
use vault::bits::{crc32, crc32c};

/// The mark of what was taken in: CRC-32 and CRC-32C of its text. The same text has the same mark; another one has it once in
/// 10^19 times, or when somebody means it to, who wins nothing by it: the staff is only asked whether it is the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mark(u64);

impl Mark {
    /// The mark of a text as it was scanned or typed: blanks around it and small letters make no difference.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let text = text.trim().to_ascii_uppercase();
        Self(u64::from(crc32(text.as_bytes())) << 32 | u64::from(crc32c(text.as_bytes())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_code_has_the_same_mark_however_it_was_scanned() {
        assert_eq!(Mark::of("DL1ABCD"), Mark::of(" dl1abcd\n"));
        assert_ne!(Mark::of("DL1ABCD"), Mark::of("DL1ABCE"));
    }
}
