//! Questions: from rows of TOML to the engine's table.

use std::collections::BTreeMap;
use std::path::Path;

use engine::directory::Directory;
use engine::expression::Condition;
use engine::expression::parse::Names;
use engine::id::{Id, OptionId, SectionId, Table};
use engine::question::{Choice, Kind, Meaning, OptionSource, Part, Question, Sensitivity};

use crate::Finding;
use crate::source::{self, File, OptionRow, QuestionRow, QuestionsFile};

use super::{expression, unique, word};

/// Lists that questions can take their options from.
pub(super) struct Lists {
    /// Codes of the programme's countries.
    pub(super) programme: Vec<String>,
    /// Codes of all countries.
    pub(super) countries: Vec<String>,
    /// Tags of languages.
    pub(super) languages: Vec<String>,
}

/// Reads the questions' files, a section each.
pub(super) fn read(
    root: &Path,
    sections: &[String],
    findings: &mut Vec<Finding>,
) -> Vec<(SectionId, File<QuestionsFile>)> {
    let read = |(at, section): (usize, &String)| {
        let file = source::read(root, &format!("questions/{section}.toml"), findings)?;
        Some((SectionId::from_index(at), file))
    };
    sections.iter().enumerate().filter_map(read).collect()
}

/// The table of questions, without their conditions.
pub(super) fn table(
    files: &[(SectionId, File<QuestionsFile>)],
    directory: &Directory,
    lists: &Lists,
    findings: &mut Vec<Finding>,
) -> Table<engine::id::QuestionId, Question> {
    let mut seen = BTreeMap::new();
    let mut rows = Vec::new();
    for (section, file) in files {
        for row in &file.content.question {
            unique(file, &row.id, "question", &mut seen, findings);
            check_name(file, row, findings);
            rows.push(question(file, row, *section, directory, lists, findings));
        }
    }
    Table::new(rows)
}

fn check_name(file: &File<QuestionsFile>, row: &QuestionRow, findings: &mut Vec<Finding>) {
    let name = row.id.get_ref();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(fits) {
        let problem = format!("`{name}` is not an id");
        findings.push(file.finding(row.id.span().start, problem, "use small letters, digits and _"));
    }
}

fn question(
    file: &File<QuestionsFile>,
    row: &QuestionRow,
    section: SectionId,
    directory: &Directory,
    lists: &Lists,
    findings: &mut Vec<Finding>,
) -> Question {
    let sensitivities = [("high", Sensitivity::High), ("medium", Sensitivity::Medium), ("low", Sensitivity::Low)];
    let sources = [
        ("countries", OptionSource::Countries { first: u16::try_from(lists.programme.len()).unwrap_or(u16::MAX) }),
        ("languages", OptionSource::Languages),
        ("services", OptionSource::Services),
    ];
    let options_from = row.options_from.as_ref().and_then(|text| word(file, text, &sources, findings));
    let options_from = options_from.unwrap_or(OptionSource::Listed);
    let parts: Vec<(&str, Part)> = Part::ALL.iter().map(|part| (part.name(), *part)).collect();
    let options = Table::new(options(file, row, options_from, directory, lists, findings));
    let known: Vec<(&str, OptionId)> = options.iter().map(|(id, choice)| (choice.name.as_str(), id)).collect();
    let mut ticked: Vec<OptionId> =
        row.ticked_at_start.iter().filter_map(|option| word(file, option, &known, findings)).collect();
    ticked.sort_unstable();
    Question {
        name: row.id.get_ref().clone(),
        section,
        kind: kind(file, row, findings),
        options_from,
        shown_when: None,
        sensitivity: word(file, &row.sensitivity, &sensitivities, findings).unwrap_or(Sensitivity::High),
        part: row.part.as_ref().and_then(|part| word(file, part, &parts, findings)),
        after_results: row.after_results,
        ticked_at_start: ticked,
        options,
    }
}

fn kind(file: &File<QuestionsFile>, row: &QuestionRow, findings: &mut Vec<Finding>) -> Kind {
    let mut needs = |what: &str| {
        let problem = format!("`{}` has no {what}", row.id.get_ref());
        findings.push(file.finding(row.id.span().start, problem, format!("add {what} = …")));
    };
    match row.kind.get_ref().as_str() {
        "one" => Kind::One,
        "many" => Kind::Many { max_choices: row.max_choices },
        "number" => {
            let (Some(min), Some(max)) = (row.min, row.max) else {
                needs("min and max");
                return Kind::Number { min: 0, max: 0 };
            };
            Kind::Number { min, max }
        }
        "text" => {
            if row.max_chars.is_none() {
                needs("max_chars");
            }
            Kind::Text { max_chars: row.max_chars.unwrap_or(0) }
        }
        "date" => Kind::Date,
        _ => {
            let known = [("one", ()), ("many", ()), ("number", ()), ("text", ()), ("date", ())];
            word(file, &row.kind, &known, findings);
            Kind::One
        }
    }
}

fn options(
    file: &File<QuestionsFile>,
    row: &QuestionRow,
    from: OptionSource,
    directory: &Directory,
    lists: &Lists,
    findings: &mut Vec<Finding>,
) -> Vec<Choice> {
    let listed: Vec<&str> = match from {
        OptionSource::Listed => Vec::new(),
        OptionSource::Countries { .. } => countries(lists),
        OptionSource::Languages => lists.languages.iter().map(String::as_str).collect(),
        OptionSource::Services => directory.services.iter().map(|(_, service)| service.name.as_str()).collect(),
    };
    let mut choices: Vec<Choice> = listed.into_iter().map(|name| choice(name, row)).collect();
    for option in &row.options {
        let name = match option.get_ref() {
            OptionRow::Word(name) | OptionRow::Conditional { id: name, .. } => name,
        };
        if choices.iter().any(|choice| choice.name == *name) {
            let problem = format!("the option `{name}` stands twice");
            findings.push(file.finding(option.span().start, problem, "take one of them out"));
        }
        choices.push(choice(name, row));
    }
    let takes_options = matches!(row.kind.get_ref().as_str(), "one" | "many");
    if takes_options && choices.is_empty() {
        let problem = format!("`{}` has no options", row.id.get_ref());
        findings.push(file.finding(row.id.span().start, problem, "add options = […]"));
    }
    for alone in &row.alone_options {
        if !choices.iter().any(|choice| choice.name == *alone.get_ref()) {
            let problem = format!("`{}` has no option `{}`", row.id.get_ref(), alone.get_ref());
            findings.push(file.finding(alone.span().start, problem, "name one of its options"));
        }
    }
    choices
}

/// The programme's countries first, then all others.
fn countries(lists: &Lists) -> Vec<&str> {
    let others = lists.countries.iter().filter(|code| !lists.programme.contains(code));
    lists.programme.iter().chain(others).map(String::as_str).collect()
}

fn choice(name: &str, row: &QuestionRow) -> Choice {
    let meaning = match name {
        "unknown" => Meaning::DontKnow,
        "skip" => Meaning::WontSay,
        _ => Meaning::Value,
    };
    let alone =
        meaning != Meaning::Value || name == "none" || row.alone_options.iter().any(|alone| alone.get_ref() == name);
    Choice { name: name.to_owned(), meaning, alone, shown_when: None }
}

/// Reads the conditions into the questions and options they belong to.
pub(super) fn conditions(
    files: &[(SectionId, File<QuestionsFile>)],
    table: &mut Table<engine::id::QuestionId, Question>,
    names: &Names<'_>,
    findings: &mut Vec<Finding>,
) {
    let rows = files.iter().flat_map(|(_, file)| file.content.question.iter().map(move |row| (file, row)));
    for (at, (file, row)) in rows.enumerate() {
        let when = row.shown_when.as_ref().map(|text| expression(file, text, names, findings));
        let when = with_audience(file, row, when, names, findings);
        let Some(question) = table.get_mut(Id::from_index(at)) else { continue };
        question.shown_when = when;
        let listed = question.options.len() - row.options.len();
        for (position, option) in row.options.iter().enumerate() {
            if let OptionRow::Conditional { shown_when, .. } = option.get_ref() {
                let placed = file.place(shown_when, option.span().start);
                let when = expression(file, &placed, names, findings);
                if let Some(choice) = question.options.get_mut(Id::from_index(listed + position)) {
                    choice.shown_when = Some(when);
                }
            }
        }
    }
}

/// A question for staff is never shown in any other mode, whatever its condition says.
fn with_audience(
    file: &File<QuestionsFile>,
    row: &QuestionRow,
    when: Option<Condition>,
    names: &Names<'_>,
    findings: &mut Vec<Finding>,
) -> Option<Condition> {
    let Some(audience) = &row.audience else { return when };
    word(file, audience, &[("staff", ())], findings)?;
    let staff = names
        .questions
        .find(|question| question.name == "mode")
        .and_then(|(id, mode)| Some(Condition::Chosen(id, mode.option("staff")?)));
    let Some(staff) = staff else {
        let problem = "a question is for staff, and there is no question `mode` with the option `staff`";
        findings.push(file.finding(audience.span().start, problem, "add the question `mode`"));
        return Some(Condition::Always(false));
    };
    Some(Condition::All(core::iter::once(staff).chain(when).collect()))
}
