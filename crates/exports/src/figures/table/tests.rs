use engine::date::Date;
use figures::{Code, Heading, Period};

use super::*;

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
    let mut writer = writer();
    write(&ages(), &Codes, &mut writer).unwrap();
    assert_eq!(
        text(finished(writer).unwrap()),
        "\u{FEFF}By age,\"Options(\"\"sex\"\"), f\",\"Options(\"\"sex\"\"), m + Options(\"\"sex\"\"), not_known\",المجموع\n\
         \"Options(\"\"age_band\"\"), 15_17\",'-,0,'-\n\
         المجموع,125,90,215\n"
    );
}

#[test]
fn a_report_begins_with_its_days_and_its_total() {
    let day = |day| Date::new(2026, 11, day).unwrap();
    let period = Period::new(day(1), day(30)).unwrap();
    let report = Report { period, total: Cell::Shown(215), tables: vec![ages()] };
    let text = text(table(&report, &Codes).unwrap());
    assert!(text.starts_with("\u{FEFF}2026-11-01,2026-11-30\nالمجموع,215\n\"\"\nBy age,"), "{text}");
}

#[test]
fn words_are_no_formulas() {
    for words in ["=1+1", "+1", "-1", "@a", "\ta"] {
        assert!(safe(words).starts_with('\''), "{words}");
    }
    assert_eq!(safe("a-b"), "a-b");
}
