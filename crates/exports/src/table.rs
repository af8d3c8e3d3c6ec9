//! Cases as a table: the columns and cells that CSV and XLSX share, and the list of codes that explains them.
//!
//! A question of several options has one column with the options' ids, a space between, and beside it one column an
//! option with 1 or 0: the two ways in which Kobo and ODK export it. There, what was not answered is empty in all of
//! them, and beside *won't say* the others are empty too: nobody said no to them.

use engine::answer::{Answer, Plain, chosen};
use engine::card::{Effect, Outcome, Priority};
use engine::date::{Date, PartialDate};
use engine::id::{CardId, OptionId, QuestionId};
use engine::pack::Pack;
use engine::question::{Kind, Meaning};
use engine::text::{Texts, plain};
use engine::wording;

use crate::Case;

/// What a column says. The names of those that are no questions hold a dot, which no question's id does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Column {
    Code,
    Begun,
    Changed,
    ReadOn,
    Priority,
    PriorityReasons,
    Outcome(CardId),
    Reasons(CardId),
    Question(QuestionId),
    Option(QuestionId, OptionId),
}

/// What a cell holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Empty,
    /// Codes, dates that are not known to the day, a person's own words.
    Words(String),
    Number(i32),
    Day(Date),
}

/// The columns of a pack: about the case, its conclusions, its answers.
pub(crate) fn columns(pack: &Pack) -> Vec<Column> {
    let mut columns =
        vec![Column::Code, Column::Begun, Column::Changed, Column::ReadOn, Column::Priority, Column::PriorityReasons];
    columns.extend(pack.content().cards.ids().flat_map(|id| [Column::Outcome(id), Column::Reasons(id)]));
    for (id, question) in pack.content().questions.iter() {
        columns.push(Column::Question(id));
        if matches!(question.kind, Kind::Many { .. }) {
            columns.extend(question.options.ids().map(|option| Column::Option(id, option)));
        }
    }
    columns
}

impl Column {
    /// Its name, unique in a pack.
    pub(crate) fn name(self, pack: &Pack) -> String {
        let card = |id| pack.card(id).map_or("", |card| card.name.as_str());
        let question = |id| pack.question(id).map_or("", |question| question.name.as_str());
        match self {
            Self::Code => "case.code".to_owned(),
            Self::Begun => "case.begun".to_owned(),
            Self::Changed => "case.changed".to_owned(),
            Self::ReadOn => "case.read_on".to_owned(),
            Self::Priority => "case.priority".to_owned(),
            Self::PriorityReasons => "case.priority_reasons".to_owned(),
            Self::Outcome(id) => format!("card.{}", card(id)),
            Self::Reasons(id) => format!("card.{}.reasons", card(id)),
            Self::Question(id) => question(id).to_owned(),
            Self::Option(id, option) => {
                let options = pack.question(id).map(|question| &question.options);
                let name = options.and_then(|options| options.get(option)).map_or("", |option| option.name.as_str());
                format!("{}/{name}", question(id))
            }
        }
    }

    /// What it says of a case.
    pub(crate) fn cell(self, case: &Case<'_>) -> Cell {
        match self {
            Self::Code => Cell::Words(case.code.to_owned()),
            Self::Begun => Cell::Day(case.begun),
            Self::Changed => Cell::Day(case.changed),
            Self::ReadOn => Cell::Day(case.interview.today()),
            Self::Priority => Cell::Words(case.interview.priority().name().to_owned()),
            Self::PriorityReasons => codes(&case.priority_reasons()),
            Self::Outcome(card) => Cell::Words(case.interview.outcome(card).name().to_owned()),
            Self::Reasons(card) => codes(&case.reasons(card)),
            Self::Question(id) => answer(case, id),
            Self::Option(id, option) => ticked(case, id, option),
        }
    }
}

fn codes(codes: &[&str]) -> Cell {
    if codes.is_empty() { Cell::Empty } else { Cell::Words(codes.join(" ")) }
}

fn answer(case: &Case<'_>, id: QuestionId) -> Cell {
    let (Some(question), Some(answer)) = (case.interview.pack().question(id), case.said(id)) else {
        return Cell::Empty;
    };
    if let Answer::Date(PartialDate::Day(day)) = answer {
        return Cell::Day(day);
    }
    match question.plain(&answer) {
        Plain::Word(word) => Cell::Words(word),
        Plain::Words(words) => Cell::Words(words.join(" ")),
        Plain::Number(number) => Cell::Number(number),
    }
}

fn ticked(case: &Case<'_>, id: QuestionId, option: OptionId) -> Cell {
    let options = case.interview.pack().question(id).map(|question| &question.options);
    let meaning = options.and_then(|options| options.get(option)).map(|option| option.meaning);
    match case.said(id) {
        Some(Answer::DontKnow) if meaning == Some(Meaning::DontKnow) => Cell::Number(1),
        Some(Answer::WontSay) if meaning == Some(Meaning::WontSay) => Cell::Number(1),
        Some(answer @ Answer::Many(_)) if case.interview.is_offered(id, option) => {
            Cell::Number(i32::from(chosen(&answer).contains(&option)))
        }
        _ => Cell::Empty,
    }
}

/// A row of the list of codes: the column, what it is about, a code that stands in it, and the code's words.
pub(crate) type CodeRow = [String; 4];

/// The names of the columns of the list of codes.
pub(crate) const CODE_COLUMNS: [&str; 4] = ["column", "label", "code", "words"];

/// The list of codes in one language: whatever stands in a cell as a code has a row here. Columns of one option are
/// not named again: their question is.
pub(crate) fn code_list(pack: &Pack, texts: &Texts) -> Vec<CodeRow> {
    let text = |key: &str| texts.get(key).map(plain).unwrap_or_default();
    // The list is about nobody's country, so the date of the advice on it stays open.
    let because = |code: &str| text(&format!("r.{code}.because")).replace("{date}", "…");
    let mut rows = Vec::new();
    for column in columns(pack) {
        let name = column.name(pack);
        let mut row = |label: &str, code: &str, words: String| {
            rows.push([name.clone(), label.to_owned(), code.to_owned(), words]);
        };
        match column {
            Column::Priority => {
                for priority in [Priority::Normal, Priority::Urgent, Priority::Emergency] {
                    row("", priority.name(), text(&format!("priority.{}.name", priority.name())));
                }
            }
            Column::PriorityReasons => {
                for rule in &pack.content().priorities {
                    row("", &rule.code, because(&rule.code));
                }
            }
            Column::Outcome(id) | Column::Reasons(id) => {
                let Some(card) = pack.card(id) else { continue };
                let label = text(&format!("card.{}.name", card.name));
                if matches!(column, Column::Outcome(_)) {
                    for outcome in Outcome::ALL {
                        row(&label, outcome.name(), text(&format!("outcome.{}.name", outcome.name())));
                    }
                } else {
                    let is_reason = |effect| effect != Effect::Note;
                    for rule in card.rules.iter().filter(|rule| is_reason(rule.effect)) {
                        row(&label, &rule.code, because(&rule.code));
                    }
                }
            }
            Column::Question(id) => {
                let Some(question) = pack.question(id) else { continue };
                let label = text(&format!("q.{}.label", question.name));
                if question.options.is_empty() {
                    row(&label, "", String::new());
                }
                for (option, choice) in question.options.iter() {
                    row(&label, &choice.name, wording::option(texts, question, option));
                }
            }
            Column::Code | Column::Begun | Column::Changed | Column::ReadOn | Column::Option(..) => {}
        }
    }
    rows
}

#[cfg(test)]
mod tests;
