//! What is drawn as a code is read again as a camera sees it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use scan::read;
use support::{Chance, Frame, Scene, code_text, letters_of};

fn read_frame(frame: &Frame) -> Vec<String> {
    read(&frame.luma, frame.width, frame.height)
}

/// How many of so many frames, of codes of versions 6 to 12, are read.
fn read_of(frames: u64, scene: impl Fn(&mut Chance) -> Scene) -> usize {
    let read = |seed| {
        let mut chance = Chance(seed);
        let text = code_text(letters_of(6 + usize::try_from(seed % 7).unwrap()), &mut chance);
        let frame = scene(&mut chance).of(&text, &mut chance);
        read_frame(&frame) == [text]
    };
    (0..frames).filter(|seed| read(*seed)).count()
}

#[test]
fn codes_of_every_version_up_to_twelve_are_read_as_they_are_drawn() {
    for version in 1..=12 {
        let text = code_text(letters_of(version), &mut Chance(7));
        for per_module in [2.0, 3.0, 7.5, 20.0] {
            let frame = Scene::clean(per_module).of(&text, &mut Chance(1));
            assert_eq!(read_frame(&frame), [text.as_str()], "version {version}, {per_module} pixels a module");
        }
    }
}

#[test]
fn six_pixels_a_module_are_enough_at_a_desk_even_with_noise() {
    for noise in [3.0, 7.0] {
        assert_eq!(read_of(21, |chance| Scene::at_a_desk(6.0, noise, chance)), 21, "noise {noise}");
    }
}

#[test]
fn three_pixels_a_module_mostly_are() {
    let read = read_of(21, |chance| Scene::at_a_desk(3.0, 7.0, chance));
    assert!(read >= 19, "{read} of 21");
}

#[test]
fn a_code_that_lies_on_its_side_or_head_is_read() {
    for turned in [45.0, 90.0, 135.0, 180.0, 270.0] {
        let scene = |chance: &mut Chance| Scene { turned, ..Scene::at_a_desk(5.0, 3.0, chance) };
        assert_eq!(read_of(7, scene), 7, "turned by {turned}");
    }
}

#[test]
fn a_large_code_in_a_dark_corner_is_read() {
    let scene = |chance: &mut Chance| Scene {
        shade: 0.7,
        size: Some((1500, 1500)),
        blur: 3.0,
        ..Scene::at_a_desk(18.0, 12.0, chance)
    };
    assert_eq!(read_of(7, scene), 7);
}

#[test]
fn one_bit_of_a_paper_at_150_dots_an_inch_is_read() {
    // 34 mm for a code and its quiet zone are 200 dots.
    for version in 6..=10 {
        let text = code_text(letters_of(version), &mut Chance(3));
        let modules = f64::from(u32::try_from(17 + 4 * version + 8).unwrap());
        let scene = Scene { turned: 0.7, size: Some((1240, 1754)), ..Scene::clean(200.0 / modules) };
        let mut frame = scene.of(&text, &mut Chance(1));
        for pixel in &mut frame.luma {
            *pixel = if *pixel < 100 { 0 } else { 255 };
        }
        assert_eq!(read_frame(&frame), [text.as_str()], "version {version}");
    }
}

#[test]
fn a_code_that_a_browser_has_made_white_on_black_is_read() {
    let text = code_text(200, &mut Chance(5));
    let mut frame = Scene::clean(5.0).of(&text, &mut Chance(1));
    frame.luma.iter_mut().for_each(|pixel| *pixel = 255 - *pixel);
    assert_eq!(read_frame(&frame), [text]);
}

#[test]
fn all_codes_of_a_picture_are_read_each_once() {
    let texts = [code_text(100, &mut Chance(1)), code_text(200, &mut Chance(2))];
    let frames =
        texts.each_ref().map(|text| Scene { size: Some((400, 400)), ..Scene::clean(5.0) }.of(text, &mut Chance(1)));
    let (width, height) = (1200, 400);
    let mut luma = Vec::new();
    for row in 0..400 {
        for frame in [&frames[0], &frames[1], &frames[0]] {
            luma.extend_from_slice(&frame.luma[row * 400..(row + 1) * 400]);
        }
    }
    let mut found = read(&luma, width, height);
    found.sort_by_key(String::len);
    assert_eq!(found, texts);
}

#[test]
fn other_texts_than_ours_come_as_they_are() {
    for text in ["https://example.org/?q=1", "0123456789", "دليل Guide 指南", " "] {
        assert_eq!(read_frame(&Scene::clean(6.0).of(text, &mut Chance(1))), [text]);
    }
}

#[test]
fn a_picture_without_a_code_has_none() {
    for shade in [0, 128, 255] {
        assert_eq!(read(&vec![shade; 640 * 480], 640, 480), [""; 0]);
    }
}
