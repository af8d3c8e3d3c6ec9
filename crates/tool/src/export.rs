//! `dalil export`: answers in files to a file that other programs read.
//!
//! The cases come from JSON files (one object of answers each), JSON lines (an object a line) and files of examples as
//! a pack has them (TOML); each is called what its file or its person is called. Whoever reads the exports of the help
//! desk can try with these what comes out.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use engine::date::Date;
use engine::interview::Interview;
use engine::pack::Pack;
use engine::text::Texts;
use exports::xform::Form;
use exports::{Case, Export, csv, json, xform, xlsx};
use sha2::{Digest, Sha256};

use crate::answers;
use crate::check;
use crate::source::{self, ExamplesFile, File};

/// The forms that a case can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON document.
    Json,
    /// A folder with `cases.csv` and `codes.csv`.
    Csv,
    /// One workbook.
    Xlsx,
    /// A folder with an XML file a case.
    Xform,
}

/// Somebody with a code and answers.
pub struct Person {
    /// What the case is called.
    pub code: String,
    /// The answers and what follows from them.
    pub interview: Interview,
}

/// Reads people from files.
///
/// # Errors
/// When a file cannot be read or does not fit the pack.
pub fn people(pack: &Arc<Pack>, today: Date, files: &[PathBuf]) -> Result<Vec<Person>> {
    let mut people = Vec::new();
    for file in files {
        let name = file.display();
        let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = || fs::read_to_string(file).with_context(|| format!("cannot read {name}"));
        match file.extension().and_then(|ending| ending.to_str()) {
            Some("toml") => people.extend(examples(pack, today, file)?),
            Some("jsonl") => {
                for (at, line) in text()?.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
                    let interview = answers::read_line(pack, today, line);
                    let interview = interview.with_context(|| format!("{name}, line {}", at + 1))?;
                    people.push(Person { code: format!("{stem}-{}", at + 1), interview });
                }
            }
            _ => {
                let interview = answers::read_line(pack, today, &text()?).with_context(|| format!("{name}"))?;
                people.push(Person { code: stem, interview });
            }
        }
    }
    Ok(people)
}

fn examples(pack: &Arc<Pack>, today: Date, file: &Path) -> Result<Vec<Person>> {
    let (folder, name) = (file.parent().unwrap_or(Path::new("")), file.file_name().unwrap_or_default());
    let mut findings = Vec::new();
    let read: Option<File<ExamplesFile>> = source::read(folder, &name.to_string_lossy(), &mut findings);
    let Some(read) = read else {
        bail!("{}", findings.first().map(ToString::to_string).unwrap_or_default());
    };
    let person = |row: &source::PersonRow| -> Result<Person> {
        let code = row.id.get_ref().clone();
        let given = row.answers.iter().map(|(question, value)| {
            let plain = check::plain(value.get_ref());
            Ok((question.clone(), plain.ok_or_else(|| anyhow!("{code}: `{question}` is no answer"))?))
        });
        let interview = answers::read(pack, today, &given.collect::<Result<_>>()?).with_context(|| code.clone())?;
        Ok(Person { code, interview })
    };
    read.content.person.iter().map(person).collect()
}

/// Writes the people as cases that were begun and changed `today`. JSON and XLSX are a file, the others a folder.
///
/// # Errors
/// When two are called the same, when something does not fit into the form, or when it cannot be written.
pub fn write(pack: &Pack, people: &[Person], today: Date, texts: &Texts, format: Format, out: &Path) -> Result<()> {
    let cases: Vec<Case<'_>> = people
        .iter()
        .map(|person| Case { code: &person.code, begun: today, changed: today, interview: &person.interview })
        .collect();
    let export = Export::new(pack, &cases)?;
    match format {
        Format::Json => file(out, json::document(&export)?.as_bytes()),
        Format::Xlsx => file(out, &xlsx::workbook(&export, texts, today)?),
        Format::Csv => {
            folder(out)?;
            file(&out.join("cases.csv"), &csv::cases(&export)?)?;
            file(&out.join("codes.csv"), &csv::codes(pack, texts)?)
        }
        Format::Xform => {
            folder(out)?;
            let form = Form::of(pack);
            for (at, case) in export.cases().iter().enumerate() {
                let xml = xform::instance(&form, case, id_of(pack, case))?;
                file(&out.join(format!("{:03}-{}.xml", at + 1, file_name(case.code))), xml.as_bytes())?;
            }
            Ok(())
        }
    }
}

/// Answers in a file have no id of their own: the same answers under the same name are the same instance.
fn id_of(pack: &Pack, case: &Case<'_>) -> [u8; 16] {
    let mut hash = Sha256::new_with_prefix(format!("{}\n{}\n", pack.sha256(), case.code));
    for (_, question, answer) in case.answers() {
        hash.update(format!("{}\t{:?}\n", question.name, question.plain(&answer)));
    }
    let mut id = [0; 16];
    id.iter_mut().zip(hash.finalize()).for_each(|(place, byte)| *place = byte);
    id
}

/// A code as a part of a file's name that every system takes.
fn file_name(code: &str) -> String {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    code.chars().map(|c| if fits(c) { c } else { '_' }).take(60).collect()
}

fn folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).with_context(|| format!("cannot make {}", path.display()))
}

fn file(path: &Path, bytes: &[u8]) -> Result<()> {
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}
