//! Any bytes are a picture: they are read, or they are not, and that is all.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::cast_possible_truncation, reason = "tests")]

mod support;

use proptest::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, QrSegmentMode};
use scan::{LONGEST_SIDE, read};
use support::{Chance, Scene, code_text};

/// A picture of so many pixels a side with the marks of corners all over it, as near to each other as they can be.
fn marks(width: usize, height: usize, module: usize) -> Vec<u8> {
    let dark = |x: usize, y: usize| {
        let (x, y) = ((x / module) % 9, (y / module) % 9);
        let (x, y) = (x.abs_diff(3), y.abs_diff(3));
        x.max(y) == 3 || x.max(y) <= 1
    };
    (0..height).flat_map(|y| (0..width).map(move |x| if dark(x, y) { 0 } else { 255 })).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn sides_that_are_not_those_of_the_bytes_are_no_picture(
        bytes in proptest::collection::vec(any::<u8>(), 0..2_000), width in any::<u32>(), height in any::<u32>()
    ) {
        prop_assume!(u64::from(width) * u64::from(height) != bytes.len() as u64);
        prop_assert!(read(&bytes, width, height).is_empty());
    }

    #[test]
    fn any_bytes_are_read_or_not(seed in any::<u64>(), width in 1..200_u32, height in 1..200_u32, levels in 1..5_u64) {
        let mut chance = Chance(seed);
        let luma: Vec<u8> = (0..width * height).map(|_| (chance.next() % (levels + 1) * (255 / levels)) as u8).collect();
        let _ = read(&luma, width, height);
    }

    #[test]
    fn a_code_with_holes_and_blots_is_read_as_it_was_or_not_at_all(
        seed in any::<u64>(), letters in 1..400_usize, blots in 0..40_u32, per_module in 2.0..9.0_f64
    ) {
        let mut chance = Chance(seed);
        let text = code_text(letters, &mut chance);
        let scene = Scene { turned: chance.between(0.0, 360.0), aside: 0.1, ..Scene::clean(per_module) };
        let mut frame = scene.of(&text, &mut chance);
        for _ in 0..blots {
            let (wide, high) = (chance.next() % 30, chance.next() % 30);
            let (left, top) = (chance.next() % u64::from(frame.width), chance.next() % u64::from(frame.height));
            let shade = chance.next() as u8;
            for y in top..(top + high).min(frame.height.into()) {
                for x in left..(left + wide).min(frame.width.into()) {
                    frame.luma[(y * u64::from(frame.width) + x) as usize] = shade;
                }
            }
        }
        let found = read(&frame.luma, frame.width, frame.height);
        prop_assert!(found.is_empty() || found == [text], "{found:?}");
    }

    #[test]
    fn a_code_that_says_nonsense_is_read_or_not(seed in any::<u64>(), bits in 0..900_usize, kind in 0..5_usize) {
        let mut chance = Chance(seed);
        let mode = [QrSegmentMode::Numeric, QrSegmentMode::Alphanumeric, QrSegmentMode::Byte, QrSegmentMode::Kanji, QrSegmentMode::Eci][kind];
        let data: Vec<bool> = (0..bits).map(|_| chance.next().is_multiple_of(2)).collect();
        let count = (chance.next() % 400) as usize;
        let segments = [QrSegment::new(mode, count, data)];
        let Ok(code) = QrCode::encode_segments(&segments, QrCodeEcc::Low) else { return Ok(()) };
        let frame = Scene::clean(4.0).of_code(&code, &mut chance);
        let _ = read(&frame.luma, frame.width, frame.height);
    }
}

#[test]
fn a_picture_full_of_corner_marks_is_done_with() {
    for (width, height, module) in
        [(1_024, 1_024, 1), (1_024, 1_024, 2), (2_048, 2_048, 3), (1_500, 700, 5), (4_096, 1_024, 1)]
    {
        let _ = read(&marks(width, height, module), width as u32, height as u32);
    }
}

#[test]
fn lines_and_squares_of_every_width_are_done_with() {
    for period in 1..40_usize {
        let stripes = |x: usize, y: usize| (x / period + y / (period + 3)).is_multiple_of(2);
        let luma: Vec<u8> = (0..300).flat_map(|y| (0..400).map(move |x| if stripes(x, y) { 0 } else { 255 })).collect();
        let _ = read(&luma, 400, 300);
    }
}

#[test]
fn a_picture_of_one_row_of_pixels_or_of_too_many_is_none() {
    assert!(read(&vec![0; LONGEST_SIDE as usize], LONGEST_SIDE, 1).is_empty());
    assert!(read(&vec![0; 2_049 * 2_048], 2_049, 2_048).is_empty());
}
