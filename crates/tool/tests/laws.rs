//! What must hold for every person, whatever they answer: 20,000 people for each law.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use engine::card::Outcome;
use proptest::prelude::*;
use proptest::test_runner::Config;

use support::anybody::{Changes, answer, apply, changes, people, question};
use support::{Person, conclusions, pack};

const CASES: u32 = 20_000;

/// How far an outcome goes towards return.
fn rank(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::Likely => 2,
        Outcome::Possible => 1,
        Outcome::Na | Outcome::Unlikely | Outcome::Hold => 0,
    }
}

const PROTECTION_SIGNS: [(&str, &str); 8] = [
    ("fear_return", "yes"),
    ("fear_return", "not_sure"),
    ("embassy_safe", "no"),
    ("own_choice", "pressed"),
    ("unhcr", "seeker"),
    ("unhcr", "refugee"),
    ("free_move", "no"),
    ("papers_kept", "yes"),
];

proptest! {
    #![proptest_config(Config { cases: CASES, failure_persistence: None, max_global_rejects: 1_000_000, ..Config::default() })]

    #[test]
    fn a_protection_sign_never_improves_return(person in people(), sign in 0..PROTECTION_SIGNS.len()) {
        let (question, option) = PROTECTION_SIGNS[sign];
        prop_assume!(person.is_asked(question));
        let before = person.outcome("RETURN");
        let after = person.says(question, option).outcome("RETURN");
        prop_assert!(rank(after) <= rank(before), "{question}={option}: {before:?} became {after:?}");
    }

    #[test]
    fn return_seems_to_fit_only_who_freely_wants_it_and_nothing_speaks_against(person in people()) {
        prop_assume!(person.outcome("RETURN") == Outcome::Likely);
        let said = |question| person.0.said_option(question).unwrap_or("").to_owned();
        prop_assert_eq!(said("want_return"), "yes");
        prop_assert_eq!(said("own_choice"), "own");
        prop_assert_eq!(said("fear_return"), "no");
        prop_assert_eq!(said("can_pay"), "no");
        prop_assert!(matches!(said("age_band").as_str(), "18_24" | "25_59" | "60p"));
        prop_assert!(!matches!(said("detained").as_str(), "now" | "told" | "skip" | ""));
        prop_assert!(pack().directory().advisory(&said("nationality")).is_none());
        prop_assert_eq!(person.outcome("TRAFF") == Outcome::Likely, false);
    }

    #[test]
    fn answers_of_questions_that_are_not_shown_never_matter(person in people(), seeds in changes(20)) {
        let before = conclusions(&person.0);
        let mut after = person.clone();
        for (at, seed) in seeds {
            if !after.0.is_shown(question(at)) {
                after.0.answer(question(at), answer(at, seed));
            }
        }
        prop_assert_eq!(before, conclusions(&after.0));
    }

    #[test]
    fn taking_out_what_is_not_shown_changes_nothing_and_needs_no_second_time(person in people()) {
        let clean = |person: &Person| {
            let mut clean = person.clone();
            for id in pack().content().questions.ids() {
                if !clean.0.is_shown(id) {
                    clean.0.answer(id, None);
                }
            }
            clean
        };
        let once = clean(&person);
        let twice = clean(&once);
        prop_assert_eq!(conclusions(&person.0), conclusions(&once.0));
        for id in pack().content().questions.ids() {
            prop_assert_eq!(once.0.remembered(id), twice.0.remembered(id));
        }
    }

    #[test]
    fn the_order_of_the_answers_does_not_matter(seeds in changes(60), shift in any::<usize>()) {
        let mut in_order = Person::silent().0;
        apply(&mut in_order, &seeds);
        // The last word on each question, given in another order, to somebody who was asked nothing before.
        let mut last: Changes = pack().content().questions.ids().filter_map(|id| {
            seeds.iter().rev().find(|(at, _)| question(*at) == id).copied()
        }).collect();
        if !last.is_empty() {
            let by = shift % last.len();
            last.rotate_left(by);
            if shift % 2 == 1 { last.reverse(); }
        }
        let mut in_another = Person::silent().0;
        apply(&mut in_another, &last);
        prop_assert_eq!(conclusions(&in_order), conclusions(&in_another));
    }

    #[test]
    fn back_after_next_is_where_you_were(person in people()) {
        for id in person.0.asked() {
            if let Some(next) = person.0.next(id) {
                prop_assert_eq!(person.0.previous(next), Some(id));
            }
        }
    }

    #[test]
    fn nothing_unknown_makes_a_card_unlikely_or_likely(person in people(), at in any::<u16>()) {
        // Taking back an answer can lead to may fit, hold or not shown, never to a firmer yes or no about return.
        let at = at % u16::try_from(pack().content().questions.len()).unwrap();
        let name = pack().question(question(at)).unwrap().name.clone();
        // Who is asked at all is another matter: these decide which questions there are.
        prop_assume!(!matches!(name.as_str(), "help_today" | "nationality" | "host_country" | "mode" | "detained" | "sex" | "age_band" | "family_here" | "want_return" | "travel_doc"));
        let before = person.outcome("RETURN");
        let mut after = person.clone();
        after.0.answer(question(at), None);
        let now = after.outcome("RETURN");
        if now == Outcome::Likely { prop_assert_eq!(before, Outcome::Likely); }
        if now == Outcome::Unlikely { prop_assert!(matches!(before, Outcome::Unlikely | Outcome::Hold)); }
    }

    #[test]
    fn staff_questions_are_asked_of_staff_only(person in people()) {
        if person.0.said_option("mode") != Some("staff") {
            prop_assert!(!person.is_asked("staff_sees") && !person.is_asked("fear_from"));
        }
    }
}

#[test]
fn the_people_of_the_laws_reach_every_outcome_of_return() {
    use proptest::strategy::ValueTree;
    use proptest::test_runner::TestRunner;
    let mut runner = TestRunner::deterministic();
    let mut seen = std::collections::BTreeMap::new();
    for _ in 0..4_000 {
        let person = people().new_tree(&mut runner).unwrap().current();
        *seen.entry(person.outcome("RETURN").name()).or_insert(0) += 1;
    }
    for outcome in Outcome::ALL {
        assert!(seen.get(outcome.name()).is_some_and(|count| *count > 40), "{seen:?}");
    }
}
