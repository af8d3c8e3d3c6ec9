//! The work of one case, as it is kept.
//!
//! Format 1 is the format's number (one byte), then in postcard's encoding: the entries, each as its bytes and its hash;
//! how many were written and the hash of the last; the plan. It never stands anywhere as it is: it is sealed as drafts
//! are.

use engine::date::Date;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::entry::{Entry, Event, Happening, What};
use crate::history::{End, History, Kept};
use crate::plan::{self, Plan};
use crate::status::Status;
use crate::words::{Note, Who};

/// The format that this version writes.
pub const FORMAT: u8 = 1;
/// The most bytes of a case's work: about two thousand entries.
pub const LONGEST: usize = 256 * 1024;

/// What happens in one case: its history, from which the follow-up and the steps come, and the plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Casework {
    history: History,
    plan: Plan,
}

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct Stored {
    entries: Vec<Kept>,
    end: End,
    plan: Plan,
}

/// Why bytes are not a case's work. They are kept in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CaseworkError {
    /// They are too many to be one.
    #[error("longer than the work of any case")]
    TooLong,
    /// They are not what this app writes, or not all of it is there. A broken history is something else: that is read,
    /// and [`History::verify`] says so.
    #[error("damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("written by a newer version (format {0})")]
    Newer(u8),
}

/// Why something is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// The line stands so that this may not come after it.
    #[error("`{}` may not follow `{}`: correct the entry before if that is wrong", next.name(), before.map_or("new", Status::name))]
    MayNotFollow {
        /// How the line stands; `None`: it is new.
        before: Option<Status>,
        /// What should be written.
        next: Status,
    },
    /// There is no entry with the number that is to be corrected.
    #[error("there is no entry {0} to correct")]
    NoSuchEntry(u32),
    /// There is no room for more.
    #[error("there is no room: close this case and begin another one")]
    Full,
}

impl Casework {
    /// What was written of the case.
    #[must_use]
    pub fn history(&self) -> &History {
        &self.history
    }

    /// The plan for after coming home; empty where there is none.
    #[must_use]
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Puts another plan in its place. A plan is the person's own and changes with them: its versions are not kept.
    ///
    /// # Errors
    /// [`Refused::Full`] when it has more than [`plan::MOST`] steps, or there is no room for it; the one before stays.
    pub fn set_plan(&mut self, plan: Plan) -> Result<(), Refused> {
        let mut changed = Self { history: self.history.clone(), plan };
        core::mem::swap(self, &mut changed);
        if self.plan.steps.len() > plan::MOST || self.to_bytes().is_err() {
            *self = changed;
            return Err(Refused::Full);
        }
        Ok(())
    }

    /// Writes that something happened; gives the entry's number. `today` is the day on which it is written.
    ///
    /// # Errors
    /// [`Refused`] when a status may not follow the one before, or there is no room. Nothing has changed then.
    pub fn write(&mut self, today: Date, by: Who, happening: Happening, note: Option<Note>) -> Result<u32, Refused> {
        if let Event::Status(line, next) = &happening.event {
            let (before, next) = (self.history.status(line), *next);
            if !Status::may_follow(before, next) {
                return Err(Refused::MayNotFollow { before, next });
            }
        }
        self.add(today, by, note, What::New(happening))
    }

    /// Writes that an entry was wrong, and what is right (`None`: it did not happen). The entry itself stays. Which status
    /// may follow which is not asked: a correction says how it was.
    ///
    /// # Errors
    /// [`Refused`] when there is no such entry, or no room. Nothing has changed then.
    pub fn correct(
        &mut self,
        today: Date,
        by: Who,
        of: u32,
        instead: Option<Happening>,
        note: Option<Note>,
    ) -> Result<u32, Refused> {
        if self.history.entry(of).is_none() {
            return Err(Refused::NoSuchEntry(of));
        }
        self.add(today, by, note, What::Correction { of, instead })
    }

    fn add(&mut self, written: Date, by: Who, note: Option<Note>, what: What) -> Result<u32, Refused> {
        let number = self.history.next_number();
        let mut more = self.clone();
        more.history.push(Entry { number, written, by, note, what }).map_err(|_| Refused::Full)?;
        // What is in memory can always be saved.
        more.to_bytes().map_err(|_| Refused::Full)?;
        *self = more;
        Ok(number)
    }

    /// Reads a case's work. A history that is broken is read all the same, with everything that is left of it.
    ///
    /// # Errors
    /// [`CaseworkError`] when the bytes are not a whole one.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, CaseworkError> {
        if bytes.len() > LONGEST {
            return Err(CaseworkError::TooLong);
        }
        let (format, body) = bytes.split_first().ok_or(CaseworkError::Damaged)?;
        if *format > FORMAT {
            return Err(CaseworkError::Newer(*format));
        }
        let (stored, after): (Stored, _) = postcard::take_from_bytes(body).map_err(|_| CaseworkError::Damaged)?;
        let Stored { entries, end, plan } = stored;
        let history = History::of_kept(entries, end).map_err(|_| CaseworkError::Damaged)?;
        let casework = Self { history, plan };
        let fits = casework.plan.steps.len() <= plan::MOST;
        // It has one spelling, so that what was read back can be compared.
        if *format != FORMAT || !after.is_empty() || !fits || casework.to_bytes().as_deref() != Ok(bytes) {
            return Err(CaseworkError::Damaged);
        }
        Ok(casework)
    }

    /// Writes the case's work.
    ///
    /// # Errors
    /// [`CaseworkError::TooLong`] when it would not be read again; [`Casework::write`] and the others let none become so.
    pub fn to_bytes(&self) -> Result<Vec<u8>, CaseworkError> {
        let (entries, end) = self.history.kept();
        let stored = Stored { entries: entries.cloned().collect(), end, plan: self.plan.clone() };
        let bytes = postcard::to_extend(&stored, vec![FORMAT]).map_err(|_| CaseworkError::TooLong)?;
        if bytes.len() > LONGEST { Err(CaseworkError::TooLong) } else { Ok(bytes) }
    }
}

#[cfg(test)]
mod tests;
