#![allow(clippy::string_slice, reason = "letters are ASCII")]

use proptest::prelude::*;

use super::*;

/// What is changed, and how.
type Change = (&'static str, fn(&mut Vec<u8>));

/// Bytes that are not the same anywhere.
fn whole(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from((at * 31 + at / 256) % 256).unwrap()).collect()
}

fn collected(parts: &[String]) -> (Collector, Vec<Result<Progress, PartError>>) {
    let mut collector = Collector::default();
    let progress = parts.iter().map(|part| collector.take(part)).collect();
    (collector, progress)
}

/// A part whose bytes were changed, with its check value put right.
fn forged(part: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = from_letters(&part[3..]).unwrap();
    bytes.truncate(bytes.len() - CRC);
    change(&mut bytes);
    bytes.extend(crc32c(&bytes).to_be_bytes());
    format!("DP1{}", to_letters(&bytes))
}

proptest! {
    #[test]
    fn parts_in_any_order_and_repeated_give_the_whole_once_all_are_there(
        length in 1..6_000_usize,
        surface in prop_oneof![Just(Surface::Screen), Just(Surface::Paper)],
        order in any::<u64>(),
        again in proptest::collection::vec(any::<prop::sample::Index>(), 0..20),
    ) {
        let bytes = whole(length);
        let mut parts = cut(&bytes, surface).unwrap();
        let count = parts.len();
        parts.sort_by_key(|part| crc32c(part.as_bytes()) ^ u32::try_from(order & 0xFFFF_FFFF).unwrap());
        let mut collector = Collector::default();
        let mut gave = Vec::new();
        for (at, part) in parts.iter().enumerate() {
            for before in &again {
                if at > 0 && at < count {
                    let progress = collector.take(&parts[before.index(at)]).unwrap();
                    prop_assert_eq!(progress, Progress::Part { have: u8::try_from(at).unwrap(), of: u8::try_from(count).unwrap() });
                }
            }
            prop_assert_eq!(collector.missing().count(), if at == 0 { 0 } else { count - at });
            gave.push(collector.take(part).unwrap());
        }
        prop_assert_eq!(gave.pop(), Some(Progress::Whole(bytes.clone())));
        let partly = |progress: &Progress| matches!(progress, Progress::Part { .. });
        prop_assert!(gave.iter().all(partly), "nothing before all are there");
        prop_assert_eq!(collector.take(&parts[0]), Ok(Progress::Whole(bytes)), "and again, for whoever missed it");
    }

    #[test]
    fn a_part_with_a_wrong_letter_is_refused_and_changes_nothing(length in 1..1_500_usize, at in any::<prop::sample::Index>(), letter in "[A-Z2-7 a01-]") {
        let parts = cut(&whole(length), Surface::Screen).unwrap();
        let first = parts[0].clone();
        let at = at.index(first.len());
        let mut wrong = first.clone();
        wrong.replace_range(at..=at, &letter);
        prop_assume!(!wrong.trim().eq_ignore_ascii_case(&first));
        let mut collector = Collector::default();
        prop_assert!(collector.take(&wrong).is_err());
        prop_assert!(collector.whole.is_none());
    }
}

#[test]
fn every_part_fits_the_code_it_is_shown_in() {
    for (surface, letters, share) in [(Surface::Screen, 419, 248), (Surface::Paper, 311, 180)] {
        assert_eq!(surface.share(), share);
        for length in [1, share - 1, share, share + 1, 1_125, 64 * share] {
            let parts = cut(&whole(length), surface).unwrap();
            assert_eq!(parts.len(), length.div_ceil(share));
            for part in parts {
                assert!(part.len() <= letters, "{} letters", part.len());
                assert!(part.bytes().all(|it| it.is_ascii_uppercase() || it.is_ascii_digit()), "alphanumeric mode");
            }
        }
    }
}

#[test]
fn nothing_and_what_needs_more_than_64_parts_is_not_cut() {
    assert_eq!(cut(&[], Surface::Screen), None);
    assert_eq!(cut(&whole(64 * 248 + 1), Surface::Screen), None);
    assert_eq!(cut(&whole(64 * 180 + 1), Surface::Paper), None);
    assert_eq!(cut(&whole(1_000_000), Surface::Paper), None);
}

#[test]
fn with_one_part_missing_there_is_nothing_and_its_number_is_named() {
    let parts = cut(&whole(1_125), Surface::Screen).unwrap();
    assert_eq!(parts.len(), 5);
    for missing in 0..5 {
        let mut some = parts.clone();
        some.remove(missing);
        let (collector, progress) = collected(&some);
        assert_eq!(progress.last(), Some(&Ok(Progress::Part { have: 4, of: 5 })));
        assert_eq!(collector.missing().collect::<Vec<_>>(), [u8::try_from(missing + 1).unwrap()]);
    }
}

#[test]
fn a_part_of_another_packet_is_refused_and_the_first_packet_goes_on() {
    let bytes = whole(1_125);
    let mut other = bytes.clone();
    other[600] ^= 1;
    let parts = cut(&bytes, Surface::Screen).unwrap();
    for foreign in cut(&other, Surface::Screen).unwrap().iter().chain(&cut(&bytes, Surface::Paper).unwrap()) {
        let (mut collector, _) = collected(&parts[..4]);
        assert_eq!(collector.take(foreign), Err(PartError::OfAnother));
        assert_eq!(collector.take(&parts[4]), Ok(Progress::Whole(bytes.clone())));
    }
}

#[test]
fn a_wrong_total_is_refused_even_where_its_check_value_is_right() {
    let parts = cut(&whole(1_125), Surface::Screen).unwrap();
    for total in [0, 1, 4, 6, 64, 65, 255] {
        let (mut collector, _) = collected(&parts[..1]);
        let wrong = forged(&parts[1], |bytes| bytes[1] = total);
        assert!(collector.take(&wrong).is_err(), "{total}");
    }
    for number in [0, 6, 255] {
        let (mut collector, _) = collected(&parts[..1]);
        assert_eq!(collector.take(&forged(&parts[1], |bytes| bytes[0] = number)), Err(PartError::Damaged), "{number}");
    }
}

#[test]
fn a_part_that_says_something_else_under_a_number_that_was_taken_is_refused() {
    let parts = cut(&whole(1_125), Surface::Screen).unwrap();
    let (mut collector, _) = collected(&parts[..2]);
    assert_eq!(collector.take(&forged(&parts[1], |bytes| bytes[20] ^= 1)), Err(PartError::OfAnother));
}

#[test]
fn parts_that_do_not_make_up_what_they_name_give_nothing() {
    let bytes = whole(1_125);
    let parts = cut(&bytes, Surface::Screen).unwrap();
    let (mut collector, _) = collected(&parts[..4]);
    assert_eq!(collector.take(&forged(&parts[4], |bytes| bytes[20] ^= 1)), Err(PartError::DoNotFit));
    let progress: Vec<_> = parts.iter().map(|part| collector.take(part)).collect();
    assert_eq!(progress.last(), Some(&Ok(Progress::Whole(bytes))), "and the next round begins from nothing");
}

#[test]
fn ten_thousand_parts_cannot_be_named_and_lengths_must_fit() {
    let parts = cut(&whole(1_125), Surface::Screen).unwrap();
    let refused: [Change; 4] = [
        ("a share that is too short", |bytes| bytes.truncate(bytes.len() - 1)),
        ("a share that is too long", |bytes| bytes.push(0)),
        ("no share", |bytes| bytes.truncate(HEAD)),
        ("a whole of another length", |bytes| bytes[2] = 0xFF),
    ];
    for (what, change) in refused {
        assert_eq!(Collector::default().take(&forged(&parts[0], change)), Err(PartError::Damaged), "{what}");
    }
}

#[test]
fn what_a_scanner_gives_in_small_letters_or_with_a_line_end_is_read() {
    let bytes = whole(200);
    let [part] = cut(&bytes, Surface::Screen).unwrap().try_into().unwrap();
    let progress = Collector::default().take(&format!(" {}\r\n", part.to_lowercase()));
    assert_eq!(progress, Ok(Progress::Whole(bytes)));
}

#[test]
fn other_codes_are_told_from_parts_and_from_newer_ones() {
    let others = [
        "",
        "D",
        "DP",
        "DP1",
        "DL1AAAA",
        "https://example.org/DP1",
        "tel:+20",
        "javascript:alert(1)",
        "WIFI:T:WPA;S:x;;",
        "é",
        "DPé",
        "DP0AAAA",
        "DPXAAAA",
    ];
    for text in others {
        let error = Collector::default().take(text).unwrap_err();
        assert!(matches!(error, PartError::NotAPart | PartError::Damaged), "{text}: {error}");
    }
    assert_eq!(Collector::default().take("DP2AAAA"), Err(PartError::Newer));
    assert_eq!(Collector::default().take(&format!("DP1{}", "A".repeat(5_000))), Err(PartError::NotAPart));
}
