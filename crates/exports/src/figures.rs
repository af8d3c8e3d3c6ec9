//! A desk's figures as a table ([`table`]) and as a workbook (XLSX): all tables of a report one below the other on a sheet `figures`.
//!
//! Counts are numbers; what is hidden is words, so that nothing adds it up as nought. There is no formula.

mod table;

use engine::date::Date;
use engine::text::Direction;
use figures::words::{Words, kind_words};
use figures::{Cell, Report, Table};
use rust_xlsxwriter::{Format, Worksheet};

use crate::ExportError;
use crate::xlsx::{begun, column_index, write_words};

pub use table::table;

/// Widths in characters: of what stands down, and of the counts.
const WIDTHS: [f64; 2] = [40.0, 18.0];

/// The workbook of a report. `made_on` is the date that it carries.
///
/// # Errors
/// [`ExportError::Workbook`] when it cannot be written.
pub fn workbook(
    report: &Report,
    words: &impl Words,
    direction: Direction,
    made_on: Date,
) -> Result<Vec<u8>, ExportError> {
    let mut workbook = begun(made_on)?;
    let sheet = workbook.add_worksheet();
    sheet.set_name("figures")?;
    sheet.set_right_to_left(direction == Direction::Rtl);
    sheet.set_column_width(0, WIDTHS[0])?;
    let widest = report.tables.iter().map(|table| table.columns.len()).max().unwrap_or_default();
    for column in 1..=widest {
        sheet.set_column_width(column_index(column), WIDTHS[1])?;
    }
    sheet.write_string(0, 0, report.period.first().to_string())?;
    sheet.write_string(0, 1, report.period.last().to_string())?;
    write_words(sheet, 1, 0, &words.sum())?;
    write_count(sheet, 1, 1, report.total, words)?;
    let mut row = 3;
    for table in &report.tables {
        row = write_table(sheet, row, table, words)? + 1;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Writes a table from a row on; gives the row after it.
fn write_table(sheet: &mut Worksheet, first: u32, table: &Table, words: &impl Words) -> Result<u32, ExportError> {
    let bold = Format::new().set_bold();
    sheet.write_string_with_format(first, 0, words.heading(table.heading), &bold)?;
    for (at, kind) in table.columns.iter().enumerate() {
        let name = kind_words(kind, table.columns_are, words);
        sheet.write_string_with_format(first, column_index(at + 1), name, &bold)?;
    }
    let mut row = first;
    for (kind, cells) in table.rows.iter().zip(&table.cells) {
        row += 1;
        write_words(sheet, row, 0, &kind_words(kind, table.rows_are, words))?;
        for (at, cell) in cells.iter().enumerate() {
            write_count(sheet, row, column_index(at + 1), *cell, words)?;
        }
    }
    Ok(row + 1)
}

fn write_count(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: Cell,
    words: &impl Words,
) -> Result<(), ExportError> {
    match cell {
        Cell::Shown(count) => drop(sheet.write_number(row, column, count)?),
        Cell::Empty => drop(sheet.write_number(row, column, 0)?),
        Cell::Hidden => write_words(sheet, row, column, &words.hidden())?,
    }
    Ok(())
}

#[cfg(test)]
mod tests;
