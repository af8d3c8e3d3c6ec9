//! What several tests need: the pack, and people with answers.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    unreachable_pub,
    dead_code,
    reason = "shared by tests; each uses some of it"
)]

pub mod anybody;
pub mod command;
pub mod copy;
pub mod examples;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use dalil_tool::compile::compile_dir;
use engine::answer::Plain;
use engine::card::Outcome;
use engine::id::{Id, OptionId, QuestionId};
use engine::interview::Interview;
use engine::pack::Pack;
use engine::question::{Kind, Question};

/// The folder of the pack that ships.
pub fn content() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa")
}

/// The pack that ships, compiled once for all tests.
pub fn pack() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    Arc::clone(PACK.get_or_init(|| match compile_dir(&content()) {
        Ok(compiled) => Arc::new(compiled.pack),
        Err(findings) => {
            let all: Vec<String> = findings.iter().map(ToString::to_string).collect();
            panic!("the pack is wrong:\n{}", all.join("\n"))
        }
    }))
}

/// A person whose answers are changed one by one; begins as somebody without answers.
#[derive(Clone)]
pub struct Person(pub Interview);

/// A law that fails prints the person's answers.
impl core::fmt::Debug for Person {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let questions = pack();
        let answers = questions
            .content()
            .questions
            .iter()
            .filter_map(|(id, question)| Some((&question.name, question.plain(self.0.remembered(id)?))));
        f.debug_map().entries(answers).finish()
    }
}

impl Person {
    /// Nobody has said anything yet.
    pub fn silent() -> Self {
        let pack = pack();
        let today = pack.content().date;
        Self(Interview::new(&pack, today))
    }

    /// A Nigerian man of 34 in Cairo who freely wants to go home, cannot pay, and has no other trouble.
    pub fn quiet() -> Self {
        let mut person = Self::silent();
        for (question, answer) in QUIET {
            person = match *answer {
                [one] if !is_many(question) => person.says(question, one),
                many => person.says_all(question, many),
            };
        }
        person
    }

    /// The same person, who answers one option (or free text).
    pub fn says(mut self, question: &str, word: &str) -> Self {
        self.answer(question, &Plain::Word(word.to_owned()));
        self
    }

    /// The same person, who ticks these options.
    pub fn says_all(mut self, question: &str, words: &[&str]) -> Self {
        self.answer(question, &Plain::Words(words.iter().map(|word| (*word).to_owned()).collect()));
        self
    }

    /// The same person, who takes an answer back.
    pub fn takes_back(mut self, question: &str) -> Self {
        let id = id(question);
        self.0.answer(id, None);
        self
    }

    fn answer(&mut self, question: &str, plain: &Plain) {
        let id = id(question);
        let answer = pack().question(id).unwrap().accept(plain).unwrap();
        self.0.answer(id, answer);
    }

    pub fn outcome(&self, card: &str) -> Outcome {
        self.0.outcome(pack().card_named(card).unwrap())
    }

    pub fn reasons(&self, card: &str) -> Vec<String> {
        self.0.reasons(pack().card_named(card).unwrap()).map(|rule| rule.code.clone()).collect()
    }

    pub fn missing(&self, card: &str) -> Vec<String> {
        let missing = self.0.missing(pack().card_named(card).unwrap());
        missing.into_iter().map(|id| pack().question(id).unwrap().name.clone()).collect()
    }

    pub fn is_asked(&self, question: &str) -> bool {
        self.0.is_shown(id(question))
    }
}

const QUIET: &[(&str, &[&str])] = &[
    ("mode", &["self"]),
    ("danger_now", &["no"]),
    ("help_today", &["home"]),
    ("host_country", &["EG"]),
    ("host_city", &["cairo"]),
    ("nationality", &["NG"]),
    ("age_band", &["25_59"]),
    ("sex", &["m"]),
    ("family_here", &["alone"]),
    ("lost_family", &["no"]),
    ("arrived", &["gt3y"]),
    ("permit", &["valid"]),
    ("unhcr", &["never"]),
    ("detained", &["no"]),
    ("exit_block", &["no"]),
    ("fear_return", &["no"]),
    ("papers_kept", &["no"]),
    ("free_move", &["yes"]),
    ("work_hard", &["none"]),
    ("violence_help", &["no"]),
    ("health", &["none"]),
    ("function", &["none"]),
    ("distress", &["no"]),
    ("shelter", &["safe"]),
    ("food", &["enough"]),
    ("want_return", &["yes"]),
    ("own_choice", &["own"]),
    ("know_options", &["yes"]),
    ("can_pay", &["no"]),
    ("go_where", &["own"]),
    ("home_place", &["yes"]),
    ("travel_doc", &["valid"]),
    ("embassy_safe", &["yes"]),
    ("prior_avr", &["no"]),
];

pub fn id(question: &str) -> QuestionId {
    pack().question_named(question).unwrap_or_else(|| panic!("no question {question}"))
}

fn is_many(question: &str) -> bool {
    matches!(pack().question(id(question)).unwrap().kind, Kind::Many { .. })
}

/// A legal answer to a question, chosen by a number; every answer comes up for some number.
pub fn answer_by(question: &Question, seed: u64) -> Plain {
    let count = question.options.len() as u64;
    let name = |at: u64| {
        let option = question.options.get(OptionId::from_index(usize::try_from(at % count).unwrap()));
        option.unwrap().name.clone()
    };
    match question.kind {
        Kind::One => Plain::Word(name(seed)),
        Kind::Many { max_choices } => {
            let most = max_choices.map_or(3, u64::from).min(3);
            Plain::Words((0..=seed % most).map(|n| name(seed / 7 + n * 5)).collect())
        }
        Kind::Number { min, max } => {
            Plain::Number(min + i32::try_from(seed % u64::from(max.abs_diff(min) + 1)).unwrap())
        }
        Kind::Text { .. } => {
            let words = ["words", "محمد (2)", "two\nlines", "Aïcha", "🙂"];
            Plain::Word(format!("{} {seed}", words[usize::try_from(seed % 5).unwrap()]))
        }
        Kind::Date => Plain::Word("2026-11".to_owned()),
    }
}

/// Everything that is concluded about a person, to compare.
pub fn conclusions(interview: &Interview) -> BTreeMap<String, String> {
    let pack = interview.pack();
    let mut all = BTreeMap::new();
    for (card, content) in pack.content().cards.iter() {
        let reasons: Vec<&str> = interview.reasons(card).map(|rule| rule.code.as_str()).collect();
        let notes: Vec<&str> = interview.notes(card).map(|rule| rule.code.as_str()).collect();
        let missing = interview.missing(card);
        let said = format!("{:?} {reasons:?} {notes:?} {missing:?}", interview.outcome(card));
        all.insert(content.name.clone(), said);
    }
    let reasons: Vec<&str> = interview.priority_reasons().map(|(_, code)| code).collect();
    all.insert("priority".to_owned(), format!("{:?} {reasons:?}", interview.priority()));
    all.insert("asked".to_owned(), format!("{:?}", interview.asked().collect::<Vec<_>>()));
    all
}
