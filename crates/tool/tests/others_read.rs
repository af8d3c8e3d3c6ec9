//! What programs that we did not write make of an export: Python's csv, openpyxl, jsonschema, pyxform and libxml2.
//!
//! They are not part of every machine, so these tests run in `cargo xtask test`, which installs them, or with
//! `cargo test -p dalil-tool --test others_read -- --ignored` where they are.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use dalil_tool::answers;
use dalil_tool::compile::{Compiled, compile_dir};
use dalil_tool::export::{Format, Person, write};
use dalil_tool::xlsform;
use engine::id::QuestionId;
use engine::interview::Interview;
use engine::pack::Pack;
use engine::question::{Kind, Question};
use serde_json::{Value, json};
use tempfile::TempDir;

use support::copy::Copy;
use support::examples::examples;
use support::{answer_by, conclusions};

/// Conditions of every kind that an XLSForm can say, each of a question that the test adds.
const CONDITIONS: [(&str, &str); 12] = [
    ("x_answered", "answered(${health})"),
    ("x_answered_many", "not(answered(${function}))"),
    ("x_shown", "shown(${host_city}) and not(shown(${kids_n}))"),
    ("x_listed", "listed(${nationality}, 'advisories')"),
    ("x_number", "${kids_n} > 1 or ${kids_n} + 1 = 1"),
    ("x_not_number", "not(${kids_n} = 2) and ${kids_n} - 1 != 3"),
    ("x_count", "count-selected(${needs}) < 2"),
    ("x_count_open", "count-selected(${function}) >= 1"),
    ("x_coalesce", "coalesce(${kids_n}, 3) >= 3"),
    ("x_if", "if(${sex} = 'f', ${kids_n} > 0, ${age_band} = '25_59')"),
    ("x_empty", "${ref_name} != '' and ${sex} = ''"),
    ("x_same", "${nationality} != ${host_country}"),
];

/// What people could write, on purpose or not, that some program takes for something else.
const HOSTILE: [&str; 22] = [
    "<r></sst><sst></r>",
    "<r> _x0041_ & b</r>",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"http://example.org\",\"x\")",
    "+201000000000",
    "-1+1",
    "@SUM(A1:A9)",
    "'quoted'",
    "O'Brien",
    "a;=1+1;\"=2\"",
    "a,\"b\",=3\t=4",
    "two\nlines\r\nand more",
    "</data><x y=\"1\">&amp;]]><!--",
    "${mode} {name} [words](term)",
    "_x0041_ _x000D_",
    "👩‍👩‍👧 🙂 𝒳",
    "محمد عبد الله، ٣ أطفال",
    "\u{202e}evil\u{202c} \u{2067}x\u{2069}",
    "nul\0 bell\u{7} escape\u{1b}[31m",
    "\u{feff}=1",
    "\u{fffe}\u{ffff}x",
    "0012",
];

/// The readers' Python, which `cargo xtask test` puts there.
fn python() -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let path = root.join("target/readers/bin/python");
    assert!(
        path.exists(),
        "{} is missing: `cargo xtask test` installs it, or: python3 -m venv target/readers && \
         target/readers/bin/pip install -r tests/independent/requirements.txt",
        path.display()
    );
    path
}

/// The pack with a longer text, a date, and a question a condition.
fn compiled() -> Compiled {
    let copy = Copy::with("questions/referral.toml", "max_chars = 120", "max_chars = 2000");
    let file = copy.folder.path().join("questions/referral.toml");
    let mut questions = fs::read_to_string(&file).unwrap();
    questions += "\n[[question]]\nid = \"x_born\"\nkind = \"date\"\nsensitivity = \"high\"\n";
    for (name, when) in CONDITIONS {
        let head = "kind = \"one\"\noptions = [\"yes\", \"no\"]\nsensitivity = \"low\"";
        writeln!(questions, "\n[[question]]\nid = \"{name}\"\n{head}\nshown_when = \"{when}\"").unwrap();
    }
    fs::write(&file, questions).unwrap();
    for language in ["en", "fr", "ar"] {
        let file = copy.folder.path().join(format!("text/{language}.json"));
        let mut texts: BTreeMap<String, String> = serde_json::from_str(&fs::read_to_string(&file).unwrap()).unwrap();
        for name in CONDITIONS.iter().map(|(name, _)| *name).chain(["x_born"]) {
            for key in ["label", "short", "o.yes", "o.no"].iter().take(if name == "x_born" { 2 } else { 4 }) {
                texts.insert(format!("q.{name}.{key}"), format!("{name} {key}"));
            }
        }
        fs::write(&file, serde_json::to_string_pretty(&texts).unwrap()).unwrap();
    }
    compile_dir(copy.folder.path()).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// The examples, people with hostile words and hostile names, and people who answer anything.
fn people(pack: &Arc<Pack>) -> Vec<Person> {
    let mut people = Vec::new();
    let read = |answers: &Value| answers::read_line(pack, pack.content().date, &answers.to_string()).unwrap();
    for example in examples() {
        people.push(Person { code: example.id, interview: read(&example.answers) });
    }
    let long = "ا=1;\"🙂 ".repeat(250);
    for words in HOSTILE.iter().copied().chain([long.as_str()]) {
        let start = |most: usize| words.chars().take(most).collect::<String>();
        let answers = json!({
            "want_paper": "yes", "contact_how": "call", "contact_safe": words, "x_born": "1990-02",
            "ref_name": start(60), "contact_value": start(80),
        });
        people.push(Person { code: format!("{} {words}", people.len()), interview: read(&answers) });
    }
    let mut seed = Seed(7);
    for walk in 0..300 {
        people.push(Person { code: format!("walk-{walk}"), interview: walked(pack, &mut seed) });
    }
    people
}

/// Somebody who goes through the interview, leaves some questions out, and answers others again.
fn walked(pack: &Arc<Pack>, seed: &mut Seed) -> Interview {
    let mut interview = Interview::new(pack, pack.content().date);
    let silence = seed.next() % 3;
    for _ in 0..2 {
        for (id, question) in pack.content().questions.iter() {
            let with = seed.next();
            if interview.is_shown(id) && with % 4 >= silence {
                let answer = question.accept(&answer_by(question, with / 4)).unwrap();
                interview.answer(id, answer);
            }
        }
    }
    interview
}

/// `SplitMix64`: the same people in every run.
struct Seed(u64);

impl Seed {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }
}

/// What was said and what follows from it, as the engine says it: no word of it comes from an export.
fn said(pack: &Pack, people: &[Person]) -> Value {
    let questions = pack.content().questions.iter().map(|(_, question)| {
        let options: Vec<&str> = question.options.iter().map(|(_, option)| option.name.as_str()).collect();
        json!({ "name": question.name, "kind": kind(question), "options": options })
    });
    let cases = people.iter().map(|person| {
        let (interview, date) = (&person.interview, pack.content().date.to_string());
        let name = |id: QuestionId| pack.question(id).unwrap().name.clone();
        let asked: Vec<String> = interview.asked().map(name).collect();
        let answers: serde_json::Map<String, Value> = interview
            .asked()
            .filter_map(|id| Some((name(id), json!(pack.question(id)?.plain(interview.said(id)?)))))
            .collect();
        let cards: serde_json::Map<String, Value> = pack
            .content()
            .cards
            .iter()
            .map(|(id, card)| {
                let reasons: Vec<&str> = interview.reasons(id).map(|rule| rule.code.as_str()).collect();
                (card.name.clone(), json!({ "outcome": interview.outcome(id).name(), "reasons": reasons }))
            })
            .collect();
        let reasons: Vec<&str> = interview.priority_reasons().map(|(_, code)| code).collect();
        json!({
            "code": person.code, "begun": date, "changed": date, "read_on": date, "asked": asked, "answers": answers,
            "cards": cards, "priority": interview.priority().name(), "priority_reasons": reasons,
        })
    });
    let cards: Vec<&str> = pack.content().cards.iter().map(|(_, card)| card.name.as_str()).collect();
    json!({
        "cards": cards,
        "languages": pack.content().languages.len(),
        "questions": questions.collect::<Vec<_>>(),
        "cases": cases.collect::<Vec<_>>(),
    })
}

fn kind(question: &Question) -> &'static str {
    match question.kind {
        Kind::One => "one",
        Kind::Many { .. } => "many",
        Kind::Number { .. } => "number",
        Kind::Text { .. } => "text",
        Kind::Date => "date",
    }
}

/// A folder with everything that the readers read.
fn exported() -> (TempDir, usize) {
    let compiled = compiled();
    let folder = TempDir::new().unwrap();
    let form = xlsform::workbook(&compiled).unwrap();
    fs::write(folder.path().join("form.xlsx"), form).unwrap();
    let texts = compiled.texts("fr").unwrap();
    let pack = Arc::new(compiled.pack);
    let people = people(&pack);
    let today = pack.content().date;
    for (format, out) in
        [(Format::Json, "cases.json"), (Format::Csv, "csv"), (Format::Xlsx, "cases.xlsx"), (Format::Xform, "xform")]
    {
        write(&pack, &people, today, &texts, format, &folder.path().join(out)).unwrap();
    }
    let said = said(&pack, &people);
    fs::write(folder.path().join("said.json"), said.to_string()).unwrap();
    (folder, people.len())
}

fn read(folder: &Path) -> Output {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/independent/read.py");
    Command::new(python()).arg("-B").arg(script).arg(folder).output().unwrap()
}

#[test]
#[ignore = "needs Python's readers: run by `cargo xtask test`, which installs them"]
fn others_read_what_was_said() {
    let (folder, count) = exported();
    assert!(count > 350, "{count}");
    let output = read(folder.path());
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}{err}");
    assert!(out.contains(&format!("{count} cases, ")) && out.contains(" 0 wrong"), "{out}");
    // Shown by `cargo test -- --nocapture`, and in the output of `cargo xtask test`.
    eprintln!("{out}");
}

/// What is spoiled, and what the readers say about it.
#[test]
#[ignore = "needs Python's readers: run by `cargo xtask test`, which installs them"]
fn others_notice_what_is_wrong() {
    let (folder, _) = exported();
    let spoil = |file: &str, words: &str, others: &str| {
        let path = folder.path().join(file);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(words), "{file} does not hold {words}");
        fs::write(path, text.replacen(words, others, 1)).unwrap();
    };
    spoil("cases.json", "\"likely\"", "\"eligible\"");
    spoil("csv/cases.csv", "'=cmd", "=cmd");
    spoil("xform/001-P01.xml", "<host_city>giza<", "<host_city>tunis<");
    spoil("xform/002-P02.xml", "<want_return>yes<", "<want_return><");
    spoil("xform/003-P03.xml", "<health>none</health>", "");
    fs::copy(folder.path().join("xform/005-P05.xml"), folder.path().join("xform/004-P04.xml")).unwrap();
    let output = read(folder.path());
    let out = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{out}{}", String::from_utf8_lossy(&output.stderr));
    for noticed in [
        "json: ['cases', 0, 'cards', 'ASYLUM', 'outcome']",
        "csv: 37 =cmd",
        "xform: P01: host_city has no ['tunis']",
        "xform: P02: whether own_choice is asked",
        "xform: P03: the nodes",
        "xform: P04: the code",
    ] {
        assert!(out.contains(noticed), "nobody noticed {noticed}:\n{out}");
    }
}

#[test]
fn people_who_walk_are_not_all_the_same() {
    let compiled = compiled();
    let pack = Arc::new(compiled.pack);
    let people = people(&pack);
    let all: std::collections::BTreeSet<String> =
        people.iter().map(|person| format!("{:?}", conclusions(&person.interview))).collect();
    assert!(all.len() > 250, "{}", all.len());
    for (name, _) in CONDITIONS {
        let id = pack.question_named(name).unwrap();
        let asked = people.iter().filter(|person| person.interview.is_shown(id)).count();
        assert!(asked > 0 && asked < people.len(), "{name} is asked of {asked}");
    }
}
