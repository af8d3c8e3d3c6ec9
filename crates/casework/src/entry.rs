//! One entry of a history: who wrote what on which day.

use engine::date::Date;
use serde::{Deserialize, Serialize};

use crate::date;
use crate::status::Status;
use crate::step::Reached;
use crate::words::{Code, Note, Who};

/// One entry, as it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its number in the history: 1, 2, 3 and so on.
    pub number: u32,
    /// The day on which it was written.
    #[serde(with = "date")]
    pub written: Date,
    /// Who wrote it.
    pub by: Who,
    /// A remark.
    pub note: Option<Note>,
    /// What it says.
    pub what: What,
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    /// Something happened.
    New(Happening),
    /// An entry before was wrong.
    Correction {
        /// The number of the entry. Where that is a correction itself, this one takes its place.
        of: u32,
        /// What is right; `None`: it did not happen.
        instead: Option<Happening>,
    },
}

/// What happened, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Happening {
    /// The day on which it happened.
    #[serde(with = "date")]
    pub on: Date,
    /// What happened.
    pub event: Event,
}

/// What can happen in a case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Event {
    /// A line of the referral stands otherwise.
    Status(Line, Status),
    /// Somebody must look again on a day; no day: they need not any more.
    Next {
        /// The line; `None`: the case as a whole.
        line: Option<Line>,
        /// The day.
        #[serde(with = "date::or_none")]
        on: Option<Date>,
    },
    /// The case has come to a step.
    Step(Reached),
    /// The desk itself gave out a kit.
    Kit {
        /// What kind: an option of the question about needs (`food`, `hygiene`).
        kit: Code,
        /// How many.
        number: u8,
    },
    /// Only the note matters.
    Remark,
}

/// A line of a referral: a service, or what a card stands for, or a card's help from a service.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Line {
    /// To whom and for what.
    pub about: About,
    /// 1 for the first time, 2 when the person is referred anew after the first was closed, and so on.
    pub round: u8,
}

/// To whom, and for what.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum About {
    /// To a service of the directory, by its name.
    Service(Code),
    /// For what a card stands for, by its code, whoever gives it.
    Card(Code),
    /// To a service, for what a card stands for.
    Both {
        /// The service's name.
        service: Code,
        /// The card's code.
        card: Code,
    },
}

impl Line {
    /// The first time that somebody is referred so.
    #[must_use]
    pub fn first(about: About) -> Self {
        Self { about, round: 1 }
    }

    /// The same anew.
    #[must_use]
    pub fn again(&self) -> Self {
        Self { about: self.about.clone(), round: self.round.saturating_add(1) }
    }
}

impl About {
    /// The service's name.
    #[must_use]
    pub fn service(&self) -> Option<&Code> {
        match self {
            Self::Service(service) | Self::Both { service, .. } => Some(service),
            Self::Card(_) => None,
        }
    }

    /// The card's code.
    #[must_use]
    pub fn card(&self) -> Option<&Code> {
        match self {
            Self::Card(card) | Self::Both { card, .. } => Some(card),
            Self::Service(_) => None,
        }
    }
}
