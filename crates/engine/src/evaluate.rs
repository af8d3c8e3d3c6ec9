//! How a condition is read, whoever is looking: the rules of Kleene logic and of silence, once for all readings.
//!
//! | question is | in *shown when* | in rules |
//! |---|---|---|
//! | not shown | empty | empty |
//! | not answered yet | empty | unknown |
//! | *don't know*, *won't say* | that very option, and no other | that very option; any other: unknown |
//! | answered | the answer | the answer |
//!
//! Nothing equals an empty question, nothing is selected in it, and no number is compared with it successfully.

use crate::answer::{Answer, chosen};
use crate::card::Outcome;
use crate::date::Date;
use crate::expression::{Amount, Comparison, Condition};
use crate::id::{CardId, FactId, OptionId, QuestionId};
use crate::pack::Pack;
use crate::question::Meaning;
use crate::truth::Truth;

/// What somebody sees who looks at a question.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Look<'a> {
    /// Nothing is there.
    Empty,
    /// Something will be there, but it is not known what.
    Unknown,
    /// *Don't know* or *won't say*: true for that option, and this for every other.
    Open(Meaning, Truth),
    /// An answer.
    Value(&'a Answer),
}

/// A way of looking at an interview.
pub(crate) trait Sight {
    fn pack(&self) -> &Pack;
    fn today(&self) -> Date;
    fn look(&self, question: QuestionId) -> Look<'_>;
    fn fact(&self, fact: FactId) -> Truth;
    fn answered(&self, question: QuestionId) -> Truth;
    fn shown(&self, question: QuestionId) -> Truth;
    fn card_is(&self, card: CardId, outcome: Outcome) -> Truth;
    /// Whether an option is offered at all.
    fn offered(&self, question: QuestionId, option: OptionId) -> bool;
}

/// A number that may be missing.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Quantity {
    Empty,
    Unknown,
    Known(f64),
}

/// Whether `condition` holds for somebody who looks through `sight`.
pub(crate) fn truth(condition: &Condition, sight: &dyn Sight) -> Truth {
    match condition {
        Condition::Always(known) => (*known).into(),
        Condition::All(parts) => all(parts.iter().map(|part| truth(part, sight))),
        Condition::Any(parts) => !all(parts.iter().map(|part| !truth(part, sight))),
        Condition::Not(inner) => !truth(inner, sight),
        Condition::If(parts) => match truth(&parts.0, sight) {
            Truth::True => truth(&parts.1, sight),
            Truth::False => truth(&parts.2, sight),
            Truth::Unknown => agree(truth(&parts.1, sight), truth(&parts.2, sight)),
        },
        Condition::Chosen(question, option) => is_chosen(sight, *question, core::slice::from_ref(option)),
        Condition::Listed(question, options) => is_chosen(sight, *question, options),
        Condition::SameOption(one, other) => same_option(sight, *one, *other),
        Condition::Empty(question) => match sight.look(*question) {
            Look::Empty => Truth::True,
            Look::Unknown => Truth::Unknown,
            Look::Open(..) | Look::Value(_) => Truth::False,
        },
        Condition::TextIs(question, words) => match sight.look(*question) {
            Look::Empty => Truth::False,
            Look::Unknown => Truth::Unknown,
            Look::Open(_, otherwise) => otherwise,
            Look::Value(answer) => matches!(answer, Answer::Text(text) if text == words).into(),
        },
        Condition::Fact(fact) => sight.fact(*fact),
        Condition::Answered(question) => sight.answered(*question),
        Condition::Shown(question) => sight.shown(*question),
        Condition::CardIs(card, outcome) => sight.card_is(*card, *outcome),
        Condition::Compare(comparison, amounts) => {
            compare(*comparison, quantity(&amounts.0, sight), quantity(&amounts.1, sight))
        }
    }
}

/// All hold; stops at the first that does not.
fn all(parts: impl Iterator<Item = Truth>) -> Truth {
    let mut sum = Truth::True;
    for part in parts {
        sum = sum.and(part);
        if sum.is_false() {
            break;
        }
    }
    sum
}

/// What two branches say when it is not known which of them counts.
fn agree(one: Truth, other: Truth) -> Truth {
    if one == other { one } else { Truth::Unknown }
}

fn is_chosen(sight: &dyn Sight, question: QuestionId, wanted: &[OptionId]) -> Truth {
    match sight.look(question) {
        Look::Empty => Truth::False,
        Look::Unknown => Truth::Unknown,
        Look::Open(meaning, otherwise) => {
            let options = sight.pack().question(question).map(|question| &question.options);
            let asked_for = wanted
                .iter()
                .any(|id| options.and_then(|options| options.get(*id)).is_some_and(|option| option.meaning == meaning));
            if asked_for { Truth::True } else { otherwise }
        }
        Look::Value(answer) => {
            chosen(answer).iter().any(|id| wanted.binary_search(id).is_ok() && sight.offered(question, *id)).into()
        }
    }
}

fn same_option(sight: &dyn Sight, one: QuestionId, other: QuestionId) -> Truth {
    let name = |question: QuestionId, answer: &Answer| -> Option<String> {
        let id = chosen(answer).first().copied()?;
        Some(sight.pack().question(question)?.options.get(id)?.name.clone())
    };
    match (sight.look(one), sight.look(other)) {
        (Look::Empty, _) | (_, Look::Empty) => Truth::False,
        (Look::Unknown, _) | (_, Look::Unknown) => Truth::Unknown,
        (Look::Open(_, otherwise), _) | (_, Look::Open(_, otherwise)) => otherwise,
        (Look::Value(a), Look::Value(b)) => match (name(one, a), name(other, b)) {
            (Some(a), Some(b)) => (a == b).into(),
            _ => Truth::False,
        },
    }
}

fn quantity(amount: &Amount, sight: &dyn Sight) -> Quantity {
    let both = |amounts: &(Amount, Amount), join: fn(f64, f64) -> f64| match (
        quantity(&amounts.0, sight),
        quantity(&amounts.1, sight),
    ) {
        (Quantity::Empty, _) | (_, Quantity::Empty) => Quantity::Empty,
        (Quantity::Known(a), Quantity::Known(b)) => Quantity::Known(join(a, b)),
        _ => Quantity::Unknown,
    };
    match amount {
        Amount::Constant(number) => Quantity::Known(*number),
        Amount::Today => Quantity::Known(f64::from(sight.today().days())),
        Amount::Of(question) => match sight.look(*question) {
            Look::Unknown => Quantity::Unknown,
            Look::Open(_, otherwise) => open_quantity(otherwise),
            Look::Value(Answer::Number(number)) => Quantity::Known(f64::from(*number)),
            Look::Value(Answer::Date(date)) => Quantity::Known(f64::from(date.earliest().days())),
            Look::Empty | Look::Value(_) => Quantity::Empty,
        },
        Amount::CountSelected(question) => match sight.look(*question) {
            Look::Empty => Quantity::Known(0.0),
            Look::Unknown => Quantity::Unknown,
            Look::Open(_, otherwise) => open_quantity(otherwise),
            Look::Value(answer) => {
                let count = chosen(answer).iter().filter(|id| sight.offered(*question, **id)).count();
                Quantity::Known(u32::try_from(count).map_or(f64::MAX, f64::from))
            }
        },
        Amount::Sum(amounts) => both(amounts, |a, b| a + b),
        Amount::Difference(amounts) => both(amounts, |a, b| a - b),
        Amount::If(parts) => match truth(&parts.0, sight) {
            Truth::True => quantity(&parts.1, sight),
            Truth::False => quantity(&parts.2, sight),
            Truth::Unknown => {
                let (one, other) = (quantity(&parts.1, sight), quantity(&parts.2, sight));
                if one == other { one } else { Quantity::Unknown }
            }
        },
        Amount::Coalesce(amounts) => match quantity(&amounts.0, sight) {
            Quantity::Empty => quantity(&amounts.1, sight),
            other => other,
        },
    }
}

/// What *don't know* is as a number: nothing where silence is empty, unknown where it is unknown.
fn open_quantity(otherwise: Truth) -> Quantity {
    if otherwise.is_false() { Quantity::Empty } else { Quantity::Unknown }
}

fn compare(comparison: Comparison, one: Quantity, other: Quantity) -> Truth {
    match (one, other) {
        (Quantity::Empty, _) | (_, Quantity::Empty) => Truth::False,
        (Quantity::Known(a), Quantity::Known(b)) => match comparison {
            Comparison::Equal => (a - b).abs() < f64::EPSILON,
            Comparison::Less => a < b,
            Comparison::AtMost => a <= b,
        }
        .into(),
        _ => Truth::Unknown,
    }
}

#[cfg(test)]
mod tests;
