//! What one person is counted as.

use casework::Casework;
use engine::answer::{Answer, chosen};
use engine::interview::{Interview, Standing};
use engine::question::Meaning;

use super::Person;
use crate::table::Code;

/// The options of a question that say something, in the pack's order; `None` where no pack has it.
pub(super) fn options(people: &[Person], question: &str) -> Option<Vec<String>> {
    people.iter().find_map(|person| {
        let pack = person.interview.pack();
        let question = pack.question(pack.question_named(question)?)?;
        let says_something = question.options.iter().filter(|(_, option)| option.meaning == Meaning::Value);
        Some(says_something.map(|(_, option)| option.name.clone()).collect())
    })
}

/// What a person said, as one code: the first option where there are several. Silence is a code of its own.
pub(super) fn said(interview: &Interview, question: &str) -> Code {
    let pack = interview.pack();
    let Some(id) = pack.question_named(question) else { return Code::NotAsked };
    match interview.standing(id) {
        Standing::NotShown => Code::NotAsked,
        Standing::Answered(answer) => {
            let name = |option| Some(pack.question(id)?.options.get(option)?.name.as_str());
            let option = chosen(answer).iter().copied().find(|option| interview.is_offered(id, *option));
            option.and_then(name).map_or(Code::NotKnown, Code::id)
        }
        Standing::Unanswered => Code::NotKnown,
    }
}

/// Whether a person ticked an option.
pub(super) fn ticked(interview: &Interview, question: &str, option: &str) -> bool {
    let pack = interview.pack();
    let answered = || {
        let id = pack.question_named(question)?;
        let Answer::Many(options) = interview.said(id)? else { return None };
        let option = pack.question(id)?.option(option)?;
        Some(options.contains(&option) && interview.is_offered(id, option))
    };
    answered().unwrap_or(false)
}

/// What a card says to a person.
pub(super) fn outcome(interview: &Interview, card: &str) -> Code {
    let outcome = interview.pack().card_named(card).map(|card| interview.outcome(card));
    outcome.map_or(Code::NotAsked, |outcome| Code::id(outcome.name()))
}

/// Every service that anybody was referred to, by name.
pub(super) fn services(people: &[Person]) -> Vec<String> {
    let lines = people.iter().filter_map(|person| person.casework).flat_map(|casework| casework.history().lines());
    let named = lines.filter(|line| line.came_to.is_some());
    sorted(named.filter_map(|line| line.line.about.service().map(|service| service.as_str().to_owned())).collect())
}

/// What came of a person's referral to a service, closed or not: the line that changed last counts.
pub(super) fn service_status(casework: Option<&Casework>, service: &str) -> Code {
    let lines = casework.map(|casework| casework.history().lines()).unwrap_or_default();
    let of_service = lines.iter().filter(|line| line.line.about.service().is_some_and(|it| it.as_str() == service));
    let statuses = of_service.filter_map(|line| Some((line.since, line.came_to?)));
    let last = statuses.max_by_key(|(since, _)| *since);
    last.map_or(Code::NotReferred, |(_, status)| Code::id(status.name()))
}

/// Every kind of kit that anybody was given, by name.
pub(super) fn kits(people: &[Person]) -> Vec<String> {
    let given = people.iter().filter_map(|person| person.casework).flat_map(|casework| casework.history().kits());
    sorted(given.map(|given| given.kit.as_str().to_owned()).collect())
}

/// Whether a person was given a kind of kit.
pub(super) fn was_given_kit(casework: Option<&Casework>, kit: &str) -> bool {
    casework.is_some_and(|casework| casework.history().kits().iter().any(|given| given.kit.as_str() == kit))
}

/// Whether a person was given what a card stands for, whatever came after.
pub(super) fn was_given(casework: Option<&Casework>, card: &str) -> bool {
    casework.is_some_and(|casework| {
        let lines = casework.history().lines();
        let mut of_card = lines.iter().filter(|line| line.line.about.card().is_some_and(|it| it.as_str() == card));
        of_card.any(|line| line.given.is_some())
    })
}

fn sorted(mut names: Vec<String>) -> Vec<String> {
    names.sort();
    names.dedup();
    names
}
