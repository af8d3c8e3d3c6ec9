//! The pack: one versioned set of content, as the app holds it.
//!
//! A [`Structure`] is data: what the tool writes and the browser reads, with the [`Plan`] that was worked out for it;
//! the [`Directory`] beside it may come later. Whether it hangs together is checked when it is linked (`Pack::link`,
//! for tools), and only what was linked is ever published.

#[cfg(feature = "authoring")]
mod link;

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::card::{Card, PriorityRule};
use crate::date::Date;
use crate::dependents::Dependents;
use crate::directory::Directory;
use crate::expression::Condition;
use crate::id::{CardId, FactId, QuestionId, SectionId, Table};
use crate::plan::Plan;
use crate::question::Question;
use crate::walk::Walk;

#[cfg(feature = "authoring")]
pub use link::LinkError;

/// Everything in a pack that is asked and concluded from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Structure {
    /// The pack's id (`north-africa`).
    pub id: String,
    /// Its version (`1.0.0`).
    pub version: String,
    /// When this version was made.
    pub date: Date,
    /// The languages it has texts in; the first is the one that the others are checked against.
    pub languages: Vec<Language>,
    /// A draft ends by itself after this many days.
    pub draft_days: u16,
    /// A contact that was checked longer ago than this many days is shown with a warning.
    pub contacts_warn_after_days: u16,
    /// The names of the sections, in the order of the interview.
    pub sections: Table<SectionId, String>,
    /// The questions, in the order of the interview.
    pub questions: Table<QuestionId, Question>,
    /// The named facts.
    pub facts: Table<FactId, Fact>,
    /// The cards, in the order in which they are shown.
    pub cards: Table<CardId, Card>,
    /// What makes a referral urgent.
    pub priorities: Vec<PriorityRule>,
}

/// A language of the pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// Its BCP 47 tag.
    pub tag: String,
    /// Some of its texts have not been reviewed.
    pub draft: bool,
}

/// A named expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Fact {
    /// Its name (`traff_strong`).
    pub name: String,
    /// What it stands for.
    pub when: Condition,
}

/// A pack that hangs together.
#[derive(Clone, Debug)]
pub struct Pack {
    structure: Structure,
    plan: Plan,
    directory: OnceLock<Directory>,
    sha256: String,
    mode: Option<QuestionId>,
}

impl Pack {
    /// A pack of a structure and the plan that was worked out for it.
    ///
    /// `sha256` is the hash of the pack's files, in hexadecimal: its identity in a draft. A plan of another structure
    /// makes a pack that asks and concludes nonsense, but never a panic.
    #[must_use]
    pub fn new(structure: Structure, plan: Plan, sha256: String) -> Self {
        let mode = structure.questions.find(|question| question.name == "mode").map(|(id, _)| id);
        Self { structure, plan, directory: OnceLock::new(), sha256, mode }
    }

    /// The pack's content.
    #[must_use]
    pub fn content(&self) -> &Structure {
        &self.structure
    }

    /// What the pack knows about the world; empty until it was given.
    pub fn directory(&self) -> &Directory {
        static NOTHING: OnceLock<Directory> = OnceLock::new();
        self.directory.get().unwrap_or_else(|| NOTHING.get_or_init(Directory::default))
    }

    /// Gives the pack what it knows about the world. The first one stays.
    pub fn set_directory(&self, directory: Directory) {
        let _ = self.directory.set(directory);
    }

    /// The SHA-256 of the pack's files, in hexadecimal.
    #[must_use]
    pub fn sha256(&self) -> &str {
        &self.sha256
    }

    /// The question with this id.
    #[must_use]
    pub fn question(&self, id: QuestionId) -> Option<&Question> {
        self.structure.questions.get(id)
    }

    /// The question that content calls `name`.
    #[must_use]
    pub fn question_named(&self, name: &str) -> Option<QuestionId> {
        self.structure.questions.find(|question| question.name == name).map(|(id, _)| id)
    }

    /// The card with this id.
    #[must_use]
    pub fn card(&self, id: CardId) -> Option<&Card> {
        self.structure.cards.get(id)
    }

    /// The card that content calls `name`.
    #[must_use]
    pub fn card_named(&self, name: &str) -> Option<CardId> {
        self.structure.cards.find(|card| card.name == name).map(|(id, _)| id)
    }

    /// The question that says who fills in the form.
    #[must_use]
    pub fn mode(&self) -> Option<QuestionId> {
        self.mode
    }

    pub(crate) fn walk(&self) -> &Walk {
        &self.plan.walk
    }

    pub(crate) fn dependents(&self) -> &Dependents {
        &self.plan.dependents
    }
}
