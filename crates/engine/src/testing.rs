//! What the tests of this crate share: small packs, written as the authors of a pack write them.

use std::sync::Arc;

use crate::answer::Plain;
use crate::card::{Card, CardKind, Effect, Outcome, Rule};
use crate::date::Date;
use crate::evaluate::truth;
use crate::expression::Condition;
use crate::expression::parse::{ExpressionError, Names, condition};
use crate::id::{Id, QuestionId, SectionId, Table};
use crate::interview::Interview;
use crate::pack::{Fact, LinkError, Pack, Structure};
use crate::question::{Choice, Kind, Meaning, OptionSource, Question, Sensitivity};
use crate::truth::Truth;

/// A question with these options.
pub(crate) fn question(name: &str, kind: Kind, options: &[&str]) -> Question {
    let choice = |name: &&str| {
        let meaning = match *name {
            "unknown" => Meaning::DontKnow,
            "skip" => Meaning::WontSay,
            _ => Meaning::Value,
        };
        let alone = meaning != Meaning::Value || *name == "none";
        Choice { name: (*name).to_owned(), meaning, alone, shown_when: None }
    };
    Question {
        name: name.to_owned(),
        section: SectionId::from_index(0),
        kind,
        options: Table::new(options.iter().map(choice).collect()),
        options_from: OptionSource::Listed,
        shown_when: None,
        sensitivity: Sensitivity::Low,
        part: None,
        after_results: false,
        ticked_at_start: Vec::new(),
    }
}

/// A pack in the making; what is said of a question or a card is said of the last one.
#[derive(Clone, Default)]
pub(crate) struct Sample {
    questions: Vec<Question>,
    /// By the question's position: its condition, and those of its options.
    shown_when: Vec<(usize, Option<usize>, String)>,
    facts: Vec<(String, String)>,
    cards: Vec<(String, CardKind)>,
    /// By the card's position.
    rules: Vec<(usize, Effect, String)>,
}

impl Sample {
    pub(crate) fn asks(mut self, name: &str, kind: Kind, options: &[&str]) -> Self {
        self.questions.push(question(name, kind, options));
        self
    }

    pub(crate) fn one(self, name: &str, options: &[&str]) -> Self {
        self.asks(name, Kind::One, options)
    }

    pub(crate) fn many(self, name: &str, options: &[&str]) -> Self {
        self.asks(name, Kind::Many { max_choices: None }, options)
    }

    pub(crate) fn number(self, name: &str) -> Self {
        self.asks(name, Kind::Number { min: -10, max: 100 }, &[])
    }

    pub(crate) fn shown_when(mut self, when: &str) -> Self {
        self.shown_when.push((self.questions.len() - 1, None, when.to_owned()));
        self
    }

    pub(crate) fn offers_when(mut self, option: &str, when: &str) -> Self {
        let last = self.questions.last().unwrap();
        let option = last.option(option).unwrap().index();
        self.shown_when.push((self.questions.len() - 1, Some(option), when.to_owned()));
        self
    }

    pub(crate) fn fact(mut self, name: &str, when: &str) -> Self {
        self.facts.push((name.to_owned(), when.to_owned()));
        self
    }

    pub(crate) fn programme(mut self, name: &str) -> Self {
        self.cards.push((name.to_owned(), CardKind::Programme));
        self
    }

    pub(crate) fn support(mut self, name: &str) -> Self {
        self.cards.push((name.to_owned(), CardKind::Support));
        self
    }

    pub(crate) fn rule(mut self, effect: Effect, when: &str) -> Self {
        self.rules.push((self.cards.len() - 1, effect, when.to_owned()));
        self
    }

    /// Reads a condition over what the pack asks.
    pub(crate) fn read(&self, text: &str) -> Result<Condition, ExpressionError> {
        let questions = Table::new(self.questions.clone());
        let facts: Vec<String> = self.facts.iter().map(|(name, _)| name.clone()).collect();
        let cards: Vec<String> = self.cards.iter().map(|(name, _)| name.clone()).collect();
        let lists = [("advisories".to_owned(), vec!["SD".to_owned(), "SY".to_owned()])];
        condition(text, &Names { questions: &questions, facts: &facts, cards: &cards, lists: &lists })
    }

    fn condition(&self, text: &str) -> Condition {
        self.read(text).unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    pub(crate) fn link(&self) -> Result<Pack, LinkError> {
        let mut questions = self.questions.clone();
        for (at, option, when) in &self.shown_when {
            let when = Some(self.condition(when));
            match option {
                None => questions[*at].shown_when = when,
                Some(option) => questions[*at].options.get_mut(Id::from_index(*option)).unwrap().shown_when = when,
            }
        }
        let rules_of = |card: usize| {
            let own = self.rules.iter().enumerate().filter(move |(_, (of, ..))| *of == card);
            own.map(|(at, (_, effect, when))| Rule {
                code: format!("R{at}"),
                effect: *effect,
                when: self.condition(when),
            })
        };
        let cards = self.cards.iter().enumerate().map(|(at, (name, kind))| Card {
            name: name.clone(),
            kind: *kind,
            hide_when: None,
            rules: rules_of(at).collect(),
        });
        let facts = self.facts.iter().map(|(name, when)| Fact { name: name.clone(), when: self.condition(when) });
        let structure = Structure {
            id: "sample".to_owned(),
            version: "1.0.0".to_owned(),
            date: today(),
            languages: Vec::new(),
            draft_days: 30,
            contacts_warn_after_days: 180,
            sections: Table::new(vec!["only".to_owned()]),
            questions: Table::new(questions),
            facts: Table::new(facts.collect()),
            cards: Table::new(cards.collect()),
            priorities: Vec::new(),
        };
        Pack::link(structure, "00".repeat(32))
    }

    pub(crate) fn person(&self) -> Person {
        let pack = Arc::new(self.link().unwrap());
        Person { sample: self.clone(), interview: Interview::new(&pack, today()) }
    }
}

/// The day of all tests.
pub(crate) fn today() -> Date {
    Date::new(2026, 11, 24).unwrap()
}

/// Somebody who answers the questions of a sample.
pub(crate) struct Person {
    sample: Sample,
    pub(crate) interview: Interview,
}

impl Person {
    /// The same person, who says a word.
    pub(crate) fn says(self, question: &str, word: &str) -> Self {
        self.answers(question, &Plain::Word(word.to_owned()))
    }

    pub(crate) fn ticks(self, question: &str, words: &[&str]) -> Self {
        self.answers(question, &Plain::Words(words.iter().map(|word| (*word).to_owned()).collect()))
    }

    pub(crate) fn counts(self, question: &str, number: i32) -> Self {
        self.answers(question, &Plain::Number(number))
    }

    fn answers(mut self, question: &str, plain: &Plain) -> Self {
        let id = self.id(question);
        let answer = self.interview.pack().question(id).unwrap().accept(plain).unwrap();
        self.interview.answer(id, answer);
        self
    }

    pub(crate) fn id(&self, question: &str) -> QuestionId {
        self.interview.pack().question_named(question).unwrap()
    }

    /// Whether a condition holds, as rules read it.
    pub(crate) fn rule(&self, text: &str) -> Truth {
        truth(&self.sample.condition(text), &self.interview.rules())
    }

    /// Whether a condition holds, as *shown when* reads it.
    pub(crate) fn shown_when(&self, text: &str) -> Truth {
        truth(&self.sample.condition(text), &self.interview.shown_when())
    }

    pub(crate) fn outcome(&self, card: &str) -> Outcome {
        self.interview.outcome(self.interview.pack().card_named(card).unwrap())
    }
}
