//! From a pack's folder to a linked pack: reading, checking, and what the browser loads.

mod directory;
mod questions;
mod rules;

use std::collections::BTreeMap;
use std::path::Path;

use engine::date::{Date, PartialDate};
use engine::directory::{Directory, Source};
use engine::expression::Condition;
use engine::expression::parse::{Names, condition};
use engine::id::Table;
use engine::pack::{Fact, Language, LinkError, Pack, Structure};
use engine::plan::Plan;
use engine::text::Texts;
use sha2::{Digest, Sha256};
use toml::Spanned;

use crate::Finding;
use crate::check;
use crate::source::{self, DateText, File, PackFile, Placed};
use crate::texts::{self, TextFile};

/// A pack that was read, checked and compiled.
pub struct Compiled {
    /// The structure and its plan: a file for the browser (postcard).
    pub structure: Vec<u8>,
    /// The directory file for the browser (postcard).
    pub directory: Vec<u8>,
    /// The SHA-256 of the two, one after the other, in hexadecimal.
    pub sha256_hex: String,
    /// For each language its text file for the browser (key, tab, text).
    pub texts: Vec<(String, Vec<u8>)>,
    /// The linked pack.
    pub pack: Pack,
}

impl Compiled {
    /// The texts of a language.
    #[must_use]
    pub fn texts(&self, language: &str) -> Option<Texts> {
        let (_, table) = self.texts.iter().find(|(tag, _)| tag == language)?;
        Some(Texts::read(language, String::from_utf8_lossy(table).into_owned()))
    }
}

/// Reads, checks and compiles the pack in a folder.
///
/// # Errors
/// Everything that is wrong, sorted by file and line.
pub fn compile_dir(root: &Path) -> Result<Compiled, Vec<Finding>> {
    let mut findings = Vec::new();
    let compiled = compile(root, &mut findings);
    findings.sort();
    findings.dedup();
    match compiled {
        Some(compiled) if findings.is_empty() => Ok(compiled),
        _ => Err(findings),
    }
}

fn compile(root: &Path, findings: &mut Vec<Finding>) -> Option<Compiled> {
    let pack_file: File<PackFile> = source::read(root, "pack.toml", findings)?;
    let texts = texts::read_all(root, &pack_file, findings);
    let (structure, directory) = content(root, &pack_file, &texts, findings)?;
    check::texts(&structure, &directory, &pack_file, &texts, findings);
    let plan = Plan::of(&structure).map_err(|error| findings.push(link_finding(root, &error))).ok()?;
    let structure_bytes = written(&(&structure, &plan), findings)?;
    let directory_bytes = written(&directory, findings)?;
    let sha256_hex = hex(&Sha256::digest([structure_bytes.as_slice(), &directory_bytes].concat()));
    let pack = Pack::new(structure, plan, sha256_hex.clone());
    pack.set_directory(directory);
    // With a rule or a text missing, every person would come out wrong, and the cause would be lost among them.
    if findings.is_empty() {
        check::examples(root, &pack, findings);
    }
    let texts = texts.iter().map(|file| (file.language.clone(), file.table().into_bytes())).collect();
    Some(Compiled { structure: structure_bytes, directory: directory_bytes, sha256_hex, texts, pack })
}

/// What is asked and concluded from, and what is known of the world.
fn content(
    root: &Path,
    pack_file: &File<PackFile>,
    texts: &[TextFile],
    findings: &mut Vec<Finding>,
) -> Option<(Structure, Directory)> {
    let head = &pack_file.content;
    let sections: Vec<String> = head.sections.iter().map(|section| section.get_ref().clone()).collect();
    let cards: Vec<String> = head.cards.iter().map(|card| card.get_ref().clone()).collect();
    let mut directory = directory::read(root, &cards, findings);
    let programme = directory::programme_countries(root, findings);
    let question_files = questions::read(root, &sections, findings);
    if question_files.len() < sections.len() {
        // Every condition that mentions one of its questions would be a finding of its own.
        return None;
    }
    let facts: Vec<(String, Placed)> = head.fact.iter().map(|(name, when)| (name.clone(), when.clone())).collect();
    let fact_names: Vec<String> = facts.iter().map(|(name, _)| name.clone()).collect();
    let countries: Vec<String> = texts.first().map(TextFile::countries).unwrap_or_default();
    let languages: Vec<String> = texts.first().map(TextFile::languages).unwrap_or_default();
    let mut questions =
        questions::table(&question_files, &directory, &questions::Lists { programme, countries, languages }, findings);
    let lists = vec![("advisories".to_owned(), directory.advisories.iter().map(|a| a.country.clone()).collect())];

    // Conditions can mention any question, so all are known before the first condition is read.
    let known = questions.clone();
    let names = Names { questions: &known, facts: &fact_names, cards: &cards, lists: &lists };
    questions::conditions(&question_files, &mut questions, &names, findings);
    let facts = facts
        .iter()
        .map(|(name, when)| Fact { name: name.clone(), when: expression(pack_file, when, &names, findings) })
        .collect();
    let rules = rules::read(root, &cards, &names, findings);
    directory.sources = rules.sources;
    let draft = texts::draft_languages(root, texts, findings);
    let languages = head
        .languages
        .iter()
        .map(|tag| Language { tag: tag.get_ref().clone(), draft: draft.contains(tag.get_ref()) })
        .collect();
    let structure = Structure {
        id: head.id.get_ref().clone(),
        version: head.version.get_ref().clone(),
        date: day(pack_file, &head.date, findings)?,
        languages,
        draft_days: head.draft_days,
        contacts_warn_after_days: head.contacts_warn_after_days,
        sections: Table::new(sections),
        questions,
        facts: Table::new(facts),
        cards: rules.cards,
        priorities: rules.priorities,
    };
    Some((structure, directory))
}

/// Reads an expression; a mistake is a finding at its line, and *false* stands in its place.
fn expression<T>(file: &File<T>, text: &Placed, names: &Names<'_>, findings: &mut Vec<Finding>) -> Condition {
    condition(text.get_ref(), names).unwrap_or_else(|error| {
        let start = text.span().start;
        let written = file.text.get(start..).unwrap_or_default();
        let quotes = ["\"\"\"\n", "'''\n", "\"\"\"", "'''"].into_iter().find(|quotes| written.starts_with(quotes));
        let at = start + quotes.map_or(1, str::len) + error.at;
        findings.push(file.finding(at, error.problem, error.remedy));
        Condition::Always(false)
    })
}

/// A date of any precision.
fn date<T>(file: &File<T>, text: &Spanned<DateText>, findings: &mut Vec<Finding>) -> Option<PartialDate> {
    match text.get_ref().to_string().parse() {
        Ok(date) => Some(date),
        Err(error) => {
            findings.push(file.finding(text.span().start, format!("{error}"), "correct the date"));
            None
        }
    }
}

/// A date with its day.
fn day<T>(file: &File<T>, text: &Spanned<DateText>, findings: &mut Vec<Finding>) -> Option<Date> {
    match date(file, text, findings)? {
        PartialDate::Day(day) => Some(day),
        PartialDate::Year(_) | PartialDate::Month(..) => {
            findings.push(file.finding(text.span().start, "the day is missing", "write a date such as 2026-11-24"));
            None
        }
    }
}

/// Where something comes from; without a source and a date it may not be in the pack.
fn provenance<T>(
    file: &File<T>,
    owner: &Placed,
    source: Option<&Placed>,
    checked: Option<&Spanned<DateText>>,
    general_knowledge: bool,
    findings: &mut Vec<Finding>,
) -> Source {
    let at = owner.span().start;
    let name = source.map(|source| source.get_ref().trim().to_owned()).unwrap_or_default();
    if name.is_empty() {
        let problem = format!("`{}` has no source", owner.get_ref());
        findings.push(file.finding(at, problem, "add source = \"…\", or take it out: nothing without a source"));
    }
    if checked.is_none() {
        let problem = format!("`{}` has no date", owner.get_ref());
        findings.push(file.finding(at, problem, "add checked = \"2026-11\": when the source was looked at"));
    }
    let checked = checked.and_then(|text| date(file, text, findings)).unwrap_or(PartialDate::Year(1970));
    Source { name, checked, general_knowledge }
}

/// Refuses the second of two that have the same name; says where the first stands.
fn unique<T>(
    file: &File<T>,
    name: &Placed,
    what: &str,
    seen: &mut BTreeMap<String, String>,
    findings: &mut Vec<Finding>,
) {
    let place = format!("{}:{}", file.name, source::line_of(&file.text, name.span().start));
    if let Some(first) = seen.insert(name.get_ref().clone(), place) {
        let problem = format!("the {what} `{}` is already at {first}", name.get_ref());
        findings.push(file.finding(name.span().start, problem, "give it another name"));
    }
}

/// One of a fixed set of words.
fn word<T, V>(file: &File<T>, text: &Placed, known: &[(&str, V)], findings: &mut Vec<Finding>) -> Option<V>
where
    V: Clone,
{
    let found = known.iter().find(|(name, _)| name == text.get_ref()).map(|(_, value)| value.clone());
    if found.is_none() {
        let names: Vec<&str> = known.iter().map(|(name, _)| *name).collect();
        let problem = format!("`{}` is not known here", text.get_ref());
        findings.push(file.finding(text.span().start, problem, format!("use one of: {}", names.join(", "))));
    }
    found
}

/// The ids of cards that are named in a list.
fn card_ids<T>(
    file: &File<T>,
    named: &[Placed],
    cards: &[String],
    findings: &mut Vec<Finding>,
) -> Vec<engine::id::CardId> {
    let known: Vec<(&str, engine::id::CardId)> =
        cards.iter().enumerate().map(|(at, name)| (name.as_str(), engine::id::Id::from_index(at))).collect();
    named.iter().filter_map(|card| word(file, card, &known, findings)).collect()
}

/// A file for the browser.
fn written<T: serde::Serialize>(content: &T, findings: &mut Vec<Finding>) -> Option<Vec<u8>> {
    let cannot = |error: postcard::Error| {
        findings.push(Finding {
            file: "pack.toml".to_owned(),
            line: 1,
            problem: format!("the pack cannot be written: {error}"),
            remedy: "report this: it should not happen".to_owned(),
        });
    };
    postcard::to_allocvec(content).map_err(cannot).ok()
}

/// A circle is named at the first of its members that stands in the pack's files.
fn link_finding(root: &Path, error: &LinkError) -> Finding {
    let names: Vec<String> = match error {
        LinkError::Dangling(name) => vec![name.clone()],
        LinkError::Cycle(names) => names.clone(),
    };
    let folders = ["questions", "rules"];
    let files = folders.iter().flat_map(|folder| source::names_in(root, folder, ".toml"));
    let place = files.chain(["pack.toml".to_owned()]).find_map(|file| {
        let text = std::fs::read_to_string(root.join(&file)).ok()?;
        let found = names.iter().find_map(|name| {
            let places = [
                format!("id = \"{name}\""),
                format!("code = \"{name}\""),
                format!("card = \"{name}\""),
                format!("\n{name} = "),
            ];
            places.iter().find_map(|place| text.find(place.as_str()))
        })?;
        Some((file, source::line_of(&text, found + 1)))
    });
    let (file, line) = place.unwrap_or_else(|| ("pack.toml".to_owned(), 1));
    let remedy = "change one of their conditions, so that nothing depends on itself".to_owned();
    Finding { file, line, problem: error.to_string(), remedy }
}

/// Bytes in hexadecimal.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    use core::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
