use super::*;
use crate::cipher::{FEWEST_ROUNDS, MOST_ROUNDS};
use crate::opening::{self, OpenError, State, Unreadable};
use crate::removing;
use crate::testing::{Fault, Phone, begin, draft, opens, save_all, saved, stands_in_the_clear};

fn save(phone: &Phone, hold: &mut Hold<crate::testing::Soft>, reference: &str) -> Result<Saved, NotSaved> {
    phone.expect(hold.save(&draft(reference), phone))
}

#[test]
fn what_was_saved_is_found_again() {
    let phone = Phone::new();
    let hold = saved(&phone, &["one", "two", "three"]);
    let found = phone.expect(opening::find(&phone)).unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].id, hold.id());
    assert_eq!(found[0].state, State::Ready(Box::new(draft("three"))));
    assert_eq!(opens(&phone, hold.id()), Ok(("three".to_owned(), false)));
}

#[test]
fn what_was_saved_is_found_again_when_the_first_store_has_lost_it_and_when_the_judge_has() {
    for lost in [1, 2, 3] {
        let phone = Phone::new();
        let hold = saved(&phone, &["one", "two", "three"]);
        phone.first.lose_last(lost);
        assert_eq!(opens(&phone, hold.id()), Ok(("three".to_owned(), false)), "{lost}");
    }
    let phone = Phone::new();
    let hold = saved(&phone, &["one", "two"]);
    phone.judge.lose_everything();
    assert_eq!(opens(&phone, hold.id()), Ok(("two".to_owned(), true)));
}

#[test]
fn each_generation_is_higher_and_stands_where_the_last_saved_one_does_not() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    let id = hold.id();
    let first = phone.judge.bytes(id, Slot::A).unwrap();
    assert_eq!(save(&phone, &mut hold, "two").unwrap().generation, 2);
    assert_eq!(phone.judge.bytes(id, Slot::A).unwrap(), first);
    phone.wire.fail_next(Fault::Full);
    assert_eq!(save(&phone, &mut hold, "three"), Err(StoreError::Full.into()));
    phone.wire.works_again();
    assert_eq!(save(&phone, &mut hold, "four").unwrap().generation, 4);
    assert_eq!(phone.judge.bytes(id, Slot::A), phone.first.bytes(id, Slot::A));
    assert_eq!(phone.judge.bytes(id, Slot::B), phone.first.bytes(id, Slot::B));
}

#[test]
fn a_full_device_keeps_what_was_saved_before_and_says_that_the_rest_is_not() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["before"]);
    phone.wire.fail_next(Fault::Full);
    for again in ["one", "two", "three"] {
        assert_eq!(save(&phone, &mut hold, again), Err(StoreError::Full.into()));
    }
    assert_eq!(opens(&phone.as_it_stands(), hold.id()), Ok(("before".to_owned(), false)));
    phone.wire.works_again();
    save_all(&phone, &mut hold, &["after"]);
    assert_eq!(opens(&phone, hold.id()), Ok(("after".to_owned(), false)));
}

#[test]
fn a_judge_that_stumbles_is_asked_again() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    for fault in [Fault::Hangs, Fault::Throws(StoreError::NotKept), Fault::Throws(StoreError::Full)] {
        phone.wire.fail(phone.wire.count() + 1, fault);
        assert!(save(&phone, &mut hold, "two").is_ok(), "{fault:?}");
    }
}

#[test]
fn a_page_that_was_overtaken_overwrites_nothing() {
    let phone = Phone::new();
    let mut here = saved(&phone, &["one"]);
    let mut there = phone.expect(opening::open(&phone, here.id(), None)).unwrap().hold;
    save_all(&phone, &mut there, &["two, there", "three, there"]);
    let before = phone.all_bytes();
    for _ in 0..4 {
        assert_eq!(save(&phone, &mut here, "two, here"), Err(StoreError::Overtaken.into()));
        assert_eq!(phone.all_bytes(), before);
    }
    assert_eq!(opens(&phone, here.id()), Ok(("three, there".to_owned(), false)));
}

#[test]
fn a_page_that_was_overtaken_is_stopped_by_the_judge_too() {
    let phone = Phone::new();
    let mut here = saved(&phone, &["one"]);
    let mut there = phone.expect(opening::open(&phone, here.id(), None)).unwrap().hold;
    save_all(&phone, &mut there, &["two, there"]);
    phone.first.lose_everything();
    let before = phone.judge.all_bytes();
    assert_eq!(save(&phone, &mut here, "two, here"), Err(StoreError::Overtaken.into()));
    assert_eq!(phone.judge.all_bytes(), before);
    assert_eq!(opens(&phone, here.id()).unwrap().0, "two, there");
}

#[test]
fn whoever_opens_the_draft_again_goes_on_from_the_other_page() {
    let phone = Phone::new();
    let mut here = saved(&phone, &["one"]);
    let mut there = phone.expect(opening::open(&phone, here.id(), None)).unwrap().hold;
    save_all(&phone, &mut there, &["two"]);
    assert!(save(&phone, &mut here, "lost").is_err());
    let mut again = phone.expect(opening::open(&phone, here.id(), None)).unwrap().hold;
    save_all(&phone, &mut again, &["three"]);
    assert_eq!(save(&phone, &mut there, "lost"), Err(StoreError::Overtaken.into()));
    assert_eq!(opens(&phone, here.id()), Ok(("three".to_owned(), false)));
}

#[test]
fn what_was_saved_does_not_give_way_to_what_another_page_failed_to_save() {
    let phone = Phone::new();
    let mut here = saved(&phone, &["one"]);
    let mut there = phone.expect(opening::open(&phone, here.id(), None)).unwrap().hold;
    // Here the judge does not answer: the first store has a draft that is higher than what is saved there next.
    for _ in 0..3 {
        phone.wire.fail(phone.wire.count() + 1, Fault::Full);
        assert!(save(&phone, &mut here, "here").is_err());
        phone.wire.works_again();
    }
    let unsaved = phone.first.bytes(here.id(), Slot::B).unwrap();
    assert_eq!(crate::envelope::Claim::of(&unsaved).unwrap().generation, 4);
    // There the first store has lost that for a moment.
    phone.first.take(here.id(), Slot::B);
    save_all(&phone, &mut there, &["there"]);
    phone.first.put(here.id(), Slot::B, unsaved);
    let mut again = phone.expect(opening::open(&phone, here.id(), None)).unwrap();
    assert_eq!((again.record.reference.as_str(), again.last_may_be_missing), ("there", true));
    save_all(&phone, &mut again.hold, &["after both"]);
    assert_eq!(opens(&phone, here.id()).unwrap().0, "after both");
}

#[test]
fn what_was_removed_elsewhere_is_not_put_back() {
    for begun in [0, 1, 2] {
        let phone = Phone::new();
        let mut hold = saved(&phone, &["one", "two"][..begun]);
        phone.expect(removing::remove_everything(&phone)).unwrap();
        for _ in 0..2 {
            assert_eq!(save(&phone, &mut hold, "again"), Err(StoreError::Gone.into()));
        }
        assert!(phone.first.is_empty() && phone.judge.is_empty() && phone.keys.is_empty());
        assert_eq!(phone.expect(opening::find(&phone)), Ok(Vec::new()));
    }
}

#[test]
fn nothing_is_said_to_be_saved_whose_key_is_being_destroyed() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    // The other page dies when the key is destroyed and the rest still stands.
    phone.wire.fail_next(Fault::DiesAfter);
    assert_eq!(phone.run(removing::remove(&phone, hold.id())), None);
    assert_eq!(save(&phone, &mut hold, "two"), Err(StoreError::Gone.into()));
    assert_eq!(phone.expect(opening::find(&phone)), Ok(Vec::new()));
    assert!(phone.first.is_empty() && phone.judge.is_empty() && phone.keys.is_empty());
}

#[test]
fn what_only_the_first_store_has_lost_is_written_there_again() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one", "two"]);
    phone.first.lose_everything();
    save_all(&phone, &mut hold, &["three"]);
    assert_eq!(phone.first.bytes(hold.id(), Slot::A), phone.judge.bytes(hold.id(), Slot::A));
}

#[test]
fn what_both_stores_have_lost_is_for_the_person_to_decide_on() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    phone.first.lose_everything();
    phone.judge.lose_everything();
    assert_eq!(save(&phone, &mut hold, "two"), Err(StoreError::Gone.into()));
    assert!(phone.first.is_empty() && phone.judge.is_empty());
    assert!(!phone.keys.is_empty(), "nobody has asked to remove it");
}

#[test]
fn a_key_that_the_device_did_not_keep_is_noticed_before_anything_is_saved_with_it() {
    for fault in [Fault::Drops, Fault::Hangs, Fault::Full, Fault::Throws(StoreError::NotKept)] {
        let phone = Phone::new();
        phone.wire.fail_next(fault);
        assert!(phone.expect(begin(&phone, None)).is_err(), "{fault:?}");
        assert!(phone.first.is_empty() && phone.judge.is_empty());
    }
    for fault in [Fault::Tears, Fault::Corrupts] {
        let phone = Phone::new();
        phone.wire.fail_next(fault);
        match phone.expect(begin(&phone, None)) {
            Ok(mut hold) => {
                save_all(&phone, &mut hold, &["one"]);
                assert_eq!(opens(&phone, hold.id()), Ok(("one".to_owned(), false)), "{fault:?}");
            }
            Err(error) => assert_eq!(error, StoreError::NotKept.into(), "{fault:?}"),
        }
    }
}

#[test]
fn a_key_whose_files_are_both_damaged_meanwhile_saves_nothing() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    assert!(phone.keys.flip(hold.id(), 0, 9) && phone.keys.flip(hold.id(), 1, 99));
    assert_eq!(save(&phone, &mut hold, "two"), Err(StoreError::NotKept.into()));
}

#[test]
fn where_there_is_no_place_for_keys_a_draft_is_saved_until_the_page_is_closed_and_that_is_said() {
    let mut phone = Phone::new();
    phone.keys.block();
    let mut hold = phone.expect(begin(&phone, None)).unwrap();
    let told = save(&phone, &mut hold, "one").unwrap();
    assert!(!told.lasting);
    assert_eq!(opens(&phone, hold.id()), Err(OpenError::Unreadable(Unreadable::KeyWasInMemory)));
    phone.expect(removing::remove_everything(&phone)).unwrap();
    assert_eq!(save(&phone, &mut hold, "two"), Err(StoreError::Gone.into()));
    assert!(phone.first.is_empty() && phone.judge.is_empty());
}

#[test]
fn a_device_that_does_not_encrypt_keeps_nothing() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    let before = phone.all_bytes();
    phone.cipher.refuse(true);
    assert_eq!(save(&phone, &mut hold, "two"), Err(CipherError.into()));
    assert_eq!(phone.expect(begin(&phone, None)).err(), Some(CipherError.into()));
    assert_eq!(phone.all_bytes(), before);
    phone.cipher.refuse(false);
    save_all(&phone, &mut hold, &["three"]);
}

#[test]
fn a_draft_that_would_not_be_read_again_is_not_saved() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    let long = "x".repeat(crate::draft::LONGEST);
    assert_eq!(save(&phone, &mut hold, &long), Err(NotSaved::TooLong));
    assert_eq!(opens(&phone, hold.id()), Ok(("one".to_owned(), false)));
    let fits = "x".repeat(crate::draft::LONGEST - 200);
    save_all(&phone, &mut hold, &[&fits]);
    assert_eq!(opens(&phone, hold.id()), Ok((fits, false)));
}

#[test]
fn nothing_that_stands_anywhere_holds_an_answer_in_the_clear() {
    let canary = "canary-of-a-person-in-danger";
    let phone = Phone::quick();
    let mut open = saved(&phone, &[canary, canary]);
    let mut locked = phone.expect(begin(&phone, Some("a passphrase of four words"))).unwrap();
    save_all(&phone, &mut locked, &[canary, canary, canary]);
    phone.judge.flip(open.id(), Slot::B, 4_000);
    phone.first.take(open.id(), Slot::B);
    assert!(opens(&phone, open.id()).unwrap().1, "something is set aside");
    phone.wire.fail(phone.wire.count() + 1, Fault::Full);
    assert!(save(&phone, &mut open, canary).is_err());
    assert!(phone.all_bytes().len() > 8_000);
    for words in [canary, "a passphrase of four words", "welcome"] {
        assert!(!stands_in_the_clear(&phone, words), "{words}");
    }
    // The scan finds what it looks for.
    phone.first.put(open.id(), Slot::Aside, canary.as_bytes().to_vec());
    assert!(stands_in_the_clear(&phone, canary));
    phone.first.put(open.id(), Slot::Aside, crate::bits::to_url_letters(canary.as_bytes()).into_bytes());
    assert!(stands_in_the_clear(&phone, canary));
}

#[test]
fn no_nonce_and_no_key_is_used_twice() {
    let phone = Phone::quick();
    let mut nonces = std::collections::BTreeSet::new();
    let mut locks = std::collections::BTreeSet::new();
    for round in 0..4 {
        let mut hold = phone.expect(begin(&phone, (round % 2 == 1).then_some("words"))).unwrap();
        for _ in 0..50 {
            save_all(&phone, &mut hold, &["the same answers"]);
            let slot = hold.slot.unwrap();
            let envelope = Envelope::read(&phone.judge.bytes(hold.id(), slot).unwrap()).unwrap();
            assert!(nonces.insert(envelope.nonce));
            locks.insert((envelope.lock.salt, envelope.lock.nonce, envelope.lock.sealed));
        }
    }
    assert_eq!((nonces.len(), locks.len()), (200, 4));
}

#[test]
fn how_long_somebody_has_written_is_seen_in_kibibytes_only() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["a"]);
    save_all(&phone, &mut hold, &[&"b".repeat(800)]);
    let length = |slot| phone.judge.bytes(hold.id(), slot).unwrap().len();
    assert_eq!(length(Slot::A), length(Slot::B));
}

#[test]
fn however_often_it_is_asked_to_stretch_a_passphrase_it_can_be_opened_again() {
    for (asked, carried_out) in [(0, FEWEST_ROUNDS), (650_000, 650_000), (u32::MAX, MOST_ROUNDS)] {
        let phone = Phone::quick();
        let passphrase = Passphrase { words: "four words", rounds: asked };
        let mut hold = phone.expect(Hold::begin(&phone, Some(passphrase))).unwrap();
        assert!(hold.is_locked());
        save_all(&phone, &mut hold, &["one"]);
        assert_eq!(phone.cipher.stretched(), (1, u64::from(carried_out)));
        let opened = phone.expect(opening::open(&phone, hold.id(), Some("four words"))).unwrap();
        assert_eq!(opened.record.reference, "one");
    }
}

#[test]
fn a_forged_draft_that_cannot_be_overtaken_is_said_and_not_written_over() {
    let phone = Phone::new();
    let mut hold = saved(&phone, &["one"]);
    hold.last = u64::MAX - 1;
    save_all(&phone, &mut hold, &["the last that there can be"]);
    let before = phone.all_bytes();
    assert_eq!(save(&phone, &mut hold, "one more"), Err(StoreError::Overtaken.into()));
    assert_eq!(phone.all_bytes(), before);
}
