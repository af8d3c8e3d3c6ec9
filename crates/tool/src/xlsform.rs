//! `dalil xlsform`: the questions of a pack as an XLSForm, so that Kobo or ODK ask the same.
//!
//! Three sheets (survey, choices, settings) with nothing in them but XLSForm (xlsform.org): a group a section, a row a
//! question, all languages. Rules, cards and services have no place in an XLSForm and are not in it. What can be said
//! is said in full, and what cannot is an error: a form that left out a condition would ask what nobody should be asked.

mod xpath;

use engine::answer::{Answer, Plain};
use engine::expression::Condition;
use engine::id::SectionId;
use engine::question::{Kind, Question};
use engine::text::{Texts, plain};
use engine::wording;
use exports::xform::{CASE_CODE, Form, section_node};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use thiserror::Error;

use crate::compile::Compiled;

pub use xpath::Untranslatable;

/// The most that a cell holds, in UTF-16 units.
const LONGEST_CELL: usize = 32_767;
/// The column of `choices` that says when an option is offered, and what stands there when it always is.
const OFFERED: &str = "offered";
const ALWAYS: &str = "always";

/// Why a pack is no XLSForm.
#[derive(Debug, Error)]
pub enum XlsformError {
    /// A condition that XLSForm cannot say.
    #[error("`{question}`: {problem}")]
    Condition {
        /// The question whose condition, or whose option's condition, it is.
        question: String,
        /// What cannot be said, and what to do.
        problem: Untranslatable,
    },
    /// A name that a form cannot have.
    #[error("`{name}` cannot be a name in an XLSForm: {why}")]
    Name {
        /// The question, section or option.
        name: String,
        /// What is wrong with it.
        why: &'static str,
    },
    /// More than a cell holds.
    #[error("`{0}` has a condition that is too long for a cell: give parts of it to questions of their own")]
    TooLong(String),
    /// The pack has no texts in one of its languages.
    #[error("the pack has no texts in `{0}`")]
    NoTexts(String),
    /// The workbook cannot be written.
    #[error("the workbook cannot be written: {0}")]
    Workbook(#[from] XlsxError),
}

type Result<T> = core::result::Result<T, XlsformError>;

/// A sheet: the names of its columns, and its rows.
#[derive(Debug, PartialEq)]
struct Sheet {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// The workbook of a pack. The same pack gives the same bytes.
///
/// # Errors
/// [`XlsformError`] when something in the pack cannot be said in an XLSForm.
pub fn workbook(compiled: &Compiled) -> Result<Vec<u8>> {
    let form = Maker::of(compiled)?;
    let mut workbook = Workbook::new();
    let date = compiled.pack.content().date.to_string();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::parse_from_str(&date)?));
    for sheet in [form.survey()?, form.choices()?, form.settings()] {
        write(workbook.add_worksheet(), &sheet)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write(worksheet: &mut Worksheet, sheet: &Sheet) -> Result<()> {
    worksheet.set_name(sheet.name)?;
    worksheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (0_u32..).zip(core::iter::once(&sheet.columns).chain(&sheet.rows)) {
        for (column, words) in (0_u16..).zip(cells).filter(|(_, words)| !words.is_empty()) {
            if words.encode_utf16().count() > LONGEST_CELL {
                return Err(XlsformError::TooLong(cells.get(1).cloned().unwrap_or_default()));
            }
            worksheet.write_string(row, column, words)?;
        }
    }
    Ok(())
}

struct Maker<'a> {
    compiled: &'a Compiled,
    /// For each language its heading (`English (en)`) and its texts.
    languages: Vec<(String, Texts)>,
}

impl<'a> Maker<'a> {
    fn of(compiled: &'a Compiled) -> Result<Self> {
        let tags = compiled.pack.content().languages.iter().map(|language| language.tag.as_str());
        let texts = |tag: &str| compiled.texts(tag).ok_or_else(|| XlsformError::NoTexts(tag.to_owned()));
        let texts = tags.map(texts).collect::<Result<Vec<Texts>>>()?;
        // Kobo and ODK show the languages' names to whoever sets up the form: they stand in the first language.
        let heading = |tag: &str| {
            let name = texts.first().and_then(|first| first.get(&format!("language.{tag}"))).unwrap_or(tag);
            format!("{name} ({tag})")
        };
        let headings: Vec<String> = texts.iter().map(|texts| heading(texts.language())).collect();
        let form = Self { compiled, languages: headings.into_iter().zip(texts).collect() };
        form.check_names()?;
        Ok(form)
    }

    fn survey(&self) -> Result<Sheet> {
        let content = self.compiled.pack.content();
        let mut columns = vec!["type".to_owned(), "name".to_owned()];
        columns.extend(self.columns("label"));
        columns.extend(self.columns("hint"));
        columns.extend(["relevant", "constraint", "choice_filter", "default"].map(str::to_owned));
        let row = |kind: &str, name: &str, rest: Vec<String>| [vec![kind.to_owned(), name.to_owned()], rest].concat();
        let mut rows = vec![row("hidden", CASE_CODE, Vec::new())];
        let mut open: Option<SectionId> = None;
        for (_, question) in content.questions.iter() {
            if open != Some(question.section) {
                if open.is_some() {
                    rows.push(row("end_group", "", Vec::new()));
                }
                open = Some(question.section);
                let section = content.sections.get(question.section).map_or("", String::as_str);
                rows.push(row("begin_group", &section_node(section), self.texts(&format!("section.{section}"))));
            }
            let mut rest = self.texts(&format!("q.{}.label", question.name));
            rest.extend(self.texts(&format!("q.{}.hint", question.name)));
            rest.extend([
                self.condition(question, question.shown_when.as_ref())?,
                constraint(question),
                self.choice_filter(question)?,
                ticked_at_start(question),
            ]);
            rows.push(row(&kind(question), &question.name, rest));
        }
        if open.is_some() {
            rows.push(row("end_group", "", Vec::new()));
        }
        Ok(Sheet { name: "survey", columns, rows })
    }

    /// A list a question, with all its options in the question's order.
    fn choices(&self) -> Result<Sheet> {
        let mut columns = vec!["list_name".to_owned(), "name".to_owned()];
        columns.extend(self.columns("label"));
        columns.push(OFFERED.to_owned());
        let mut rows = Vec::new();
        for (_, question) in self.compiled.pack.content().questions.iter() {
            let conditions = self.conditions_of_options(question)?;
            for (id, choice) in question.options.iter() {
                let mut row = vec![question.name.clone(), choice.name.clone()];
                row.extend(self.languages.iter().map(|(_, texts)| wording::option(texts, question, id)));
                let when = self.condition(question, choice.shown_when.as_ref())?;
                row.push(conditions.iter().position(|known| *known == when).map_or(ALWAYS.to_owned(), offered_name));
                rows.push(row);
            }
        }
        Ok(Sheet { name: "choices", columns, rows })
    }

    fn settings(&self) -> Sheet {
        let form = Form::of(&self.compiled.pack);
        let title = self.languages.first().and_then(|(_, texts)| texts.get("app.name")).unwrap_or(&form.id).to_owned();
        let language = self.languages.first().map(|(heading, _)| heading.clone()).unwrap_or_default();
        let columns = ["form_title", "form_id", "version", "default_language"].map(str::to_owned).to_vec();
        Sheet { name: "settings", columns, rows: vec![vec![title, form.id, form.version, language]] }
    }

    /// The heading of a column for every language.
    fn columns(&self, what: &str) -> Vec<String> {
        self.languages.iter().map(|(language, _)| format!("{what}::{language}")).collect()
    }

    /// The text of a key in every language, without links to the glossary; empty where there is none.
    fn texts(&self, key: &str) -> Vec<String> {
        self.languages.iter().map(|(_, texts)| texts.get(key).map(plain).unwrap_or_default()).collect()
    }

    /// A condition of a question or of one of its options; empty where there is none.
    fn condition(&self, question: &Question, when: Option<&Condition>) -> Result<String> {
        let Some(when) = when else { return Ok(String::new()) };
        xpath::condition(&self.compiled.pack, when)
            .map_err(|problem| XlsformError::Condition { question: question.name.clone(), problem })
    }

    /// The conditions of a question's options, each once, in their order.
    fn conditions_of_options(&self, question: &Question) -> Result<Vec<String>> {
        let mut conditions = Vec::new();
        for (_, choice) in question.options.iter().filter(|(_, choice)| choice.shown_when.is_some()) {
            let when = self.condition(question, choice.shown_when.as_ref())?;
            if !conditions.contains(&when) {
                conditions.push(when);
            }
        }
        Ok(conditions)
    }

    fn choice_filter(&self, question: &Question) -> Result<String> {
        let conditions = self.conditions_of_options(question)?;
        if conditions.is_empty() {
            return Ok(String::new());
        }
        let parts =
            conditions.iter().enumerate().map(|(at, when)| format!("({OFFERED} = '{}' and {when})", offered_name(at)));
        Ok(core::iter::once(format!("{OFFERED} = '{ALWAYS}'")).chain(parts).collect::<Vec<_>>().join(" or "))
    }

    fn check_names(&self) -> Result<()> {
        let content = self.compiled.pack.content();
        let refused = |name: &str, why| Err(XlsformError::Name { name: name.to_owned(), why });
        let sections: Vec<String> = content.sections.iter().map(|(_, section)| section_node(section)).collect();
        for (_, question) in content.questions.iter() {
            if question.name.starts_with(|c: char| c.is_ascii_digit()) {
                return refused(&question.name, "it begins with a digit");
            }
            if question.name == CASE_CODE || question.name == "meta" || sections.contains(&question.name) {
                return refused(&question.name, "the form itself has a node of this name");
            }
            if let Some((_, choice)) = question.options.find(|choice| choice.name.contains(char::is_whitespace)) {
                return refused(&choice.name, "a blank stands between two options");
            }
        }
        Ok(())
    }
}

/// What stands in the column `offered` for the condition at a place.
fn offered_name(at: usize) -> String {
    format!("when_{}", at + 1)
}

fn kind(question: &Question) -> String {
    let name = &question.name;
    match question.kind {
        Kind::One => format!("select_one {name}"),
        Kind::Many { .. } => format!("select_multiple {name}"),
        Kind::Number { .. } => "integer".to_owned(),
        Kind::Text { .. } => "text".to_owned(),
        Kind::Date => "date".to_owned(),
    }
}

/// What an answer must fulfil: limits, and options that go with no other.
fn constraint(question: &Question) -> String {
    match question.kind {
        Kind::Number { min, max } => format!(". >= {min} and . <= {max}"),
        Kind::Text { max_chars } => format!("string-length(.) <= {max_chars}"),
        Kind::Many { max_choices } => {
            let most = max_choices.map(|most| format!("count-selected(.) <= {most}"));
            let alone = question.options.iter().filter(|(_, choice)| choice.alone);
            let alone =
                alone.map(|(_, choice)| format!("not(selected(., '{}') and count-selected(.) > 1)", choice.name));
            most.into_iter().chain(alone).collect::<Vec<_>>().join(" and ")
        }
        Kind::One | Kind::Date => String::new(),
    }
}

fn ticked_at_start(question: &Question) -> String {
    if question.ticked_at_start.is_empty() {
        return String::new();
    }
    match question.plain(&Answer::Many(question.ticked_at_start.clone())) {
        Plain::Words(words) => words.join(" "),
        Plain::Word(_) | Plain::Number(_) => String::new(),
    }
}

#[cfg(test)]
mod tests;
