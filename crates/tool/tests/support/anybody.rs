//! People with any answers at all, for laws that must hold for everybody.

use engine::answer::Answer;
use engine::id::{Id, QuestionId};
use engine::interview::Interview;
use proptest::prelude::*;

use super::{Person, answer_by, pack};

/// Some answers: question and seed. `None` in place of a seed takes the answer back.
pub type Changes = Vec<(u16, Option<u64>)>;

/// Up to so many answers to any questions.
pub fn changes(most: usize) -> impl Strategy<Value = Changes> {
    let count = u16::try_from(pack().content().questions.len()).unwrap();
    proptest::collection::vec((0..count, proptest::option::weighted(0.85, any::<u64>())), 0..most)
}

/// Half of the people start silent, half as the quiet person to whom return seems to fit.
pub fn people() -> impl Strategy<Value = Person> {
    (any::<bool>(), changes(60), changes(6)).prop_map(|(silent, many, few)| {
        let (mut person, changes) = if silent { (Person::silent(), many) } else { (Person::quiet(), few) };
        apply(&mut person.0, &changes);
        person
    })
}

pub fn apply(interview: &mut Interview, changes: &Changes) {
    for (at, seed) in changes {
        interview.answer(question(*at), answer(*at, *seed));
    }
}

pub fn question(at: u16) -> QuestionId {
    Id::from_index(usize::from(at))
}

pub fn answer(at: u16, seed: Option<u64>) -> Option<Answer> {
    let pack = pack();
    let question = pack.question(question(at)).unwrap();
    question.accept(&answer_by(question, seed?)).unwrap()
}
