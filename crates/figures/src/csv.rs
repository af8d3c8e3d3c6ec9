//! Tables as files that spreadsheets open.
//!
//! Comma-separated values (RFC 4180) in UTF-8, with the mark at the beginning without which some spreadsheets read Arabic
//! and French as something else.

use std::io::{self, Write};

use crate::survey::Report;
use crate::table::{Cell, Code, Heading, Kind, Names, Table};

/// What puts words to codes.
pub trait Words {
    /// What a table is about.
    fn heading(&self, heading: Heading) -> String;
    /// A code: of an option, a card and so on where it is a [`Code::Id`]; else what this crate calls so.
    fn code(&self, names: Names, code: &Code) -> String;
    /// Everybody together.
    fn sum(&self) -> String;
    /// What stands in place of a count that is hidden.
    fn hidden(&self) -> String;
    /// Several codes that are counted together.
    fn together(&self, words: &[String]) -> String {
        words.join(" + ")
    }
}

/// Writes a whole report: the period and the total, then each table after an empty line.
///
/// # Errors
/// When it cannot be written there.
pub fn report(report: &Report, words: &impl Words, mut to: impl Write) -> io::Result<()> {
    to.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(to);
    writer.write_record([report.period.first().to_string(), report.period.last().to_string()])?;
    writer.write_record([safe(words.sum()), cell(report.total, words)])?;
    for table in &report.tables {
        writer.write_record([""])?;
        write(table, words, &mut writer)?;
    }
    writer.flush()
}

/// Writes one table.
///
/// # Errors
/// When it cannot be written there.
pub fn table(table: &Table, words: &impl Words, mut to: impl Write) -> io::Result<()> {
    to.write_all("\u{FEFF}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(to);
    write(table, words, &mut writer)?;
    writer.flush()
}

fn write<W: Write>(table: &Table, words: &impl Words, writer: &mut csv::Writer<W>) -> io::Result<()> {
    let across = table.columns.iter().map(|kind| kind_in(kind, table.columns_are, words));
    writer.write_record(std::iter::once(safe(words.heading(table.heading))).chain(across))?;
    for (kind, cells) in table.rows.iter().zip(&table.cells) {
        let cells = cells.iter().map(|it| cell(*it, words));
        writer.write_record(std::iter::once(kind_in(kind, table.rows_are, words)).chain(cells))?;
    }
    Ok(())
}

fn kind_in(kind: &Kind, names: Names, words: &impl Words) -> String {
    safe(kind_words(kind, names, words))
}

/// The words of a row or a column.
pub fn kind_words(kind: &Kind, names: Names, words: &impl Words) -> String {
    match kind {
        Kind::Sum => words.sum(),
        Kind::Of(codes) => {
            let each: Vec<String> = codes.iter().map(|code| words.code(names, code)).collect();
            match &each[..] {
                [one] => one.clone(),
                several => words.together(several),
            }
        }
    }
}

fn cell(cell: Cell, words: &impl Words) -> String {
    match cell {
        Cell::Shown(count) => count.to_string(),
        Cell::Hidden => safe(words.hidden()),
        Cell::Empty => "0".to_owned(),
    }
}

/// Words that a spreadsheet does not take for a formula.
fn safe(words: String) -> String {
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{words}") } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::survey::Period;
    use crate::testing::day;

    /// The codes themselves, so that the file shows what was asked.
    struct Codes;

    impl Words for Codes {
        fn heading(&self, heading: Heading) -> String {
            format!("By {}", heading.name())
        }
        fn code(&self, names: Names, code: &Code) -> String {
            format!("{names:?}, {}", code.name())
        }
        fn sum(&self) -> String {
            "المجموع".to_owned()
        }
        fn hidden(&self) -> String {
            "-".to_owned()
        }
    }

    fn ages() -> Table {
        let both = Kind::Of(vec![Code::id("m"), Code::NotKnown]);
        Table {
            heading: Heading::Age,
            rows_are: Names::Options("age_band"),
            columns_are: Names::Options("sex"),
            rows: vec![Kind::one(Code::id("15_17")), Kind::Sum],
            columns: vec![Kind::one(Code::id("f")), both, Kind::Sum],
            cells: vec![
                vec![Cell::Hidden, Cell::Empty, Cell::Hidden],
                vec![Cell::Shown(125), Cell::Shown(90), Cell::Shown(215)],
            ],
        }
    }

    fn text(bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_table_is_a_line_a_row_with_the_words_that_were_given() {
        let mut file = Vec::new();
        table(&ages(), &Codes, &mut file).unwrap();
        assert_eq!(
            text(file),
            "\u{FEFF}By age,\"Options(\"\"sex\"\"), f\",\"Options(\"\"sex\"\"), m + Options(\"\"sex\"\"), not_known\",المجموع\n\
             \"Options(\"\"age_band\"\"), 15_17\",'-,0,'-\n\
             المجموع,125,90,215\n"
        );
    }

    #[test]
    fn a_report_begins_with_its_days_and_its_total() {
        let period = Period::new(day(1), day(30)).unwrap();
        let mut file = Vec::new();
        report(&Report { period, total: Cell::Shown(215), tables: vec![ages()] }, &Codes, &mut file).unwrap();
        let text = text(file);
        assert!(text.starts_with("\u{FEFF}2026-11-01,2026-11-30\nالمجموع,215\n\"\"\nBy age,"), "{text}");
    }

    #[test]
    fn words_are_no_formulas() {
        for words in ["=1+1", "+1", "-1", "@a", "\ta"] {
            assert!(safe(words.to_owned()).starts_with('\''), "{words}");
        }
        assert_eq!(safe("a-b".to_owned()), "a-b");
    }
}
