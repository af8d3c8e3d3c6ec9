use std::path::Path;

use super::*;
use crate::compile::compile_dir;

fn shipped() -> Compiled {
    compile_dir(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa")).unwrap_or_else(|_| panic!())
}

/// What stands in a column of the row with this name.
fn cell<'a>(sheet: &'a Sheet, name: &str, column: &str) -> &'a str {
    let at = sheet.columns.iter().position(|known| known == column).unwrap_or_else(|| panic!("no column {column}"));
    let row = sheet.rows.iter().find(|row| row.get(1).is_some_and(|known| known == name)).unwrap();
    row.get(at).map_or("", String::as_str)
}

#[test]
fn every_question_is_in_the_survey_in_all_languages() {
    let compiled = shipped();
    let survey = Maker::of(&compiled).unwrap().survey().unwrap();
    for (_, question) in compiled.pack.content().questions.iter() {
        for language in ["English (en)", "French (fr)", "Arabic (ar)"] {
            assert!(!cell(&survey, &question.name, &format!("label::{language}")).is_empty(), "{}", question.name);
        }
    }
    assert_eq!(cell(&survey, "kids_n", "type"), "integer");
    assert_eq!(cell(&survey, "ref_name", "type"), "text");
    assert_eq!(cell(&survey, "needs", "type"), "select_multiple needs");
    assert_eq!(cell(&survey, "sex", "type"), "select_one sex");
    assert_eq!(cell(&survey, "kids_n", "constraint"), ". >= 0 and . <= 20");
    assert_eq!(cell(&survey, "share_parts", "default"), "about family stay needs return");
    assert_eq!(cell(&survey, "own_choice", "hint::English (en)").find('['), None, "links to the glossary are words");
}

#[test]
fn groups_are_the_sections() {
    let compiled = shipped();
    let survey = Maker::of(&compiled).unwrap().survey().unwrap();
    let kinds: Vec<&str> = survey.rows.iter().map(|row| row[0].as_str()).collect();
    let count = |wanted: &str| kinds.iter().filter(|kind| **kind == wanted).count();
    assert_eq!((count("begin_group"), count("end_group")), (10, 10));
    assert_eq!((kinds.first(), kinds.last()), (Some(&"hidden"), Some(&"end_group")));
    assert_eq!(cell(&survey, "section_health", "label::English (en)"), "Your health");
}

#[test]
fn an_option_that_is_offered_sometimes_is_filtered() {
    let compiled = shipped();
    let form = Maker::of(&compiled).unwrap();
    let (survey, choices) = (form.survey().unwrap(), form.choices().unwrap());
    let filter = cell(&survey, "host_city", "choice_filter");
    assert!(
        filter.starts_with("offered = 'always' or (offered = 'when_1' and ${host_country} = 'EG') or "),
        "{filter}"
    );
    assert_eq!(cell(&choices, "giza", OFFERED), "when_1");
    assert_eq!(cell(&choices, "sfax", OFFERED), "when_3");
    assert_eq!(cell(&choices, "u15", OFFERED), ALWAYS);
    assert_eq!(cell(&survey, "sex", "choice_filter"), "");
}

#[test]
fn the_settings_name_the_form_as_instances_do() {
    let compiled = shipped();
    let settings = Maker::of(&compiled).unwrap().settings();
    let form = Form::of(&compiled.pack);
    assert_eq!(settings.rows, [["Dalil", &form.id, &form.version, "English (en)"].map(str::to_owned).to_vec()]);
}

#[test]
fn the_same_pack_gives_the_same_bytes() {
    let compiled = shipped();
    assert!(workbook(&compiled).unwrap() == workbook(&compiled).unwrap());
}
