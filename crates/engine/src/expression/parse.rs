//! Reading an expression: XLSForm's syntax, checked against the questions, options, facts and cards of a pack.
//!
//! Only for the tools that compile a pack (feature `authoring`): a browser never reads an expression.

mod syntax;

use thiserror::Error;

use crate::card::Outcome;
use crate::expression::{Amount, Comparison, Condition, depth};
use crate::id::{CardId, FactId, OptionId, QuestionId, Table};
use crate::question::{Kind, Question};

use syntax::{Operator, Term, What};

/// What an expression can mention.
pub struct Names<'a> {
    /// The questions of the pack.
    pub questions: &'a Table<QuestionId, Question>,
    /// The names of the facts, in the order of their ids.
    pub facts: &'a [String],
    /// The names of the cards, in the order of their ids.
    pub cards: &'a [String],
    /// Lists of option names that `listed(${q}, 'name')` can ask for.
    pub lists: &'a [(String, Vec<String>)],
}

/// What is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{problem}")]
pub struct ExpressionError {
    /// Where in the expression, in bytes from its beginning.
    pub at: usize,
    /// What is wrong.
    pub problem: String,
    /// What to do about it.
    pub remedy: String,
}

impl ExpressionError {
    fn new(at: usize, problem: impl Into<String>, remedy: impl Into<String>) -> Self {
        Self { at, problem: problem.into(), remedy: remedy.into() }
    }
}

type Result<T> = core::result::Result<T, ExpressionError>;

/// Reads an expression that says whether something holds.
///
/// # Errors
/// [`ExpressionError`] says what is wrong, where, and what to do.
pub fn condition(text: &str, names: &Names<'_>) -> Result<Condition> {
    let term = syntax::read(text)?;
    let condition = Checker { names }.condition(&term)?;
    if depth::levels(&condition) > depth::DEEPEST {
        return Err(ExpressionError::new(0, "the expression is nested too deeply", "give parts of it names, as facts"));
    }
    Ok(condition)
}

/// The names that an expression mentions as `${name}`, in order; empty when it cannot be read.
#[must_use]
pub fn mentioned(text: &str) -> Vec<String> {
    text.split("${").skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name.trim().to_owned()).collect()
}

struct Checker<'a> {
    names: &'a Names<'a>,
}

impl Checker<'_> {
    fn condition(&self, term: &Term) -> Result<Condition> {
        match &term.what {
            What::Binary(Operator::And, parts) => Ok(Condition::All(self.flat(parts, Operator::And)?)),
            What::Binary(Operator::Or, parts) => Ok(Condition::Any(self.flat(parts, Operator::Or)?)),
            What::Binary(Operator::Equal, sides) => self.equal(&sides.0, &sides.1),
            What::Binary(Operator::NotEqual, sides) => Ok(not(self.equal(&sides.0, &sides.1)?)),
            What::Binary(Operator::Less, sides) => self.compare(Comparison::Less, &sides.0, &sides.1),
            What::Binary(Operator::AtMost, sides) => self.compare(Comparison::AtMost, &sides.0, &sides.1),
            What::Binary(Operator::Greater, sides) => self.compare(Comparison::Less, &sides.1, &sides.0),
            What::Binary(Operator::AtLeast, sides) => self.compare(Comparison::AtMost, &sides.1, &sides.0),
            What::Name(name) => self.fact(term.at, name).map(Condition::Fact),
            What::Call(function, arguments) => self.call(term, function, arguments),
            What::Text(_) | What::Number(_) | What::Binary(..) => Err(ExpressionError::new(
                term.at,
                "this is not a statement",
                "compare it with something, for example `… = 'yes'` or `… > 0`",
            )),
        }
    }

    /// `a and b and c` as one list.
    fn flat(&self, parts: &(Term, Term), operator: Operator) -> Result<Vec<Condition>> {
        let mut list = Vec::new();
        for part in [&parts.0, &parts.1] {
            match &part.what {
                What::Binary(inner, parts) if *inner == operator => list.extend(self.flat(parts, operator)?),
                _ => list.push(self.condition(part)?),
            }
        }
        Ok(list)
    }

    fn call(&self, term: &Term, function: &str, arguments: &[Term]) -> Result<Condition> {
        match (function, arguments) {
            ("not", [inner]) => Ok(not(self.condition(inner)?)),
            ("true", []) => Ok(Condition::Always(true)),
            ("false", []) => Ok(Condition::Always(false)),
            ("if", [when, then, otherwise]) => {
                Ok(Condition::If(Box::new((self.condition(when)?, self.condition(then)?, self.condition(otherwise)?))))
            }
            ("selected", [question, Term { at, what: What::Text(option) }]) => {
                let question = self.choice_term(question)?;
                Ok(Condition::Chosen(question.0, option_named(question.1, option, *at)?))
            }
            ("answered", [question]) => Ok(Condition::Answered(self.question_term(question)?.0)),
            ("shown", [question]) => Ok(Condition::Shown(self.question_term(question)?.0)),
            ("listed", [question, Term { at, what: What::Text(list) }]) => self.listed(question, list, *at),
            ("not" | "true" | "false" | "if" | "selected" | "answered" | "shown" | "listed", _) => {
                Err(ExpressionError::new(
                    term.at,
                    format!("`{function}` does not take these arguments"),
                    "see docs/content.md, Conditions, for its form",
                ))
            }
            ("outcome", _) => Err(ExpressionError::new(
                term.at,
                "`outcome` is not a statement",
                "compare it: `outcome('RETURN') = 'likely'`",
            )),
            _ => Err(ExpressionError::new(
                term.at,
                format!("there is no function `{function}`"),
                "use not, selected, count-selected, if, coalesce, today, answered, shown, listed or outcome",
            )),
        }
    }

    fn listed(&self, question: &Term, list: &str, at: usize) -> Result<Condition> {
        let (id, asked) = self.choice_term(question)?;
        let Some((_, wanted)) = self.names.lists.iter().find(|(name, _)| name == list) else {
            let known: Vec<&str> = self.names.lists.iter().map(|(name, _)| name.as_str()).collect();
            return Err(ExpressionError::new(
                at,
                format!("there is no list `{list}`"),
                format!("use one of: {}", known.join(", ")),
            ));
        };
        let is_wanted = |option: &OptionId| asked.options.get(*option).is_some_and(|o| wanted.contains(&o.name));
        Ok(Condition::Listed(id, asked.options.ids().filter(is_wanted).collect()))
    }

    /// `a = b` of two choices, a choice and an option, a card's outcome, or two amounts.
    fn equal(&self, one: &Term, other: &Term) -> Result<Condition> {
        match (&one.what, &other.what) {
            (What::Text(_), What::Text(_)) => Err(ExpressionError::new(
                one.at,
                "two fixed texts are compared",
                "compare a question with a text: `${question} = 'option'`",
            )),
            (What::Text(word), _) => self.equals_word(other, word, one.at),
            (_, What::Text(word)) => self.equals_word(one, word, other.at),
            (What::Name(a), What::Name(b)) if self.is_choice(a) && self.is_choice(b) => {
                Ok(Condition::SameOption(self.question(one.at, a)?.0, self.question(other.at, b)?.0))
            }
            _ => self.compare(Comparison::Equal, one, other),
        }
    }

    /// `term = 'word'`; branches of `if` and `coalesce` are compared one by one.
    fn equals_word(&self, term: &Term, word: &str, at: usize) -> Result<Condition> {
        match &term.what {
            What::Name(name) => {
                let (id, question) = self.question(term.at, name)?;
                match (&question.kind, word) {
                    (_, "") => Ok(Condition::Empty(id)),
                    (Kind::Text { .. }, _) => Ok(Condition::TextIs(id, word.to_owned())),
                    (Kind::One, _) => Ok(Condition::Chosen(id, option_named(question, word, at)?)),
                    (Kind::Many { .. }, _) => Err(ExpressionError::new(
                        term.at,
                        format!("`{name}` can hold several options"),
                        format!("write selected(${{{name}}}, '{word}')"),
                    )),
                    (Kind::Number { .. } | Kind::Date, _) => Err(ExpressionError::new(
                        at,
                        format!("`{name}` is a number or a date, and `'{word}'` is a text"),
                        "compare it with a number, or with '' to ask whether it is empty",
                    )),
                }
            }
            What::Call(function, arguments) => match (function.as_str(), arguments.as_slice()) {
                ("outcome", [Term { at: card_at, what: What::Text(card) }]) => {
                    Ok(Condition::CardIs(self.card(*card_at, card)?, outcome_named(at, word)?))
                }
                ("if", [when, then, otherwise]) => Ok(Condition::If(Box::new((
                    self.condition(when)?,
                    self.equals_word(then, word, at)?,
                    self.equals_word(otherwise, word, at)?,
                )))),
                // The first is read twice, so it is a name: calls in calls would double with every level.
                ("coalesce", [first @ Term { what: What::Name(_), .. }, second]) => {
                    let first_empty = self.equals_word(first, "", at)?;
                    Ok(Condition::If(Box::new((
                        first_empty,
                        self.equals_word(second, word, at)?,
                        self.equals_word(first, word, at)?,
                    ))))
                }
                ("coalesce", [first, _]) => Err(ExpressionError::new(
                    first.at,
                    "the first of `coalesce` is not a question",
                    "write coalesce(${first}, coalesce(${second}, ${third}))",
                )),
                _ => Err(ExpressionError::new(
                    term.at,
                    format!("`{function}` does not give a text"),
                    "compare a question, if(…), coalesce(…) or outcome(…) with a text",
                )),
            },
            What::Text(fixed) => Ok(Condition::Always(fixed == word)),
            What::Number(_) | What::Binary(..) => Err(ExpressionError::new(
                term.at,
                "a number is compared with a text",
                "leave out the quotation marks, or compare a question",
            )),
        }
    }

    fn compare(&self, comparison: Comparison, one: &Term, other: &Term) -> Result<Condition> {
        Ok(Condition::Compare(comparison, Box::new((self.amount(one)?, self.amount(other)?))))
    }

    fn amount(&self, term: &Term) -> Result<Amount> {
        let pair = |sides: &(Term, Term)| -> Result<Box<(Amount, Amount)>> {
            Ok(Box::new((self.amount(&sides.0)?, self.amount(&sides.1)?)))
        };
        match &term.what {
            What::Number(number) => Ok(Amount::Constant(*number)),
            What::Name(name) => {
                let (id, question) = self.question(term.at, name)?;
                match question.kind {
                    Kind::Number { .. } | Kind::Date => Ok(Amount::Of(id)),
                    Kind::One | Kind::Many { .. } | Kind::Text { .. } => Err(ExpressionError::new(
                        term.at,
                        format!("`{name}` is not a number"),
                        "compare it with one of its options, or use count-selected(…)",
                    )),
                }
            }
            What::Binary(Operator::Plus, sides) => pair(sides).map(Amount::Sum),
            What::Binary(Operator::Minus, sides) => pair(sides).map(Amount::Difference),
            What::Call(function, arguments) => match (function.as_str(), arguments.as_slice()) {
                ("today", []) => Ok(Amount::Today),
                ("count-selected", [question]) => Ok(Amount::CountSelected(self.choice_term(question)?.0)),
                ("coalesce", [first, second]) => {
                    Ok(Amount::Coalesce(Box::new((self.amount(first)?, self.amount(second)?))))
                }
                ("if", [when, then, otherwise]) => {
                    Ok(Amount::If(Box::new((self.condition(when)?, self.amount(then)?, self.amount(otherwise)?))))
                }
                _ => Err(ExpressionError::new(
                    term.at,
                    format!("`{function}` is not a number"),
                    "numbers come from questions, today(), count-selected(…), if(…) and coalesce(…)",
                )),
            },
            What::Text(_) | What::Binary(..) => {
                Err(ExpressionError::new(term.at, "a number is wanted here", "write a number or a number question"))
            }
        }
    }

    fn is_choice(&self, name: &str) -> bool {
        self.names.questions.find(|question| question.name == name).is_some_and(|(_, q)| q.kind == Kind::One)
    }

    fn question_term(&self, term: &Term) -> Result<(QuestionId, &Question)> {
        match &term.what {
            What::Name(name) => self.question(term.at, name),
            _ => Err(ExpressionError::new(term.at, "a question is wanted here", "write it as ${question}")),
        }
    }

    /// A question that has options to ask for.
    fn choice_term(&self, term: &Term) -> Result<(QuestionId, &Question)> {
        let found = self.question_term(term)?;
        match found.1.kind {
            Kind::One | Kind::Many { .. } => Ok(found),
            Kind::Number { .. } | Kind::Text { .. } | Kind::Date => Err(ExpressionError::new(
                term.at,
                format!("`{}` has no options", found.1.name),
                "name a question of the kind one or many",
            )),
        }
    }

    fn question(&self, at: usize, name: &str) -> Result<(QuestionId, &Question)> {
        self.names.questions.find(|question| question.name == name).ok_or_else(|| {
            let known = self.names.questions.iter().map(|(_, question)| question.name.as_str());
            ExpressionError::new(at, format!("there is no question `{name}`"), did_you_mean(name, known))
        })
    }

    fn fact(&self, at: usize, name: &str) -> Result<FactId> {
        if let Some(position) = self.names.facts.iter().position(|fact| fact == name) {
            return Ok(crate::id::Id::from_index(position));
        }
        let remedy = if self.names.questions.find(|question| question.name == name).is_some() {
            format!("`{name}` is a question: compare it with something, for example ${{{name}}} = '…'")
        } else {
            did_you_mean(name, self.names.facts.iter().map(String::as_str))
        };
        Err(ExpressionError::new(at, format!("there is no fact `{name}`"), remedy))
    }

    fn card(&self, at: usize, name: &str) -> Result<CardId> {
        let position = self.names.cards.iter().position(|card| card == name);
        position.map(crate::id::Id::from_index).ok_or_else(|| {
            let known = self.names.cards.iter().map(String::as_str);
            ExpressionError::new(at, format!("there is no card `{name}`"), did_you_mean(name, known))
        })
    }
}

fn option_named(question: &Question, name: &str, at: usize) -> Result<OptionId> {
    question.option(name).ok_or_else(|| {
        let known = question.options.iter().map(|(_, option)| option.name.as_str());
        let problem = format!("`{}` has no option `{name}`", question.name);
        ExpressionError::new(at, problem, did_you_mean(name, known))
    })
}

fn outcome_named(at: usize, name: &str) -> Result<Outcome> {
    Outcome::named(name).ok_or_else(|| {
        let known = Outcome::ALL.iter().map(|outcome| outcome.name());
        ExpressionError::new(at, format!("there is no outcome `{name}`"), did_you_mean(name, known))
    })
}

fn not(condition: Condition) -> Condition {
    Condition::Not(Box::new(condition))
}

/// A remedy for a name that is not known: the nearest known one, or the first few.
#[must_use]
pub fn did_you_mean<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> String {
    let known: Vec<&str> = known.collect();
    let nearest = known.iter().map(|candidate| (distance(name, candidate), *candidate)).min();
    match nearest {
        Some((steps, candidate)) if steps * 3 <= name.chars().count().max(3) => format!("did you mean `{candidate}`?"),
        _ if known.len() <= 20 => format!("use one of: {}", known.join(", ")),
        _ => "check the spelling, or add it".to_owned(),
    }
}

/// How many letters must be changed, added or left out to get from one word to the other (Levenshtein).
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (b, above) in other.iter().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(a != *b);
            left = changed.min(above + 1).min(left + 1);
            diagonal = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests;
