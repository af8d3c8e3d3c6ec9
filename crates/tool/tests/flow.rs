//! In which order a person is asked.
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use engine::flow::Half;
use engine::id::QuestionId;
use support::{Person, id, pack};

fn name(question: QuestionId) -> String {
    pack().question(question).unwrap().name.clone()
}

/// The questions that a person meets one after the other, as answers come to be known.
fn met(person: &Person, half: Half) -> Vec<String> {
    let mut met = Vec::new();
    let mut next = person.0.way(half).next();
    while let Some(question) = next {
        met.push(name(question));
        next = person.0.next(question);
    }
    met
}

#[test]
fn who_wants_to_go_home_is_asked_at_once_what_hangs_on_it() {
    let person = Person::quiet();
    let met = met(&person, Half::BeforeResults);
    let at = |question: &str| met.iter().position(|name| name == question).unwrap();
    assert_eq!(at("exit_block"), at("want_return") + 1);
    assert!(at("own_choice") > at("exit_block"));
}

#[test]
fn what_is_asked_after_a_later_answer_counts_to_the_section_where_it_is_met() {
    let person = Person::quiet();
    let section = |question: &str| {
        let section = person.0.section(id(question)).unwrap();
        pack().content().sections.get(section).unwrap().clone()
    };
    assert_eq!(section("exit_block"), "going_home");
    assert_eq!(section("permit"), "stay");
}

#[test]
fn nobody_is_asked_before_what_decides_whether_they_are_asked() {
    // As if every question stood on the way: each comes after all that its condition reads.
    let person = Person::quiet().says_all("family_here", &["own_children"]);
    let met = met(&person, Half::BeforeResults);
    let at = |question: &str| met.iter().position(|name| name == question).unwrap();
    assert!(at("other_parent_ok") > at("want_return"));
    assert!(at("kids_n") > at("family_here"));
}

#[test]
fn every_question_that_is_asked_is_met_once() {
    for person in [Person::quiet(), Person::silent(), Person::quiet().says("mode", "staff")] {
        let mut met: Vec<String> =
            [Half::BeforeResults, Half::AfterResults].iter().flat_map(|half| met(&person, *half)).collect();
        let mut asked: Vec<String> = person.0.asked().map(name).collect();
        met.sort();
        asked.sort();
        assert_eq!(met, asked);
    }
}
