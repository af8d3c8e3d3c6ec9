//! The lists of words that passphrases are made of.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

/// How many words a list has: four of them are 44 bits.
const WORDS: usize = 2_048;
/// Some of what must not be in a list, by language.
const NEVER: [(&str, &str); 3] = [
    (
        "en",
        "war gun knife bomb kill dead death blood police prison jail army soldier sex rape drug wine beer pork pig god \
         church mosque boat raft drown sea border slave debt hunger ill sick wound victim abuse weapon attack danger",
    ),
    (
        "fr",
        "guerre arme fusil couteau bombe tuer mort mourir sang police prison soldat sexe viol drogue vin biere alcool \
         porc cochon dieu temple eglise bateau pirogue radeau canot mer vague noyer naufrage desert passeur visa esclave \
         dette faim soif peur malade blesse victime cadavre ennemi",
    ),
    (
        "ar",
        "حرب سلاح بندقية سكين قنبلة رصاص قتل قتيل موت ميت دم شرطة سجن سجين محكمة جيش جندي عسكر ضابط \
         جنس اغتصاب مخدر خمر نبيذ بيرة خنزير مسجد صلاة كنيسة شيطان قارب سفينة مركب زورق بحر موج غرق \
         صحراء حدود جواز عبد عبودية دين جوع عطش خوف حزن مرض مريض جرح ضحية تعذيب تهريب هجرة لاجئ \
         ترحيل",
    ),
];

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
        let never = NEVER.iter().find(|(tag, _)| *tag == language).map_or("", |(_, never)| never);
        assert!(!never.is_empty(), "{language} has no words that must not be in it");
        for word in never.split_whitespace() {
            assert!(!words.iter().any(|it| it == word), "{language}: {word}");
        }
    }
}

#[test]
fn nobody_has_to_know_accents_or_hamza_to_write_a_word_again() {
    for (language, words) in lists() {
        match language.as_str() {
            "en" | "fr" => assert!(words.iter().all(|word| word.is_ascii()), "{language}"),
            "ar" => {
                let mixed_up = |word: &String| -> String {
                    let word = word.strip_suffix('ة').unwrap_or(word);
                    let alike = |letter| match letter {
                        'ط' => 'ت',
                        'ص' => 'س',
                        'ض' => 'د',
                        'ذ' | 'ظ' => 'ز',
                        'ق' => 'ك',
                        'ه' => 'ح',
                        other => other,
                    };
                    word.chars().map(alike).collect()
                };
                let different: BTreeSet<String> = words.iter().map(mixed_up).collect();
                assert_eq!(different.len(), WORDS);
                for word in &words {
                    assert!(!word.contains(['أ', 'إ', 'آ', 'ء', 'ؤ', 'ئ', 'ى']), "{word}");
                }
            }
            _ => panic!("{language}: say here what nobody has to know"),
        }
    }
}
