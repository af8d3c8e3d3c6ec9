//! One look at a picture: black and white, the marks in a code's corners, three of them a code, its modules, its bytes.

use rxing::common::{BitMatrix, DetectorRXingResult, HybridBinarizer};
use rxing::qrcode::cpp_port::decoder::Decode;
use rxing::qrcode::cpp_port::detector::{FindFinderPatterns, GenerateFinderPatternSets, SampleQR};
use rxing::{Binarizer, Luma8Source};

use crate::shade::Shades;

/// How many corner marks of one picture are looked at, the largest first: a sheet of thirty codes.
const MOST_MARKS: usize = 90;
/// How many threes of them are tried as a code, the likeliest first.
const MOST_TRIES: usize = 300;
/// How many codes of one picture are read.
const MOST_CODES: usize = 30;

/// The texts of the codes in a picture, black on white or white on black.
pub(crate) fn look(shades: &Shades) -> Vec<String> {
    let (Ok(width), Ok(height)) = (u32::try_from(shades.width()), u32::try_from(shades.height())) else {
        return Vec::new();
    };
    let Ok(source) = Luma8Source::new_with_slice(shades.pixels(), width, height) else { return Vec::new() };
    let binarizer = HybridBinarizer::new(source);
    let Ok(ink) = binarizer.get_black_matrix() else { return Vec::new() };
    let found = codes(ink);
    if !found.is_empty() {
        return found;
    }
    // A browser that turns pages dark turns codes white.
    let mut inverted = ink.clone();
    inverted.flip_self();
    codes(&inverted)
}

/// The texts of the codes that are black in a picture of black and white.
fn codes(ink: &BitMatrix) -> Vec<String> {
    let mut marks = FindFinderPatterns(ink, true, 0);
    marks.sort_by_key(|mark| core::cmp::Reverse(mark.size));
    marks.truncate(MOST_MARKS);
    let mut used = Vec::new();
    let mut texts = Vec::new();
    for three in GenerateFinderPatternSets(&mut marks).into_iter().take(MOST_TRIES) {
        let corners = [three.bl, three.tl, three.tr];
        if texts.len() == MOST_CODES || corners.iter().any(|corner| used.contains(corner)) {
            continue;
        }
        let Ok(sampled) = SampleQR(ink, &three) else { continue };
        let Ok(code) = Decode(sampled.getBits()) else { continue };
        if !code.isValid() {
            continue;
        }
        used.extend(corners);
        let text = String::from_utf8_lossy(code.content().bytes()).into_owned();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts
}
