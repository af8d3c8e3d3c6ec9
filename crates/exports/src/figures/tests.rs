use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use figures::{Code, Heading, Names, Period, Person, survey};

use super::*;
use crate::testing::{day, somebody};

/// The codes themselves.
struct Codes;

impl Words for Codes {
    fn heading(&self, heading: Heading) -> String {
        heading.name().to_owned()
    }
    fn code(&self, _: Names, code: &Code) -> String {
        code.name().to_owned()
    }
    fn sum(&self) -> String {
        "sum".to_owned()
    }
    fn hidden(&self) -> String {
        "=hidden".to_owned()
    }
}

fn report(women: usize, men: usize) -> Report {
    let answers = |sex: &str| format!(r#"{{"sex": "{sex}", "age_band": "25_59", "ref_name": "Canary"}}"#);
    let (woman, man) = (somebody(&answers("f")), somebody(&answers("m")));
    let begun = day("2026-11-20");
    let people = std::iter::repeat_n(&woman, women).chain(std::iter::repeat_n(&man, men));
    let people = people.map(|interview| Person { interview, casework: None, begun });
    survey(people, Period::new(day("2026-11-01"), day("2026-11-30")).unwrap())
}

fn rows(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut read = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(read.sheet_names(), ["figures"]);
    read.worksheet_range("figures").unwrap().rows().map(<[Data]>::to_vec).collect()
}

fn words(text: &str) -> Data {
    Data::String(text.to_owned())
}

#[test]
fn counts_are_numbers_under_the_words_that_were_given() {
    let bytes = workbook(&report(125, 90), &Codes, Direction::Ltr, day("2026-11-25")).unwrap();
    assert_eq!(bytes, workbook(&report(125, 90), &Codes, Direction::Ltr, day("2026-11-25")).unwrap());
    let rows = rows(bytes);
    assert_eq!(rows[0][..2], [words("2026-11-01"), words("2026-11-30")]);
    assert_eq!(rows[1][..2], [words("sum"), Data::Float(215.0)]);
    assert_eq!(rows[3][..4], [words("age"), words("f"), words("m"), words("sum")]);
    assert_eq!(rows[4][..4], [words("25_59"), Data::Float(125.0), Data::Float(90.0), Data::Float(215.0)]);
}

#[test]
fn what_is_hidden_is_words_and_no_count_of_one_to_four_stands_anywhere() {
    for (women, men) in [(3, 0), (7, 3), (40, 2), (9, 9)] {
        let rows = rows(workbook(&report(women, men), &Codes, Direction::Rtl, day("2026-11-25")).unwrap());
        let small = |cell: &&Data| matches!(cell, Data::Float(count) if (1.0..5.0).contains(count));
        assert_eq!(rows.iter().flatten().find(small), None);
        assert!(!format!("{rows:?}").contains("Canary"));
    }
    let few = rows(workbook(&report(3, 0), &Codes, Direction::Ltr, day("2026-11-25")).unwrap());
    assert_eq!(few[1][1], words("=hidden"));
}
