//! Cases as JSON, for programs. The schema is `docs/case.schema.json`.
//!
//! The answers are in the form that `dalil evaluate` reads: question id → option, list of options, number, text, or
//! ISO date of any precision.

use engine::answer::Plain;
use engine::card::{Outcome, Priority};
use serde::ser::SerializeSeq as _;
use serde::{Serialize, Serializer};

use crate::{Case, Export, ExportError};

/// The number of the format. A program that reads another one must not guess.
pub const FORMAT: u32 = 1;

/// The cases as one JSON document, on several lines.
///
/// # Errors
/// [`ExportError::Json`] when the document cannot be written.
pub fn document(export: &Export<'_>) -> Result<String, ExportError> {
    let content = export.pack().content();
    let document = Document {
        format: FORMAT,
        pack: Pack {
            id: &content.id,
            version: &content.version,
            date: content.date.to_string(),
            sha256: export.pack().sha256(),
        },
        cases: Cases(export),
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

#[derive(Serialize)]
struct Document<'a> {
    format: u32,
    pack: Pack<'a>,
    cases: Cases<'a>,
}

#[derive(Serialize)]
struct Pack<'a> {
    id: &'a str,
    version: &'a str,
    date: String,
    sha256: &'a str,
}

struct Cases<'a>(&'a Export<'a>);

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    begun: String,
    changed: String,
    read_on: String,
    priority: ReadPriority<'a>,
    cards: Cards<'a>,
    answers: Answers<'a>,
}

#[derive(Serialize)]
struct ReadPriority<'a> {
    level: &'static str,
    reasons: Vec<&'a str>,
}

#[derive(Serialize)]
struct ReadCard<'a> {
    outcome: &'static str,
    reasons: Vec<&'a str>,
}

struct Cards<'a>(&'a Case<'a>);

struct Answers<'a>(&'a Case<'a>);

impl Serialize for Cases<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let cases = self.0.cases();
        let mut list = serializer.serialize_seq(Some(cases.len()))?;
        for case in cases {
            let priority: Priority = case.interview.priority();
            list.serialize_element(&Row {
                code: case.code,
                begun: case.begun.to_string(),
                changed: case.changed.to_string(),
                read_on: case.interview.today().to_string(),
                priority: ReadPriority { level: priority.name(), reasons: case.priority_reasons() },
                cards: Cards(case),
                answers: Answers(case),
            })?;
        }
        list.end()
    }
}

impl Serialize for Cards<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.interview.pack().content().cards.iter().map(|(id, card)| {
            let outcome: Outcome = self.0.interview.outcome(id);
            (&card.name, ReadCard { outcome: outcome.name(), reasons: self.0.reasons(id) })
        }))
    }
}

impl Serialize for Answers<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let plain = self
            .0
            .answers()
            .map(|(_, question, answer)| -> (&str, Plain) { (&question.name, question.plain(&answer)) });
        serializer.collect_map(plain)
    }
}

#[cfg(test)]
mod tests;
