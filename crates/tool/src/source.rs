//! The files of a pack, as people write them: TOML with places, so that every finding can name a line.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;

use crate::Finding;

/// A text with its place in the file.
pub type Placed = Spanned<String>;

/// A file of a pack and what was read from it.
pub struct File<T> {
    /// Its name, from the pack's folder.
    pub name: String,
    /// Its text.
    pub text: String,
    /// What it holds.
    pub content: T,
}

impl<T> File<T> {
    /// A finding about the place that begins `at` so many bytes into the file.
    pub fn finding(&self, at: usize, problem: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding {
            file: self.name.clone(),
            line: line_of(&self.text, at),
            problem: problem.into(),
            remedy: remedy.into(),
        }
    }
}

/// The line (from 1) of a byte position.
#[must_use]
pub fn line_of(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

impl<T> File<T> {
    /// A text that stands somewhere after `from`, with its place.
    #[must_use]
    pub fn place(&self, text: &str, from: usize) -> Placed {
        let quoted = self.text.get(from..).and_then(|rest| rest.find(&format!("\"{text}\"")));
        let start = quoted.map_or(from, |at| from + at);
        Spanned::new(start..start + text.len() + 2, text.to_owned())
    }
}

/// Reads one TOML file of a pack; what is wrong goes into `findings`.
pub fn read<T: DeserializeOwned>(root: &Path, name: &str, findings: &mut Vec<Finding>) -> Option<File<T>> {
    let text = match std::fs::read_to_string(root.join(name)) {
        Ok(text) => text,
        Err(error) => {
            findings.push(Finding {
                file: name.to_owned(),
                line: 1,
                problem: format!("the file cannot be read: {error}"),
                remedy: "add the file, or take its name out of pack.toml".to_owned(),
            });
            return None;
        }
    };
    match toml::from_str(&text) {
        Ok(content) => Some(File { name: name.to_owned(), text, content }),
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            findings.push(Finding {
                file: name.to_owned(),
                line: line_of(&text, at),
                problem: error.message().to_owned(),
                remedy: "see docs/content.md for the form of this file".to_owned(),
            });
            None
        }
    }
}

/// The names of the files with an ending in a folder of the pack, sorted.
#[must_use]
pub fn names_in(root: &Path, folder: &str, ending: &str) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(root.join(folder)) else { return Vec::new() };
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.ends_with(ending))
        .map(|name| format!("{folder}/{name}"))
        .collect();
    names.sort();
    names
}

/// `pack.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFile {
    /// The pack's id.
    pub id: Placed,
    /// Its version.
    pub version: Placed,
    /// When this version was made.
    pub date: Spanned<DateText>,
    /// The languages it has texts in.
    pub languages: Vec<Placed>,
    /// See [`engine::pack::Structure::contacts_warn_after_days`].
    pub contacts_warn_after_days: u16,
    /// See [`engine::pack::Structure::draft_days`].
    pub draft_days: u16,
    /// The sections, in order.
    pub sections: Vec<Placed>,
    /// The cards, in order.
    pub cards: Vec<Placed>,
    /// The named facts.
    #[serde(default)]
    pub fact: BTreeMap<String, Placed>,
}

/// `questions/<section>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionsFile {
    /// The questions, in order.
    #[serde(default)]
    pub question: Vec<QuestionRow>,
}

/// One question.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuestionRow {
    /// Its id.
    pub id: Placed,
    /// one, many, number, text or date.
    pub kind: Placed,
    /// Its options.
    #[serde(default)]
    pub options: Vec<Spanned<OptionRow>>,
    /// countries, languages or services.
    pub options_from: Option<Placed>,
    /// Options that go with no other.
    #[serde(default)]
    pub alone_options: Vec<Placed>,
    /// high, medium or low.
    pub sensitivity: Placed,
    /// The part of a referral.
    pub part: Option<Placed>,
    /// When it is asked.
    pub shown_when: Option<Placed>,
    /// `staff`: only staff are asked.
    pub audience: Option<Placed>,
    /// Numbers: the smallest.
    pub min: Option<i32>,
    /// Numbers: the largest.
    pub max: Option<i32>,
    /// Many: the most that can be ticked.
    pub max_choices: Option<u8>,
    /// Texts: the longest.
    pub max_chars: Option<u16>,
    /// Asked after the results page.
    #[serde(default)]
    pub after_results: bool,
    /// Options that are ticked when the question is first shown.
    #[serde(default)]
    pub ticked_at_start: Vec<Placed>,
}

/// An option: a word, or a word with a condition.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum OptionRow {
    /// A word.
    Word(String),
    /// A word that is offered only sometimes.
    Conditional {
        /// The option's id.
        id: String,
        /// When it is offered. Its place is looked up in the file: an untagged row cannot carry it.
        shown_when: String,
    },
}

/// `rules/<CARD>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardFile {
    /// The card's id.
    pub card: Placed,
    /// programme or support.
    pub kind: Placed,
    /// When it is not shown.
    pub hide_when: Option<Placed>,
    /// Where `hide_when` comes from.
    pub source: Option<Placed>,
    /// When we looked.
    pub checked: Option<Spanned<DateText>>,
    /// Its rules, in order.
    #[serde(default)]
    pub rule: Vec<RuleRow>,
}

/// `rules/PRIORITY.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PriorityFile {
    /// Its rules, in order.
    #[serde(default)]
    pub rule: Vec<RuleRow>,
}

/// One rule.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleRow {
    /// Its code.
    pub code: Placed,
    /// What it does.
    pub effect: Placed,
    /// When it is true.
    pub when: Placed,
    /// Where it comes from.
    pub source: Option<Placed>,
    /// When we looked.
    pub checked: Option<Spanned<DateText>>,
    /// It rests on general knowledge.
    #[serde(default)]
    pub general_knowledge: bool,
}

/// `services/<country>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServicesFile {
    /// The country.
    pub country: Placed,
    /// What to bring.
    #[serde(default)]
    pub documents: Vec<Placed>,
    /// Who gives exit permission.
    pub exit_permission: Option<ExitPermission>,
    /// Who receives requests for asylum.
    #[serde(default)]
    pub asylum_body: Vec<Placed>,
    /// The services, in order.
    #[serde(default)]
    pub service: Vec<ServiceRow>,
}

/// Who gives exit permission, and where we know it from.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExitPermission {
    /// Where it comes from.
    pub source: Placed,
    /// When we looked.
    pub checked: Spanned<DateText>,
    /// The key of its text.
    pub text: Placed,
}

/// One service.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServiceRow {
    /// Its id.
    pub id: Placed,
    /// The cards it is named on.
    pub cards: Vec<Placed>,
    /// emergency or protection.
    pub help_now: Option<Placed>,
    /// active or check.
    pub status: Placed,
    /// How it can be reached.
    #[serde(default)]
    pub contact: Vec<ContactRow>,
}

/// One contact.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactRow {
    /// phone, whatsapp, email, address, hours or web.
    pub channel: Placed,
    /// The number or address.
    pub value: Placed,
    /// verified, secondary or old.
    pub status: Placed,
    /// What it is for.
    pub label: Option<Placed>,
    /// Where it is.
    pub place: Option<Placed>,
    /// Where it comes from.
    pub source: Option<Placed>,
    /// The date on the source.
    pub published: Option<Spanned<DateText>>,
    /// When we looked.
    pub checked: Option<Spanned<DateText>>,
}

/// `advisories.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvisoriesFile {
    /// When the list was last gone through.
    pub reviewed: Spanned<DateText>,
    /// How often it must be gone through.
    pub review_every_days: u16,
    /// The countries.
    #[serde(default)]
    pub advisory: Vec<AdvisoryRow>,
}

/// One country of the advisory list.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AdvisoryRow {
    /// ISO 3166 alpha-2.
    pub country: Placed,
    /// Where it comes from.
    pub source: Option<Placed>,
    /// The date on the source.
    pub published: Option<Spanned<DateText>>,
    /// When we looked.
    pub checked: Option<Spanned<DateText>>,
    /// It rests on general knowledge.
    #[serde(default)]
    pub general_knowledge: bool,
}

/// `notices.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticesFile {
    /// The notices, in order.
    #[serde(default)]
    pub notice: Vec<NoticeRow>,
}

/// One notice.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoticeRow {
    /// Its id.
    pub id: Placed,
    /// The country it is about.
    pub country: Option<Placed>,
    /// The cards it is shown on.
    pub cards: Vec<Placed>,
    /// Shown on the page *Help now* too.
    #[serde(default)]
    pub help_now: bool,
    /// The date of what it tells.
    pub dated: Spanned<DateText>,
    /// After this day it is shown as old.
    pub expires: Option<Spanned<DateText>>,
    /// Where it comes from.
    pub source: Option<Placed>,
    /// When we looked.
    pub checked: Option<Spanned<DateText>>,
    /// It rests on general knowledge.
    #[serde(default)]
    pub general_knowledge: bool,
}

/// `glossary.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GlossaryFile {
    /// The words, in order.
    #[serde(default)]
    pub term: Vec<TermRow>,
}

/// One word of the glossary.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRow {
    /// Its id.
    pub id: Placed,
    /// people, return, protection, papers or help.
    pub group: Placed,
    /// Where its meaning comes from.
    pub source: Option<Placed>,
    /// It rests on general knowledge.
    #[serde(default)]
    pub general_knowledge: bool,
}

/// `programme_countries.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeCountriesFile {
    /// The countries.
    #[serde(default)]
    pub country: Vec<ProgrammeCountryRow>,
}

/// One country of origin of the programme.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProgrammeCountryRow {
    /// ISO 3166 alpha-2.
    pub id: Placed,
    /// The programme's leg it belongs to.
    pub leg: Placed,
    /// Where it comes from.
    pub source: Option<Placed>,
    /// When we looked.
    pub checked: Option<Spanned<DateText>>,
    /// It rests on general knowledge.
    #[serde(default)]
    pub general_knowledge: bool,
}

/// `examples/*.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExamplesFile {
    /// The people.
    #[serde(default)]
    pub person: Vec<PersonRow>,
}

/// A person with answers and what the tool must say.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PersonRow {
    /// Its id.
    pub id: Placed,
    /// Who this is.
    pub story: Placed,
    /// The answers.
    pub answers: BTreeMap<String, Spanned<toml::Value>>,
    /// What must come out.
    pub expect: Expectation,
}

/// What must come out for a person; cards that are not named must be `na`.
#[derive(Deserialize)]
pub struct Expectation {
    /// How soon somebody must act.
    pub priority: Placed,
    /// The cards.
    #[serde(flatten)]
    pub cards: BTreeMap<String, ExpectedCard>,
}

/// What must come out for a card.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedCard {
    /// The outcome.
    pub outcome: String,
    /// The reasons, in order; left out: any.
    pub reasons: Option<Vec<String>>,
    /// The missing questions, in order; left out: any.
    pub missing: Option<Vec<String>>,
}

/// A date, as a TOML date or as a text such as `2026-11`.
#[derive(Deserialize)]
#[serde(untagged)]
pub enum DateText {
    /// `"2026-11"`
    Text(String),
    /// `2026-11-24`
    Date(toml::value::Datetime),
}

impl core::fmt::Display for DateText {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
        }
    }
}
