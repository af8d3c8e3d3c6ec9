//! Reads QR codes in pictures in shades of grey: from a camera's frames, from photos, from paper that was scanned.
//!
//! The reader is that of the `rxing` crate, a port of ZXing-C++; [docs/scanning.md](../../../docs/scanning.md) has the
//! figures that it was chosen by. What is here bounds its work and its input, looks again at a picture in which it
//! finds nothing, and takes the bytes of a code as text.
//!
//! Nothing of a picture is kept, and nothing is known here of what a code says.

mod look;
mod shade;

#[cfg(target_arch = "wasm32")]
pub mod bound;

use look::look;
use shade::Shades;

/// The longest side of a picture that is looked at, in pixels. Whoever has a larger one makes it smaller first: a code
/// that fills a tenth of it still has six pixels for each module.
pub const LONGEST_SIDE: u32 = 4_096;
/// The most pixels of a picture that is looked at.
pub const MOST_PIXELS: u32 = 4_194_304;
/// The shortest side that can hold a code: 21 modules (ISO/IEC 18004, version 1).
const SHORTEST_SIDE: u32 = 21;

/// The texts of all QR codes that are found in a picture, each once, in no order. `luma` has a byte for each pixel, 0 for
/// black, row by row from the top.
///
/// Bytes that are no UTF-8 come out as U+FFFD: such a code is none of ours. A picture with other sizes than it says, or
/// one that is too large ([`LONGEST_SIDE`], [`MOST_PIXELS`]), has none.
#[must_use]
pub fn read(luma: &[u8], width: u32, height: u32) -> Vec<String> {
    let Some(shades) = Shades::new(luma, width, height) else { return Vec::new() };
    // As it is; then smaller, which takes noise away and mends modules that are large and badly lit; then larger, for
    // modules of two pixels. The first that finds something is enough.
    let found = look(&shades);
    if !found.is_empty() {
        return found;
    }
    let found = shades.halved().map(|it| look(&it)).unwrap_or_default();
    if !found.is_empty() {
        return found;
    }
    shades.doubled().map(|it| look(&it)).unwrap_or_default()
}
