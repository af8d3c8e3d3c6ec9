//! Cases as a workbook (XLSX): a sheet `cases`, a row a case, and a sheet `codes` that says what the codes mean.
//!
//! A person's own words are text cells and come through unchanged: nothing in them is a formula. Whole dates are
//! dates; a date of which only the year or the month is known is a text (2026, 2026-11), as no day was said. The same
//! cases give the same bytes: the only date of the workbook itself is handed in.

use engine::date::Date;
use engine::text::{Direction, Texts};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};

use crate::table::{CODE_COLUMNS, Cell, code_list, columns};
use crate::{Case, Export, ExportError};

/// The most that a cell holds, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
const DAY: &str = "yyyy-mm-dd";
/// Widths in characters.
const CASES_WIDTH: f64 = 16.0;
const CODES_WIDTHS: [f64; 4] = [24.0, 50.0, 16.0, 50.0];

/// The workbook. `made_on` is the date that it carries.
///
/// # Errors
/// [`ExportError::TooLong`] when a text does not fit into a cell; [`ExportError::Workbook`] when there are more rows
/// or columns than a sheet holds (1,048,576 and 16,384). Nothing is cut.
pub fn workbook(export: &Export<'_>, texts: &Texts, made_on: Date) -> Result<Vec<u8>, ExportError> {
    let mut workbook = begun(made_on)?;
    cases(workbook.add_worksheet(), export)?;
    codes(workbook.add_worksheet(), export, texts)?;
    Ok(workbook.save_to_buffer()?)
}

/// An empty workbook that carries a date.
pub(crate) fn begun(made_on: Date) -> Result<Workbook, ExportError> {
    let mut workbook = Workbook::new();
    let mut properties = DocProperties::new();
    // A workbook cannot have been made before 1900; one that would have been carries no date that anybody reads.
    let made_on = excel_day(made_on).map_or_else(|| ExcelDateTime::from_ymd(1900, 1, 1), Ok)?;
    properties = properties.set_creation_datetime(&made_on);
    workbook.set_properties(&properties);
    Ok(workbook)
}

fn cases(sheet: &mut Worksheet, export: &Export<'_>) -> Result<(), ExportError> {
    let (bold, day) = (Format::new().set_bold(), Format::new().set_num_format(DAY));
    sheet.set_name("cases")?;
    sheet.set_freeze_panes(1, 1)?;
    for (at, column) in columns(export.pack()).into_iter().enumerate() {
        let at = column_index(at);
        let name = column.name(export.pack());
        sheet.write_string_with_format(0, at, &name, &bold)?;
        sheet.set_column_width(at, CASES_WIDTH)?;
        for (row, case) in export.cases().iter().enumerate() {
            let row = row_index(row + 1);
            match column.cell(case) {
                Cell::Empty => {}
                Cell::Number(number) => {
                    sheet.write_number(row, at, number)?;
                }
                Cell::Words(words) => {
                    write_words(sheet, row, at, &fitting(words, case, &name)?)?;
                }
                Cell::Day(date) => {
                    if let Some(excel) = excel_day(date) {
                        sheet.write_datetime_with_format(row, at, &excel, &day)?;
                    } else {
                        sheet.write_string(row, at, date.to_string())?;
                    }
                }
            }
        }
    }
    Ok(())
}

fn codes(sheet: &mut Worksheet, export: &Export<'_>, texts: &Texts) -> Result<(), ExportError> {
    let bold = Format::new().set_bold();
    sheet.set_name("codes")?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_right_to_left(texts.direction() == Direction::Rtl);
    for (at, (name, width)) in CODE_COLUMNS.into_iter().zip(CODES_WIDTHS).enumerate() {
        sheet.write_string_with_format(0, column_index(at), name, &bold)?;
        sheet.set_column_width(column_index(at), width)?;
    }
    for (row, cells) in code_list(export.pack(), texts).into_iter().enumerate() {
        for (at, words) in cells.into_iter().enumerate().filter(|(_, words)| !words.is_empty()) {
            sheet.write_string(row_index(row + 1), column_index(at), words)?;
        }
    }
    Ok(())
}

/// Writes words as words. The library takes a text from `<r>` to `</r>` for markup of its own and writes it as it is,
/// so that somebody's name could break the workbook; as a rich text, in pieces, it is escaped like any other. The pieces
/// end after every `_`, as in a rich text the library does not guard words that look like an escape (`_x0041_`).
pub(crate) fn write_words(sheet: &mut Worksheet, row: u32, column: u16, words: &str) -> Result<(), ExportError> {
    if words.starts_with("<r>") && words.ends_with("</r>") {
        let plain = Format::new();
        let pieces: Vec<(&Format, &str)> = words.split_inclusive('_').map(|piece| (&plain, piece)).collect();
        sheet.write_rich_string(row, column, &pieces)?;
    } else {
        sheet.write_string(row, column, words)?;
    }
    Ok(())
}

fn fitting(words: String, case: &Case<'_>, column: &str) -> Result<String, ExportError> {
    if words.encode_utf16().count() > LONGEST_TEXT {
        return Err(ExportError::TooLong { case: case.code.to_owned(), column: column.to_owned() });
    }
    Ok(words)
}

/// A day as the format counts them; `None` before 1900-03-01, where it has a day that never was, and after 9999.
fn excel_day(date: Date) -> Option<ExcelDateTime> {
    let first = Date::new(1900, 3, 1)?;
    (date >= first).then(|| ExcelDateTime::parse_from_str(&date.to_string()).ok()).flatten()
}

/// Too large an index is refused by the sheet, never another column.
pub(crate) fn column_index(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

fn row_index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests;
