use crate::answer::Answer;
use crate::card::{Effect, Outcome};
use crate::id::{Id, OptionId, QuestionId};
use crate::testing::Sample;

/// So many questions, each asked because of the one before it, and a card for each that looks at it alone.
fn chain(length: usize) -> Sample {
    (0..length).fold(Sample::default(), |sample, n| {
        let sample = sample.one(&format!("q{n}"), &["no", "yes"]);
        let sample = if n == 0 { sample } else { sample.shown_when(&format!("${{q{}}} = 'yes'", n - 1)) };
        sample.support(&format!("C{n}")).rule(Effect::Likely, &format!("${{q{n}}} = 'yes'"))
    })
}

#[test]
fn an_answer_makes_the_same_work_in_a_small_pack_and_in_a_large_one() {
    let evaluated: Vec<Vec<usize>> = [50, 500, 2_000]
        .into_iter()
        .map(|length| {
            let mut interview = chain(length).person().interview;
            let yes = || Some(Answer::One(OptionId::from_index(1)));
            (0..40).map(|n| interview.answer(QuestionId::from_index(n), yes()).evaluated).collect()
        })
        .collect();
    // Itself, the question that appears, the card of each, and whether the question after that appears too.
    assert_eq!(evaluated, vec![vec![5; 40]; 3]);
}

#[test]
fn what_changes_is_told() {
    let mut person = chain(3).person();
    let (q0, q1) = (person.id("q0"), person.id("q1"));
    let (no, yes) = (Answer::One(OptionId::from_index(0)), Answer::One(OptionId::from_index(1)));
    let changes = person.interview.answer(q0, Some(yes.clone()));
    assert_eq!((changes.appeared, changes.disappeared), (vec![q1], vec![]));
    assert_eq!(person.outcome("C0"), Outcome::Likely);
    assert_eq!(person.interview.answer(q0, Some(yes)).evaluated, 0, "the same again is no work");
    let changes = person.interview.answer(q0, Some(no));
    assert_eq!((changes.appeared, changes.disappeared), (vec![], vec![q1]));
    assert_eq!(person.outcome("C0"), Outcome::Na);
}

#[test]
fn a_change_goes_through_the_whole_chain_and_back() {
    let mut person = chain(20).person();
    for n in 0..20 {
        person = person.says(&format!("q{n}"), "yes");
    }
    assert_eq!(person.interview.asked().count(), 20);
    let person = person.says("q0", "no");
    assert_eq!(person.interview.asked().count(), 1, "q1 is asked no more, nor what hangs on it");
    assert_eq!(person.outcome("C9"), Outcome::Na);
    let person = person.says("q0", "yes");
    assert_eq!(person.interview.asked().count(), 20, "nothing that was said is lost");
    assert_eq!(person.outcome("C9"), Outcome::Likely);
}

#[test]
fn an_id_of_another_pack_is_nobodys_question() {
    let mut interview = chain(2).person().interview;
    let foreign = QuestionId::from_index(7);
    assert_eq!(interview.answer(foreign, Some(Answer::DontKnow)).evaluated, 0);
    assert_eq!(interview.said(foreign), None);
    assert!(!interview.is_shown(foreign));
    assert_eq!((interview.next(foreign), interview.previous(foreign)), (None, None));
}
