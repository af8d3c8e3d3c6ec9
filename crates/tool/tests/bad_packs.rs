//! The pack that ships with one thing made wrong: `dalil check` names file, line and remedy. Here: files, questions,
//! conditions and circles; `bad_content.rs` has texts, sources and people.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::process::{Command, Output};

use support::copy::Copy;

fn printed(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn nothing_is_wrong_with_the_pack_that_ships() {
    let pack = Copy::unchanged();
    assert_eq!(pack.findings(), []);
    let output = pack.check();
    assert_eq!(output.status.code(), Some(0));
    assert!(printed(&output).contains("nothing wrong"));
}

#[test]
fn the_command_prints_file_line_and_remedy_and_fails() {
    let pack = Copy::with("rules/RETURN.toml", "${embassy_safe} = 'no'", "${embasy_safe} = 'no'");
    let output = pack.check();
    assert_eq!(output.status.code(), Some(1));
    let line = pack.line("rules/RETURN.toml", "embasy_safe");
    let wanted = format!(
        "rules/RETURN.toml:{line}: there is no question `embasy_safe`\n    → did you mean `embassy_safe`?\n1 wrong\n"
    );
    assert_eq!(printed(&output), wanted);
}

#[test]
fn the_command_fails_where_there_is_no_pack() {
    let output = Command::new(env!("CARGO_BIN_EXE_dalil")).args(["check", "no/such/folder"]).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(printed(&output).starts_with("pack.toml:1: the file cannot be read"), "{}", printed(&output));
}

#[test]
fn the_command_does_not_run_a_wrong_pack() {
    let pack = Copy::with("pack.toml", "draft_days = 30", "draft_days = \"thirty\"");
    let output = Command::new(env!("CARGO_BIN_EXE_dalil")).arg("evaluate").arg(pack.folder.path()).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("dalil check") && said.contains("pack.toml:"), "{said}");
}

#[test]
fn a_text_that_is_not_closed_is_named_and_nothing_that_follows_from_it() {
    let pack = Copy::with("questions/about.toml", "id = \"age_band\"", "id = \"age_band");
    pack.is_wrong("questions/about.toml", "id = \"age_band", "", "docs/content.md");
    pack.is_all(1);
    assert_eq!(pack.check().status.code(), Some(1));
}

#[test]
fn a_comma_that_is_missing_in_a_text_file_is_named() {
    let pack = Copy::with("text/fr.json", "\",\n  \"answer.unknown\"", "\"\n  \"answer.unknown\"");
    pack.is_wrong("text/fr.json", "\"answer.unknown\"", "not valid JSON", "commas");
    pack.is_all(1);
}

#[test]
fn a_file_that_is_missing_is_named() {
    for file in ["pack.toml", "questions/health.toml", "rules/MED.toml", "text/ar.json", "names/fr.json"] {
        let findings = Copy::without(file).findings();
        let named = findings.iter().any(|finding| finding.file == file && finding.problem.contains("cannot be read"));
        assert!(named, "{file}: {findings:#?}");
    }
}

#[test]
fn a_field_that_nobody_knows_is_named() {
    let pack = Copy::with("questions/stay.toml", "shown_when = ", "shown_wen = ");
    pack.is_wrong("questions/stay.toml", "shown_wen", "shown_wen", "docs/content.md");
    pack.is_all(1);
}

#[test]
fn a_question_that_is_not_there_is_named_wherever_it_is_mentioned() {
    for (file, words, others) in [
        ("rules/RETURN.toml", "${go_where} = 'third'", "${go_were} = 'third'"),
        ("rules/PRIORITY.toml", "${danger_now} = 'yes'", "${danger_know} = 'yes'"),
        ("pack.toml", "staff = \"${mode} ", "staff = \"${moda} "),
        ("questions/health.toml", "${sex} != 'm'", "${seks} != 'm'"),
        (
            "questions/about.toml",
            "id = \"giza\", shown_when = \"${host_country}",
            "id = \"giza\", shown_when = \"${host}",
        ),
    ] {
        Copy::with(file, words, others).is_wrong(file, others, "there is no question", "");
    }
}

#[test]
fn a_mistake_in_a_condition_of_several_lines_is_named_at_its_own() {
    for (open, close) in [("\"\"\"", "\"\"\""), ("'''\n", "'''"), ("\"\"\"\n", "\"\"\"")] {
        let lines = format!("when = {open}${{go_where}} = 'third'\nor\n${{go_were}} = 'own'{close}");
        let pack =
            Copy::with("rules/RETURN.toml", "when = \"${go_where} = 'third'\"", &lines.replace("'third'", "\"third\""));
        pack.is_wrong("rules/RETURN.toml", "${go_were}", "there is no question `go_were`", "`go_where`");
        pack.is_all(1);
    }
}

#[test]
fn a_fact_that_is_not_there_is_named() {
    let pack = Copy::with("questions/stay.toml", "not(${citizen})", "not(${citizens})");
    pack.is_wrong("questions/stay.toml", "citizens", "there is no fact `citizens`", "`citizen`");
    pack.is_all(1);
}

#[test]
fn an_option_that_is_not_there_is_named() {
    let pack = Copy::with("rules/PRIORITY.toml", "'none_today'", "'none_todai'");
    pack.is_wrong("rules/PRIORITY.toml", "none_todai", "`food` has no option `none_todai`", "`none_today`");
    pack.is_all(1);
    let pack = Copy::with("questions/family.toml", "alone_options = [\"alone\"]", "alone_options = [\"alonely\"]");
    pack.is_wrong("questions/family.toml", "alonely", "no option `alonely`", "");
    let pack = Copy::with("questions/referral.toml", "ticked_at_start = [\"about\"", "ticked_at_start = [\"abut\"");
    pack.is_wrong("questions/referral.toml", "abut", "`abut` is not known here", "about");
}

#[test]
fn a_comparison_of_things_of_different_types_is_named() {
    for (words, others, problem, remedy) in [
        ("${go_where} = 'third'", "${go_where} > 3", "`go_where` is not a number", "options"),
        ("${go_where} = 'third'", "${kids_n} = 'third'", "is a number or a date", "compare it with a number"),
        ("${go_where} = 'third'", "${needs} = 'food'", "can hold several options", "selected(${needs}, 'food')"),
        ("${go_where} = 'third'", "count-selected(${kids_n}) > 1", "`kids_n` has no options", ""),
        ("${go_where} = 'third'", "listed(${kids_n}, 'advisories')", "`kids_n` has no options", ""),
        ("${go_where} = 'third'", "${go_where}", "there is no fact `go_where`", "is a question"),
        ("${go_where} = 'third'", "outcome('REINT')", "not a statement", "compare it"),
    ] {
        let pack = Copy::with("rules/RETURN.toml", words, others);
        pack.is_wrong("rules/RETURN.toml", others, problem, remedy);
        pack.is_all(1);
    }
}

#[test]
fn a_value_of_another_type_is_named() {
    let pack = Copy::with("questions/family.toml", "min = 0", "min = \"none\"");
    pack.is_wrong("questions/family.toml", "min = \"none\"", "", "docs/content.md");
    pack.is_all(1);
    let pack = Copy::with("questions/stay.toml", "kind = \"one\"", "kind = \"single\"");
    pack.is_wrong("questions/stay.toml", "single", "`single` is not known here", "one, many, number, text, date");
    let pack = Copy::with("rules/MED.toml", "effect = \"likely\"", "effect = \"certain\"");
    pack.is_wrong("rules/MED.toml", "certain", "`certain` is not known here", "likely");
}

#[test]
fn a_number_without_limits_and_a_choice_without_options_are_named() {
    let pack = Copy::with("questions/family.toml", "max = 20\n", "");
    pack.is_wrong("questions/family.toml", "id = \"kids_n\"", "has no min and max", "add");
    let pack = Copy::with("questions/start.toml", "options = [\"self\", \"helper\", \"staff\"]\n", "");
    pack.is_wrong("questions/start.toml", "id = \"mode\"", "`mode` has no options", "add options");
}

#[test]
fn whatever_stands_twice_is_named_with_the_first_place() {
    let pack = Copy::with("questions/stay.toml", "id = \"permit\"", "id = \"age_band\"");
    let first = format!("questions/about.toml:{}", pack.line("questions/about.toml", "id = \"age_band\""));
    pack.is_wrong("questions/stay.toml", "id = \"age_band\"", &first, "another name");
    let pack = Copy::with("rules/MED.toml", "code = \"M1\"", "code = \"P1\"");
    pack.is_wrong("rules/MED.toml", "code = \"P1\"", "rules/RETURN.toml:", "another name");
    let pack = Copy::with("questions/start.toml", "\"helper\", \"staff\"]", "\"helper\", \"staff\", \"self\"]");
    pack.is_wrong("questions/start.toml", "\"staff\", \"self\"]", "the option `self` stands twice", "take one");
}

#[test]
fn cards_that_ask_for_each_other_are_named() {
    let pack = Copy::with("rules/RETURN.toml", "${go_where} = 'third'", "outcome('REINT') = 'hold'");
    // At the one that stands first in the pack's files.
    pack.is_wrong("rules/REINT.toml", "card = \"REINT\"", "in a circle: RETURN → REINT", "nothing depends on itself");
    pack.is_all(1);
}

#[test]
fn facts_that_stand_for_each_other_are_named() {
    let pack = Copy::with("pack.toml", "minor = \"", "minor = \"${uasc} or ");
    pack.is_wrong("pack.toml", "minor = \"", "in a circle: minor → uasc", "nothing depends on itself");
    pack.is_all(1);
}

#[test]
fn questions_that_wait_for_each_other_are_named_and_nothing_that_hangs_on_them() {
    // Nearly everything hangs on the two countries.
    let pack = Copy::with(
        "questions/about.toml",
        "id = \"host_country\"",
        "id = \"host_country\"\nshown_when = \"${nationality} != 'skip'\"",
    )
    .and(
        "questions/about.toml",
        "id = \"nationality\"",
        "id = \"nationality\"\nshown_when = \"${host_country} = 'EG'\"",
    );
    let problem = "in a circle: host_country → nationality";
    pack.is_wrong("questions/about.toml", "id = \"host_country\"", problem, "nothing depends on itself");
    pack.is_all(1);
    assert!(pack.findings().iter().all(|finding| finding.problem.ends_with("nationality")));
    let pack = Copy::with("questions/start.toml", "id = \"mode\"", "id = \"mode\"\nshown_when = \"${mode} = ''\"");
    pack.is_wrong("questions/start.toml", "id = \"mode\"", "in a circle: mode", "nothing depends on itself");
}
