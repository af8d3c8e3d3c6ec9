use super::*;
use crate::settings::Given;
use crate::testing::{Front, Machine, Room, WORDS, canary, case, closed, code, draft_of, passphrase};
use vault::testing::{Call, Fault, Soft, stands_in_the_clear};

type Desk = Unlocked<Soft>;

fn given() -> Settings {
    Settings::new(&Given { organisation: "Open Hands".to_owned(), ..Given::default() })
}

/// A desk with cases, which were all saved.
fn desk_with(machine: &Machine, numbers: core::ops::Range<u32>) -> Desk {
    let Machine { front, room } = machine;
    front.0.expect(async {
        let mut desk = set_up(front, given(), passphrase()).await.unwrap();
        for number in numbers {
            let mut open = desk.begin(room, case(number)).await.unwrap();
            let _ = desk.save(front, room, &mut open, Priority::Normal).await.unwrap();
        }
        desk
    })
}

fn unlocked(machine: &Machine) -> Desk {
    machine.front.0.expect(unlock(&machine.front, WORDS)).unwrap()
}

fn looked_over(machine: &Machine) -> (Desk, LookedOver) {
    let Machine { front, room } = machine;
    let mut desk = unlocked(machine);
    let report = front.0.expect(desk.look_over(front, room, |_| Priority::Normal)).unwrap();
    (desk, report)
}

fn opens(machine: &Machine, desk: &Desk, number: u32) -> Result<String, OpenError> {
    let opened = machine.front.0.expect(desk.open(&machine.room, &code(number)));
    opened.map(|open| draft_of(&open.case).to_owned())
}

fn listed(desk: &Desk) -> Vec<CaseCode> {
    desk.desk().cases().map(|entry| entry.code.clone()).collect()
}

#[test]
fn what_was_saved_is_there_after_the_desk_was_locked() {
    let machine = Machine::new();
    drop(desk_with(&machine, 0..5));
    let (desk, report) = looked_over(&machine);
    assert_eq!(report, LookedOver::default());
    assert_eq!(desk.desk().settings(), &given());
    assert_eq!(desk.desk().len(), 5);
    for number in 0..5 {
        assert_eq!(opens(&machine, &desk, number), Ok(canary(number)));
    }
    assert_eq!(opens(&machine, &desk, 9), Err(OpenError::Removed));
}

#[test]
fn other_words_do_not_unlock_it() {
    let machine = Machine::new();
    drop(desk_with(&machine, 0..1));
    let refused = machine.front.0.expect(unlock(&machine.front, "river lamp stone cup"));
    assert_eq!(refused.err(), Some(OpenError::WrongPassphrase));
}

#[test]
fn nothing_stands_in_the_clear_not_even_a_key_of_a_case() {
    let machine = Machine::new();
    let desk = desk_with(&machine, 0..3);
    for number in 0..3 {
        assert!(!stands_in_the_clear(&machine.front.0, &canary(number)));
        assert!(!stands_in_the_clear(&machine.room.0, &canary(number)));
        assert!(!stands_in_the_clear(&machine.front.0, code(number).as_str()));
        // Whoever has the device and no passphrase opens no case: its key's file is no key.
        let id = desk.desk().case(&code(number)).unwrap().id();
        let raw = machine.room.0.expect(opening::open(&machine.room, id, None));
        assert_eq!(raw.err(), Some(OpenError::Unreadable(Unreadable::KeyDamaged)));
    }
    assert!(!stands_in_the_clear(&machine.front.0, WORDS));
}

#[test]
fn a_removed_case_is_gone_and_the_others_stay() {
    let machine = Machine::new();
    let mut desk = desk_with(&machine, 0..3);
    let id = desk.desk().case(&code(1)).unwrap().id();
    machine.front.0.expect(desk.remove(&machine.front, &machine.room, &code(1))).unwrap();
    assert_eq!(listed(&desk), [code(0), code(2)]);
    let (desk, report) = looked_over(&machine);
    assert_eq!(report, LookedOver::default());
    assert_eq!(listed(&desk), [code(0), code(2)]);
    assert!(machine.room.0.keys.pair(id).iter().all(Option::is_none));
    assert_eq!(opens(&machine, &desk, 2), Ok(canary(2)));
}

#[test]
fn the_close_of_a_shift_removes_what_is_closed() {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    let mut desk = desk_with(&machine, 0..4);
    for number in [0, 2] {
        front.0.expect(async {
            let mut open = desk.open(room, &code(number)).await.unwrap();
            open.case = closed(open.case.clone());
            let _ = desk.save(front, room, &mut open, Priority::Normal).await.unwrap();
        });
    }
    let closed = desk.desk().closed();
    assert_eq!(closed, [code(0), code(2)]);
    front.0.expect(desk.remove_all(front, room, &closed)).unwrap();
    assert_eq!(listed(&looked_over(&machine).0), [code(1), code(3)]);
}

#[test]
fn removing_the_desk_leaves_nothing_and_needs_no_passphrase() {
    let machine = Machine::new();
    drop(desk_with(&machine, 0..3));
    machine.front.0.expect(remove_desk(&machine.front, &machine.room)).unwrap();
    assert!(machine.front.0.expect(desks(&machine.front)).unwrap().is_empty());
    assert!(machine.front.0.all_bytes().is_empty() && machine.room.0.all_bytes().is_empty());
}

#[test]
fn a_new_passphrase_opens_everything_and_the_old_one_nothing() {
    let machine = Machine::new();
    let mut desk = desk_with(&machine, 0..2);
    let new = Passphrase { words: "other words now", ..passphrase() };
    machine.front.0.expect(desk.change_passphrase(&machine.front, new)).unwrap();
    let refused = machine.front.0.expect(unlock(&machine.front, WORDS));
    assert_eq!(refused.err(), Some(OpenError::WrongPassphrase));
    let desk = machine.front.0.expect(unlock(&machine.front, "other words now")).unwrap();
    assert_eq!(opens(&machine, &desk, 1), Ok(canary(1)));
}

#[test]
fn a_code_that_is_taken_is_refused_before_anything_is_saved() {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    let desk = desk_with(&machine, 0..1);
    let begun = front.0.expect(desk.begin(room, case(0)));
    assert_eq!(begun.err(), Some(NotKept::List(ListError::Taken)));
}

#[test]
fn a_device_that_keeps_no_key_gets_no_desk() {
    let mut machine = Machine::new();
    machine.front.0.keys.block();
    let refused = machine.front.0.expect(set_up(&machine.front, given(), passphrase()));
    assert_eq!(refused.err(), Some(NotSaved::Store(StoreError::Blocked)));
    assert!(machine.front.0.first.is_empty() && machine.front.0.judge.is_empty());
}

#[test]
fn what_waits_in_memory_opens_only_with_the_desk_and_its_words_are_known_to_be_right() {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    let desk = desk_with(&machine, 0..1);
    let sealed = front.0.expect(desk.seal_case(room, &case(3))).unwrap();
    let reads_as = |desk: &Desk| front.0.expect(desk.open_sealed_case(room, &sealed)).unwrap();
    drop(desk);
    let again = unlocked(&machine);
    assert_eq!(reads_as(&again), Some(case(3)));
    assert_eq!(front.0.expect(again.are_words(front, WORDS)), Ok(true));
    assert_eq!(front.0.expect(again.are_words(front, "lamp river stone")), Ok(false));
    front.0.expect(removing::remove_everything(front)).unwrap();
    assert_eq!(reads_as(&desk_with(&machine, 9..10)), None, "another desk");
}

#[test]
fn settings_are_kept() {
    let machine = Machine::new();
    let mut desk = desk_with(&machine, 0..1);
    let new = Settings::new(&Given { idle_seconds: 60, ..given().get().clone() });
    machine.front.0.expect(desk.set(&machine.front, new.clone())).unwrap();
    assert_eq!(unlocked(&machine).desk().settings(), &new);
}

/// What happens at a desk, step by step; says what was said to be done.
#[derive(Default)]
struct Told {
    saved: Vec<(u32, u32)>,
    removed: Vec<u32>,
    asked_to_remove: Vec<u32>,
    changed: bool,
    asked_to_change: bool,
}

const NEW_WORDS: &str = "other words now";

async fn a_shift(front: &Front, room: &Room, told: &mut Told) -> Result<(), ()> {
    let mut desk = unlock(front, WORDS).await.map_err(drop)?;
    let mut open = desk.begin(room, case(7)).await.map_err(drop)?;
    for answers in [7, 107] {
        open.case.draft = vault::testing::draft(&canary(answers));
        if desk.save(front, room, &mut open, Priority::Urgent).await.is_ok() {
            told.saved.push((7, answers));
        }
    }
    let mut other = desk.open(room, &code(1)).await.map_err(drop)?;
    other.case.draft = vault::testing::draft(&canary(101));
    if desk.save(front, room, &mut other, Priority::Normal).await.is_ok() {
        told.saved.push((1, 101));
    }
    told.asked_to_remove.extend([0, 2]);
    if desk.remove_all(front, room, &[code(0), code(2)]).await.is_ok() {
        told.removed.extend([0, 2]);
    }
    told.asked_to_change = true;
    told.changed = desk.change_passphrase(front, Passphrase { words: NEW_WORDS, ..passphrase() }).await.is_ok();
    Ok(())
}

/// Compares what is there now with what was said.
fn is_as_it_was_told(machine: &Machine, told: &Told) -> Result<(), String> {
    let Machine { front, room } = machine;
    let words = if told.changed { NEW_WORDS } else { WORDS };
    let mut unlocked = front.0.expect(unlock(front, words));
    if unlocked.is_err() && told.asked_to_change {
        // Whether the change went through was not said.
        unlocked = front.0.expect(unlock(front, NEW_WORDS));
    }
    let mut desk = unlocked.map_err(|error| format!("it does not open: {error:?}"))?;
    if front.0.expect(desks(front)).map(|desks| desks.len()) != Ok(1) {
        return Err("there is not one desk".to_owned());
    }
    let report = front.0.expect(desk.look_over(front, room, |_| Priority::Normal));
    report.map_err(|error| format!("it cannot be looked over: {error:?}"))?;
    let again = front.0.expect(desk.look_over(front, room, |_| Priority::Normal));
    // What was cut off at its very first saving stays unreadable until somebody removes it.
    if again.as_ref().map(|again| again.found.len() + again.gone.len()) != Ok(0) {
        return Err(format!("looking over twice finds {again:?}"));
    }
    for number in 0..4 {
        if told.asked_to_remove.contains(&number) {
            continue;
        }
        let said = told.saved.iter().rev().find(|(case, _)| *case == number).map_or(number, |(_, answers)| *answers);
        let found = opens(machine, &desk, number).map_err(|error| format!("case {number}: {error:?}"))?;
        // What was being saved when it was interrupted may be there or not.
        if found != canary(said) && found != canary(number + 100) {
            return Err(format!("case {number} is {found}"));
        }
    }
    for number in &told.removed {
        if opens(machine, &desk, *number).is_ok() || desk.desk().case(&code(*number)).is_some() {
            return Err(format!("case {number} is there"));
        }
    }
    for (number, _) in &told.saved {
        opens(machine, &desk, *number).map_err(|error| format!("case {number}: {error:?}"))?;
    }
    for entry in desk.desk().cases() {
        if front.0.expect(desk.open(room, &entry.code)).is_err() {
            return Err(format!("{} is on the list and does not open", entry.code));
        }
    }
    Ok(())
}

/// The calls of a shift in which nothing fails.
fn calls() -> Vec<(&'static str, Call)> {
    let machine = Machine::new();
    drop(desk_with(&machine, 0..4));
    let before = machine.front.0.wire.calls().len();
    let mut told = Told::default();
    machine.front.0.expect(a_shift(&machine.front, &machine.room, &mut told)).unwrap();
    assert_eq!(is_as_it_was_told(&machine, &told), Ok(()));
    assert_eq!((told.saved.len(), told.removed.len(), told.changed), (3, 2, true));
    machine.front.0.wire.calls()[before..].to_vec()
}

#[test]
fn whatever_call_the_page_dies_at_or_fails_at_what_was_said_holds() {
    let faults = |call| match call {
        Call::Write | Call::WriteKey | Call::Remove => vec![
            Fault::DiesBefore,
            Fault::DiesAmid,
            Fault::DiesAfter,
            Fault::Throws(StoreError::NotKept),
            Fault::Full,
            Fault::Hangs,
        ],
        _ => vec![Fault::DiesBefore, Fault::Throws(StoreError::NotKept), Fault::Hangs],
    };
    let calls = calls();
    let mut tried = 0;
    for (number, (place, call)) in calls.iter().enumerate() {
        for fault in faults(*call) {
            let machine = Machine::new();
            drop(desk_with(&machine, 0..4));
            let wire = &machine.front.0.wire;
            wire.fail(wire.calls().len() + number, fault);
            let mut told = Told::default();
            let _ = machine.front.0.run(a_shift(&machine.front, &machine.room, &mut told));
            wire.works_again();
            let result = is_as_it_was_told(&machine, &told);
            assert_eq!(result, Ok(()), "call {number}, {call:?} of {place}, {fault:?}");
            tried += 1;
        }
    }
    assert!(tried > 300, "{tried}");
}

#[test]
fn a_case_that_was_saved_when_the_list_was_not_is_found() {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    let desk = desk_with(&machine, 0..1);
    front.0.expect(async {
        let mut open = desk.begin(room, case(5)).await.unwrap();
        let _ = open.hold.save(&open.case, &desk.cases(room)).await.unwrap();
    });
    drop(desk);
    let (desk, report) = looked_over(&machine);
    assert_eq!(report.found, [code(5)]);
    assert_eq!(opens(&machine, &desk, 5), Ok(canary(5)));
    assert_eq!(looked_over(&machine).1, LookedOver::default());
}

#[test]
fn a_case_that_is_on_the_list_alone_is_said_to_be_gone() {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    let desk = desk_with(&machine, 0..2);
    let id = desk.desk().case(&code(1)).unwrap().id();
    front.0.expect(removing::remove(room, id)).unwrap();
    drop(desk);
    let (desk, report) = looked_over(&machine);
    assert_eq!(report.gone, [code(1)]);
    assert_eq!(listed(&desk), [code(0)]);
    assert_eq!(looked_over(&machine).1, LookedOver::default());
}

#[test]
fn cases_of_another_desk_stay_closed_and_stay_there() {
    let machine = Machine::new();
    let Machine { front, room } = &machine;
    drop(desk_with(&machine, 0..2));
    front.0.expect(removing::remove_everything(front)).unwrap();
    let desk = desk_with(&machine, 5..6);
    drop(desk);
    let before = room.0.judge.all_bytes();
    let (desk, report) = looked_over(&machine);
    assert_eq!((report.unreadable.len(), report.found.len()), (2, 0));
    assert_eq!(listed(&desk), [code(5)]);
    assert_eq!(room.0.judge.all_bytes(), before);
    front.0.expect(desk.remove_unreadable(room, &report.unreadable)).unwrap();
    let (desk, report) = looked_over(&machine);
    assert_eq!(report, LookedOver::default());
    assert_eq!(opens(&machine, &desk, 5), Ok(canary(5)));
}

#[test]
fn unlocking_and_finding_a_case_are_as_much_work_with_400_cases_as_with_20() {
    let work = |cases: u32| {
        let machine = Machine::new();
        drop(desk_with(&machine, 0..cases));
        let wire = &machine.front.0.wire;
        let start = wire.calls().len();
        let (desk, _) = looked_over(&machine);
        let unlocked = wire.calls().len();
        opens(&machine, &desk, cases / 2).unwrap();
        (unlocked - start, wire.calls().len() - unlocked)
    };
    assert_eq!(work(400), work(20));
}
