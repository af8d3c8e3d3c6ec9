use std::io::Cursor;

use calamine::{Data, Range, Reader as _, Xlsx};

use super::*;
use crate::testing::{case, day, ibrahim, pack, somebody, texts};

fn made(cases: &[Case<'_>]) -> Vec<u8> {
    let pack = pack();
    workbook(&Export::new(&pack, cases).unwrap(), &texts("en"), day("2026-11-25")).unwrap()
}

fn sheet(bytes: Vec<u8>, name: &str) -> Range<Data> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range(name).unwrap()
}

/// What stands in the first case's row under a name.
fn under(sheet: &Range<Data>, name: &str) -> Data {
    let at = sheet.rows().next().unwrap().iter().position(|cell| *cell == Data::String(name.to_owned()));
    sheet.rows().nth(1).unwrap()[at.unwrap_or_else(|| panic!("no column {name}"))].clone()
}

#[test]
fn cells_have_the_type_of_what_they_say() {
    let interview = ibrahim();
    let cases = sheet(made(&[case("0012", &interview)]), "cases");
    assert_eq!(under(&cases, "case.code"), Data::String("0012".to_owned()), "zeros stay");
    assert_eq!(under(&cases, "kids_n"), Data::Float(1.0));
    assert_eq!(under(&cases, "contact_value"), Data::String("+20 100 000 0000".to_owned()));
    assert_eq!(under(&cases, "distress"), Data::Empty);
    let Data::DateTime(begun) = under(&cases, "case.begun") else { panic!("a date") };
    // Days since 1899-12-30, as the format counts from 1900-03-01 on.
    assert!((begun.as_f64() - 46_346.0).abs() < f64::EPSILON, "{begun}");
}

#[test]
fn a_persons_own_words_are_words() {
    let interview = somebody(r#"{ "want_paper": "yes", "ref_name": "=cmd|' /C calc'!A0" }"#);
    let cases = sheet(made(&[case("A", &interview)]), "cases");
    assert_eq!(under(&cases, "ref_name"), Data::String("=cmd|' /C calc'!A0".to_owned()));
}

/// The library writes such texts as they are, if it is asked to write a string.
#[test]
fn words_that_look_like_the_librarys_markup_are_words() {
    for words in ["<r></sst></r>", "<r><t>x</t></r>", "<r> a _x0041_ & b_</r>", "<r>\n</r>"] {
        let interview = somebody("{}");
        let cases = sheet(made(&[case(words, &interview)]), "cases");
        assert_eq!(under(&cases, "case.code"), Data::String(words.to_owned()));
    }
}

#[test]
fn the_same_cases_give_the_same_bytes() {
    let interview = ibrahim();
    let cases = [case("A", &interview), case("B", &interview)];
    assert!(made(&cases) == made(&cases));
    let pack = pack();
    let other = workbook(&Export::new(&pack, &cases).unwrap(), &texts("en"), day("2026-11-26")).unwrap();
    assert!(other != made(&cases), "its date is the one that is handed in");
}

#[test]
fn what_does_not_fit_into_a_cell_is_refused_and_not_cut() {
    let interview = somebody("{}");
    let long = "🙂".repeat(LONGEST_TEXT / 2 + 1);
    let pack = pack();
    let cases = [case(&long, &interview)];
    let error = workbook(&Export::new(&pack, &cases).unwrap(), &texts("en"), day("2026-11-25")).unwrap_err();
    assert!(matches!(error, ExportError::TooLong { column, .. } if column == "case.code"));
    let fits = long.strip_prefix('🙂').unwrap();
    let cases = sheet(made(&[case(fits, &interview)]), "cases");
    assert_eq!(under(&cases, "case.code"), Data::String(fits.to_owned()));
}

#[test]
fn days_that_the_format_has_not_are_no_excel_days() {
    assert!(excel_day(day("1900-02-28")).is_none());
    assert!(excel_day(day("1900-03-01")).is_some() && excel_day(day("9999-12-31")).is_some());
}

#[test]
fn a_workbook_of_any_date_is_made() {
    let pack = pack();
    for made_on in ["0001-01-01", "1900-01-01", "9999-12-31"] {
        let export = Export::new(&pack, &[]).unwrap();
        assert!(workbook(&export, &texts("ar"), day(made_on)).is_ok(), "{made_on}");
    }
}
