//! Conditions over answers: the tree that an XLSForm expression is compiled to.
//!
//! The tree is typed: a condition is a statement, an amount is a number, and options are ids of the very
//! question they are compared with, so that a compiled pack cannot ask for an option that does not exist.

mod depth;
#[cfg(feature = "authoring")]
pub mod parse;

use serde::{Deserialize, Serialize};

use crate::card::Outcome;
use crate::id::{CardId, FactId, OptionId, QuestionId};

/// A statement that is true, false or unknown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Condition {
    /// A constant.
    Always(bool),
    /// `a and b and …`
    All(#[serde(deserialize_with = "depth::parts")] Vec<Condition>),
    /// `a or b or …`
    Any(#[serde(deserialize_with = "depth::parts")] Vec<Condition>),
    /// `not(a)`
    Not(#[serde(deserialize_with = "depth::parts")] Box<Condition>),
    /// `if(a, b, c)`
    If(#[serde(deserialize_with = "depth::parts")] Box<(Condition, Condition, Condition)>),
    /// `${q} = 'o'` and `selected(${q}, 'o')`
    Chosen(QuestionId, OptionId),
    /// `listed(${q}, 'list')`: the answer is one of these options (in ascending order).
    Listed(QuestionId, Vec<OptionId>),
    /// `${a} = ${b}` of two choices: the names of the chosen options are the same.
    SameOption(QuestionId, QuestionId),
    /// `${q} = ''`
    Empty(QuestionId),
    /// `${q} = 'words'` of a text.
    TextIs(QuestionId, String),
    /// `${fact}`
    Fact(FactId),
    /// `answered(${q})`: it is shown and holds an answer other than *don't know* and *won't say*.
    Answered(QuestionId),
    /// `shown(${q})`
    Shown(QuestionId),
    /// `outcome('CARD') = 'likely'`
    CardIs(CardId, Outcome),
    /// `a < b` and the like.
    Compare(Comparison, #[serde(deserialize_with = "depth::parts")] Box<(Amount, Amount)>),
}

/// How two amounts are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<`
    Less,
    /// `<=`
    AtMost,
}

/// A number: a count, a sum, or a date as days since 1970-01-01.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Amount {
    /// A constant.
    Constant(f64),
    /// `${q}` of a number or a date.
    Of(QuestionId),
    /// `count-selected(${q})`
    CountSelected(QuestionId),
    /// `today()`
    Today,
    /// `a + b`
    Sum(#[serde(deserialize_with = "depth::parts")] Box<(Amount, Amount)>),
    /// `a - b`
    Difference(#[serde(deserialize_with = "depth::parts")] Box<(Amount, Amount)>),
    /// `if(c, a, b)`
    If(#[serde(deserialize_with = "depth::parts")] Box<(Condition, Amount, Amount)>),
    /// `coalesce(a, b)`: the first, or the second where the first is empty.
    Coalesce(#[serde(deserialize_with = "depth::parts")] Box<(Amount, Amount)>),
}

/// Something that an expression mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Mention {
    /// A question: its answer, or whether it is shown or answered.
    Question(QuestionId),
    /// A fact.
    Fact(FactId),
    /// Another card's outcome.
    Card(CardId),
}

impl Condition {
    /// Calls `see` with everything that this condition mentions itself (not what its facts mention).
    pub fn mentions(&self, see: &mut impl FnMut(Mention)) {
        match self {
            Self::Always(_) => {}
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.mentions(see)),
            Self::Not(inner) => inner.mentions(see),
            Self::If(parts) => {
                parts.0.mentions(see);
                parts.1.mentions(see);
                parts.2.mentions(see);
            }
            Self::Chosen(question, _)
            | Self::Listed(question, _)
            | Self::Empty(question)
            | Self::TextIs(question, _)
            | Self::Answered(question)
            | Self::Shown(question) => see(Mention::Question(*question)),
            Self::SameOption(one, other) => {
                see(Mention::Question(*one));
                see(Mention::Question(*other));
            }
            Self::Fact(fact) => see(Mention::Fact(*fact)),
            Self::CardIs(card, _) => see(Mention::Card(*card)),
            Self::Compare(_, amounts) => {
                amounts.0.mentions(see);
                amounts.1.mentions(see);
            }
        }
    }
}

impl Amount {
    /// Calls `see` with everything that this amount mentions itself.
    pub fn mentions(&self, see: &mut impl FnMut(Mention)) {
        match self {
            Self::Constant(_) | Self::Today => {}
            Self::Of(question) | Self::CountSelected(question) => see(Mention::Question(*question)),
            Self::Sum(amounts) | Self::Difference(amounts) | Self::Coalesce(amounts) => {
                amounts.0.mentions(see);
                amounts.1.mentions(see);
            }
            Self::If(parts) => {
                parts.0.mentions(see);
                parts.1.mentions(see);
                parts.2.mentions(see);
            }
        }
    }
}
