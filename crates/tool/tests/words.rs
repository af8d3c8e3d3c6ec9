//! The lists of words that passphrases are made of.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// How many words a list has: four of them are 44 bits.
const WORDS: usize = 2_048;
/// Some of what must not be in a list, by language.
const NEVER: [(&str, &[&str]); 1] = [(
    "en",
    &[
        "war", "gun", "knife", "bomb", "kill", "dead", "death", "blood", "police", "prison", "jail", "army", "soldier",
        "sex", "rape", "drug", "wine", "beer", "pork", "pig", "god", "church", "mosque", "boat", "raft", "drown",
        "sea", "border", "slave", "debt", "hunger", "ill", "sick", "wound", "victim", "abuse", "weapon", "attack",
        "danger",
    ],
)];

fn lists() -> Vec<(String, Vec<String>)> {
    let folder = support::content().join("../words");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    let read = |path: PathBuf| {
        let words = fs::read_to_string(&path).unwrap().lines().map(str::to_owned).collect();
        (path.file_stem().unwrap().to_string_lossy().into_owned(), words)
    };
    files.into_iter().map(read).collect()
}

#[test]
fn four_words_of_every_list_are_44_bits() {
    let lists = lists();
    assert!(!lists.is_empty());
    for (language, words) in lists {
        let different: BTreeSet<&String> = words.iter().collect();
        assert_eq!((words.len(), different.len()), (WORDS, WORDS), "{language}");
        assert!(words.is_sorted(), "{language} is sorted");
        for word in &words {
            let letters = word.chars().count();
            assert!((3..=8).contains(&letters) && word.chars().all(char::is_alphabetic), "{language}: {word}");
            assert_eq!(*word, word.to_lowercase(), "{language}");
        }
    }
}

#[test]
fn no_list_reminds_anybody_of_what_they_fled_from() {
    for (language, words) in lists() {
        let never = NEVER.iter().find(|(tag, _)| *tag == language).map_or(&[][..], |(_, never)| never);
        assert!(!never.is_empty(), "{language} has no words that must not be in it");
        for word in never {
            assert!(!words.iter().any(|it| it == word), "{language}: {word}");
        }
    }
}
