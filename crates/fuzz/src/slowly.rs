//! Another reading of conditions, written from `docs/content.md` and not from the engine: it works a condition out while
//! it reads it, without a tree, and looks at an interview from outside only. The two must always agree.

use std::collections::BTreeMap;

use engine::answer::{Answer, chosen};
use engine::id::QuestionId;
use engine::interview::{Interview, Standing};
use engine::question::{Kind, Meaning, Question};

/// True, false, or not known yet.
pub(crate) type Known = Option<bool>;

/// What stands somewhere in a condition; what it means depends on what is asked of it.
#[derive(Clone)]
enum Value {
    Name(String),
    Word(String),
    Number(f64),
    Holds(Known),
    Outcome(String),
    CountSelected(String),
    Either(Known, Box<Value>, Box<Value>),
    First(Box<Value>, Box<Value>),
    Sum(Box<Value>, Box<Value>),
    Difference(Box<Value>, Box<Value>),
}

/// What a question holds.
enum Seen {
    Nothing,
    Silence,
    /// *Don't know* or *won't say*: the options that say so.
    Open(Vec<String>),
    /// The options that are ticked, or the text.
    Words(Vec<String>),
}

#[derive(Clone, Copy, PartialEq)]
enum Amount {
    Nothing,
    Unknown,
    Of(f64),
}

/// Works a condition out that the engine has accepted, as rules read it.
pub(crate) fn slowly(text: &str, interview: &Interview, facts: &BTreeMap<String, Known>, near: &[&str]) -> Known {
    let mut reading = Reading { rest: text, interview, facts, near };
    let value = reading.joined(0);
    assert!(reading.sign("").is_some() && reading.rest.is_empty(), "read to its end: {text}");
    reading.holds(&value)
}

struct Reading<'a> {
    rest: &'a str,
    interview: &'a Interview,
    facts: &'a BTreeMap<String, Known>,
    near: &'a [&'a str],
}

/// From what binds least to what binds most.
const SIGNS: [&[&str]; 5] = [&["or"], &["and"], &["!=", "="], &["<=", ">=", "<", ">"], &["+", "-"]];

impl<'a> Reading<'a> {
    /// Takes this sign if it is next.
    fn sign(&mut self, sign: &str) -> Option<()> {
        let rest = self.rest.trim_start();
        let after = rest.strip_prefix(sign)?;
        let goes_on = |next: char| next.is_ascii_alphanumeric() || next == '-' || next == '_';
        if sign.ends_with(char::is_alphabetic) && after.starts_with(goes_on) {
            return None;
        }
        self.rest = after;
        Some(())
    }

    fn until(&mut self, end: impl FnMut(char) -> bool) -> &'a str {
        let (found, rest) = self.rest.split_at(self.rest.find(end).unwrap_or(self.rest.len()));
        self.rest = rest;
        found
    }

    fn joined(&mut self, level: usize) -> Value {
        let Some(signs) = SIGNS.get(level) else { return self.single() };
        let mut left = self.joined(level + 1);
        while let Some(sign) = signs.iter().find(|sign| self.sign(sign).is_some()) {
            let right = self.joined(level + 1);
            left = match *sign {
                "+" => Value::Sum(Box::new(left), Box::new(right)),
                "-" => Value::Difference(Box::new(left), Box::new(right)),
                "or" => Value::Holds(either(self.holds(&left), self.holds(&right))),
                "and" => Value::Holds(not(either(not(self.holds(&left)), not(self.holds(&right))))),
                "=" => Value::Holds(self.equal(&left, &right)),
                "!=" => Value::Holds(not(self.equal(&left, &right))),
                "<" => Value::Holds(self.compared(&left, &right, |a, b| a < b)),
                "<=" => Value::Holds(self.compared(&left, &right, |a, b| a <= b)),
                ">" => Value::Holds(self.compared(&left, &right, |a, b| a > b)),
                _ => Value::Holds(self.compared(&left, &right, |a, b| a >= b)),
            };
        }
        left
    }

    fn single(&mut self) -> Value {
        if self.sign("(").is_some() {
            let inside = self.joined(0);
            assert!(self.sign(")").is_some());
            return inside;
        }
        if self.sign("-").is_some() {
            return Value::Difference(Box::new(Value::Number(0.0)), Box::new(self.single()));
        }
        if self.sign("${").is_some() {
            let name = self.until(|next| next == '}').trim().to_owned();
            assert!(self.sign("}").is_some());
            return Value::Name(name);
        }
        for quote in ["'", "\""] {
            if self.sign(quote).is_some() {
                let word = self.until(|next| quote.starts_with(next)).to_owned();
                self.rest = &self.rest[1..];
                return Value::Word(word);
            }
        }
        self.rest = self.rest.trim_start();
        if self.rest.starts_with(|next: char| next.is_ascii_digit()) {
            let digits = self.until(|next| !next.is_ascii_digit() && next != '.');
            return Value::Number(digits.parse().unwrap_or_else(|_| unreachable!("{digits}")));
        }
        let function = self.until(|next| !next.is_ascii_alphanumeric() && next != '-' && next != '_');
        assert!(self.sign("(").is_some());
        let mut arguments = Vec::new();
        while self.sign(")").is_none() {
            arguments.push(self.joined(0));
            let _ = self.sign(",");
        }
        self.called(function, &arguments)
    }

    fn called(&self, function: &str, arguments: &[Value]) -> Value {
        match (function, arguments) {
            ("true", []) => Value::Holds(Some(true)),
            ("false", []) => Value::Holds(Some(false)),
            ("not", [inner]) => Value::Holds(not(self.holds(inner))),
            ("today", []) => Value::Number(f64::from(self.interview.today().days())),
            ("selected", [Value::Name(name), Value::Word(option)]) => Value::Holds(self.has_one_of(name, &[option])),
            ("listed", [Value::Name(name), Value::Word(_)]) => Value::Holds(self.has_one_of(name, self.near)),
            ("count-selected", [Value::Name(name)]) => Value::CountSelected(name.clone()),
            ("answered", [Value::Name(name)]) => Value::Holds(Some(matches!(
                self.standing(name),
                Standing::Answered(answer) if !matches!(answer, Answer::DontKnow | Answer::WontSay)
            ))),
            ("shown", [Value::Name(name)]) => Value::Holds(Some(!matches!(self.standing(name), Standing::NotShown))),
            ("outcome", [Value::Word(card)]) => {
                let id = self.interview.pack().card_named(card).unwrap_or_else(|| unreachable!("{card}"));
                Value::Outcome(self.interview.outcome(id).name().to_owned())
            }
            ("if", [when, then, otherwise]) => {
                Value::Either(self.holds(when), Box::new(then.clone()), Box::new(otherwise.clone()))
            }
            ("coalesce", [first, second]) => Value::First(Box::new(first.clone()), Box::new(second.clone())),
            _ => unreachable!("{function} was accepted"),
        }
    }

    fn holds(&self, value: &Value) -> Known {
        match value {
            Value::Holds(known) => *known,
            Value::Name(fact) => *self.facts.get(fact).unwrap_or_else(|| unreachable!("{fact} was accepted")),
            Value::Either(when, then, otherwise) => chosen_by(*when, || self.holds(then), || self.holds(otherwise)),
            _ => unreachable!("a statement was accepted"),
        }
    }

    fn equal(&self, left: &Value, right: &Value) -> Known {
        match (left, right) {
            (Value::Word(word), other) | (other, Value::Word(word)) => self.is_word(other, word),
            (Value::Name(one), Value::Name(other)) if self.is_choice(one) && self.is_choice(other) => {
                self.same_option(one, other)
            }
            _ => self.compared(left, right, |a, b| (a - b).abs() < f64::EPSILON),
        }
    }

    fn is_choice(&self, name: &str) -> bool {
        let pack = self.interview.pack();
        pack.question_named(name).and_then(|id| pack.question(id)).is_some_and(|question| question.kind == Kind::One)
    }

    fn same_option(&self, one: &str, other: &str) -> Known {
        match (self.seen(one), self.seen(other)) {
            (Seen::Nothing, _) | (_, Seen::Nothing) => Some(false),
            (Seen::Words(one), Seen::Words(other)) => Some(one == other),
            _ => None,
        }
    }

    fn is_word(&self, value: &Value, word: &str) -> Known {
        match value {
            Value::Word(other) => Some(word == other),
            Value::Outcome(outcome) => Some(word == outcome),
            Value::Either(when, then, otherwise) => {
                chosen_by(*when, || self.is_word(then, word), || self.is_word(otherwise, word))
            }
            Value::First(first, second) => {
                chosen_by(self.is_word(first, ""), || self.is_word(second, word), || self.is_word(first, word))
            }
            Value::Name(name) if word.is_empty() => match self.seen(name) {
                Seen::Nothing => Some(true),
                Seen::Silence => None,
                Seen::Open(_) | Seen::Words(_) => Some(false),
            },
            Value::Name(name) => self.has_one_of(name, &[word]),
            _ => unreachable!("a text was accepted"),
        }
    }

    fn has_one_of(&self, name: &str, wanted: &[&str]) -> Known {
        let is_there = |words: &[String]| words.iter().any(|word| wanted.contains(&word.as_str()));
        match self.seen(name) {
            Seen::Nothing => Some(false),
            Seen::Silence => None,
            Seen::Open(words) => is_there(&words).then_some(true),
            Seen::Words(words) => Some(is_there(&words)),
        }
    }

    fn compared(&self, left: &Value, right: &Value, how: impl Fn(f64, f64) -> bool) -> Known {
        match (self.amount(left), self.amount(right)) {
            (Amount::Nothing, _) | (_, Amount::Nothing) => Some(false),
            (Amount::Of(left), Amount::Of(right)) => Some(how(left, right)),
            _ => None,
        }
    }

    fn amount(&self, value: &Value) -> Amount {
        let both = |left: &Value, right: &Value, how: fn(f64, f64) -> f64| match (self.amount(left), self.amount(right))
        {
            (Amount::Nothing, _) | (_, Amount::Nothing) => Amount::Nothing,
            (Amount::Of(left), Amount::Of(right)) => Amount::Of(how(left, right)),
            _ => Amount::Unknown,
        };
        match value {
            Value::Number(number) => Amount::Of(*number),
            Value::Sum(left, right) => both(left, right, |a, b| a + b),
            Value::Difference(left, right) => both(left, right, |a, b| a - b),
            Value::CountSelected(name) => match self.seen(name) {
                Seen::Nothing => Amount::Of(0.0),
                Seen::Silence | Seen::Open(_) => Amount::Unknown,
                Seen::Words(words) => Amount::Of(u32::try_from(words.len()).map_or(f64::NAN, f64::from)),
            },
            Value::Name(name) => match self.standing(name) {
                Standing::Answered(Answer::Number(number)) => Amount::Of(f64::from(*number)),
                Standing::Answered(Answer::Date(date)) => Amount::Of(f64::from(date.earliest().days())),
                Standing::NotShown => Amount::Nothing,
                Standing::Unanswered | Standing::Answered(_) => Amount::Unknown,
            },
            Value::First(first, second) => match self.amount(first) {
                Amount::Nothing => self.amount(second),
                some => some,
            },
            Value::Either(Some(true), then, _) => self.amount(then),
            Value::Either(Some(false), _, otherwise) => self.amount(otherwise),
            Value::Either(None, then, otherwise) => {
                let (then, otherwise) = (self.amount(then), self.amount(otherwise));
                if then == otherwise { then } else { Amount::Unknown }
            }
            _ => unreachable!("a number was accepted"),
        }
    }

    fn standing(&self, name: &str) -> Standing<'_> {
        self.interview.standing(self.asked(name).0)
    }

    fn asked(&self, name: &str) -> (QuestionId, &Question) {
        let pack = self.interview.pack();
        let id = pack.question_named(name).unwrap_or_else(|| unreachable!("{name} was accepted"));
        (id, pack.question(id).unwrap_or_else(|| unreachable!("{name} is there")))
    }

    fn seen(&self, name: &str) -> Seen {
        let (id, question) = self.asked(name);
        let of_meaning = |meaning: Meaning| {
            let options = question.options.iter().filter(|(_, option)| option.meaning == meaning);
            options.map(|(_, option)| option.name.clone()).collect()
        };
        match self.interview.standing(id) {
            Standing::NotShown => Seen::Nothing,
            Standing::Unanswered => Seen::Silence,
            Standing::Answered(Answer::DontKnow) => Seen::Open(of_meaning(Meaning::DontKnow)),
            Standing::Answered(Answer::WontSay) => Seen::Open(of_meaning(Meaning::WontSay)),
            Standing::Answered(Answer::Text(text)) => Seen::Words(vec![text.clone()]),
            Standing::Answered(answer) => {
                let offered = chosen(answer).iter().filter(|option| self.interview.is_offered(id, **option));
                Seen::Words(offered.filter_map(|option| Some(question.options.get(*option)?.name.clone())).collect())
            }
        }
    }
}

fn not(known: Known) -> Known {
    known.map(|holds| !holds)
}

fn either(one: Known, other: Known) -> Known {
    if one == Some(true) || other == Some(true) {
        return Some(true);
    }
    one.and(other)
}

/// What the branch says that counts; what both say, where it is not known which counts.
fn chosen_by(when: Known, then: impl Fn() -> Known, otherwise: impl Fn() -> Known) -> Known {
    match when {
        Some(true) => then(),
        Some(false) => otherwise(),
        None => then().filter(|holds| otherwise() == Some(*holds)),
    }
}
