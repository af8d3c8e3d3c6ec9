use engine::card::Priority;
use proptest::prelude::*;
use vault::testing::{Fault, stands_in_the_clear};

use super::*;
use crate::settings::{Given, Settings};
use crate::testing::{Machine, WORDS, canary, case, code, draft_of, passphrase};
use crate::unlocked::{remove_desk, set_up, unlock};

fn desk_with(machine: &Machine, numbers: core::ops::Range<u32>) {
    let Machine { front, room } = machine;
    front.0.expect(async {
        let settings = Settings::new(&Given { organisation: "Open Hands".to_owned(), ..Given::default() });
        let mut desk = set_up(front, settings, passphrase()).await.unwrap();
        for number in numbers {
            let mut open = desk.begin(room, case(number)).await.unwrap();
            let _ = desk.save(front, room, &mut open, Priority::Normal).await.unwrap();
        }
    });
}

fn backup_of(machine: &Machine) -> Made {
    let Machine { front, room } = machine;
    front.0.expect(async {
        let desk = unlock(front, WORDS).await.unwrap();
        make(&desk, front, room, WORDS).await.unwrap()
    })
}

/// A desk with three cases, as a file.
fn three() -> Vec<u8> {
    let machine = Machine::new();
    desk_with(&machine, 0..3);
    backup_of(&machine).bytes
}

fn restored(machine: &Machine, bytes: &[u8], words: &str) -> Result<usize, NotRestored> {
    let Machine { front, room } = machine;
    let backup = Backup::read(bytes).unwrap();
    front.0.run(restore(&backup, front, room, words)).unwrap().map(|desk| desk.desk().len())
}

/// What opens on a machine, which is looked over as after every unlocking.
fn opens(machine: &Machine) -> Vec<String> {
    let Machine { front, room } = machine;
    front.0.expect(async {
        let mut desk = unlock(front, WORDS).await.unwrap();
        let _ = desk.look_over(front, room, |_| Priority::Normal).await.unwrap();
        let mut drafts = Vec::new();
        for code in desk.desk().cases().map(|entry| entry.code.clone()).collect::<Vec<_>>() {
            drafts.push(draft_of(&desk.open(room, &code).await.unwrap().case).to_owned());
        }
        drafts.sort();
        drafts
    })
}

fn unlocks(machine: &Machine) -> bool {
    machine.front.0.expect(unlock(&machine.front, WORDS)).is_ok()
}

fn canaries(numbers: core::ops::Range<u32>) -> Vec<String> {
    numbers.map(canary).collect()
}

fn is_untouched(machine: &Machine) -> bool {
    machine.front.0.all_bytes().is_empty() && machine.room.0.all_bytes().is_empty()
}

/// With a check value that fits: what somebody would do who means it.
fn signed(mut bytes: Vec<u8>) -> Vec<u8> {
    let body = bytes.len() - 4;
    let crc = crc32c(&bytes[..body]);
    bytes[body..].copy_from_slice(&crc.to_le_bytes());
    bytes
}

#[test]
fn what_was_at_one_desk_is_at_another_with_its_words() {
    let (one, other) = (Machine::new(), Machine::new());
    desk_with(&one, 0..5);
    let made = backup_of(&one);
    assert_eq!((made.cases, made.left_out), (5, Vec::new()));
    assert_eq!(restored(&other, &made.bytes, WORDS), Ok(5));
    assert_eq!(opens(&other), canaries(0..5));
    assert_eq!(opens(&one), canaries(0..5), "where it was made nothing has changed");
}

#[test]
fn nothing_of_a_case_or_of_the_desk_stands_in_the_file_in_the_clear() {
    let bytes = three();
    for words in [canary(0), canary(2), WORDS.to_owned(), "Open Hands".to_owned(), code(1).to_string()] {
        assert!(!bytes.windows(words.len()).any(|window| window == words.as_bytes()), "{words}");
    }
    let machine = Machine::new();
    restored(&machine, &bytes, WORDS).unwrap();
    assert!(!stands_in_the_clear(&machine.room.0, &canary(0)));
}

#[test]
fn other_words_make_no_backup_and_restore_none() {
    let machine = Machine::new();
    desk_with(&machine, 0..3);
    let made = machine.front.0.expect(async {
        let desk = unlock(&machine.front, WORDS).await.unwrap();
        make(&desk, &machine.front, &machine.room, "other words").await
    });
    assert_eq!(made, Err(NotMade::Open(OpenError::WrongPassphrase)));
    let empty = Machine::new();
    let wrong = restored(&empty, &three(), "other words");
    assert_eq!(wrong, Err(NotRestored::Open(OpenError::WrongPassphrase)));
    assert!(is_untouched(&empty));
}

#[test]
fn a_desk_that_is_there_is_not_overwritten() {
    let machine = Machine::new();
    desk_with(&machine, 7..9);
    let before = (machine.front.0.all_bytes(), machine.room.0.all_bytes());
    assert_eq!(restored(&machine, &three(), WORDS), Err(NotRestored::ThereIsOne));
    assert_eq!((machine.front.0.all_bytes(), machine.room.0.all_bytes()), before);
}

#[test]
fn a_case_that_is_on_the_device_and_opens_stays_as_it_is() {
    let machine = Machine::new();
    desk_with(&machine, 0..2);
    let made = backup_of(&machine);
    let Machine { front, room } = &machine;
    front.0.expect(async {
        let mut desk = unlock(front, WORDS).await.unwrap();
        let mut open = desk.open(room, &code(1)).await.unwrap();
        open.case.draft = case(8).draft;
        let _ = desk.save(front, room, &mut open, Priority::Normal).await.unwrap();
        // The desk's own record is lost, and the cases are not.
        let id = desk.id();
        vault::removing::remove(front, id).await.unwrap();
    });
    assert_eq!(restored(&machine, &made.bytes, WORDS), Ok(2));
    assert_eq!(opens(&machine), [canary(0), canary(8)]);
}

#[test]
fn a_desk_without_cases_has_a_backup_too() {
    let (one, other) = (Machine::new(), Machine::new());
    desk_with(&one, 0..0);
    assert_eq!(restored(&other, &backup_of(&one).bytes, WORDS), Ok(0));
}

#[test]
fn a_case_that_does_not_open_is_left_out_and_said() {
    let machine = Machine::new();
    desk_with(&machine, 0..3);
    machine.front.0.expect(async {
        let desk = unlock(&machine.front, WORDS).await.unwrap();
        let id = desk.desk().case(&code(1)).unwrap().id();
        vault::keys::Keys::shred(machine.room.keys(), id).await.unwrap();
    });
    let made = backup_of(&machine);
    assert_eq!((made.cases, made.left_out), (2, vec![code(1)]));
    let other = Machine::new();
    restored(&other, &made.bytes, WORDS).unwrap();
    assert_eq!(opens(&other), [canary(0), canary(2)]);
}

#[test]
fn whatever_is_cut_off_is_refused() {
    let bytes = three();
    for length in 0..bytes.len() {
        assert_eq!(Backup::read(&bytes[..length]), Err(BackupError::Damaged), "{length}");
    }
    assert_eq!(Backup::read(&[bytes, vec![0]].concat()), Err(BackupError::Damaged));
}

#[test]
fn another_version_is_said_so_and_too_much_is_not_read() {
    let mut newer = three();
    newer[4] = VERSION + 1;
    assert_eq!(Backup::read(&signed(newer)), Err(BackupError::Newer(VERSION + 1)));
    assert_eq!(Backup::read(&vec![0; LONGEST + 1]), Err(BackupError::TooLong));
}

#[test]
fn a_record_that_stands_twice_is_refused() {
    let Backup { front, mut cases } = Backup::read(&three()).unwrap();
    cases.push(cases[0].clone());
    assert_eq!(Backup::read(&Backup { front, cases }.write()), Err(BackupError::Damaged));
}

#[test]
fn a_thousand_bits_that_flip_are_noticed() {
    let bytes = three();
    let bits = bytes.len() * 8;
    for number in 0..1_000 {
        let bit = number * bits / 1_000 + number % 7;
        let mut flipped = bytes.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(Backup::read(&flipped), Err(BackupError::Damaged), "{bit}");
        // And where the check value was made to fit: nothing is written, or it is the same desk.
        let Ok(backup) = Backup::read(&signed(flipped)) else { continue };
        let machine = Machine::new();
        let result = machine.front.0.run(restore(&backup, &machine.front, &machine.room, WORDS)).unwrap();
        if result.is_ok() {
            assert_eq!(opens(&machine), canaries(0..3), "{bit}");
        } else {
            assert!(is_untouched(&machine), "{bit}");
        }
    }
}

#[test]
fn whatever_call_the_page_dies_at_or_fails_at_it_can_be_restored_again() {
    let bytes = three();
    let calls = {
        let machine = Machine::new();
        restored(&machine, &bytes, WORDS).unwrap();
        machine.front.0.wire.calls()
    };
    assert!(calls.len() > 20);
    let mut halves = 0;
    for (number, (_, call)) in calls.into_iter().enumerate() {
        for fault in Fault::all(call).into_iter().filter(|fault| !fault.lies()) {
            let machine = Machine::new();
            let Machine { front, room } = &machine;
            front.0.wire.fail(number, fault);
            let backup = Backup::read(&bytes).unwrap();
            let result = front.0.run(restore(&backup, front, room, WORDS)).map(|result| result.map(drop));
            front.0.wire.works_again();
            if !matches!(result, Some(Ok(()))) && !unlocks(&machine) {
                // The half of a desk, if there is one, is removed by whoever finds it.
                if !front.0.expect(crate::unlocked::desks(front)).unwrap().is_empty() {
                    halves += 1;
                    front.0.expect(remove_desk(front, room)).unwrap();
                }
                restored(&machine, &bytes, WORDS).unwrap();
            }
            assert_eq!(opens(&machine), canaries(0..3), "{number} {call:?} {fault:?}");
        }
    }
    assert!(halves <= 3, "a desk that does not open is left {halves} times");
}

proptest! {
    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), cut in 9_usize..2_000) {
        let _ = Backup::read(&bytes);
        let mut begun = three();
        begun.truncate(cut);
        begun.extend(&bytes);
        if begun.len() > 4 {
            let _ = Backup::read(&signed(begun));
        }
    }
}
