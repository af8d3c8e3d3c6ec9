//! Cases that some version has written: every later version must read all of them, for ever.
//!
//! `DALIL_WRITE_CORPUS=1 cargo test -p dalil-casework --test corpus` adds those of the format of today. What is there
//! already is never written again: it is the work of the version of its time.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

use std::fs;
use std::path::PathBuf;

use casework::entry::{About, Event, Happening, Line};
use casework::plan::{Dimension, Plan, PlanStep};
use casework::status::Status;
use casework::step::{ClosureReason, Reached};
use casework::words::{Code, Note, Who};
use casework::{Casework, CaseworkError, FORMAT};
use engine::date::Date;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/casework"))
}

fn day(day: i32) -> Date {
    Date::from_days(20_000 + day).unwrap()
}

fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

fn write(casework: &mut Casework, on: i32, event: Event, note: &str) {
    let (happening, who) = (Happening { on: day(on), event }, Who::new("Amal, Tunis desk").unwrap());
    casework.write(day(on + 1), who, happening, Note::new(note).ok()).unwrap();
}

fn correct(casework: &mut Casework, of: u32, instead: Option<Event>) {
    let instead = instead.map(|event| Happening { on: day(90), event });
    casework.correct(day(91), Who::new("Léa").unwrap(), of, instead, Note::new("كان خطأ").ok()).unwrap();
}

/// A case in which everything happens that can be written.
fn everything() -> Casework {
    let mut casework = Casework::default();
    let about = [
        About::Service(code("tn_iom")),
        About::Card(code("DIRECT")),
        About::Both { service: code("tn_unhcr"), card: code("ASYLUM") },
    ];
    for reached in [Reached::Intake, Reached::Assessment, Reached::Plan, Reached::Referral, Reached::FollowUp] {
        write(&mut casework, 1, Event::Step(reached), "");
    }
    for (at, about) in (1..).zip(about) {
        let line = Line { about, round: at };
        for status in [Status::Referred, Status::NotAvailable, Status::Accepted, Status::Given, Status::Declined] {
            write(&mut casework, i32::from(at), Event::Status(line.clone(), status), "called");
        }
        write(&mut casework, 5, Event::Next { line: Some(line.clone()), on: Some(day(40)) }, "");
        write(&mut casework, 6, Event::Status(line, Status::Closed), "");
    }
    let other = Line::first(About::Card(code("MED")));
    write(&mut casework, 6, Event::Status(other, Status::AlreadyReceived), "");
    write(&mut casework, 7, Event::Kit { kit: code("hygiene"), number: 2 }, "");
    write(&mut casework, 8, Event::Next { line: None, on: None }, "");
    write(&mut casework, -30_000, Event::Remark, "يعود يوم الأحد");
    correct(&mut casework, 3, None);
    correct(&mut casework, 4, Some(Event::Kit { kit: code("food"), number: 1 }));
    for reason in ClosureReason::ALL {
        write(&mut casework, 80, Event::Step(Reached::Closure(reason)), "");
    }
    casework
}

fn with_a_plan() -> Casework {
    let mut casework = Casework::default();
    let step = |dimension: Dimension| PlanStep {
        dimension,
        what: Note::new("machine à coudre").unwrap(),
        who: Who::new("IOM").ok(),
        due: Some(day(60)),
        done: (dimension == Dimension::Social).then(|| day(50)),
    };
    casework.set_plan(Plan { steps: Dimension::ALL.map(step).to_vec() }).unwrap();
    casework
}

fn to_digits(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

fn from_digits(text: &str) -> Vec<u8> {
    let digits: Vec<u32> = text.trim().chars().map(|digit| digit.to_digit(16).unwrap()).collect();
    digits.chunks(2).map(|pair| u8::try_from(pair[0] * 16 + pair[1]).unwrap()).collect()
}

fn cases() -> [(&'static str, Vec<u8>); 4] {
    let everything = everything().to_bytes().unwrap();
    // `called` stands in the notes: another one is written there, as whoever wants to hide something would.
    let at = everything.windows(6).position(|window| window == b"called").unwrap();
    let mut changed = everything.clone();
    changed[at] = b'C';
    [
        ("nothing", Casework::default().to_bytes().unwrap()),
        ("everything", everything),
        ("plan", with_a_plan().to_bytes().unwrap()),
        ("everything-broken", changed),
    ]
}

#[test]
fn every_case_that_was_ever_written_is_read_and_written_back() {
    if std::env::var_os("DALIL_WRITE_CORPUS").is_some() {
        fs::create_dir_all(folder()).unwrap();
        for (name, bytes) in cases() {
            let path = folder().join(format!("format-{FORMAT}-{name}.txt"));
            if !path.exists() {
                fs::write(path, to_digits(&bytes) + "\n").unwrap();
            }
        }
    }
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let bytes = from_digits(&fs::read_to_string(&path).unwrap());
        let casework = Casework::from_bytes(&bytes).map_err(|error| format!("{name}: {error}")).unwrap();
        assert_eq!(casework.history().verify().is_err(), name.ends_with("-broken"), "{name}");
        assert_eq!(casework.history().entries().count(), casework.history().len(), "{name}");
        assert_eq!(casework.to_bytes(), Ok(bytes), "{name}");
        count += 1;
    }
    assert!(count >= 4 * usize::from(FORMAT), "{count} cases");
}

#[test]
fn what_this_version_writes_is_byte_for_byte_the_format_that_it_names() {
    for (name, bytes) in cases() {
        let kept = fs::read_to_string(folder().join(format!("format-{FORMAT}-{name}.txt"))).unwrap();
        assert_eq!(to_digits(&bytes), kept.trim(), "{name}: a changed format needs another number");
    }
}

#[test]
fn every_case_that_was_ever_written_is_refused_where_a_byte_of_its_frame_is_missing() {
    for (name, bytes) in cases() {
        assert_eq!(Casework::from_bytes(&bytes[..bytes.len() - 1]), Err(CaseworkError::Damaged), "{name}");
    }
}
