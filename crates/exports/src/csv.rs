//! Cases as CSV (RFC 4180, UTF-8): a row a case, and the list of codes as a second file.
//!
//! - It begins with a byte order mark: without one, spreadsheet programs on Windows take Arabic names for something
//!   else. Programs that read it ask for `utf-8-sig`.
//! - **Nothing in it is run.** Spreadsheet programs take a cell that begins with `=`, `+`, `-` or `@` for a formula, and
//!   where the system's separator is a semicolon, as in French, they cut a row at every semicolon, so that a formula can
//!   hide in the middle of a text. An apostrophe is put before such a character wherever a cell could begin; numbers
//!   are no texts and have none. [`unmarked`] takes it out again: nothing is lost. XLSX needs no such mark.

use std::borrow::Cow;

use csv::{Terminator, Writer, WriterBuilder};
use engine::pack::Pack;
use engine::text::Texts;

use crate::table::{CODE_COLUMNS, Cell, Column, code_list, columns};
use crate::{Export, ExportError};

/// Tells spreadsheet programs that the file is UTF-8.
pub(crate) const BYTE_ORDER_MARK: &str = "\u{feff}";

/// What makes a formula of a cell, as it is and as East Asian keyboards write it. After OWASP, *CSV Injection*.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
const MARK: char = '\'';

/// The cases: a row of columns' names, and a row a case.
///
/// # Errors
/// [`ExportError::Table`] when the table cannot be written.
pub fn cases(export: &Export<'_>) -> Result<Vec<u8>, ExportError> {
    let columns = columns(export.pack());
    let mut writer = writer();
    writer.write_record(columns.iter().map(|column| column.name(export.pack())))?;
    for case in export.cases() {
        writer.write_record(columns.iter().map(|column: &Column| text(column.cell(case))))?;
    }
    finished(writer)
}

/// What the codes of [`cases`] mean, in one language: column, label, code, words.
///
/// # Errors
/// [`ExportError::Table`] when the table cannot be written.
pub fn codes(pack: &Pack, texts: &Texts) -> Result<Vec<u8>, ExportError> {
    let mut writer = writer();
    writer.write_record(CODE_COLUMNS)?;
    for row in code_list(pack, texts) {
        writer.write_record(row.iter().map(|cell| marked(cell).into_owned()))?;
    }
    finished(writer)
}

pub(crate) fn writer() -> Writer<Vec<u8>> {
    WriterBuilder::new().terminator(Terminator::CRLF).from_writer(BYTE_ORDER_MARK.as_bytes().to_vec())
}

pub(crate) fn finished(writer: Writer<Vec<u8>>) -> Result<Vec<u8>, ExportError> {
    writer.into_inner().map_err(|error| ExportError::Table(error.into_error().into()))
}

fn text(cell: Cell) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Words(words) => marked(&words).into_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Day(day) => day.to_string(),
    }
}

/// A text in which no spreadsheet program finds a formula.
pub(crate) fn marked(text: &str) -> Cow<'_, str> {
    let needs_mark = |c: char| FORMULA.contains(&c) || c == MARK;
    if !text.contains(needs_mark) {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + 1);
    let mut begins = true;
    for c in text.chars() {
        if begins && needs_mark(c) {
            marked.push(MARK);
        }
        begins = cell_begins_after(c, begins);
        marked.push(c);
    }
    Cow::Owned(marked)
}

/// The text that a cell of [`cases`] was made from: the opposite of the marking.
#[must_use]
pub fn unmarked(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for c in cell.chars() {
        let is_mark = begins && c == MARK;
        begins = cell_begins_after(c, begins);
        if !is_mark {
            text.push(c);
        }
    }
    text
}

/// Whether a cell could begin after this character: after any separator; and a blank or a quotation mark leaves it open.
fn cell_begins_after(c: char, begins: bool) -> bool {
    let separates = matches!(c, ',' | ';' | '|' | '\t' | '\n' | '\r');
    let says_nothing = c.is_whitespace() || c.is_control() || matches!(c, '"' | '\u{feff}');
    separates || (begins && says_nothing)
}

#[cfg(test)]
mod tests;
