//! Linking: from data to a pack that hangs together.

use thiserror::Error;

use super::{Pack, Structure};
use crate::dependents::Dependents;
use crate::expression::{Condition, Mention};
use crate::id::Id;
use crate::plan::Plan;
use crate::question::Choice;
use crate::walk::Walk;

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

impl Plan {
    /// Works out the plan of a structure.
    ///
    /// # Errors
    /// [`LinkError`] names the first row that does not hang together.
    pub fn of(structure: &Structure) -> Result<Self, LinkError> {
        check_mentions(structure)?;
        let dependents = Dependents::of(structure)?;
        // Nothing waits for itself: the walk has an end.
        Ok(Self { dependents, walk: Walk::of(structure) })
    }
}

impl Pack {
    /// Checks that everything mentioned is there and that nothing depends on itself, and makes a pack of it.
    ///
    /// # Errors
    /// [`LinkError`] names the first row that does not hang together.
    pub fn link(structure: Structure, sha256: String) -> Result<Self, LinkError> {
        let plan = Plan::of(&structure)?;
        Ok(Self::new(structure, plan, sha256))
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
