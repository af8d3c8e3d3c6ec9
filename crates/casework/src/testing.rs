//! What the tests of this crate share: cases, written as a desk writes them.

use engine::date::Date;

use crate::casework::{Casework, Refused};
use crate::entry::{About, Event, Happening, Line};
use crate::status::Status;
use crate::step::Reached;
use crate::words::{Code, Note, Who};

/// A day of the month in which all tests happen.
pub(crate) fn day(day: u8) -> Date {
    Date::new(2026, 11, day).unwrap()
}

pub(crate) fn code(text: &str) -> Code {
    Code::new(text).unwrap()
}

pub(crate) fn who() -> Who {
    Who::new("Amal").unwrap()
}

/// The line of a service.
pub(crate) fn line(service: &str) -> Line {
    Line::first(About::Service(code(service)))
}

/// A case in the making; each thing is written on the day on which it happened.
#[derive(Default)]
pub(crate) struct Case(pub(crate) Casework);

impl Case {
    pub(crate) fn event(mut self, on: u8, event: Event) -> Self {
        self.try_event(on, event).unwrap();
        self
    }

    pub(crate) fn try_event(&mut self, on: u8, event: Event) -> Result<u32, Refused> {
        self.0.write(day(on), who(), Happening { on: day(on), event }, None)
    }

    pub(crate) fn status(self, on: u8, service: &str, status: Status) -> Self {
        self.event(on, Event::Status(line(service), status))
    }

    pub(crate) fn step(self, on: u8, reached: Reached) -> Self {
        self.event(on, Event::Step(reached))
    }

    /// The day on which somebody must look again: at a service's line, or at the case.
    pub(crate) fn next(self, on: u8, service: Option<&str>, next: Option<u8>) -> Self {
        self.event(on, Event::Next { line: service.map(line), on: next.map(day) })
    }

    pub(crate) fn remark(mut self, on: u8, note: &str) -> Self {
        let happening = Happening { on: day(on), event: Event::Remark };
        self.0.write(day(on), who(), happening, Some(Note::new(note).unwrap())).unwrap();
        self
    }

    pub(crate) fn corrects(mut self, of: u32, instead: Option<(u8, Event)>) -> Self {
        let instead = instead.map(|(on, event)| Happening { on: day(on), event });
        self.0.correct(day(28), who(), of, instead, None).unwrap();
        self
    }
}
