use super::*;
use crate::opening::{self, OpenError, Unreadable};
use crate::testing::{Call, Fault, Phone, begin, opens, save_all, saved};

fn is_empty(phone: &Phone) -> bool {
    phone.first.is_empty() && phone.judge.is_empty() && phone.keys.is_empty()
}

#[test]
fn what_was_removed_is_nowhere_and_opens_nowhere() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two"]).id();
    let before = phone.as_it_stands();
    phone.expect(remove(&phone, id)).unwrap();
    assert!(is_empty(&phone));
    assert_eq!(opens(&phone, id), Err(OpenError::Removed));
    // Somebody who has dug out everything but the key.
    let dug_out = phone.as_it_stands();
    for slot in Slot::BOTH {
        dug_out.judge.put(id, slot, before.judge.bytes(id, slot).unwrap());
    }
    assert_eq!(opens(&dug_out, id), Err(Unreadable::KeyLost.into()));
}

#[test]
fn the_key_is_overwritten_before_anything_else_goes() {
    let phone = Phone::new();
    let id = saved(&phone, &["one"]).id();
    let before = phone.wire.count();
    phone.expect(remove(&phone, id)).unwrap();
    let calls = phone.wire.calls()[before..].to_vec();
    assert_eq!(calls[0], ("keys", Call::Remove));
    assert_eq!(calls[1], ("keys", Call::Read));
    assert_eq!(calls[2], ("first", Call::Remove));
    let gone = calls.iter().rposition(|call| *call == ("keys", Call::Remove)).unwrap();
    let stores = calls.iter().rposition(|(place, _)| *place != "keys").unwrap();
    assert!(gone > stores, "the zeros stay until nothing is left that they close");
}

#[test]
fn an_interrupted_removal_is_finished_the_next_time() {
    for fault in [Fault::DiesBefore, Fault::DiesAmid, Fault::DiesAfter] {
        for number in 0.. {
            let phone = Phone::new();
            let id = saved(&phone, &["one", "two"]).id();
            phone.wire.fail(phone.wire.count() + number, fault);
            if phone.run(remove(&phone, id)).is_some() {
                assert!(number > 8, "{number} calls");
                break;
            }
            phone.wire.works_again();
            let found = phone.expect(opening::find(&phone)).unwrap();
            if found.is_empty() {
                assert!(phone.first.is_empty() && phone.judge.is_empty());
                assert!(phone.keys.all_bytes().iter().all(|byte| *byte == 0));
            } else {
                assert_eq!(number, 0, "only before the key is wholly overwritten");
                assert_eq!(opens(&phone, id), Ok(("two".to_owned(), false)));
            }
        }
    }
}

#[test]
fn a_key_that_could_not_be_overwritten_is_not_said_to_be_removed() {
    let phone = Phone::new();
    let id = saved(&phone, &["one"]).id();
    phone.wire.fail_next(Fault::Throws(StoreError::Blocked));
    assert_eq!(phone.expect(remove(&phone, id)), Err(StoreError::Blocked));
    assert!(!phone.keys.is_empty(), "it can still be overwritten");
    phone.expect(remove(&phone, id)).unwrap();
    assert!(is_empty(&phone));
}

#[test]
fn overwriting_a_key_is_tried_again() {
    for fault in [Fault::Hangs, Fault::Late(1), Fault::Throws(StoreError::NotKept)] {
        let phone = Phone::new();
        let id = saved(&phone, &["one"]).id();
        phone.wire.fail_next(fault);
        assert_eq!(phone.expect(remove(&phone, id)), Ok(()), "{fault:?}");
        assert!(is_empty(&phone));
    }
}

#[test]
fn a_device_that_only_says_that_it_destroyed_the_key_is_not_believed() {
    for fault in [Fault::Drops, Fault::Tears] {
        let phone = Phone::new();
        let id = saved(&phone, &["one"]).id();
        let before = phone.wire.count();
        phone.wire.fail_next(fault);
        assert_eq!(phone.expect(remove(&phone, id)), Ok(()), "{fault:?}");
        assert!(is_empty(&phone));
        let asked = |(place, call): &(_, _)| *place == "keys" && *call == Call::Remove;
        let times = phone.wire.calls()[before..].iter().filter(|call| asked(call)).count();
        assert_eq!(times, 3, "it is overwritten once more, then removed");
    }
}

#[test]
fn bytes_that_stay_without_a_key_are_no_reason_to_say_that_it_is_not_removed() {
    let phone = Phone::new();
    let id = saved(&phone, &["one"]).id();
    phone.wire.fail(phone.wire.count() + 2, Fault::Drops);
    assert_eq!(phone.expect(remove(&phone, id)), Ok(()));
    assert!(!phone.first.is_empty());
    assert_eq!(opens(&phone.as_it_stands(), id), Err(OpenError::Removed));
    assert_eq!(phone.expect(opening::find(&phone)), Ok(Vec::new()));
    assert!(is_empty(&phone), "they go the next time");
}

#[test]
fn removing_one_draft_leaves_the_others() {
    let phone = Phone::new();
    let gone = saved(&phone, &["one"]).id();
    let stays = saved(&phone, &["other"]).id();
    phone.expect(remove(&phone, gone)).unwrap();
    assert_eq!(opens(&phone, stays), Ok(("other".to_owned(), false)));
    assert_eq!(phone.expect(opening::find(&phone)).unwrap().len(), 1);
}

#[test]
fn removing_what_is_not_there_is_done() {
    let phone = Phone::new();
    assert_eq!(phone.expect(remove(&phone, DraftId([7; 16]))), Ok(()));
    assert_eq!(phone.expect(remove_everything(&phone)), Ok(()));
}

#[test]
fn removing_everything_removes_what_was_set_aside_and_keys_of_nothing_too() {
    let phone = Phone::new();
    let id = saved(&phone, &["one", "two"]).id();
    phone.judge.put(id, Slot::Aside, vec![1, 2, 3]);
    phone.expect(begin(&phone, None)).unwrap();
    saved(&phone, &["other"]);
    phone.first.put(DraftId([9; 16]), Slot::B, b"__proto__".to_vec());
    phone.expect(remove_everything(&phone)).unwrap();
    assert!(is_empty(&phone));
}

#[test]
fn all_keys_are_overwritten_before_the_first_draft_goes() {
    let phone = Phone::new();
    for reference in ["one", "two", "three"] {
        saved(&phone, &[reference]);
    }
    // Three ask which there are, three overwrite.
    phone.wire.fail(phone.wire.count() + 6, Fault::DiesBefore);
    assert_eq!(phone.run(remove_everything(&phone)), None);
    assert!(!phone.first.is_empty() && !phone.judge.is_empty());
    assert!(phone.keys.all_bytes().iter().all(|byte| *byte == 0));
    assert_eq!(phone.expect(opening::find(&phone)), Ok(Vec::new()));
}

#[test]
fn a_draft_whose_key_was_not_overwritten_at_first_is_when_its_turn_comes() {
    let phone = Phone::new();
    let ids = ["one", "two"].map(|reference| saved(&phone, &[reference]).id());
    phone.wire.fail(phone.wire.count() + 3, Fault::Throws(StoreError::Blocked));
    assert_eq!(phone.expect(remove_everything(&phone)), Ok(()));
    assert!(is_empty(&phone));
    assert!(ids.iter().all(|id| opens(&phone, *id).is_err()));
}

#[test]
fn one_draft_that_cannot_be_removed_is_said_and_does_not_keep_the_others() {
    let phone = Phone::new();
    let ids = ["one", "two"].map(|reference| saved(&phone, &[reference]).id());
    // Three ask which there are, two overwrite; then the first one's turn comes.
    for number in [3, 5] {
        phone.wire.fail(phone.wire.count() + number, Fault::Throws(StoreError::Blocked));
    }
    assert_eq!(phone.expect(remove_everything(&phone)), Err(StoreError::Blocked));
    assert_eq!(phone.keys.all_bytes().len(), 72, "its key is still there, to be overwritten");
    assert!(ids.iter().all(|id| opens(&phone, *id) == Err(OpenError::Removed)));
    assert_eq!(phone.expect(remove_everything(&phone)), Ok(()));
    assert!(is_empty(&phone));
}

#[test]
fn a_place_that_does_not_say_what_it_has_is_not_said_to_be_empty() {
    for place in 0..3 {
        let phone = Phone::new();
        saved(&phone, &["one"]);
        phone.wire.fail(phone.wire.count() + place, Fault::Hangs);
        assert_eq!(phone.expect(remove_everything(&phone)), Err(StoreError::TimedOut), "{place}");
        assert_eq!(phone.expect(remove_everything(&phone)), Ok(()));
        assert!(is_empty(&phone));
    }
}

#[test]
fn where_nothing_can_be_kept_there_is_nothing_to_remove() {
    let mut phone = Phone::new();
    phone.keys.block();
    let mut hold = phone.expect(begin(&phone, None)).unwrap();
    save_all(&phone, &mut hold, &["one"]);
    assert_eq!(phone.expect(remove(&phone, hold.id())), Ok(()));
    assert!(phone.first.is_empty() && phone.judge.is_empty());
    for place in 0..2 {
        phone.wire.fail(phone.wire.count() + place, Fault::Throws(StoreError::Blocked));
        assert_eq!(phone.expect(remove_everything(&phone)), Ok(()));
    }
}

#[test]
fn what_the_first_store_forgot_to_remove_is_not_offered_and_goes_the_next_time() {
    let phone = Phone::new();
    let hold = saved(&phone, &["one", "two"]);
    let id = hold.id();
    let kept = Slot::BOTH.map(|slot| phone.first.bytes(id, slot));
    phone.expect(remove(&phone, id)).unwrap();
    // The browser was killed before the removal was on the disk.
    for (slot, bytes) in Slot::BOTH.into_iter().zip(kept) {
        phone.first.put(id, slot, bytes.unwrap());
    }
    assert_eq!(phone.expect(opening::find(&phone)).unwrap(), []);
    assert!(phone.first.is_empty());
}
