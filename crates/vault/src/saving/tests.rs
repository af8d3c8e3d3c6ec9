use super::*;
use crate::testing::{Call, Fault, Memory, draft, pack};

const SHA: &str = "0f0f";

fn saved(reference: &str) -> String {
    draft(&pack(SHA), reference).write().unwrap()
}

fn kept(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn unreadable(found: Found) -> (DraftError, bool) {
    match found {
        Found::Unreadable { error, set_aside } => (error, set_aside),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_draft_that_was_saved_is_found_again() {
    let (pack, store) = (pack(SHA), Memory::new());
    assert_eq!(find(&pack, &store), Ok(Found::Nothing));
    let saved = save(draft(&pack, "A7K2"), &store).unwrap();
    assert_eq!(find(&pack, &store), Ok(Found::Draft(saved.clone())));
    assert_eq!(saved.draft().reference, "A7K2");
}

#[test]
fn a_later_draft_takes_the_place_of_the_one_before() {
    let (pack, store) = (pack(SHA), Memory::new());
    save(draft(&pack, "first"), &store).unwrap();
    let second = save(draft(&pack, "second"), &store).unwrap();
    assert_eq!(find(&pack, &store), Ok(Found::Draft(second)));
    assert_eq!(store.kept().len(), 1);
}

#[test]
fn who_may_not_save_keeps_the_draft_and_learns_why() {
    for error in [StoreError::Blocked, StoreError::Full] {
        let pack = pack(SHA);
        let says = error.clone();
        let store = Memory::new().failing(move |call, _| (call == Call::Write).then(|| Fault::Says(says.clone())));
        let not_saved = save(draft(&pack, "A7K2"), &store).unwrap_err();
        assert_eq!(*not_saved, NotSaved { draft: draft(&pack, "A7K2"), reason: error });
        assert!(store.kept().is_empty());
    }
}

#[test]
fn a_full_store_still_holds_the_draft_from_before() {
    let pack = pack(SHA);
    let store = Memory::new()
        .holding(DRAFT, &saved("before"))
        .failing(|call, _| (call == Call::Write).then_some(Fault::Says(StoreError::Full)));
    assert!(save(draft(&pack, "after"), &store).is_err());
    assert_eq!(store.kept(), kept(&[(DRAFT, &saved("before"))]));
}

#[test]
fn what_was_not_read_back_is_not_called_saved() {
    let pack = pack(SHA);
    for lying in [Call::Write, Call::Read] {
        let store = Memory::new().failing(move |call, _| (call == lying).then_some(Fault::Lies));
        let not_saved = save(draft(&pack, "A7K2"), &store).unwrap_err();
        assert_eq!(*not_saved, NotSaved { draft: draft(&pack, "A7K2"), reason: StoreError::NotKept }, "{lying:?}");
    }
    let store = Memory::new().failing(|call, _| (call == Call::Read).then_some(Fault::Says(StoreError::Blocked)));
    assert_eq!(save(draft(&pack, "A7K2"), &store).unwrap_err().reason, StoreError::Blocked);
}

#[test]
fn a_draft_that_would_not_be_read_again_is_not_called_saved() {
    let (pack, store) = (pack(SHA), Memory::new());
    let long = draft(&pack, &"x".repeat(crate::draft::LONGEST));
    assert_eq!(save(long.clone(), &store).unwrap_err().draft, long);
    assert!(store.kept().is_empty());
}

#[test]
fn an_unreadable_draft_is_set_aside_byte_for_byte() {
    for text in ["", "not a draft", "MZXW6", "مسودة\n\u{0}", saved("x").trim_start_matches('A')] {
        let store = Memory::new().holding(DRAFT, text);
        assert_eq!(unreadable(find(&pack(SHA), &store).unwrap()), (DraftError::Damaged, true), "{text}");
        assert_eq!(store.kept(), kept(&[("dalil.set-aside.1", text)]));
        assert_eq!(find(&pack(SHA), &store), Ok(Found::Nothing), "and the place is free for a new one");
    }
}

#[test]
fn a_draft_of_other_questions_is_set_aside() {
    let other = draft(&pack("another"), "x").write().unwrap();
    let store = Memory::new().holding(DRAFT, &other);
    assert_eq!(unreadable(find(&pack(SHA), &store).unwrap()), (DraftError::OtherPack, true));
    assert_eq!(store.kept(), kept(&[("dalil.set-aside.1", &other)]));
}

#[test]
fn what_was_set_aside_before_stays() {
    let store = Memory::new();
    for text in ["one", "two", "three"] {
        store.write(DRAFT, text).unwrap();
        find(&pack(SHA), &store).unwrap();
    }
    // One of them was taken away by hand: its name is free, the others' are not.
    store.remove("dalil.set-aside.2").unwrap();
    for text in ["four", "five"] {
        store.write(DRAFT, text).unwrap();
        find(&pack(SHA), &store).unwrap();
    }
    let expected = [("1", "one"), ("2", "four"), ("3", "three"), ("4", "five")];
    let expected = expected.map(|(n, text)| (format!("dalil.set-aside.{n}"), text.to_owned()));
    assert_eq!(store.kept(), expected);
}

#[test]
fn where_setting_aside_fails_every_byte_stays() {
    let faults: [(Call, Fault); 6] = [
        (Call::Write, Fault::Says(StoreError::Full)),
        (Call::Write, Fault::Says(StoreError::Blocked)),
        (Call::Write, Fault::Lies),
        (Call::Names, Fault::Says(StoreError::Blocked)),
        (Call::Names, Fault::Lies),
        (Call::Remove, Fault::Says(StoreError::Blocked)),
    ];
    for (failing, fault) in faults {
        let shown = format!("{failing:?} {fault:?}");
        let store = Memory::new()
            .holding(DRAFT, "unreadable")
            .holding("dalil.set-aside.1", "from before")
            .failing(move |call, _| (call == failing).then(|| fault.clone()));
        assert_eq!(unreadable(find(&pack(SHA), &store).unwrap()), (DraftError::Damaged, false), "{shown}");
        let kept = store.kept();
        assert!(kept.contains(&(DRAFT.to_owned(), "unreadable".to_owned())), "{shown}: {kept:?}");
        assert!(kept.contains(&("dalil.set-aside.1".to_owned(), "from before".to_owned())), "{shown}: {kept:?}");
    }
}

#[test]
fn what_could_not_be_found_again_to_be_removed_is_not_set_aside() {
    let store = Memory::new()
        .holding(DRAFT, "unreadable")
        .failing(|call, _| (call == Call::Names).then_some(Fault::Says(StoreError::Blocked)));
    assert!(!unreadable(find(&pack(SHA), &store).unwrap()).1);
    assert_eq!(store.kept(), kept(&[(DRAFT, "unreadable")]));
}

#[test]
fn a_draft_that_cannot_be_removed_is_not_copied_at_every_start() {
    let store = Memory::new()
        .holding(DRAFT, "unreadable")
        .failing(|call, _| (call == Call::Remove).then_some(Fault::Says(StoreError::Blocked)));
    for _ in 0..5 {
        assert!(!unreadable(find(&pack(SHA), &store).unwrap()).1);
    }
    assert_eq!(store.kept(), kept(&[(DRAFT, "unreadable"), ("dalil.set-aside.1", "unreadable")]));
}

#[test]
fn a_device_that_cannot_be_read_is_not_taken_for_an_empty_one() {
    let store = Memory::new().failing(|call, _| (call == Call::Read).then_some(Fault::Says(StoreError::Blocked)));
    assert_eq!(find(&pack(SHA), &store), Err(StoreError::Blocked));
}

#[test]
fn answers_that_do_not_fit_are_set_aside_as_they_are() {
    let text = saved("fits no more");
    let store = Memory::new().holding(DRAFT, &text);
    assert!(set_aside_kept(&store));
    assert_eq!(store.kept(), kept(&[("dalil.set-aside.1", &text)]));
    assert!(!set_aside_kept(&store), "nothing is left to set aside");
}

#[test]
fn removing_removes_the_draft_and_everything_set_aside_and_nothing_else() {
    let store = Memory::new()
        .holding(DRAFT, &saved("x"))
        .holding("dalil.set-aside.1", "one")
        .holding("dalil.set-aside.7", "seven")
        .holding("another", "stays");
    assert_eq!(remove_everything(&store), Ok(()));
    assert_eq!(store.kept(), kept(&[("another", "stays")]));
    assert_eq!(remove_everything(&store), Ok(()), "nothing to remove is no error");
}

#[test]
fn removed_is_said_only_when_nothing_is_left() {
    for fault in [Fault::Lies, Fault::Says(StoreError::Blocked)] {
        for stuck in [DRAFT, "dalil.set-aside.2"] {
            let fault = fault.clone();
            let store = Memory::new()
                .holding(DRAFT, &saved("x"))
                .holding("dalil.set-aside.1", "one")
                .holding("dalil.set-aside.2", "two")
                .failing(move |call, name| (call == Call::Remove && name == stuck).then(|| fault.clone()));
            assert!(remove_everything(&store).is_err(), "{stuck}");
            // What can go is gone.
            let left: Vec<String> = store.kept().into_iter().map(|(name, _)| name).collect();
            assert_eq!(left, [stuck]);
        }
    }
}

#[test]
fn a_draft_is_taken_back_and_what_was_set_aside_stays() {
    let store = Memory::new().holding(DRAFT, &saved("A7K2")).holding("dalil.set-aside.1", "somebody's");
    assert_eq!(remove_draft(&store), Ok(()));
    assert_eq!(store.kept(), kept(&[("dalil.set-aside.1", "somebody's")]));
}

#[test]
fn a_draft_that_is_still_there_was_not_taken_back() {
    let store =
        Memory::new().holding(DRAFT, &saved("A7K2")).failing(|call, _| (call == Call::Remove).then_some(Fault::Lies));
    assert_eq!(remove_draft(&store), Err(StoreError::NotKept));
}
