use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;
use crate::entry::{About, Line};
use crate::plan::{Dimension, PlanStep};
use crate::step::{ClosureReason, Reached};
use crate::testing::{Case, code, day, line, who};
use crate::words::Code;

fn happened(event: Event) -> Happening {
    Happening { on: day(1), event }
}

fn a_step(what: &str) -> PlanStep {
    PlanStep { dimension: Dimension::Economic, what: Note::new(what).unwrap(), who: None, due: None, done: None }
}

#[test]
fn what_may_not_follow_is_refused_and_nothing_has_changed() {
    let mut case = Case::default().status(1, "eg_iom", Status::Referred).status(2, "eg_iom", Status::Closed);
    let before = case.0.clone();
    let refused = case.try_event(3, Event::Status(line("eg_iom"), Status::Given));
    assert_eq!(refused, Err(Refused::MayNotFollow { before: Some(Status::Closed), next: Status::Given }));
    assert_eq!(case.0, before);
}

#[test]
fn a_new_line_cannot_begin_closed() {
    let refused = Case::default().try_event(3, Event::Status(line("eg_iom"), Status::Closed));
    let error = refused.unwrap_err();
    assert_eq!(error.to_string(), "`closed` may not follow `new`: correct the entry before if that is wrong");
}

#[test]
fn an_entry_that_is_not_there_cannot_be_corrected() {
    let mut casework = Case::default().remark(1, "came").0;
    for of in [0, 2, u32::MAX] {
        assert_eq!(casework.correct(day(2), who(), of, None, None), Err(Refused::NoSuchEntry(of)));
    }
    assert_eq!(casework.correct(day(2), who(), 1, None, None), Ok(2));
}

#[test]
fn a_case_that_is_full_says_so_and_can_still_be_saved() {
    let mut casework = Casework::default();
    let note = Note::new(&"س".repeat(Note::MOST)).unwrap();
    let last = loop {
        if let Err(refused) = casework.write(day(1), who(), happened(Event::Remark), Some(note.clone())) {
            break refused;
        }
    };
    assert_eq!(last, Refused::Full);
    let bytes = casework.to_bytes().unwrap();
    assert!(bytes.len() > LONGEST - 2_100);
    assert_eq!(Casework::from_bytes(&bytes), Ok(casework.clone()));
    let plan = Plan { steps: vec![a_step(&"س".repeat(1_000)); 2] };
    assert_eq!((casework.set_plan(plan), casework.plan().is_empty()), (Err(Refused::Full), true));
}

#[test]
fn a_plan_has_no_more_steps_than_it_may() {
    let mut casework = Casework::default();
    assert_eq!(casework.set_plan(Plan { steps: vec![a_step("a"); plan::MOST] }), Ok(()));
    assert_eq!(casework.set_plan(Plan { steps: vec![a_step("b"); plan::MOST + 1] }), Err(Refused::Full));
    assert_eq!(casework.plan().steps.len(), plan::MOST);
}

#[test]
fn more_than_may_be_is_not_read() {
    let (entries, end) = (Vec::new(), End::default());
    let plan = Plan { steps: vec![a_step("b"); plan::MOST + 1] };
    let bytes = postcard::to_extend(&Stored { entries, end, plan }, vec![FORMAT]).unwrap();
    assert_eq!(Casework::from_bytes(&bytes), Err(CaseworkError::Damaged));
    assert_eq!(Casework::from_bytes(&vec![FORMAT; LONGEST + 1]), Err(CaseworkError::TooLong));
}

#[test]
fn a_newer_version_is_said_to_be_one() {
    let mut bytes = Case::default().remark(1, "came").0.to_bytes().unwrap();
    bytes[0] = FORMAT + 1;
    assert_eq!(Casework::from_bytes(&bytes), Err(CaseworkError::Newer(FORMAT + 1)));
    bytes[0] = 0;
    assert_eq!(Casework::from_bytes(&bytes), Err(CaseworkError::Damaged));
    assert_eq!(Casework::from_bytes(&[]), Err(CaseworkError::Damaged));
}

#[test]
fn what_is_cut_off_or_has_more_after_it_is_damaged() {
    let bytes = Case::default().remark(1, "came").step(2, Reached::Intake).0.to_bytes().unwrap();
    for length in 0..bytes.len() {
        assert_eq!(Casework::from_bytes(&bytes[..length]), Err(CaseworkError::Damaged), "{length}");
    }
    assert_eq!(Casework::from_bytes(&[&bytes[..], &[0]].concat()), Err(CaseworkError::Damaged));
}

#[test]
fn a_broken_history_is_read_with_everything_that_is_left_of_it() {
    let casework = Case::default().remark(1, "first").remark(2, "second").remark(3, "third").0;
    let bytes = casework.to_bytes().unwrap();
    let at = bytes.windows(6).position(|window| window == b"second").unwrap();
    let mut changed = bytes.clone();
    changed[at..at + 6].copy_from_slice(b"nobody");
    let read = Casework::from_bytes(&changed).unwrap();
    assert!(read.history().verify().is_err() && casework.history().verify().is_ok());
    assert_eq!(read.history().entries().count(), 3);
    assert_eq!(read.to_bytes(), Ok(changed));
}

fn codes() -> impl Strategy<Value = Code> {
    "[A-Za-z0-9_-]{1,40}".prop_map(|text| code(&text))
}

fn lines() -> impl Strategy<Value = Line> {
    let about = prop_oneof![
        codes().prop_map(About::Service),
        codes().prop_map(About::Card),
        (codes(), codes()).prop_map(|(service, card)| About::Both { service, card }),
        Just(About::Service(code("eg_iom"))),
    ];
    (about, 1..=3_u8).prop_map(|(about, round)| Line { about, round })
}

fn days() -> impl Strategy<Value = Date> {
    (-200_000..200_000_i32).prop_map(|days| Date::from_days(days).unwrap())
}

fn reached() -> impl Strategy<Value = Reached> {
    prop_oneof![
        Just(Reached::Intake),
        Just(Reached::Assessment),
        Just(Reached::Plan),
        Just(Reached::Referral),
        Just(Reached::FollowUp),
        prop::sample::select(&ClosureReason::ALL[..]).prop_map(Reached::Closure),
    ]
}

fn happenings() -> impl Strategy<Value = Happening> {
    let event = prop_oneof![
        4 => (lines(), prop::sample::select(&Status::ALL[..])).prop_map(|(line, status)| Event::Status(line, status)),
        2 => (option::of(lines()), option::of(days())).prop_map(|(line, on)| Event::Next { line, on }),
        2 => reached().prop_map(Event::Step),
        1 => (codes(), any::<u8>()).prop_map(|(kit, number)| Event::Kit { kit, number }),
        1 => Just(Event::Remark),
    ];
    (days(), event).prop_map(|(on, event)| Happening { on, event })
}

fn notes() -> impl Strategy<Value = Note> {
    "\\PC{1,60}".prop_filter_map("nothing to be seen", |text| Note::new(&text).ok())
}

fn plans() -> impl Strategy<Value = Plan> {
    let who = "\\PC{1,20}".prop_filter_map("nothing to be seen", |text| Who::new(&text).ok());
    let dimension = prop::sample::select(&Dimension::ALL[..]);
    let step = (dimension, notes(), option::of(who), option::of(days()), option::of(days()));
    let step = step.prop_map(|(dimension, what, who, due, done)| PlanStep { dimension, what, who, due, done });
    vec(step, 0..6).prop_map(|steps| Plan { steps })
}

/// A case of which anything was written, in any order, as far as it may be.
fn cases() -> impl Strategy<Value = Casework> {
    let entry = (happenings(), option::of(notes()), option::weighted(0.2, (1..12_u32, any::<bool>())));
    (vec(entry, 0..12), plans()).prop_map(|(entries, plan)| {
        let mut casework = Casework::default();
        for (happening, note, correction) in entries {
            let _ = match correction {
                None => casework.write(day(1), who(), happening, note),
                Some((of, happened)) => casework.correct(day(1), who(), of, happened.then_some(happening), note),
            };
        }
        casework.set_plan(plan).unwrap();
        casework
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_written_is_read_again(casework in cases()) {
        let bytes = casework.to_bytes().unwrap();
        prop_assert_eq!(casework.history().verify(), Ok(()));
        prop_assert_eq!(Casework::from_bytes(&bytes), Ok(casework));
    }

    #[test]
    fn whatever_was_corrected_each_entry_still_stands(casework in cases()) {
        let history = casework.history();
        let numbers: Vec<u32> = history.entries().map(|entry| entry.number).collect();
        prop_assert!(numbers.iter().copied().eq(1..=u32::try_from(history.len()).unwrap()));
        prop_assert!(history.happenings().len() <= history.len());
    }

    #[test]
    fn any_bytes_are_a_case_that_is_written_so_or_none(
        casework in cases(), changes in vec((any::<prop::sample::Index>(), any::<u8>()), 0..4)
    ) {
        let mut bytes = casework.to_bytes().unwrap();
        for (at, byte) in changes {
            let length = bytes.len();
            bytes[at.index(length)] = byte;
        }
        look_at(&bytes);
    }

    #[test]
    fn hostile_bytes_are_refused_and_never_panic(bytes in vec(any::<u8>(), 0..200)) {
        look_at(&bytes);
        look_at(&[&[FORMAT], &bytes[..]].concat());
    }
}

/// Everything that is asked of a case is asked of one that stands in any bytes.
fn look_at(bytes: &[u8]) {
    let Ok(mut casework) = Casework::from_bytes(bytes) else { return };
    assert_eq!(casework.to_bytes().as_deref(), Ok(bytes));
    let history = casework.history();
    let _ = (history.breaks(), history.lines(), history.steps(), history.kits(), history.next(), history.mark(1));
    let _ = crate::reminder::reminders([((), engine::card::Priority::Normal, &casework)], day(1));
    let (before, was_whole) = (history.len(), history.verify().is_ok());
    casework.write(day(1), who(), happened(Event::Remark), None).unwrap();
    assert_eq!(casework.history().len(), before + 1);
    assert_eq!(casework.history().verify().is_ok(), was_whole, "one more entry mends nothing and breaks nothing");
}
