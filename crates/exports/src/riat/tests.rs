use super::*;
use crate::testing::{IBRAHIM, case, ibrahim, pack, somebody, texts};

#[test]
fn every_question_of_the_mapping_is_in_the_pack() {
    for section in RiatSection::ALL {
        for name in section.questions() {
            assert!(pack().question_named(name).is_some(), "{}: {name}", section.name());
        }
    }
}

#[test]
fn no_question_stands_twice() {
    let names: Vec<&str> = RiatSection::ALL.into_iter().flat_map(RiatSection::questions).copied().collect();
    let unique: std::collections::BTreeSet<&&str> = names.iter().collect();
    assert_eq!(unique.len(), names.len());
}

#[test]
fn the_summary_is_in_riats_order_and_says_what_was_said() {
    let interview = ibrahim();
    let summary = summary(&case("A", &interview));
    let sections: Vec<RiatSection> = summary.iter().map(|(section, _)| *section).collect();
    assert_eq!(sections, RiatSection::ALL);
    let names = |at: usize| -> Vec<String> {
        summary[at].1.iter().map(|(id, _)| pack().question(*id).unwrap().name.clone()).collect()
    };
    assert_eq!(names(0), ["nationality"], "what is not answered is not there");
    assert_eq!(names(1), ["host_country", "host_city"]);
    assert_eq!(names(6), ["ref_name", "age_band", "sex", "family_here", "kids_n", "other_parent_ok"]);
}

#[test]
fn as_a_table_it_is_read_from_top_to_bottom_in_words() {
    let interview = somebody(&IBRAHIM.replace("\"Ibrahim\"", "\"=Ibrahim\""));
    let cases = [case("A", &interview)];
    let pack = pack();
    let export = Export::new(&pack, &cases).unwrap();
    let bytes = table(&export, &texts("en"), |section| section.name().to_owned()).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert!(lines[0].ends_with(",Nigeria"), "{}", lines[0]);
    assert!(lines.contains(&"A,type_of_support,,"), "what was not answered is empty: {text}");
    assert!(lines.iter().any(|line| line.starts_with("A,family,") && line.ends_with(",'=Ibrahim")), "{text}");
    assert!(!text.contains(['\u{2068}', '\u{2069}']));
}
