//! Drafts that some version has written, with their keys: every later version must open all of them, for ever.
//!
//! `DALIL_WRITE_CORPUS=1 cargo test -p dalil-tool --test draft_corpus` adds those of the format of today. What is there
//! already is never written again: it is the work of the version of its time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::fs;
use std::path::PathBuf;

use engine::answer::Plain;
use engine::interview::Interview;
use vault::bits::{from_url_letters, to_url_letters};
use vault::draft::{Draft, FORMAT};
use vault::opening::{OpenError, State, find, open};
use vault::record::Record as _;
use vault::store::{DraftId, Slot};
use vault::testing::{Phone, begin};

use support::examples::examples;
use support::pack;

/// What opens the drafts that are locked.
const WORDS: &str = "Table  lemon يوم rivière";
/// How many drafts each format must have at least.
const AT_LEAST: usize = 20;

fn folder() -> PathBuf {
    support::content().join("../../tests/corpus/drafts")
}

/// A draft as a device has it: its two key files are the same, and each slot may have an envelope.
struct Kept {
    id: DraftId,
    key: Vec<u8>,
    slots: [Vec<u8>; 2],
    is_locked: bool,
    draft: Vec<u8>,
}

impl Kept {
    /// `id`, `key`, `slot A`, `slot B`, `locked`, `draft`, a line each; bytes in base64url.
    fn to_text(&self) -> String {
        let Self { id, key, slots: [a, b], is_locked, draft } = self;
        let [key, a, b, draft] = [key, a, b, draft].map(|bytes| to_url_letters(bytes));
        format!("{}\n{key}\n{a}\n{b}\n{is_locked}\n{draft}\n", id.digits())
    }

    fn from_text(text: &str) -> Self {
        let lines: Vec<&str> = text.lines().collect();
        let bytes = |at: usize| from_url_letters(lines[at]).unwrap();
        Self {
            id: DraftId::from_digits(lines[0]).unwrap(),
            key: bytes(1),
            slots: [bytes(2), bytes(3)],
            is_locked: lines[4] == "true",
            draft: bytes(5),
        }
    }

    fn on_a_phone(&self) -> Phone {
        let phone = Phone::new();
        phone.keys.put(self.id, [Some(self.key.clone()), Some(self.key.clone())]);
        for (slot, bytes) in Slot::BOTH.into_iter().zip(&self.slots) {
            phone.first.put(self.id, slot, bytes.clone());
            phone.judge.put(self.id, slot, bytes.clone());
        }
        phone
    }
}

fn drafts() -> Vec<(String, Draft)> {
    let languages = ["en", "fr", "ar"];
    let draft = |(at, example): (usize, support::examples::Example)| {
        let pack = pack();
        let mut interview = Interview::new(&pack, pack.content().date);
        for (name, value) in example.answers.as_object().unwrap() {
            let id = pack.question_named(name).unwrap();
            let plain: Plain = serde_json::from_value(value.clone()).unwrap();
            interview.answer(id, pack.question(id).unwrap().accept(&plain).unwrap());
        }
        (example.id, Draft::of(&interview, languages[at % 3], "results", "K7M4-QX2P"))
    };
    examples().into_iter().enumerate().map(draft).collect()
}

fn write() {
    fs::create_dir_all(folder()).unwrap();
    for (at, (name, draft)) in drafts().into_iter().take(AT_LEAST + 4).enumerate() {
        let is_locked = at % 6 == 5;
        let path = folder().join(format!("format-{FORMAT}-{name}{}.txt", if is_locked { "-locked" } else { "" }));
        if path.exists() {
            continue;
        }
        let phone = Phone::new();
        let mut hold = phone.expect(begin(&phone, is_locked.then_some(WORDS))).unwrap();
        for _ in 0..2 {
            let _ = phone.expect(hold.save(&draft, &phone)).unwrap();
        }
        let id = hold.id();
        let kept = Kept {
            id,
            key: phone.keys.pair(id)[0].clone().unwrap(),
            slots: Slot::BOTH.map(|slot| phone.judge.bytes(id, slot).unwrap()),
            is_locked,
            draft: draft.to_bytes().unwrap(),
        };
        fs::write(path, kept.to_text()).unwrap();
    }
}

fn all() -> Vec<(String, Kept)> {
    let mut files: Vec<PathBuf> = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let read = |path: PathBuf| {
        (path.file_stem().unwrap().to_string_lossy().into_owned(), Kept::from_text(&fs::read_to_string(path).unwrap()))
    };
    files.into_iter().map(read).collect()
}

#[test]
fn every_draft_that_was_ever_written_opens_with_every_answer() {
    if std::env::var_os("DALIL_WRITE_CORPUS").is_some() {
        write();
    }
    let all = all();
    for format in 1..=FORMAT {
        let count = all.iter().filter(|(name, _)| name.starts_with(&format!("format-{format}-"))).count();
        assert!(count >= AT_LEAST, "format {format} has {count} drafts");
    }
    for (name, kept) in all {
        let phone = kept.on_a_phone();
        let state = phone.expect(find(&phone)).unwrap().remove(0).state;
        assert_eq!(matches!(state, State::Locked), kept.is_locked, "{name}");
        let opened = phone.expect(open(&phone, kept.id, kept.is_locked.then_some(WORDS)));
        let opened = opened.map_err(|error| format!("{name}: {error}")).unwrap();
        assert!(!opened.last_may_be_missing, "{name}");
        assert_eq!(opened.record.to_bytes().unwrap(), kept.draft, "{name}");
        // Whatever the questions are by now, it goes on.
        let _ = opened.record.fill(&mut Interview::new(&pack(), pack().content().date));
    }
}

#[test]
fn a_locked_draft_opens_with_its_words_however_they_are_spelt_and_with_no_others() {
    let (name, kept) = all().into_iter().find(|(_, kept)| kept.is_locked).unwrap();
    let opens = |words: &str| {
        let phone = kept.on_a_phone();
        phone.expect(open(&phone, kept.id, Some(words))).map(|_| ())
    };
    assert_eq!(opens("table lemon يوم RIVIE\u{300}RE "), Ok(()), "{name}");
    assert_eq!(opens("table lemon يوم riviere"), Err(OpenError::WrongPassphrase), "{name}");
}
