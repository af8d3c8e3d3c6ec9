use super::*;
use crate::cipher::FEWEST_ROUNDS;
use crate::draft::Draft;
use crate::envelope::{Derivation, Envelope};
use crate::saving::NotSaved;
use crate::testing::{Call, Fault, Phone, Soft, begin, draft, opens, save_all, saved};

const WORDS: &str = "four words that last";

fn locked(phone: &Phone) -> Hold<Soft> {
    let mut hold = phone.expect(begin(phone, Some(WORDS))).unwrap();
    save_all(phone, &mut hold, &["one", "two"]);
    hold
}

fn with(phone: &Phone, id: DraftId, words: &str) -> Result<String, OpenError> {
    phone.expect(open(phone, id, Some(words))).map(|opened| opened.record.reference)
}

fn state(phone: &Phone) -> State<Draft> {
    let mut found = phone.expect(find(phone)).unwrap();
    assert_eq!(found.len(), 1);
    found.remove(0).state
}

/// Changes a stored envelope, and seals its check again, as somebody would who knows the format and no key.
fn forged(phone: &Phone, id: DraftId, slot: Slot, change: impl Fn(&mut Envelope)) {
    for store in [&phone.first, &phone.judge] {
        let mut envelope = Envelope::read(&store.bytes(id, slot).unwrap()).unwrap();
        change(&mut envelope);
        store.put(id, slot, envelope.write());
    }
}

#[test]
fn there_is_nothing_on_a_new_device() {
    let phone = Phone::new();
    assert_eq!(phone.expect(find(&phone)), Ok(Vec::new()));
    assert_eq!(opens(&phone, DraftId([0; 16])), Err(OpenError::Removed));
}

#[test]
fn several_drafts_are_found_each_as_it_is() {
    let phone = Phone::quick();
    let open = saved(&phone, &["open"]).id();
    let locked = locked(&phone).id();
    let lost = saved(&phone, &["lost"]).id();
    phone.keys.put(lost, [None, None]);
    let found = phone.expect(find(&phone)).unwrap();
    let state = |id| found.iter().find(|it| it.id == id).map(|it| it.state.clone());
    assert_eq!(found.len(), 3);
    assert_eq!(state(open), Some(State::Ready(Box::new(draft("open")))));
    assert_eq!(state(locked), Some(State::Locked));
    assert_eq!(state(lost), Some(State::Unreadable(Unreadable::KeyLost)));
}

#[test]
fn a_passphrase_opens_what_it_locked_however_it_is_spelt() {
    let phone = Phone::new();
    let mut hold = phone.expect(begin(&phone, Some("Cafe\u{301} مرحبا 🙂  x"))).unwrap();
    save_all(&phone, &mut hold, &["one"]);
    for same in [
        "Café مرحبا 🙂 x",
        " cafe\u{301}  مرحبا 🙂 x ",
        "Café \u{200f}مر\u{640}حبا 🙂\u{fe0f} x",
        "ＣＡＦÉ\u{a0}مرحبا 🙂 X",
    ] {
        assert_eq!(with(&phone, hold.id(), same), Ok("one".to_owned()), "{same}");
    }
    for other in ["Cafe مرحبا 🙂 x", "Café مرحبا x", "Café مرحبا 🙂x", ""] {
        assert_eq!(with(&phone, hold.id(), other), Err(OpenError::WrongPassphrase), "{other}");
    }
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_says_nothing_more() {
    let phone = Phone::quick();
    let id = locked(&phone).id();
    let before = phone.all_bytes();
    for wrong in ["", "four words that las", "four words that last!"] {
        assert_eq!(with(&phone, id, wrong), Err(OpenError::WrongPassphrase));
    }
    assert_eq!(phone.expect(open(&phone, id, None)).err(), Some(OpenError::Locked));
    assert_eq!(phone.all_bytes(), before);
    assert_eq!(with(&phone, id, WORDS), Ok("two".to_owned()));
}

#[test]
fn a_wrong_passphrase_is_stretched_once_however_many_copies_there_are() {
    let phone = Phone::quick();
    let id = locked(&phone).id();
    let (before, _) = phone.cipher.stretched();
    assert!(with(&phone, id, "wrong").is_err());
    assert_eq!(phone.cipher.stretched().0, before + 1);
}

#[test]
fn the_words_alone_open_nothing_without_the_device() {
    let phone = Phone::quick();
    let id = locked(&phone).id();
    let mut other = crate::keys::to_file(&[5; 32]);
    phone.keys.put(id, [Some(other.clone()), Some(other.clone())]);
    assert_eq!(with(&phone, id, WORDS), Err(OpenError::WrongPassphrase));
    other.truncate(35);
    phone.keys.put(id, [Some(other), None]);
    assert_eq!(with(&phone, id, WORDS), Err(Unreadable::KeyDamaged.into()));
}

#[test]
fn a_draft_for_4_000_000_000_rounds_is_refused_before_any_work() {
    for rounds in [4_000_000_000, 5_000_001, FEWEST_ROUNDS - 1, 0] {
        let phone = Phone::quick();
        let id = locked(&phone).id();
        let (before, _) = phone.cipher.stretched();
        for slot in Slot::BOTH {
            forged(&phone, id, slot, |it| it.lock.derivation = Derivation::Passphrase { rounds });
        }
        assert_eq!(with(&phone, id, WORDS), Err(Unreadable::Damaged.into()), "{rounds}");
        assert_eq!(phone.cipher.stretched().0, before);
    }
}

#[test]
fn one_damaged_copy_costs_nothing_is_mended_and_needs_no_word() {
    for judge in [true, false] {
        for slot in Slot::BOTH {
            for damage in 0..3 {
                let phone = Phone::new();
                let id = saved(&phone, &["one", "two"]).id();
                let (store, other) = if judge { (&phone.judge, &phone.first) } else { (&phone.first, &phone.judge) };
                match damage {
                    0 => assert!(store.flip(id, slot, 5_003)),
                    1 => store.put(id, slot, store.bytes(id, slot).unwrap()[..700].to_vec()),
                    _ => store.take(id, slot),
                }
                assert_eq!(opens(&phone, id), Ok(("two".to_owned(), false)), "{judge} {slot:?} {damage}");
                assert_eq!(store.bytes(id, Slot::B), other.bytes(id, Slot::B), "the newest is mended");
                assert_eq!(phone.judge.bytes(id, Slot::Aside), None);
            }
        }
    }
}

#[test]
fn a_copy_that_was_being_written_when_the_page_died_is_no_reason_to_say_that_answers_are_missing() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two", "three"]).id();
    let torn = [&[b'x'; 600][..], &phone.first.bytes(id, Slot::B).unwrap()[600..1_000]].concat();
    phone.first.put(id, Slot::B, torn);
    assert_eq!(opens(&phone, id), Ok(("three".to_owned(), false)));
    // It is another thing where the judge has something damaged too.
    let damaged = phone.judge.bytes(id, Slot::B).unwrap().iter().map(|byte| !byte).collect();
    phone.judge.put(id, Slot::B, damaged);
    phone.first.put(id, Slot::B, vec![b'x'; 900]);
    assert_eq!(opens(&phone, id), Ok(("three".to_owned(), true)));
}

#[test]
fn what_is_damaged_and_may_have_been_newer_is_said_and_set_aside() {
    let damages: [fn(Vec<u8>) -> Vec<u8>; 6] = [
        |bytes| bytes[..bytes.len() - 1].to_vec(),
        |bytes| bytes[..10].to_vec(),
        |bytes| vec![0; bytes.len()],
        |_| Vec::new(),
        // One bit: of the generation (it claims to be older), of what is sealed.
        |bytes| [&bytes[..24], &[bytes[24] ^ 2], &bytes[25..]].concat(),
        |bytes| [&bytes[..900], &[bytes[900] ^ 1], &bytes[901..]].concat(),
    ];
    for damage in damages {
        let phone = Phone::new();
        let id = saved(&phone, &["one", "two", "three"]).id();
        let damaged = damage(phone.judge.bytes(id, Slot::A).unwrap());
        phone.judge.put(id, Slot::A, damaged.clone());
        // The first store had not written the last one yet.
        phone.first.lose_last(1);
        let mut opened = phone.expect(open(&phone, id, None)).unwrap();
        assert_eq!((opened.record.reference.as_str(), opened.last_may_be_missing), ("two", true));
        assert_eq!(phone.judge.bytes(id, Slot::Aside), Some(damaged.clone()));
        save_all(&phone, &mut opened.hold, &["four", "five", "six"]);
        assert_eq!(opens(&phone, id), Ok(("six".to_owned(), false)));
        assert_eq!(phone.judge.bytes(id, Slot::Aside), Some(damaged), "it is never thrown away");
    }
}

#[test]
fn what_was_set_aside_first_stays() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two", "three"]).id();
    phone.judge.put(id, Slot::Aside, b"what was damaged before".to_vec());
    phone.judge.put(id, Slot::A, b"damaged".to_vec());
    phone.first.take(id, Slot::A);
    assert_eq!(opens(&phone, id), Ok(("two".to_owned(), true)));
    assert_eq!(phone.judge.bytes(id, Slot::Aside), Some(b"what was damaged before".to_vec()));
}

#[test]
fn a_judge_that_cannot_be_read_or_has_nothing_is_said() {
    for (number, references) in [&["one", "two", "three"][..], &["two", "three"]].into_iter().enumerate() {
        let phone = Phone::new();
        let id = saved(&phone, references).id();
        phone.first.lose_last(1);
        // The slot that the newest stands in.
        phone.wire.fail(phone.wire.count() + number, Fault::Hangs);
        assert_eq!(opens(&phone, id), Ok(("two".to_owned(), true)));
        assert_eq!(opens(&phone, id), Ok(("three".to_owned(), false)));
    }
    let phone = Phone::new();
    let id = saved(&phone, &["one"]).id();
    phone.judge.lose_everything();
    assert_eq!(opens(&phone, id), Ok(("one".to_owned(), true)));
    assert_eq!(opens(&phone, id), Ok(("one".to_owned(), false)), "it has it again");
}

#[test]
fn where_nothing_is_whole_nothing_is_shown_and_nothing_thrown_away() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two"]).id();
    for store in [&phone.first, &phone.judge] {
        assert!(store.flip(id, Slot::A, 4_321) && store.flip(id, Slot::B, 1_234));
    }
    let before = phone.all_bytes();
    assert_eq!(state(&phone), State::Unreadable(Unreadable::Damaged));
    assert_eq!(opens(&phone, id), Err(Unreadable::Damaged.into()));
    assert_eq!(phone.all_bytes(), before);
}

#[test]
fn one_damaged_key_file_is_mended_from_the_other() {
    for file in [0, 1] {
        for damage in 0..4 {
            let phone = Phone::new();
            let id = saved(&phone, &["one"]).id();
            let whole = phone.keys.pair(id);
            let mut pair = whole.clone();
            match damage {
                0 => pair[file] = None,
                1 => pair[file] = Some(Vec::new()),
                2 => pair[file] = Some(vec![0; 36]),
                _ => assert!(phone.keys.flip(id, file, 200)),
            }
            if damage < 3 {
                phone.keys.put(id, pair);
            }
            assert_eq!(opens(&phone, id), Ok(("one".to_owned(), false)));
            assert_eq!(phone.keys.pair(id), whole, "{file} {damage}");
        }
    }
}

#[test]
fn a_key_that_is_lost_is_said_and_nothing_is_thrown_away() {
    for (pair, why) in [
        ([None, None], Unreadable::KeyLost),
        ([Some(vec![3; 36]), Some(vec![4; 36])], Unreadable::KeyDamaged),
        ([Some(vec![3; 36]), None], Unreadable::KeyDamaged),
    ] {
        let phone = Phone::new();
        let id = saved(&phone, &["one", "two"]).id();
        phone.keys.put(id, pair);
        let before = phone.all_bytes();
        assert_eq!(state(&phone), State::Unreadable(why));
        assert_eq!(opens(&phone, id), Err(why.into()));
        assert_eq!(phone.all_bytes(), before);
    }
}

#[test]
fn a_draft_of_a_newer_version_is_said_and_left_alone() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two"]).id();
    let mut newer = phone.judge.bytes(id, Slot::A).unwrap();
    newer[4] = 2;
    newer.truncate(newer.len() - 4);
    newer.extend(crate::bits::crc32c(&newer).to_le_bytes());
    phone.judge.put(id, Slot::A, newer);
    let before = phone.all_bytes();
    assert_eq!(state(&phone), State::Unreadable(Unreadable::Newer));
    assert_eq!(opens(&phone, id), Err(Unreadable::Newer.into()));
    assert_eq!(phone.all_bytes(), before);
}

#[test]
fn what_is_whole_but_not_genuine_is_passed_over_said_and_does_not_stop_saving() {
    let forgeries: [fn(&mut Envelope); 7] = [
        |it| it.generation = 900,
        |it| (it.generation, it.writer) = (900, [9; 8]),
        |it| (it.generation, it.id) = (900, DraftId([3; 16])),
        |it| (it.generation, it.sealed[40]) = (900, !it.sealed[40]),
        |it| (it.generation, it.lock.sealed[0]) = (900, !it.lock.sealed[0]),
        |it| (it.generation, it.lock.derivation) = (900, Derivation::Passphrase { rounds: FEWEST_ROUNDS }),
        |it| (it.generation, it.pack_sha256) = (900, [1; 32]),
    ];
    for (number, forgery) in forgeries.into_iter().enumerate() {
        let phone = Phone::quick();
        let id = saved(&phone, &["one", "two", "three"]).id();
        forged(&phone, id, Slot::A, forgery);
        let mut opened = phone.expect(open(&phone, id, None)).unwrap();
        assert_eq!((opened.record.reference.as_str(), opened.last_may_be_missing), ("two", true), "{number}");
        save_all(&phone, &mut opened.hold, &["four", "five"]);
        assert_eq!(opens(&phone, id), Ok(("five".to_owned(), false)), "{number}");
    }
}

#[test]
fn foreign_bytes_in_a_drafts_places_are_no_draft() {
    for foreign in [Vec::new(), b"__proto__".to_vec(), vec![b'x'; 5_000_000], b"AVRD".to_vec(), vec![0xFF; 1_215]] {
        let phone = Phone::new();
        let id = DraftId([6; 16]);
        phone.first.put(id, Slot::A, foreign.clone());
        phone.judge.put(id, Slot::B, foreign.clone());
        assert_eq!(state(&phone), State::Unreadable(Unreadable::KeyLost));
        let mine = saved(&phone, &["one", "two"]).id();
        phone.judge.put(mine, Slot::A, foreign.clone());
        phone.first.put(mine, Slot::A, foreign);
        assert_eq!(opens(&phone, mine), Ok(("two".to_owned(), true)));
    }
}

#[test]
fn another_drafts_envelope_in_a_drafts_place_is_not_taken_for_it() {
    let phone = Phone::new();
    let id = saved(&phone, &["mine"]).id();
    let other = saved(&phone, &["two", "not", "mine"]).id();
    for store in [&phone.first, &phone.judge] {
        store.put(id, Slot::A, store.bytes(other, Slot::A).unwrap());
    }
    assert_eq!(opens(&phone, id), Err(Unreadable::Damaged.into()));
}

#[test]
fn that_there_is_nothing_is_said_only_by_who_could_look() {
    let phone = Phone::new();
    let id = saved(&phone, &["one"]).id();
    phone.first.lose_everything();
    phone.wire.fail(phone.wire.count() + 1, Fault::Hangs);
    assert_eq!(phone.expect(find(&phone)), Err(StoreError::TimedOut));
    assert_eq!(opens(&phone, id), Ok(("one".to_owned(), false)));
    phone.judge.lose_everything();
    phone.wire.fail_next(Fault::Throws(StoreError::NotKept));
    assert_eq!(phone.expect(find(&phone)), Err(StoreError::NotKept), "the first store has it again");
    assert_eq!(phone.expect(find(&phone)).unwrap().len(), 1);
}

#[test]
fn a_store_that_is_blocked_keeps_nothing_and_hides_nothing() {
    let phone = Phone::new();
    for place in 0..2 {
        phone.wire.fail(phone.wire.count() + place, Fault::Throws(StoreError::Blocked));
        assert_eq!(phone.expect(find(&phone)), Ok(Vec::new()));
    }
}

#[test]
fn one_reading_that_finds_nothing_destroys_nothing() {
    let phone = Phone::new();
    let id = saved(&phone, &["one"]).id();
    phone.first.lose_everything();
    // The judge says that it has the draft, then gives what stood there before: nothing.
    phone.wire.fail(phone.wire.count() + 2, Fault::Stale);
    assert_eq!(phone.expect(find(&phone)), Ok(Vec::new()));
    assert_eq!(opens(&phone, id), Ok(("one".to_owned(), false)));
}

#[test]
fn a_device_that_does_not_decrypt_shows_nothing_and_changes_nothing() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two"]).id();
    phone.judge.take(id, Slot::B);
    let before = phone.all_bytes();
    phone.cipher.refuse(true);
    assert_eq!(phone.expect(find(&phone)), Err(StoreError::Blocked));
    assert_eq!(opens(&phone, id), Err(OpenError::Cipher(CipherError)));
    assert_eq!(phone.all_bytes(), before);
    phone.cipher.refuse(false);
    assert_eq!(opens(&phone, id), Ok(("two".to_owned(), false)));
}

#[test]
fn opening_what_is_whole_writes_nothing() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two", "three"]).id();
    let before = phone.wire.count();
    assert!(opens(&phone, id).is_ok());
    let wrote = |(_, call): &(_, Call)| matches!(call, Call::Write | Call::WriteKey | Call::Remove);
    assert!(!phone.wire.calls()[before..].iter().any(wrote));
}

#[test]
fn of_two_pages_that_do_something_at_the_same_time_neither_undoes_the_other() {
    // Every way in which their calls can take turns, with up to three changes of turn.
    for cuts in 0..14_usize.pow(3) {
        let (a, b, c) = (cuts % 14, cuts / 14 % 14, cuts / 196);
        let turns = move || {
            let part = |say: bool, times: usize| core::iter::repeat_n(say, times);
            part(false, a).chain(part(true, b)).chain(part(false, c)).chain(part(true, 99))
        };
        both_save(turns());
        one_saves_and_one_removes(turns());
        one_mends_and_one_removes(turns());
    }
}

fn both_save(turns: impl Iterator<Item = bool>) {
    let phone = Phone::new();
    let mut here = saved(&phone, &["one"]);
    let mut there = phone.expect(open(&phone, here.id(), None)).unwrap().hold;
    let (one, other) = (draft("here"), draft("there"));
    let (saved_here, saved_there) = phone.run_both(here.save(&one, &phone), there.save(&other, &phone), turns);
    let overtaken = NotSaved::from(StoreError::Overtaken);
    let shown = opens(&phone, here.id()).unwrap();
    match (saved_here, saved_there) {
        (Ok(_), Err(error)) => assert_eq!((error, shown.0.as_str()), (overtaken, "here")),
        (Err(error), Ok(_)) => assert_eq!((error, shown.0.as_str()), (overtaken, "there")),
        (Err(one), Err(other)) => assert_eq!((one, other), (overtaken, overtaken)),
        (Ok(_), Ok(_)) => panic!("both were told that they saved, and only one can be shown"),
    }
}

fn one_saves_and_one_removes(turns: impl Iterator<Item = bool>) {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    let id = hold.id();
    let draft = draft("two");
    let (_, removed) = phone.run_both(hold.save(&draft, &phone), crate::removing::remove(&phone, id), turns);
    if removed.is_ok() {
        assert!(opens(&phone, id).is_err());
        assert_eq!(phone.expect(hold.save(&draft, &phone)), Err(StoreError::Gone.into()));
    }
}

fn one_mends_and_one_removes(turns: impl Iterator<Item = bool>) {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two"]).id();
    phone.keys.flip(id, 0, 7);
    phone.judge.take(id, Slot::B);
    let (_, removed) = phone.run_both(open(&phone, id, None), crate::removing::remove(&phone, id), turns);
    if removed.is_ok() {
        assert!(opens(&phone, id).is_err(), "the key is not put back");
        assert!(!phone.expect(find(&phone)).unwrap().iter().any(|it| matches!(it.state, State::Ready(_))));
    }
}
