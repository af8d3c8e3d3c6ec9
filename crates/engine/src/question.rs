//! Questions and their options, as an interview knows them.

use serde::{Deserialize, Serialize};

use crate::expression::Condition;
use crate::id::{OptionId, SectionId, Table};

/// One question of a pack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its id as content, tools and exports spell it (`fear_return`).
    pub name: String,
    /// The section it stands in.
    pub section: SectionId,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// Its options, in the order in which they are shown. Empty for numbers, texts and dates.
    pub options: Table<OptionId, Choice>,
    /// Where its options come from.
    pub options_from: OptionSource,
    /// When it is asked. Silence is empty here, as in an XLSForm's `relevant`.
    pub shown_when: Option<Condition>,
    /// How much harm an answer could do in the wrong hands.
    pub sensitivity: Sensitivity,
    /// The part of a referral that its answer belongs to; `None`: never printed as an answer.
    pub part: Option<Part>,
    /// Asked after the results page, for the referral.
    pub after_results: bool,
    /// Options that are ticked when the question is first shown; the person can take each of them back.
    pub ticked_at_start: Vec<OptionId>,
}

/// What kind of answer a question takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// One option.
    One,
    /// Any number of options, or at most `max_choices`.
    Many {
        /// The most options that can be ticked; `None`: all.
        max_choices: Option<u8>,
    },
    /// A whole number.
    Number {
        /// The smallest number.
        min: i32,
        /// The largest number.
        max: i32,
    },
    /// The person's own words.
    Text {
        /// The most characters it takes.
        max_chars: u16,
    },
    /// A date: a year, a month or a day.
    Date,
}

/// One option of a question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id as content, tools and exports spell it.
    pub name: String,
    /// Whether it says something, or leaves the question open.
    pub meaning: Meaning,
    /// It goes with no other option (*none of these*).
    pub alone: bool,
    /// When it is offered; `None`: always.
    pub shown_when: Option<Condition>,
}

/// Whether an option says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// It is an answer.
    Value,
    /// The option `unknown`: *I don't know*.
    DontKnow,
    /// The option `skip`: *I don't want to say*.
    WontSay,
}

/// Where a question's options come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OptionSource {
    /// They stand in the question.
    Listed,
    /// All countries, the programme's first, then the question's own.
    Countries {
        /// How many are the programme's.
        first: u16,
    },
    /// All languages, then the question's own.
    Languages,
    /// All services of the pack.
    Services,
}

/// How much harm an answer could do in the wrong hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sensitivity {
    /// Little.
    Low,
    /// Some.
    Medium,
    /// Much.
    High,
}

/// The parts of a referral that a person agrees to one by one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Part {
    /// Country, city, nationality, age, sex.
    About,
    /// Who is here, children, lost contacts.
    Family,
    /// Permit, protection papers, detention.
    Stay,
    /// Danger, fear, exploitation.
    Safety,
    /// Health.
    Health,
    /// Shelter, food, needs.
    Needs,
    /// Going home and having come home.
    Return,
}

impl Part {
    /// All parts, in the order in which they are printed.
    pub const ALL: [Self; 7] =
        [Self::About, Self::Family, Self::Stay, Self::Safety, Self::Health, Self::Needs, Self::Return];

    /// Its id as content spells it, which is also its option in `share_parts`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Family => "family",
            Self::Stay => "stay",
            Self::Safety => "safety",
            Self::Health => "health",
            Self::Needs => "needs",
            Self::Return => "return",
        }
    }

    /// The part that content calls `name`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|part| part.name() == name)
    }
}

impl Question {
    /// The option that content calls `name`.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<OptionId> {
        self.options.find(|option| option.name == name).map(|(id, _)| id)
    }
}
