use proptest::prelude::*;

use super::*;
use crate::Case;
use crate::testing::{case, pack, somebody, texts};

/// The rows of a file, as another program reads them.
fn rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap();
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

fn made(made: &[Case<'_>]) -> Vec<Vec<String>> {
    let pack = pack();
    rows(&cases(&Export::new(&pack, made).unwrap()).unwrap())
}

#[test]
fn a_row_a_case_comes_back_from_another_reader() {
    let hostile = r#"=1,"b";\nمحمد 🙂"#;
    let one = somebody(&format!(r#"{{ "want_paper": "yes", "kids_n": 2, "ref_name": {hostile:?} }}"#));
    let two = somebody(r#"{ "age_band": "25_59", "family_here": ["own_children"], "kids_n": 0 }"#);
    let rows = made(&[case("A", &one), case("B", &two)]);
    assert_eq!(rows.len(), 3);
    let at = |name: &str| rows[0].iter().position(|cell| cell == name).unwrap();
    assert_eq!((rows[1][at("case.code")].as_str(), rows[2][at("case.code")].as_str()), ("A", "B"));
    assert_eq!(rows[1][at("ref_name")], format!("'{hostile}"));
    assert_eq!(rows[1][at("kids_n")], "", "not asked");
    assert_eq!(rows[2][at("kids_n")], "0");
    assert_eq!((rows[2][at("family_here/spouse")].as_str(), rows[2][at("needs/food")].as_str()), ("0", ""));
    assert_eq!(rows[1][at("case.begun")], "2026-11-20");
}

#[test]
fn the_codes_are_a_file_of_their_own() {
    let rows = rows(&codes(&pack(), &texts("fr")).unwrap());
    assert_eq!(rows[0], CODE_COLUMNS);
    assert!(rows.iter().any(|row| row[0] == "host_country" && row[2] == "EG" && row[3] == "Égypte"));
}

#[test]
fn what_a_spreadsheet_program_would_run_is_marked() {
    for (text, safe) in [
        ("=cmd|' /C calc'!A0", "'=cmd|'' /C calc'!A0"),
        ("+20 100 000 0000", "'+20 100 000 0000"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("  =1", "  '=1"),
        ("\"=1", "\"'=1"),
        ("after a semicolon;=1", "after a semicolon;'=1"),
        ("a, \"-5\"", "a, \"'-5\""),
        ("\t=1", "\t'=1"),
    ] {
        assert_eq!(marked(text), safe);
        assert_eq!(unmarked(safe), text);
    }
}

#[test]
fn other_texts_stay_as_they_are() {
    for text in ["", "محمد", "Aïcha", "a-b", "1+1=2", "l'hôpital", "2026-11-24"] {
        assert_eq!(marked(text), text);
        assert_eq!(unmarked(text), text);
    }
}

#[test]
fn an_apostrophe_that_somebody_wrote_comes_back() {
    assert_eq!(marked("'quoted'"), "''quoted'");
    assert_eq!(unmarked("''quoted'"), "'quoted'");
}

proptest! {
    #[test]
    fn every_text_comes_back(text in "[=+@;,\"' a-]{0,12}|\\PC{0,30}|[\\x00-\\x20=']{0,8}") {
        prop_assert_eq!(unmarked(&marked(&text)), text);
    }

    /// Whatever separator a program cuts at, and whether or not it takes quotation marks and blanks away.
    #[test]
    fn no_cell_begins_with_a_formula(text in "[=+@;,\"' a-]{0,12}|\\PC{0,30}|[\\x00-\\x20=']{0,8}") {
        let safe = marked(&text).into_owned();
        for cell in safe.split([',', ';', '|', '\t', '\n', '\r']) {
            let begins = cell.trim_start_matches(|c: char| c.is_whitespace() || c.is_control() || c == '"');
            prop_assert!(!begins.starts_with(FORMULA), "{:?}", safe);
        }
    }
}
