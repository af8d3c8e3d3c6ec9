//! Tables, with bars beside the numbers, and sentences made of their rows.

use engine::text::Value;
use engine::wording;
use figures::words::{Words as _, kind_words};
use figures::{Cell, Code, Kind, Names, Report, Table};

use super::words::InWords;
use crate::components::kit::{View, el, nothing, svg};
use crate::text::{filled, tables};

/// A table. What it says stands in it as words and numbers; bars are for the eye only.
pub(super) fn view(table: &Table) -> View {
    let words = InWords::shown();
    let caption = format!("figures-{}", table.heading.name());
    let head = table
        .columns
        .iter()
        .map(|kind| el("th").set("scope", "col").text(&kind_words(kind, table.columns_are, &words)));
    let most = largest(table);
    let rows = table.rows.iter().zip(&table.cells).map(|(kind, cells)| {
        let name = el("th").set("scope", "row").text(&kind_words(kind, table.rows_are, &words));
        let is_sum = *kind == Kind::Sum;
        let cells = cells.iter().zip(&table.columns).map(|(count, column)| {
            let counted = cell(*count, &words);
            if is_sum || *column == Kind::Sum { counted } else { counted.add(bar(*count, most)) }
        });
        el(if is_sum { "tr.figures__sum" } else { "tr" }).add(name).all(cells)
    });
    el("div.figures__scroll").set("role", "region").set("tabindex", "0").set("aria-labelledby", &caption).add(
        el("table.figures__table")
            .set("data-heading", table.heading.name())
            .add(el("caption").set("id", &caption).text(&words.heading(table.heading)))
            .add(el("thead").add(el("tr").add(el("td")).all(head)))
            .add(el("tbody").all(rows)),
    )
}

fn cell(cell: Cell, words: &InWords) -> View {
    match cell {
        Cell::Shown(count) => el("td").text(&count.to_string()),
        Cell::Empty => el("td").text("0"),
        Cell::Hidden => el("td.figures__hidden").text(&words.hidden()),
    }
}

/// The largest count of a kind: the longest bar.
fn largest(table: &Table) -> u32 {
    let rows = table.rows.iter().zip(&table.cells).filter(|(kind, _)| **kind != Kind::Sum);
    let cells = rows.flat_map(|(_, cells)| cells.iter().zip(&table.columns));
    let counts = cells.filter(|(_, column)| **column != Kind::Sum).map(|(cell, _)| match cell {
        Cell::Shown(count) => *count,
        Cell::Hidden | Cell::Empty => 0,
    });
    counts.max().unwrap_or(0)
}

fn bar(cell: Cell, most: u32) -> View {
    let Cell::Shown(count) = cell else { return nothing() };
    let drawing = svg("svg").set("class", "figures__bar").set("aria-hidden", "true");
    let drawing = drawing.set("viewBox", "0 0 100 8").set("preserveAspectRatio", "none");
    let length = f64::from(count) * 100.0 / f64::from(most.max(1));
    drawing.add(svg("rect").set("width", &format!("{length:.1}")).set("height", "8"))
}

/// How many people of each sex there are: the columns of any table that has them across, and its sums.
pub(super) fn everybody(report: &Report) -> Vec<(Kind, Cell)> {
    let of_everybody = |table: &&Table| {
        table.columns_are == Names::Options(figures::ids::SEX) && table.rows.last() == Some(&Kind::Sum)
    };
    let sums = report.tables.iter().find(of_everybody);
    sums.and_then(|table| Some(parts(table, table.cells.last()?))).unwrap_or_default()
}

fn parts(table: &Table, cells: &[Cell]) -> Vec<(Kind, Cell)> {
    let parts = table.columns.iter().cloned().zip(cells.iter().copied());
    parts.filter(|(kind, _)| *kind != Kind::Sum).collect()
}

/// *Name: all (so many of each sex)*.
pub(super) fn sentence(name: &str, all: Cell, parts: &[(Kind, Cell)]) -> String {
    let words = InWords::shown();
    let texts = tables().shown();
    let part = |(kind, count): &(Kind, Cell)| {
        let name = || kind_words(kind, Names::Options(figures::ids::SEX), &words);
        let key = match kind.codes() {
            [Code::Id(id)] if id == "f" => Some("ui.desk.figures.women"),
            [Code::Id(id)] if id == "m" => Some("ui.desk.figures.men"),
            _ => None,
        };
        let counted = match (key, count) {
            (Some(key), Cell::Shown(count)) => texts.count(key, *count),
            (Some(key), Cell::Empty) => texts.count(key, 0),
            _ => None,
        };
        counted.unwrap_or_else(|| format!("{}{}{}", name(), wording::colon(&texts), number(*count, &words)))
    };
    let each: Vec<String> = parts.iter().map(part).collect();
    let (all, each) = (number(all, &words), each.join(wording::separator(&texts)));
    if parts.is_empty() {
        return format!("{name}{}{all}", wording::colon(&texts));
    }
    let values = [("name", Value::Words(name)), ("count", Value::Words(&all)), ("parts", Value::Words(&each))];
    filled("ui.desk.figures.sentence", &values)
}

fn number(cell: Cell, words: &InWords) -> String {
    match cell {
        Cell::Shown(count) => count.to_string(),
        Cell::Empty => "0".to_owned(),
        Cell::Hidden => words.hidden(),
    }
}

/// The sentence of a row that has the sexes across.
pub(super) fn sentence_of_row(table: &Table, row: usize) -> String {
    let (Some(kind), Some(cells)) = (table.rows.get(row), table.cells.get(row)) else { return String::new() };
    let name = kind_words(kind, table.rows_are, &InWords::shown());
    let all = cells.last().copied().unwrap_or(Cell::Hidden);
    sentence(&name, all, &parts(table, cells))
}
