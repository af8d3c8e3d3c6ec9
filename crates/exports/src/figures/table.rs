//! A desk's figures as comma-separated values (RFC 4180) in UTF-8, with the mark at the beginning without which some
//! spreadsheets read Arabic and French as something else.

use csv::{Writer, WriterBuilder};
use figures::words::{Words, kind_words};
use figures::{Cell, Kind, Names, Report, Table};

use crate::ExportError;
use crate::csv::{BYTE_ORDER_MARK, finished, marked};

/// A whole report: the period and the total, then each table after an empty line.
///
/// # Errors
/// [`ExportError::Table`] when it cannot be written.
pub fn table(report: &Report, words: &impl Words) -> Result<Vec<u8>, ExportError> {
    let mut writer = writer();
    writer.write_record([report.period.first().to_string(), report.period.last().to_string()])?;
    writer.write_record([safe(&words.sum()), cell(report.total, words)])?;
    for table in &report.tables {
        writer.write_record([""])?;
        write(table, words, &mut writer)?;
    }
    finished(writer)
}

/// Tables of a report have as many columns as they have.
fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().flexible(true).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec())
}

fn write(table: &Table, words: &impl Words, writer: &mut Writer<Vec<u8>>) -> Result<(), ExportError> {
    let across = table.columns.iter().map(|kind| kind_in(kind, table.columns_are, words));
    writer.write_record(std::iter::once(safe(&words.heading(table.heading))).chain(across))?;
    for (kind, cells) in table.rows.iter().zip(&table.cells) {
        let cells = cells.iter().map(|it| cell(*it, words));
        writer.write_record(std::iter::once(kind_in(kind, table.rows_are, words)).chain(cells))?;
    }
    Ok(())
}

fn kind_in(kind: &Kind, names: Names, words: &impl Words) -> String {
    safe(&kind_words(kind, names, words))
}

fn cell(cell: Cell, words: &impl Words) -> String {
    match cell {
        Cell::Shown(count) => count.to_string(),
        Cell::Hidden => safe(&words.hidden()),
        Cell::Empty => "0".to_owned(),
    }
}

/// Words that a spreadsheet does not take for a formula, nor for the beginning of one.
fn safe(words: &str) -> String {
    let marked = marked(words);
    if words.starts_with(['\t', '\r']) { format!("'{marked}") } else { marked.into_owned() }
}

#[cfg(test)]
mod tests;
