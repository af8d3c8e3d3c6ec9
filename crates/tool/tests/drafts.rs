//! Drafts of the pack that ships: what is kept comes back, and nothing else is taken for a draft.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests")]

mod support;

use std::sync::Arc;

use engine::id::Table;
use engine::interview::Interview;
use engine::pack::Pack;
use proptest::prelude::*;
use vault::draft::{Draft, LONGEST};
use vault::record::{Record as _, RecordError};

use support::anybody::people;
use support::{Person, conclusions, pack};

fn draft_of(person: &Person) -> Draft {
    Draft::of(&person.0, "fr", "question:health", "A7K2")
}

fn written(person: &Person) -> Vec<u8> {
    draft_of(person).to_bytes().unwrap()
}

/// The pack as the next version would be: the same questions, another hash.
fn next_version() -> Arc<Pack> {
    Arc::new(Pack::link(pack().content().clone(), "00".repeat(32)).unwrap())
}

/// A draft's bytes, changed. Whether bytes are damaged is for the envelope to tell; here they must never be taken for
/// what they are not, and never bring anything down.
fn rewritten(mut bytes: Vec<u8>, change: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    change(&mut bytes);
    bytes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_draft_brings_back_every_answer_of_anybody(person in people()) {
        let draft = draft_of(&person);
        let read = Draft::from_bytes(&draft.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(&read, &draft);
        let mut again = Interview::new(&pack(), person.0.today());
        prop_assert!(read.is_of(&pack()));
        prop_assert!(read.fill(&mut again).is_nothing());
        for id in pack().content().questions.ids() {
            prop_assert_eq!(again.remembered(id), person.0.remembered(id));
        }
        prop_assert_eq!(conclusions(&again), conclusions(&person.0));
    }

    #[test]
    fn a_draft_with_one_changed_byte_is_another_draft_or_none(person in people(), at in any::<usize>(), by in 1..=255_u8) {
        let bytes = written(&person);
        let at = at % bytes.len();
        let changed = rewritten(bytes, |bytes| bytes[at] ^= by);
        // Each draft has one spelling: what is read is written as it was.
        if let Ok(read) = Draft::from_bytes(&changed) {
            prop_assert_eq!(read.to_bytes(), Ok(changed));
        }
    }

    #[test]
    fn a_draft_that_was_cut_is_damaged(person in people(), at in any::<usize>()) {
        let bytes = written(&person);
        let at = at % bytes.len();
        prop_assert_eq!(Draft::from_bytes(&bytes[..at]), Err(RecordError::Damaged));
    }

    #[test]
    fn what_is_added_to_a_draft_damages_it(added in proptest::collection::vec(any::<u8>(), 1..9)) {
        let longer = rewritten(written(&Person::quiet()), |bytes| bytes.extend(added));
        prop_assert_eq!(Draft::from_bytes(&longer), Err(RecordError::Damaged));
    }

    #[test]
    fn foreign_bytes_bring_nothing_down(body in proptest::collection::vec(any::<u8>(), 0..120)) {
        let foreign = rewritten(vec![1], |bytes| bytes.extend(body));
        if let Ok(read) = Draft::from_bytes(&foreign) {
            prop_assert!(!read.is_of(&pack()));
            let mut interview = Interview::new(&pack(), pack().content().date);
            let _ = read.fill(&mut interview);
        }
    }
}

#[test]
fn a_draft_with_something_after_it_is_damaged() {
    let longer = rewritten(written(&Person::quiet()), |bytes| bytes.push(0));
    assert_eq!(Draft::from_bytes(&longer), Err(RecordError::Damaged));
}

#[test]
fn a_draft_that_claims_to_be_huge_is_refused_without_making_room_for_it() {
    // Where a text or a list begins, its length stands: here 4 GiB.
    for before in [0, 1, 200] {
        let huge = rewritten(written(&Person::quiet()), |bytes| {
            bytes.truncate(1 + before);
            bytes.extend([0xFF, 0xFF, 0xFF, 0xFF, 0x0F]);
        });
        assert_eq!(Draft::from_bytes(&huge), Err(RecordError::Damaged));
    }
}

#[test]
fn a_draft_holds_answers_and_nothing_that_follows_from_them() {
    let person = Person::quiet().says("fear_return", "yes");
    let bytes = written(&person);
    let holds = |word: &str| bytes.windows(word.len()).any(|window| window == word.as_bytes());
    assert!(holds("fear_return") && holds("yes"));
    for word in ["RETURN", "P1", "hold", "likely"] {
        assert!(!holds(word), "{word}");
    }
}

#[test]
fn answers_that_are_hidden_now_are_kept_too() {
    let person = Person::quiet().says("nationality", "EG");
    let read = Draft::from_bytes(&written(&person)).unwrap();
    let mut again = Person::silent();
    assert!(read.fill(&mut again.0).is_nothing());
    assert!(!again.is_asked("want_return"));
    assert_eq!(again.says("nationality", "NG").outcome("RETURN"), Person::quiet().outcome("RETURN"));
}

#[test]
fn a_draft_of_a_newer_format_says_so() {
    for format in [2, 9, 255] {
        let newer = rewritten(written(&Person::quiet()), |bytes| bytes[0] = format);
        assert_eq!(Draft::from_bytes(&newer), Err(RecordError::Newer(format)));
    }
}

#[test]
fn a_draft_of_the_same_questions_in_another_version_is_carried_over_whole() {
    let read = Draft::from_bytes(&written(&Person::quiet())).unwrap();
    assert!(!read.is_of(&next_version()));
    let mut interview = Interview::new(&next_version(), pack().content().date);
    assert!(read.fill(&mut interview).is_nothing());
    assert_eq!(conclusions(&interview), conclusions(&Person::quiet().0));
}

#[test]
fn what_is_longer_than_any_draft_is_not_even_read() {
    assert_eq!(Draft::from_bytes(&vec![1; LONGEST + 1]), Err(RecordError::TooLong));
    assert_eq!(Draft::from_bytes(&vec![1; LONGEST]), Err(RecordError::Damaged));
}

#[test]
fn a_draft_that_would_be_too_long_is_not_written() {
    let long = Draft::of(&Person::quiet().0, "fr", "", &"x".repeat(LONGEST));
    assert_eq!(long.to_bytes(), Err(RecordError::TooLong));
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
fn an_answer_whose_choice_is_gone_is_named_and_the_others_are_carried_over() {
    let read = Draft::from_bytes(&written(&Person::quiet().says("health", "serious"))).unwrap();
    let mut structure = pack().content().clone();
    let health = pack().question_named("health").unwrap();
    structure.questions.get_mut(health).unwrap().options = Table::default();
    let without = Arc::new(Pack::link(structure, "11".repeat(32)).unwrap());
    let mut interview = Interview::new(&without, pack().content().date);
    let left_out = read.fill(&mut interview);
    assert_eq!((left_out.changed, left_out.gone), (vec![health], 0));
    let carried = without.content().questions.ids().filter(|id| interview.remembered(*id).is_some()).count();
    assert_eq!(carried, read.answered() - 1);
}

#[test]
fn answers_to_questions_that_are_no_longer_asked_are_counted() {
    let read = Draft::from_bytes(&written(&Person::quiet())).unwrap();
    let mut structure = pack().content().clone();
    for id in pack().content().questions.ids() {
        structure.questions.get_mut(id).unwrap().name.push_str("_before");
    }
    let renamed = Arc::new(Pack::link(structure, "22".repeat(32)).unwrap());
    let mut interview = Interview::new(&renamed, pack().content().date);
    let left_out = read.fill(&mut interview);
    assert_eq!((left_out.changed.len(), left_out.gone), (0, read.answered()));
}
