//! The work of a case: what another app, an older version or a broken disk left on the device, or somebody has changed.

use casework::entry::{About, Event, Happening, Line, What};
use casework::plan::{Dimension, Plan, PlanStep};
use casework::status::Status;
use casework::step::{ClosureReason, Reached};
use casework::words::{Code, Note, Who};
use casework::{Casework, Refused};
use engine::date::Date;

use crate::walks;

/// A case's work has one spelling; whatever its history says can be looked through; what is written to it is there when
/// it is read again, and a break that was there stays visible.
pub(crate) fn casework(bytes: &[u8]) {
    let Ok(work) = Casework::from_bytes(bytes) else { return };
    assert_eq!(work.to_bytes().as_deref(), Ok(bytes), "a case's work has one spelling");
    let history = work.history();
    let (breaks, last) = (history.breaks(), history.entries().map(|entry| entry.number).max());
    assert_eq!(history.verify().err(), breaks.first().copied());
    for state in history.lines() {
        assert_eq!(history.status(&state.line), state.status);
        assert!(state.status != Some(Status::Closed) || state.next.is_none(), "what is closed reminds of nothing");
    }
    assert_eq!(history.is_closed(), history.step().is_some_and(|(reached, _)| reached.reason().is_some()));
    drop((history.kits(), history.next()));
    for entry in history.entries() {
        assert_eq!(history.mark(entry.number).map(|mark| mark.len()), Some(16));
    }
    let mut more = work.clone();
    match more.write(walks::today(), who(), on(5, Event::Remark), note("seen")) {
        Ok(number) => {
            let again = more.to_bytes().map(|bytes| Casework::from_bytes(&bytes));
            assert_eq!(again, Ok(Ok(more.clone())), "what was written can be read again");
            assert!(breaks.is_empty() || more.history().verify().is_err(), "a break is not hidden by writing");
            assert!(!breaks.is_empty() || last.is_none_or(|last| last < number));
            let corrected = more.correct(walks::today(), who(), number, None, None);
            assert!(corrected.is_ok() || corrected == Err(Refused::Full), "what was just written can be corrected");
        }
        Err(error) => assert_eq!((error, more), (Refused::Full, work)),
    }
}

fn who() -> Who {
    Who::new("Amal").unwrap()
}

fn note(text: &str) -> Option<Note> {
    Note::new(text).ok()
}

fn on(day: u8, event: Event) -> Happening {
    Happening { on: Date::new(2026, 11, day).unwrap(), event }
}

/// Every kind of entry, corrected and not, and a plan.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let code = |text: &str| Code::new(text).unwrap();
    let service = Line::first(About::Service(code("eg_iom")));
    let card = Line::first(About::Card(code("DIRECT")));
    let both = Line::first(About::Both { service: code("eg_iom"), card: code("DIRECT") });
    let mut events = vec![Event::Remark, Event::Kit { kit: code("food"), number: 2 }];
    events.extend(
        Status::ALL.into_iter().filter(|it| *it != Status::Closed).map(|it| Event::Status(service.clone(), it)),
    );
    events.extend([Status::Declined, Status::Closed].map(|it| Event::Status(both.clone(), it)));
    events.push(Event::Status(both.again(), Status::Referred));
    events.extend([Some(card), None].map(|line| Event::Next { line, on: Date::new(2026, 12, 1) }));
    events.push(Event::Next { line: None, on: None });
    events.extend([Reached::Intake, Reached::Closure(ClosureReason::NeedsMet), Reached::FollowUp].map(Event::Step));
    let mut work = Casework::default();
    let mut seeds = vec![work.to_bytes()];
    for event in events {
        let written = work.write(walks::today(), who(), on(9, event), note("said so"));
        if written.is_ok_and(|number| number % 3 == 0) {
            seeds.push(work.to_bytes());
        }
    }
    let instead = on(8, Event::Kit { kit: code("hygiene"), number: 1 });
    for (of, instead) in [(2, Some(instead)), (1, None)] {
        work.correct(walks::today(), who(), of, instead, None).unwrap();
        seeds.push(work.to_bytes());
    }
    assert!(work.history().entries().any(|entry| matches!(entry.what, What::Correction { .. })));
    let step = |dimension| PlanStep {
        dimension,
        what: Note::new("a sewing machine").unwrap(),
        who: Some(who()),
        due: Date::new(2027, 1, 5),
        done: None,
    };
    work.set_plan(Plan { steps: Dimension::ALL.map(step).to_vec() }).unwrap();
    seeds.push(work.to_bytes());
    seeds.into_iter().flatten().collect()
}
