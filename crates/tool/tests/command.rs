//! `dalil evaluate` as other programs run it. `command_explain.rs` has the rest.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::fmt::Write as _;
use std::io::Write as _;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::NamedTempFile;

use support::command::{dalil, err, out};
use support::examples::{Example, examples};

const CARDS: [&str; 12] =
    ["RETURN", "REINT", "DIRECT", "RETURNEE", "ASYLUM", "CHILD", "TRAFF", "VIOL", "MED", "MHPSS", "LEGAL", "FAMILY"];

/// The lines that `dalil evaluate` answers, and its exit code.
fn evaluate(input: &str) -> (Vec<Value>, i32) {
    let output = dalil("evaluate", &[], input);
    let lines = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    (lines, output.status.code().unwrap())
}

fn error(line: &str) -> String {
    let (lines, code) = evaluate(&format!("{line}\n"));
    assert_eq!((lines.len(), code), (1, 1), "{line}");
    assert_eq!(lines[0].as_object().unwrap().keys().collect::<Vec<_>>(), ["error"], "{line}");
    lines[0]["error"].as_str().unwrap().to_owned()
}

fn is_list_of_words(value: &Value) -> bool {
    value.as_array().is_some_and(|list| list.iter().all(Value::is_string))
}

#[test]
fn everybody_in_the_examples_comes_out_as_the_pack_says() {
    let people: Vec<Example> = examples();
    assert!(people.len() >= 35, "{}", people.len());
    let input: String = people.iter().fold(String::new(), |mut all, person| {
        writeln!(all, "{}", person.answers).unwrap();
        all
    });
    let (lines, code) = evaluate(&input);
    assert_eq!((lines.len(), code), (people.len(), 0));
    for (person, line) in people.iter().zip(&lines) {
        let who = &person.id;
        assert_eq!(line.as_object().unwrap().keys().collect::<Vec<_>>(), ["asked", "outcomes", "priority"], "{who}");
        assert_eq!(line["priority"], person.expect["priority"], "{who}");
        assert!(is_list_of_words(&line["asked"]) && line["asked"][0] == "mode", "{who}");
        let outcomes = line["outcomes"].as_object().unwrap();
        assert_eq!(outcomes.len(), CARDS.len(), "{who}");
        for card in CARDS {
            let outcome = &outcomes[card];
            let keys: Vec<&String> = outcome.as_object().unwrap().keys().collect();
            assert_eq!(keys, ["missing", "outcome", "reasons"], "{who} {card}");
            assert!(is_list_of_words(&outcome["reasons"]) && is_list_of_words(&outcome["missing"]), "{who} {card}");
            let expected = person.expect.get(card).cloned().unwrap_or_else(|| json!({ "outcome": "na" }));
            assert_eq!(outcome["outcome"], expected["outcome"], "{who} {card}");
            if !expected["reasons"].is_null() {
                assert_eq!(outcome["reasons"], expected["reasons"], "{who} {card}");
            }
        }
    }
}

#[test]
fn who_said_nothing_is_evaluated_too() {
    let (lines, code) = evaluate("{}\n");
    assert_eq!(code, 0);
    assert_eq!(lines[0]["priority"], "normal");
    assert_eq!(lines[0]["outcomes"]["RETURN"]["outcome"], "na");
    let missing = lines[0]["outcomes"]["RETURN"]["missing"].as_array().unwrap();
    assert!(missing.contains(&json!("help_today")) && missing.contains(&json!("host_country")), "{missing:?}");
}

#[test]
fn no_line_is_no_answer_and_no_error() {
    assert_eq!(evaluate(""), (vec![], 0));
}

#[test]
fn the_last_line_needs_no_end_and_windows_ends_are_taken() {
    let (lines, code) = evaluate("{\"danger_now\":\"yes\"}\r\n{\"danger_now\":\"no\"}");
    assert_eq!(code, 0);
    assert_eq!([&lines[0]["priority"], &lines[1]["priority"]], ["emergency", "normal"]);
}

#[test]
fn a_bad_line_is_told_and_the_run_goes_on_in_order() {
    let input = "{\"danger_now\":\"yes\"}\nnot json\n{\"danger_now\":\"no\"}\n\n[1]\n{\"health\":\"now\"}\n";
    let (lines, code) = evaluate(input);
    assert_eq!(code, 1);
    let priorities: Vec<&Value> = lines.iter().map(|line| &line["priority"]).collect();
    let null = Value::Null;
    assert_eq!(priorities, [&json!("emergency"), &null, &json!("normal"), &null, &null, &json!("emergency")]);
    for bad in [1, 3, 4] {
        assert!(lines[bad]["error"].as_str().unwrap().starts_with("not a JSON object of answers"), "{}", lines[bad]);
    }
}

#[test]
fn bytes_that_are_no_text_are_a_bad_line_and_no_end() {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(b"{\"mode\":\"self\xFF\"}\n{}\n").unwrap();
    let output = dalil("evaluate", &[file.path().to_str().unwrap()], "");
    let lines: Vec<Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(output.status.code(), Some(1));
    assert!(lines[0]["error"].is_string() && lines[1]["outcomes"].is_object());
}

#[test]
fn an_answer_that_does_not_fit_is_told_with_its_question() {
    assert_eq!(error("{\"mood\":\"good\"}"), "there is no question `mood`");
    assert_eq!(error("{\"mode\":\"boss\"}"), "`mode` has no option `boss`");
    assert_eq!(error("{\"help_today\":[\"home\",\"hom\"]}"), "`help_today` has no option `hom`");
    assert_eq!(error("{\"help_today\":\"home\"}"), "`help_today` takes a list of options");
    assert_eq!(error("{\"mode\":[\"self\"]}"), "`mode` takes one option, as a word");
    assert_eq!(error("{\"kids_n\":\"two\"}"), "`kids_n` takes a whole number");
    for number in [-1, 21, 2_000_000_000] {
        assert_eq!(error(&format!("{{\"kids_n\":{number}}}")), "`kids_n` takes a whole number from 0 to 20");
    }
    let many = "{\"after_help\":[\"business\",\"job\",\"training\",\"housing\"]}";
    assert_eq!(error(many), "`after_help` takes at most 3 options");
    let long = "x".repeat(61);
    assert_eq!(error(&format!("{{\"ref_name\":\"{long}\"}}")), "`ref_name` takes at most 60 characters");
    for value in ["2.5", "null", "true", "{}", "[2]", "99999999999"] {
        let said = error(&format!("{{\"kids_n\":{value}}}"));
        assert!(said.starts_with("`kids_n`"), "{value}: {said}");
    }
}

#[test]
fn numbers_are_taken_as_other_programs_write_them() {
    let base = "\"age_band\":\"25_59\",\"family_here\":[\"own_children\"]";
    let (lines, code) = evaluate(&format!("{{{base},\"kids_n\":2}}\n{{{base},\"kids_n\":2.0}}\n"));
    assert_eq!(code, 0);
    assert_eq!(lines[0], lines[1]);
}

#[test]
fn ten_thousand_people_come_out_in_one_run_and_in_order() {
    let bands = ["u15", "25_59"];
    let input: String = (0..10_000).fold(String::new(), |mut all, n| {
        let band = bands[usize::from(n % 3 == 0)];
        writeln!(all, "{{\"age_band\":\"{band}\",\"with_adult\":\"nobody\"}}").unwrap();
        all
    });
    let (lines, code) = evaluate(&input);
    assert_eq!((lines.len(), code), (10_000, 0));
    for (n, line) in lines.iter().enumerate() {
        let child = line["outcomes"]["CHILD"]["outcome"].as_str().unwrap();
        assert_eq!(child, if n % 3 == 0 { "na" } else { "likely" }, "line {n}");
    }
}

#[test]
fn a_file_is_read_as_standard_input_is() {
    let mut file = NamedTempFile::new().unwrap();
    file.write_all(b"{\"danger_now\":\"yes\"}\n").unwrap();
    let from_file = out(&dalil("evaluate", &[file.path().to_str().unwrap()], ""));
    assert_eq!(from_file, out(&dalil("evaluate", &[], "{\"danger_now\":\"yes\"}\n")));
    assert_eq!(from_file, out(&dalil("evaluate", &["-"], "{\"danger_now\":\"yes\"}\n")));
    let missing = dalil("evaluate", &["no-such-file.jsonl"], "");
    assert_eq!(missing.status.code(), Some(1));
    assert!(err(&missing).contains("cannot read no-such-file.jsonl"), "{}", err(&missing));
}

#[test]
fn a_day_that_is_none_is_refused() {
    let output = dalil("evaluate", &["--today", "2026-02-30"], "{}\n");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("--today") && err(&output).contains("2026-02-30"), "{}", err(&output));
    assert_eq!(dalil("evaluate", &["--today", "2026-12-01"], "{}\n").status.code(), Some(0));
}

#[test]
fn a_command_that_does_not_exist_says_which_there_are() {
    let output = Command::new(env!("CARGO_BIN_EXE_dalil")).arg("guess").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("guess"), "{}", err(&output));
}
