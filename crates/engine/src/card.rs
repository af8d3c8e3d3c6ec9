//! Cards and rules: what a programme or service asks for, and what it means for a person.

use serde::{Deserialize, Serialize};

use crate::expression::Condition;

/// One programme or service as the person sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Card {
    /// Its id as content spells it (`RETURN`).
    pub name: String,
    /// Whether it has something to say when no rule is true.
    pub kind: CardKind,
    /// When it is not shown at all, beside the rules with the effect [`Effect::Hide`].
    pub hide_when: Option<Condition>,
    /// Its rules, in the order of the domain's tables.
    pub rules: Vec<Rule>,
}

/// Whether a card has something to say when no rule is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardKind {
    /// A programme: *you may fit* for everybody whom no rule excludes.
    Programme,
    /// A support service: shown only when a rule is true.
    Support,
}

/// One row of a card's table. Where it comes from stands in [`crate::directory::Directory::sources`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Its code (`P1`), unique in the pack.
    pub code: String,
    /// What it does when it is true.
    pub effect: Effect,
    /// When it is true.
    pub when: Condition,
}

/// What a true rule does to its card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// The card is not shown.
    Hide,
    /// *This does not seem to fit*: the card is for other people.
    Unlikely,
    /// *First talk to someone who protects people.* Beats everything but the two above.
    Hold,
    /// *This does not seem to fit*, unless there is a hold.
    UnlikelyAfterHolds,
    /// A limit: at most *you may fit*.
    AtMostPossible,
    /// *You may fit.*
    Possible,
    /// *You seem to fit*, where nothing speaks against it and nothing that could is unknown.
    Likely,
    /// A remark; it never changes a result.
    Note,
}

/// What a card tells a person. Never a decision: a caseworker decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// Not shown.
    Na,
    /// *This does not seem to fit.*
    Unlikely,
    /// *You may fit.*
    Possible,
    /// *You seem to fit.*
    Likely,
    /// *First talk to someone who protects people.*
    Hold,
}

impl Outcome {
    /// All outcomes.
    pub const ALL: [Self; 5] = [Self::Likely, Self::Possible, Self::Unlikely, Self::Hold, Self::Na];

    /// Its name in content and in the tool's output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Na => "na",
            Self::Unlikely => "unlikely",
            Self::Possible => "possible",
            Self::Likely => "likely",
            Self::Hold => "hold",
        }
    }

    /// The outcome that content calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.name() == name)
    }
}

/// How soon somebody must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Priority {
    /// Within two weeks.
    Normal,
    /// Within 72 hours.
    Urgent,
    /// Within 24 hours.
    Emergency,
}

impl Priority {
    /// Its name in content and in the tool's output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Urgent => "urgent",
            Self::Emergency => "emergency",
        }
    }
}

/// One reason for acting sooner. Only what is true counts; nothing unknown raises the priority.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PriorityRule {
    /// Its code (`E1`, `U3`), unique in the pack.
    pub code: String,
    /// How soon.
    pub priority: Priority,
    /// When it is true.
    pub when: Condition,
}
