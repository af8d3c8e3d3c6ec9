//! `dalil explain`, `read-code` and `reviewed` as people run them.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests")]

mod support;

use std::fs;

use dalil_tool::compile::compile_dir;
use engine::referral::Line;
use engine::text::plain;
use serde_json::{Value, json};
use vault::compact::encode;

use support::command::{dalil, err, out};
use support::copy::Copy;
use support::examples::{Example, examples};
use support::{Person, content, id, pack};

/// The results page of one of the examples.
fn explained(person: &Example, language: &str) -> String {
    let output = dalil("explain", &["-", "--lang", language], &person.answers.to_string());
    assert_eq!(output.status.code(), Some(0), "{} {language}: {}", person.id, err(&output));
    out(&output)
}

fn example(wanted: &str) -> Example {
    examples().into_iter().find(|person| person.id == wanted).unwrap()
}

#[test]
fn the_results_page_of_everybody_is_written_out_in_every_language() {
    for person in examples() {
        for language in ["en", "fr", "ar"] {
            let page = explained(&person, language);
            for (n, line) in page.lines().enumerate() {
                let unfilled = line.contains(['⟨', '{', '}', '[']) && !line.starts_with("- [");
                assert!(!unfilled, "{} {language} line {}: {line}", person.id, n + 1);
                assert!(!line.trim_end().ends_with(": "), "{} {language} line {}: {line}", person.id, n + 1);
            }
        }
    }
}

#[test]
fn the_results_page_says_why_and_whom_to_contact_since_when() {
    for language in ["en", "fr", "ar"] {
        let compiled = compile_dir(&content()).ok().unwrap();
        let texts = compiled.texts(language).unwrap();
        let page = explained(&example("P01"), language);
        for code in ["P1", "P4", "C8", "A1"] {
            assert!(page.contains(&format!("- [{code}] ")), "{language}: {code}");
        }
        for key in ["outcome.hold.name", "outcome.not_decision", "q.fear_return.short", "q.fear_return.o.not_sure"] {
            let words = plain(texts.get(key).unwrap());
            assert!(page.contains(&words), "{language}: {key}: {words}");
        }
        // The advisory on Sudan has its date, each contact the month in which we looked.
        assert!(page.contains("\u{2066}2023-05-16\u{2069}"), "{language}");
        let contact = page.lines().find(|line| line.contains("02 2728 5699")).unwrap();
        let status = plain(texts.get("contact.status.old").unwrap());
        assert!(contact.contains("\u{2066}2026-11\u{2069}") && contact.contains(&status), "{contact}");
    }
}

#[test]
fn the_results_page_says_what_is_missing_and_what_it_would_change() {
    let person = Example { answers: quiet_without("can_pay"), ..example("P02") };
    for language in ["en", "fr", "ar"] {
        let compiled = compile_dir(&content()).ok().unwrap();
        let texts = compiled.texts(language).unwrap();
        let page = explained(&person, language);
        let lines: Vec<&str> = page.lines().collect();
        let title = format!("{}:", texts.get("ui.card.missing").unwrap());
        let at = lines.iter().position(|line| *line == title).unwrap();
        assert_eq!(lines[at + 1], format!("- {}", texts.get("q.can_pay.short").unwrap()), "{language}");
        assert!(lines[at + 2].contains(texts.get("outcome.likely.name").unwrap()), "{language}: {}", lines[at + 2]);
    }
}

/// The answers of the quiet person but one.
fn quiet_without(question: &str) -> Value {
    let (person, pack) = (Person::quiet().takes_back(question), pack());
    let answers = pack.content().questions.iter().filter_map(|(id, question)| {
        let plain = question.plain(person.0.remembered(id)?);
        Some((question.name.clone(), serde_json::to_value(plain).unwrap()))
    });
    Value::Object(answers.collect())
}

#[test]
fn a_language_that_the_pack_does_not_have_is_refused() {
    let output = dalil("explain", &["-", "--lang", "ti"], "{}");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("no language `ti`"), "{}", err(&output));
}

#[test]
fn answers_that_cannot_be_explained_are_refused() {
    let output = dalil("explain", &["-", "--lang", "en"], "{\"mode\":\"boss\"}");
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("`mode` has no option `boss`"), "{}", err(&output));
}

#[test]
fn what_a_code_holds_can_be_read_and_evaluated_again() {
    let person = Person::quiet().says("health", "ongoing").says_all("function", &["walk", "hear"]);
    let answers = ["host_country", "nationality", "health", "function"];
    let mut lines: Vec<Line> = answers
        .map(|question| Line { question: id(question), answer: person.0.said(id(question)).unwrap().clone() })
        .to_vec();
    lines.sort_by_key(|line| line.question);
    let output = dalil("read-code", &[&encode(&pack(), &lines)], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let read: Value = serde_json::from_str(&out(&output)).unwrap();
    let wanted =
        json!({ "host_country": "EG", "nationality": "NG", "health": "ongoing", "function": ["hear", "walk"] });
    assert_eq!(read, wanted);
    let evaluated = dalil("evaluate", &[], &out(&output));
    assert_eq!(evaluated.status.code(), Some(0), "what it prints is what `evaluate` reads");
}

#[test]
fn a_damaged_code_is_refused_with_what_to_do() {
    let code = encode(&pack(), &[]);
    let output = dalil("read-code", &[&code[..code.len() - 2]], "");
    assert_eq!(output.status.code(), Some(1));
    assert!(out(&output).is_empty());
    assert!(err(&output).contains("scan it again"), "{}", err(&output));
}

#[test]
fn a_review_is_an_entry_that_makes_the_language_reviewed() {
    let copy = Copy::unchanged();
    let output = dalil("reviewed", &["--lang", "fr", "--keys", "*", "--by", "A. B.", "--on", "2026-12-01"], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    fs::write(copy.folder.path().join("text/state.toml"), out(&output)).unwrap();
    let draft = |copy: &Copy| {
        let pack = compile_dir(copy.folder.path()).ok().unwrap().pack;
        let languages = pack.content().languages.iter().map(|language| (language.tag.clone(), language.draft));
        languages.collect::<Vec<_>>()
    };
    let wanted = |fr| vec![("en".to_owned(), true), ("fr".to_owned(), fr), ("ar".to_owned(), true)];
    assert_eq!(draft(&copy), wanted(false));
    // A text that is changed afterwards is a draft again.
    let changed = copy.and("text/fr.json", "\"answer.skip\": \"", "\"answer.skip\": \"… ");
    assert_eq!(draft(&changed), wanted(true));
}
