//! The pack: one versioned set of content, as the app holds it.
//!
//! A [`Structure`] is data: what the tool writes and the browser reads; the [`Directory`] beside it may come later. [`Pack::link`] checks that it hangs
//! together and works out what depends on what; only a linked pack can hold an interview.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::card::{Card, PriorityRule};
use crate::date::Date;
use crate::dependents::Dependents;
use crate::directory::Directory;
use crate::expression::{Condition, Mention};
use crate::id::{CardId, FactId, Id, QuestionId, SectionId, Table};
use crate::question::{Choice, Question};
use crate::walk::Walk;

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
    directory: OnceLock<Directory>,
    sha256: String,
    dependents: Dependents,
    walk: Walk,
    mode: Option<QuestionId>,
}

/// Why a structure is not a pack.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum LinkError {
    /// A condition mentions a row that is not there.
    #[error("`{0}` mentions something that is not in the pack")]
    Dangling(String),
    /// Things depend on each other in a circle.
    #[error("these depend on each other in a circle: {}", .0.join(" → "))]
    Cycle(Vec<String>),
}

impl Pack {
    /// Checks that everything mentioned is there and that nothing depends on itself.
    ///
    /// `sha256` is the hash of the structure's and the directory's bytes, in hexadecimal: the pack's identity in a draft.
    ///
    /// # Errors
    /// [`LinkError`] names the first row that does not hang together.
    pub fn link(structure: Structure, sha256: String) -> Result<Self, LinkError> {
        check_mentions(&structure)?;
        let dependents = Dependents::of(&structure)?;
        let mode = structure.questions.find(|question| question.name == "mode").map(|(id, _)| id);
        let walk = Walk::of(&structure);
        Ok(Self { structure, directory: OnceLock::new(), sha256, dependents, walk, mode })
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
        &self.walk
    }

    pub(crate) fn dependents(&self) -> &Dependents {
        &self.dependents
    }
}

/// Every condition of a structure, with the name of what it belongs to.
pub(crate) fn conditions(structure: &Structure) -> impl Iterator<Item = (&str, &Condition)> {
    let questions = structure.questions.iter().flat_map(|(_, question)| {
        let options = question.options.iter().filter_map(|(_, choice): (_, &Choice)| choice.shown_when.as_ref());
        question.shown_when.iter().chain(options).map(|condition| (question.name.as_str(), condition))
    });
    let facts = structure.facts.iter().map(|(_, fact)| (fact.name.as_str(), &fact.when));
    let cards = structure.cards.iter().flat_map(|(_, card)| {
        let rules = card.rules.iter().map(|rule| (rule.code.as_str(), &rule.when));
        card.hide_when.iter().map(|condition| (card.name.as_str(), condition)).chain(rules)
    });
    let priorities = structure.priorities.iter().map(|rule| (rule.code.as_str(), &rule.when));
    questions.chain(facts).chain(cards).chain(priorities)
}

fn check_mentions(structure: &Structure) -> Result<(), LinkError> {
    for (name, condition) in conditions(structure) {
        let mut dangling = false;
        condition.mentions(&mut |mention| {
            dangling |= match mention {
                Mention::Question(id) => id.index() >= structure.questions.len(),
                Mention::Fact(id) => id.index() >= structure.facts.len(),
                Mention::Card(id) => id.index() >= structure.cards.len(),
            };
        });
        if dangling {
            return Err(LinkError::Dangling(name.to_owned()));
        }
    }
    Ok(())
}
