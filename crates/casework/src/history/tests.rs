use proptest::prelude::*;

use super::*;
use crate::entry::Event;
use crate::status::Status;
use crate::step::Reached;
use crate::testing::{Case, day, line, who};

/// A history of seven entries.
fn seven() -> History {
    let case = Case::default()
        .step(1, Reached::Intake)
        .status(2, "eg_iom", Status::Referred)
        .remark(3, "will call on Sunday")
        .status(4, "eg_iom", Status::Given)
        .corrects(4, Some((4, Event::Status(line("eg_iom"), Status::Accepted))))
        .next(5, Some("eg_iom"), Some(12))
        .step(6, Reached::FollowUp);
    case.0.history().clone()
}

fn again(kept: Vec<Kept>, end: End) -> History {
    History::of_kept(kept, end).unwrap()
}

fn parts(history: &History) -> (Vec<Kept>, End) {
    let (kept, end) = history.kept();
    (kept.cloned().collect(), end)
}

/// The entry at a place with another body, and the hash that was there, or one that fits.
fn with_body(history: &History, at: usize, change: impl Fn(&mut Entry), is_hashed_anew: bool) -> History {
    let (mut kept, end) = parts(history);
    let mut entry = entry(&kept[at].body).unwrap();
    change(&mut entry);
    kept[at].body = postcard::to_extend(&entry, Vec::new()).unwrap();
    if is_hashed_anew {
        let before = at.checked_sub(1).map_or(Hash::default(), |before| kept[before].hash);
        kept[at].hash = hash(&before, &kept[at].body);
    }
    again(kept, end)
}

#[test]
fn a_history_that_nobody_touched_is_whole() {
    assert_eq!(seven().verify(), Ok(()));
    assert_eq!(History::default().verify(), Ok(()));
    let numbers: Vec<u32> = seven().entries().map(|entry| entry.number).collect();
    assert_eq!(numbers, [1, 2, 3, 4, 5, 6, 7]);
}

#[test]
fn an_entry_that_was_changed_is_found_wherever_it_stands() {
    for at in 0..7 {
        let changed = with_body(&seven(), at, |entry| entry.written = day(20), false);
        let number = u32::try_from(at + 1).unwrap();
        assert_eq!(changed.breaks(), [Break::Changed { place: at + 1, number }]);
        assert_eq!(changed.entries().count(), 7, "nothing is thrown away");
    }
}

#[test]
fn an_entry_that_was_changed_with_its_hash_is_found_at_the_next_one() {
    for at in 0..6 {
        let changed = with_body(&seven(), at, |entry| entry.written = day(20), true);
        let number = u32::try_from(at + 2).unwrap();
        assert_eq!(changed.breaks(), [Break::Changed { place: at + 2, number }]);
    }
    let last = with_body(&seven(), 6, |entry| entry.written = day(20), true);
    assert_eq!(last.breaks(), [Break::End { written: 7 }]);
}

#[test]
fn an_entry_that_was_removed_is_found_also_at_the_end() {
    for at in 0..7 {
        let (mut kept, end) = parts(&seven());
        kept.remove(at);
        let (place, number) = (at + 1, u32::try_from(at + 2).unwrap());
        let expected =
            if at == 6 { Break::End { written: 7 } } else { Break::OutOfOrder { place, number, expected: number - 1 } };
        assert_eq!(again(kept, end).breaks(), [expected]);
    }
}

#[test]
fn an_entry_that_was_put_in_is_found() {
    for at in 0..=7 {
        for from in 0..7 {
            let (mut kept, end) = parts(&seven());
            kept.insert(at, kept[from].clone());
            assert!(again(kept, end).verify().is_err(), "entry {} in place {}", from + 1, at + 1);
        }
    }
}

#[test]
fn entries_that_changed_places_are_found() {
    for one in 0..7 {
        for other in 0..one {
            let (mut kept, end) = parts(&seven());
            kept.swap(one, other);
            assert!(again(kept, end).verify().is_err(), "{one} and {other}");
        }
    }
}

#[test]
fn an_end_of_another_history_is_found() {
    let (kept, _) = parts(&seven());
    assert_eq!(again(kept, End::default()).breaks(), [Break::End { written: 0 }]);
    let (_, end) = parts(&seven());
    let nothing = again(Vec::new(), end);
    assert_eq!((nothing.breaks(), nothing.is_empty()), (vec![Break::End { written: 7 }], false));
}

#[test]
fn what_cannot_be_read_stays_as_it_is_and_what_stands_around_it_is_read() {
    let (mut kept, end) = parts(&seven());
    kept[2].body = vec![0xFF; 9];
    let history = again(kept.clone(), end);
    assert_eq!(history.verify(), Err(Break::Unreadable { place: 3 }));
    assert_eq!(history.breaks().len(), 1, "what follows is as it was written");
    assert_eq!(history.read().nth(2), Some(Read::Unreadable(&[0xFF; 9])));
    assert_eq!(history.entries().count(), 6);
    assert_eq!(parts(&history), (kept, end));
}

#[test]
fn a_history_goes_on_after_a_break_and_does_not_hide_it() {
    let (mut kept, end) = parts(&seven());
    kept.truncate(5);
    let mut history = again(kept, end);
    let what = What::New(Happening { on: day(9), event: Event::Remark });
    let number = history.next_number();
    history.push(Entry { number, written: day(9), by: who(), note: None, what }).unwrap();
    assert_eq!(number, 8, "numbers of entries that are gone are not used again");
    assert_eq!(history.breaks(), [Break::OutOfOrder { place: 6, number: 8, expected: 6 }]);
}

#[test]
fn a_correction_of_an_entry_that_is_gone_still_counts() {
    let (mut kept, end) = parts(&seven());
    kept.remove(3);
    let status = again(kept, end).status(&line("eg_iom"));
    assert_eq!(status, Some(Status::Accepted));
}

#[test]
fn a_mark_on_paper_shows_that_a_history_was_written_anew() {
    let anew = Case::default().step(1, Reached::Intake).status(3, "eg_iom", Status::Referred);
    let anew = anew.0.history();
    assert_eq!(anew.verify(), Ok(()));
    assert_eq!(anew.mark(1), seven().mark(1), "up to there it is the same");
    assert_ne!(anew.mark(2), seven().mark(2));
    assert_eq!(anew.mark(2).map(|mark| mark.len()), Some(16));
    assert_eq!((anew.mark(0), anew.mark(3)), (None, None));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bit_of_an_entry_can_change_without_its_being_found(
        at in 0..7_usize, byte in any::<prop::sample::Index>(), bit in 0..8_u32, in_hash in any::<bool>()
    ) {
        let (mut kept, end) = parts(&seven());
        if in_hash {
            kept[at].hash[byte.index(32)] ^= 1 << bit;
        } else {
            let length = kept[at].body.len();
            kept[at].body[byte.index(length)] ^= 1 << bit;
        }
        let changed = again(kept.clone(), end);
        prop_assert!(changed.verify().is_err());
        prop_assert_eq!(changed.read().count(), 7);
        prop_assert_eq!(parts(&changed), (kept, end));
    }
}
