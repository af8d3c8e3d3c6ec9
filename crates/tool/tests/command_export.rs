//! `dalil export` and `dalil xlsform` as people run them. `others_read.rs` has what other programs make of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::fs;
use std::path::PathBuf;

use serde_json::Value;
use tempfile::TempDir;

use support::command::{dalil, err};
use support::{content, copy::Copy};

struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        Self(TempDir::new().unwrap())
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    fn file(&self, name: &str, text: &str) -> String {
        fs::write(self.0.path().join(name), text).unwrap();
        self.path(name)
    }

    fn export(&self, files: &[&str], format: &str, out: &str) -> String {
        let out = self.path(out);
        let output = dalil("export", &[files, &["--format", format, "--out", &out]].concat(), "");
        assert!(output.status.success(), "{}", err(&output));
        out
    }
}

fn example(name: &str) -> String {
    let path: PathBuf = content().join("examples").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn answers_come_from_objects_from_lines_and_from_examples() {
    let folder = Folder::new();
    let one = folder.file("one.json", "{\n  \"mode\": \"staff\"\n}\n");
    let lines = folder.file("lines.jsonl", "{\"mode\": \"self\"}\n\n{\"food\": \"skip\"}\n");
    let out = folder.export(&[&one, &lines, &example("people.toml")], "json", "out.json");
    let document: Value = serde_json::from_str(&fs::read_to_string(out).unwrap()).unwrap();
    let cases = document["cases"].as_array().unwrap();
    let codes: Vec<&str> = cases.iter().filter_map(|case| case["code"].as_str()).take(4).collect();
    assert_eq!(codes, ["one", "lines-1", "lines-3", "P01"]);
    assert_eq!(cases[0]["answers"], serde_json::json!({ "mode": "staff" }));
    assert_eq!(cases[2]["answers"], serde_json::json!({ "food": "skip" }));
}

#[test]
fn every_form_is_written_where_it_was_asked_for() {
    let folder = Folder::new();
    let one = folder.file("a b.json", "{\"mode\": \"staff\"}");
    assert!(fs::read(folder.export(&[&one], "xlsx", "out.xlsx")).unwrap().starts_with(b"PK"));
    let csv = folder.export(&[&one], "csv", "csv");
    let mut files: Vec<String> =
        fs::read_dir(csv).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    files.sort();
    assert_eq!(files, ["cases.csv", "codes.csv"]);
    let xform = folder.export(&[&one], "xform", "xform");
    let xml = fs::read_to_string(PathBuf::from(xform).join("001-a_b.xml")).unwrap();
    assert!(xml.contains("<case_code>a b</case_code>") && xml.contains("<mode>staff</mode>"), "{xml}");
}

#[test]
fn two_cases_of_one_name_are_refused() {
    let folder = Folder::new();
    let one = folder.file("one.json", "{}");
    let output = dalil("export", &[&one, &one, "--format", "json", "--out", &folder.path("out")], "");
    assert!(!output.status.success());
    assert!(err(&output).contains("two cases are called `one`"), "{}", err(&output));
    assert!(!PathBuf::from(folder.path("out")).exists());
}

#[test]
fn a_file_that_is_wrong_is_named_with_its_line() {
    let folder = Folder::new();
    let lines = folder.file("lines.jsonl", "{}\n{\"mode\": \"boss\"}\n");
    let output = dalil("export", &[&lines, "--format", "json", "--out", &folder.path("out")], "");
    assert!(!output.status.success());
    let said = err(&output);
    assert!(said.contains("lines.jsonl, line 2") && said.contains("`mode` has no option `boss`"), "{said}");
}

#[test]
fn a_form_is_written_as_a_workbook() {
    let folder = Folder::new();
    let out = folder.path("form.xlsx");
    let output = dalil("xlsform", &[&out], "");
    assert!(output.status.success(), "{}", err(&output));
    assert!(fs::read(out).unwrap().starts_with(b"PK"));
}

#[test]
fn a_condition_that_a_form_cannot_say_is_named_and_no_form_is_written() {
    let copy = Copy::with(
        "questions/referral.toml",
        "shown_when = \"${want_paper} = 'yes'\"",
        "shown_when = \"outcome('MED') = 'likely'\"",
    );
    let compiled = dalil_tool::compile::compile_dir(copy.folder.path()).unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    let error = dalil_tool::xlsform::workbook(&compiled).unwrap_err().to_string();
    assert!(error.starts_with("`lang_talk`: a condition asks for the outcome of `MED`"), "{error}");
}
