//! How the lines of a referral stand, and which step a case is in: what follows from its history.

use engine::date::Date;

use crate::entry::{Event, Line};
use crate::history::History;
use crate::status::Status;
use crate::step::{Reached, Step};
use crate::words::Code;

/// How a line stands today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineState {
    /// The line.
    pub line: Line,
    /// How it stands; `None`: only a day to look again was written.
    pub status: Option<Status>,
    /// What came of it: how it stands, or stood before it was closed.
    pub came_to: Option<Status>,
    /// The last day on which the help was given, whatever came after.
    pub given: Option<Date>,
    /// Since when; where there is no status, the day on which something was written of it.
    pub since: Date,
    /// When somebody must look again. A closed line has no such day.
    pub next: Option<Date>,
}

/// A kit that the desk gave out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KitGiven {
    /// What kind.
    pub kit: Code,
    /// How many.
    pub number: u8,
    /// When.
    pub on: Date,
}

impl History {
    /// All lines, in the order in which they came into the history.
    #[must_use]
    pub fn lines(&self) -> Vec<LineState> {
        let mut lines: Vec<LineState> = Vec::new();
        for (_, happening) in self.happenings() {
            let (line, status, next) = match &happening.event {
                Event::Status(line, status) => (line, Some(*status), None),
                Event::Next { line: Some(line), on } => (line, None, Some(*on)),
                _ => continue,
            };
            let at = lines.iter().position(|known| known.line == *line).unwrap_or(lines.len());
            if at == lines.len() {
                let line = line.clone();
                lines.push(LineState {
                    line,
                    status: None,
                    came_to: None,
                    given: None,
                    since: happening.on,
                    next: None,
                });
            }
            if let Some(known) = lines.get_mut(at) {
                if status.is_some() {
                    (known.status, known.since) = (status, happening.on);
                }
                if status.is_some_and(|status| status != Status::Closed) {
                    known.came_to = status;
                }
                if status == Some(Status::Given) {
                    known.given = Some(happening.on);
                }
                if let Some(next) = next {
                    known.next = next;
                }
            }
        }
        for line in lines.iter_mut().filter(|line| line.status == Some(Status::Closed)) {
            line.next = None;
        }
        lines
    }

    /// How a line stands.
    #[must_use]
    pub fn status(&self, line: &Line) -> Option<Status> {
        self.lines().into_iter().find(|known| known.line == *line)?.status
    }

    /// The steps in the order in which the case came to them, each with the day. A case that was opened again has a step
    /// twice.
    #[must_use]
    pub fn steps(&self) -> Vec<(Reached, Date)> {
        let step = |event: &Event| if let Event::Step(reached) = event { Some(*reached) } else { None };
        self.happenings().into_iter().filter_map(|(_, it)| Some((step(&it.event)?, it.on))).collect()
    }

    /// The step that the case is in, and since when.
    #[must_use]
    pub fn step(&self) -> Option<(Reached, Date)> {
        self.steps().pop()
    }

    /// The day on which the case came to a step for the last time.
    #[must_use]
    pub fn reached(&self, step: Step) -> Option<Date> {
        self.steps().into_iter().rev().find(|(reached, _)| reached.step() == step).map(|(_, on)| on)
    }

    /// Whether the work has ended.
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.step().is_some_and(|(reached, _)| reached.step() == Step::Closure)
    }

    /// When somebody must look at the case as a whole.
    #[must_use]
    pub fn next(&self) -> Option<Date> {
        let next = |event: &Event| if let Event::Next { line: None, on } = event { Some(*on) } else { None };
        self.happenings().into_iter().rev().find_map(|(_, it)| next(&it.event)).flatten()
    }

    /// The kits that the desk gave out.
    #[must_use]
    pub fn kits(&self) -> Vec<KitGiven> {
        let given = self.happenings().into_iter().filter_map(|(_, it)| match &it.event {
            Event::Kit { kit, number } if *number > 0 => {
                Some(KitGiven { kit: kit.clone(), number: *number, on: it.on })
            }
            _ => None,
        });
        given.collect()
    }
}

#[cfg(test)]
mod tests;
