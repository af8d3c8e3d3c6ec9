//! Walks through an interview: answers in any order, on and back, and back again.

use std::sync::Arc;

use engine::answer::{Answer, Plain};
use engine::date::Date;
use engine::id::{Id as _, QuestionId};
use engine::interview::Interview;
use engine::pack::Pack;
use engine::question::{Kind, Question};

use crate::shipped;

/// Enough to answer everything once and some things again.
const MOST_STEPS: usize = 400;

pub(crate) fn today() -> Date {
    Date::new(2026, 11, 25).unwrap_or_else(|| unreachable!("that is a day"))
}

/// From any question there is a next one or an end, *back* undoes *next*, and what follows from answers does not depend
/// on the way to them. Two bytes are one step: what is done, and with what.
pub(crate) fn walk(bytes: &[u8]) {
    walk_in(&shipped(), bytes);
}

/// The same in any pack that hangs together.
pub(crate) fn walk_in(pack: &Arc<Pack>, bytes: &[u8]) {
    let mut interview = Interview::new(pack, today());
    let questions = pack.content().questions.len();
    if questions == 0 {
        return;
    }
    let mut here = interview.way(engine::flow::Half::BeforeResults).next();
    for step in bytes.chunks_exact(2).take(MOST_STEPS) {
        let (deed, with) = (step[0], usize::from(step[1]));
        match deed % 4 {
            // Somewhere else: the page where answers are checked leads to any question.
            0 => here = Some(QuestionId::from_index(with % questions)).filter(|id| interview.is_shown(*id)).or(here),
            1 => here = here.and_then(|id| interview.previous(id)).or(here),
            _ => {
                let Some(id) = here else { continue };
                let Some(question) = pack.question(id) else { continue };
                let answer = if deed.is_multiple_of(8) { None } else { any_answer(question, with) };
                let _ = interview.answer(id, answer);
                here = next(&interview, id);
            }
        }
        if let Some(id) = here {
            assert!(interview.is_shown(id), "who walks stands at a question that is asked");
            let progress = interview.progress(id);
            assert!((1..=progress.sections).contains(&progress.section));
        }
    }
    the_way_there_does_not_matter(&interview);
    only_what_was_agreed_is_handed_over(&interview);
}

/// Every answer that is shown and belongs to a part that was ticked is handed over once, and nothing else.
fn only_what_was_agreed_is_handed_over(interview: &Interview) {
    let pack = interview.pack();
    let parts = interview.shared_parts();
    let says_something = |id: &QuestionId| {
        interview.said(*id).is_some_and(|answer| !matches!(answer, Answer::DontKnow | Answer::WontSay))
    };
    let agreed =
        |id: &QuestionId| pack.question(*id).and_then(|question| question.part).is_some_and(|it| parts.contains(&it));
    let mut wanted: Vec<QuestionId> = interview.asked().filter(says_something).filter(agreed).collect();
    let referral = interview.referral();
    let mut given: Vec<QuestionId> =
        referral.parts.iter().flat_map(|(_, lines)| lines).map(|line| line.question).collect();
    wanted.sort();
    given.sort();
    assert_eq!(wanted, given, "what is handed over is what was agreed to");
}

/// The next question, or the results; *back* from there leads here again.
fn next(interview: &Interview, from: QuestionId) -> Option<QuestionId> {
    let Some(next) = interview.next(from) else {
        return interview.first_unanswered(interview.half(from));
    };
    if interview.is_shown(from) {
        assert_eq!(interview.previous(next), Some(from), "back undoes next");
    }
    Some(next)
}

/// Answers of somebody who answers everything, in the order of the interview, and answers again what comes up later.
pub(crate) fn answer_all(interview: &mut Interview, mut with: impl FnMut(usize) -> u8) {
    let pack = Arc::clone(interview.pack());
    for (id, question) in pack.content().questions.iter() {
        if interview.is_shown(id) {
            let _ = interview.answer(id, any_answer(question, usize::from(with(id.index()))));
        }
    }
}

/// One of the answers that a question takes.
fn any_answer(question: &Question, with: usize) -> Option<Answer> {
    let named =
        |at: usize| question.options.iter().nth(at % question.options.len().max(1)).map(|(_, it)| it.name.clone());
    let plain = match &question.kind {
        Kind::One => Plain::Word(named(with)?),
        Kind::Many { .. } => Plain::Words([with, with / 3].into_iter().filter_map(named).collect()),
        Kind::Number { min, max } => Plain::Number(min.saturating_add(i32::try_from(with).ok()?).min(*max)),
        Kind::Text { .. } => Plain::Word(format!("{with} مرحبا")),
        Kind::Date => Plain::Word(format!("{}-0{}-1{}", 1900 + with, 1 + with % 9, with % 10)),
    };
    question.accept(&plain).ok().flatten()
}

fn the_way_there_does_not_matter(interview: &Interview) {
    let pack = interview.pack();
    let mut straight = Interview::new(pack, interview.today());
    for id in pack.content().questions.ids() {
        let _ = straight.answer(id, interview.remembered(id).cloned());
    }
    for card in pack.content().cards.ids() {
        assert_eq!(interview.outcome(card), straight.outcome(card), "the way to the answers matters");
        assert!(interview.reasons(card).eq(straight.reasons(card)));
        let _ = interview.missing(card);
        for (_, rule) in pack.content().cards.get(card).iter().flat_map(|card| card.rules.iter().enumerate()) {
            let _ = interview.answers_behind(&rule.when);
        }
    }
    assert!(interview.asked().eq(straight.asked()));
    assert_eq!(interview.priority(), straight.priority());
    assert_eq!(interview.referral(), straight.referral());
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let straight = |with: u8| (0..90).flat_map(|_| [7, with]).collect();
    let back_and_on =
        |with: u8| (0..60).flat_map(|at| [if at % 5 == 4 { 1 } else { 3 }, with.wrapping_mul(at)]).collect();
    (0..8).map(straight).chain((1..8).map(back_and_on)).collect()
}
