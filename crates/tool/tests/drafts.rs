//! Drafts of the pack that ships: what is kept comes back, and nothing else is taken for a draft.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "tests; letters are ASCII")]

mod support;

use std::sync::Arc;

use engine::id::Table;
use engine::interview::Interview;
use engine::pack::Pack;
use proptest::prelude::*;
use vault::bits::{crc32, from_letters, to_letters};
use vault::draft::{Draft, DraftError, LONGEST};

use support::anybody::people;
use support::{Person, conclusions, pack};

const LETTERS: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

fn draft_of(person: &Person) -> Draft {
    Draft::of(&person.0, "fr", "question:health", "A7K2")
}

fn written(person: &Person) -> String {
    draft_of(person).write().unwrap()
}

/// The pack as the next version would be: the same questions, another hash.
fn next_version() -> Arc<Pack> {
    Arc::new(Pack::link(pack().content().clone(), "00".repeat(32)).unwrap())
}

/// A draft's text with other bytes, and a check that fits them.
fn rewritten(text: &str, change: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut bytes = from_letters(text).unwrap();
    bytes.truncate(bytes.len() - 4);
    change(&mut bytes);
    bytes.extend(crc32(&bytes).to_be_bytes());
    to_letters(&bytes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_draft_brings_back_every_answer_of_anybody(person in people()) {
        let draft = draft_of(&person);
        let read = Draft::read(&draft.write().unwrap(), &pack()).unwrap();
        prop_assert_eq!(&read, &draft);
        let mut again = Interview::new(&pack(), person.0.today());
        read.fill(&mut again).unwrap();
        for id in pack().content().questions.ids() {
            prop_assert_eq!(again.remembered(id), person.0.remembered(id));
        }
        prop_assert_eq!(conclusions(&again), conclusions(&person.0));
    }

    #[test]
    fn a_draft_with_one_changed_letter_is_damaged(person in people(), at in any::<usize>(), by in 1..32_usize) {
        let mut letters = written(&person).into_bytes();
        let at = at % letters.len();
        let position = LETTERS.iter().position(|letter| *letter == letters[at]).unwrap();
        letters[at] = LETTERS[(position + by) % 32];
        let changed = String::from_utf8(letters).unwrap();
        prop_assert_eq!(Draft::read(&changed, &pack()), Err(DraftError::Damaged));
    }

    #[test]
    fn a_draft_that_was_cut_is_damaged(person in people(), at in any::<usize>()) {
        let text = written(&person);
        let at = at % text.len();
        prop_assert_eq!(Draft::read(&text[..at], &pack()), Err(DraftError::Damaged));
        prop_assert_eq!(Draft::read(&text[text.len() - at..], &pack()), Err(DraftError::Damaged));
    }

    #[test]
    fn what_is_added_to_a_draft_damages_it(added in "[A-Z2-7]{1,9}|[^A-Za-z2-7]{1,3}") {
        let text = written(&Person::quiet());
        prop_assert_eq!(Draft::read(&format!("{text}{added}"), &pack()), Err(DraftError::Damaged));
        prop_assert_eq!(Draft::read(&format!("{added}{text}"), &pack()), Err(DraftError::Damaged));
    }

    #[test]
    fn foreign_text_is_never_a_draft(text in "\\PC{0,80}|[A-Z2-7]{0,300}|\\{[^}]{0,60}\\}") {
        prop_assert_eq!(Draft::read(&text, &pack()), Err(DraftError::Damaged));
    }

    #[test]
    fn bytes_with_a_good_check_but_without_sense_are_refused(body in proptest::collection::vec(any::<u8>(), 0..120)) {
        let foreign = rewritten(&written(&Person::silent()), |bytes| {
            bytes.truncate(1);
            bytes.extend(body);
        });
        let read = Draft::read(&foreign, &pack());
        prop_assert!(matches!(read, Err(DraftError::Damaged | DraftError::OtherPack)), "{read:?}");
    }
}

#[test]
fn a_draft_with_something_after_it_is_damaged() {
    let longer = rewritten(&written(&Person::quiet()), |bytes| bytes.push(0));
    assert_eq!(Draft::read(&longer, &pack()), Err(DraftError::Damaged));
}

#[test]
fn a_draft_that_claims_to_be_huge_is_refused_without_making_room_for_it() {
    // Where a text or a list begins, its length stands: here 4 GiB.
    for before in [0, 1, 200] {
        let huge = rewritten(&written(&Person::quiet()), |bytes| {
            bytes.truncate(1 + before);
            bytes.extend([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
        });
        assert_eq!(Draft::read(&huge, &pack()), Err(DraftError::Damaged));
    }
}

#[test]
fn a_draft_holds_answers_and_nothing_that_follows_from_them() {
    let person = Person::quiet().says("fear_return", "yes");
    let bytes = from_letters(&written(&person)).unwrap();
    let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(holds("fear_return") && holds("yes"));
    for word in ["RETURN", "P1", "hold", "likely"] {
        assert!(!holds(word), "{word}");
    }
}

#[test]
fn answers_that_are_hidden_now_are_kept_too() {
    let person = Person::quiet().says("nationality", "EG");
    let read = Draft::read(&written(&person), &pack()).unwrap();
    let mut again = Person::silent();
    read.fill(&mut again.0).unwrap();
    assert!(!again.is_asked("want_return"));
    assert_eq!(again.says("nationality", "NG").outcome("RETURN"), Person::quiet().outcome("RETURN"));
}

#[test]
fn a_draft_of_a_newer_format_says_so() {
    for format in [2, 9, 255] {
        let newer = rewritten(&written(&Person::quiet()), |bytes| bytes[0] = format);
        assert_eq!(Draft::read(&newer, &pack()), Err(DraftError::Newer(format)));
    }
}

#[test]
fn a_draft_of_the_same_questions_in_another_version_is_not_guessed_at() {
    assert_eq!(Draft::read(&written(&Person::quiet()), &next_version()), Err(DraftError::OtherPack));
}

#[test]
fn what_is_longer_than_any_draft_is_not_even_read() {
    assert_eq!(Draft::read(&"A".repeat(LONGEST + 1), &pack()), Err(DraftError::TooLong));
    assert_eq!(Draft::read(&"A".repeat(LONGEST), &pack()), Err(DraftError::Damaged));
}

#[test]
fn a_draft_that_would_be_too_long_is_not_written() {
    let long = Draft::of(&Person::quiet().0, "fr", "", &"x".repeat(LONGEST));
    assert_eq!(long.write(), Err(DraftError::TooLong));
}

#[test]
fn the_longest_answers_fit_far_into_the_longest_draft() {
    let pack = pack();
    let mut person = Person::silent();
    for (id, question) in pack.content().questions.iter() {
        let all = question.options.iter().filter(|(_, option)| !option.alone).map(|(_, o)| o.name.clone());
        let plain = match question.kind {
            engine::question::Kind::One => engine::answer::Plain::Word(all.max_by_key(String::len).unwrap()),
            engine::question::Kind::Many { max_choices } => {
                engine::answer::Plain::Words(all.take(max_choices.map_or(usize::MAX, usize::from)).collect())
            }
            engine::question::Kind::Number { max, .. } => engine::answer::Plain::Number(max),
            engine::question::Kind::Text { max_chars } => {
                engine::answer::Plain::Word("🙂".repeat(usize::from(max_chars)))
            }
            engine::question::Kind::Date => engine::answer::Plain::Word("2026-11-24".to_owned()),
        };
        person.0.answer(id, question.accept(&plain).unwrap());
    }
    let length = written(&person).len();
    assert!(length * 4 < LONGEST);
}

#[test]
fn an_answer_that_the_questions_do_not_have_is_named() {
    let text = written(&Person::silent().says("health", "serious"));
    let mut structure = pack().content().clone();
    let health = pack().question_named("health").unwrap();
    structure.questions.get_mut(health).unwrap().options = Table::default();
    // The hash is the same, so that only the answer itself does not fit.
    let without = Arc::new(Pack::link(structure, pack().sha256().to_owned()).unwrap());
    let read = Draft::read(&text, &without).unwrap();
    let mut interview = Interview::new(&without, pack().content().date);
    assert_eq!(read.fill(&mut interview), Err(DraftError::Unknown("health".to_owned())));
}
