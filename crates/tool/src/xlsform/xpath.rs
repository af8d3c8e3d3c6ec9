//! A condition as XLSForm and XPath say it, with the meaning that *shown when* gives it.
//!
//! XPath and we differ where something is silent, so what is written is longer than what the author wrote:
//!
//! | condition | differs because |
//! |---|---|
//! | `${a} = ${b}` | in XPath two empty questions are equal; in ours nothing equals an empty question |
//! | `answered(${q})` | XPath does not have it: not empty, and neither *don't know* nor *won't say* |
//! | `shown(${q})` | XPath does not have it: the condition of that question, written out |
//! | `listed(${q}, 'list')` | XPath does not have it: the options of the list, one by one |
//! | `${fact}` | XLSForm has no facts: the fact's condition, written out |
//! | numbers | an empty question is no number: `number(…)`, with which no comparison holds |
//! | `count-selected(${q})` | for us *won't say* is no number of options |
//!
//! A form has no cards, so `outcome(…)` cannot be said; nor can dates be compared as we do, of which only the year may
//! be known.

use engine::expression::{Amount, Comparison, Condition};
use engine::id::{OptionId, QuestionId};
use engine::pack::Pack;
use engine::question::{Kind, Meaning, Question};
use thiserror::Error;

/// What an XLSForm cannot say.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Untranslatable {
    /// `outcome('CARD')`
    #[error("a condition asks for the outcome of `{0}`, and an XLSForm has no outcomes: ask for the answers behind it")]
    Outcome(String),
    /// A date, or today.
    #[error("a condition compares dates, which can be known to the year only: an XLSForm compares whole dates")]
    Date,
    /// A question, option, fact or card that the pack does not have.
    #[error("a condition mentions something that is not in the pack")]
    Dangling,
}

type Result<T> = core::result::Result<T, Untranslatable>;

/// An expression for `relevant` or `choice_filter`, in brackets where it has parts.
pub(super) fn condition(pack: &Pack, condition: &Condition) -> Result<String> {
    Writer { pack }.condition(condition)
}

struct Writer<'a> {
    pack: &'a Pack,
}

impl Writer<'_> {
    fn condition(&self, condition: &Condition) -> Result<String> {
        Ok(match condition {
            Condition::Always(true) => "true()".to_owned(),
            Condition::Always(false) => "false()".to_owned(),
            Condition::All(parts) => self.joined(parts, " and ", "true()")?,
            Condition::Any(parts) => self.joined(parts, " or ", "false()")?,
            Condition::Not(inner) => format!("not({})", self.condition(inner)?),
            Condition::If(parts) => {
                let (when, then) = (self.condition(&parts.0)?, self.condition(&parts.1)?);
                format!("(({when} and {then}) or (not({when}) and {}))", self.condition(&parts.2)?)
            }
            Condition::Chosen(question, option) => self.chosen(*question, *option)?,
            Condition::Listed(question, options) => {
                let each = options.iter().map(|option| self.chosen(*question, *option));
                bracketed(&each.collect::<Result<Vec<_>>>()?, " or ", "false()")
            }
            Condition::SameOption(one, other) => self.same_option(*one, *other)?,
            Condition::Empty(question) => format!("{} = ''", self.name(*question)?),
            Condition::TextIs(question, words) => format!("{} = {}", self.name(*question)?, quoted(words)),
            Condition::Fact(fact) => {
                let fact = self.pack.content().facts.get(*fact).ok_or(Untranslatable::Dangling)?;
                self.condition(&fact.when)?
            }
            Condition::Answered(question) => self.answered(*question)?,
            Condition::Shown(question) => match &self.question(*question)?.shown_when {
                Some(when) => self.condition(when)?,
                None => "true()".to_owned(),
            },
            Condition::CardIs(card, _) => {
                let card = self.pack.card(*card).ok_or(Untranslatable::Dangling)?;
                return Err(Untranslatable::Outcome(card.name.clone()));
            }
            Condition::Compare(comparison, amounts) => {
                let sign = match comparison {
                    Comparison::Equal => "=",
                    Comparison::Less => "<",
                    Comparison::AtMost => "<=",
                };
                format!("{} {sign} {}", self.amount(&amounts.0)?, self.amount(&amounts.1)?)
            }
        })
    }

    fn joined(&self, parts: &[Condition], by: &str, nothing: &str) -> Result<String> {
        Ok(bracketed(&parts.iter().map(|part| self.condition(part)).collect::<Result<Vec<_>>>()?, by, nothing))
    }

    fn chosen(&self, id: QuestionId, option: OptionId) -> Result<String> {
        let question = self.question(id)?;
        let option = &question.options.get(option).ok_or(Untranslatable::Dangling)?.name;
        Ok(match question.kind {
            Kind::Many { .. } => format!("selected(${{{}}}, '{option}')", question.name),
            _ => format!("${{{}}} = '{option}'", question.name),
        })
    }

    fn same_option(&self, one: QuestionId, other: QuestionId) -> Result<String> {
        let (a, b) = (self.name(one)?, self.name(other)?);
        let mut parts = vec![format!("{a} != ''"), format!("{a} = {b}")];
        // *Don't know* in both is not the same answer.
        parts.extend(open_options(self.question(one)?).map(|open| format!("{a} != '{open}'")));
        Ok(bracketed(&parts, " and ", "true()"))
    }

    fn answered(&self, id: QuestionId) -> Result<String> {
        let question = self.question(id)?;
        let name = self.name(id)?;
        let open = open_options(question).map(|open| match question.kind {
            Kind::Many { .. } => format!("not(selected({name}, '{open}'))"),
            _ => format!("{name} != '{open}'"),
        });
        let parts: Vec<String> = core::iter::once(format!("{name} != ''")).chain(open).collect();
        Ok(bracketed(&parts, " and ", "true()"))
    }

    fn amount(&self, amount: &Amount) -> Result<String> {
        let both = |amounts: &(Amount, Amount), sign: &str| -> Result<String> {
            Ok(format!("({} {sign} {})", self.amount(&amounts.0)?, self.amount(&amounts.1)?))
        };
        Ok(match amount {
            Amount::Constant(number) => number.to_string(),
            Amount::Today => return Err(Untranslatable::Date),
            Amount::Of(id) => match self.question(*id)?.kind {
                Kind::Number { .. } => format!("number({})", self.name(*id)?),
                _ => return Err(Untranslatable::Date),
            },
            Amount::CountSelected(id) => {
                let count = format!("count-selected({})", self.name(*id)?);
                let open = open_options(self.question(*id)?).map(|open| self.is(*id, open));
                let open = open.collect::<Result<Vec<_>>>()?;
                if open.is_empty() { count } else { format!("if({}, number(''), {count})", open.join(" or ")) }
            }
            Amount::Sum(amounts) => both(amounts, "+")?,
            Amount::Difference(amounts) => both(amounts, "-")?,
            Amount::If(parts) => {
                let (when, then) = (self.condition(&parts.0)?, self.amount(&parts.1)?);
                format!("if({when}, {then}, {})", self.amount(&parts.2)?)
            }
            Amount::Coalesce(amounts) => {
                let (first, second) = (self.amount(&amounts.0)?, self.amount(&amounts.1)?);
                // What is no number does not even equal itself.
                format!("if({first} = {first}, {first}, {second})")
            }
        })
    }

    fn is(&self, id: QuestionId, option: &str) -> Result<String> {
        let option = self.question(id)?.option(option).ok_or(Untranslatable::Dangling)?;
        self.chosen(id, option)
    }

    fn question(&self, id: QuestionId) -> Result<&Question> {
        self.pack.question(id).ok_or(Untranslatable::Dangling)
    }

    fn name(&self, id: QuestionId) -> Result<String> {
        Ok(format!("${{{}}}", self.question(id)?.name))
    }
}

/// The options that leave a question open.
fn open_options(question: &Question) -> impl Iterator<Item = &str> {
    let open = question.options.iter().filter(|(_, choice)| choice.meaning != Meaning::Value);
    open.map(|(_, choice)| choice.name.as_str())
}

fn bracketed(parts: &[String], by: &str, nothing: &str) -> String {
    match parts {
        [] => nothing.to_owned(),
        [only] => only.clone(),
        _ => format!("({})", parts.join(by)),
    }
}

/// A text in quotation marks; XPath 1.0 has no way to write a mark inside its own kind.
fn quoted(words: &str) -> String {
    if !words.contains('\'') {
        return format!("'{words}'");
    }
    if !words.contains('"') {
        return format!("\"{words}\"");
    }
    let parts: Vec<String> = words.split('\'').map(|part| format!("'{part}'")).collect();
    format!("concat({})", parts.join(", \"'\", "))
}

#[cfg(test)]
mod tests;
