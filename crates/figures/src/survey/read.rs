//! What one person is counted as.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use casework::Casework;
use engine::answer::{Answer, chosen};
use engine::date::Date;
use engine::interview::{Interview, Standing};
use engine::pack::Pack;
use engine::question::Meaning;

use super::Person;
use crate::ids;
use crate::table::Code;

/// The questions of which a person is of one code.
const OF_ONE_CODE: [&str; 6] = [ids::SEX, ids::AGE, ids::NATIONALITY, ids::PLACE, ids::NEEDS, ids::CAME_HOME];

/// One person as they are counted: what tables are made of, and no more of what they said.
#[derive(Clone, Debug)]
pub struct Counted {
    pub(super) begun: Date,
    pack: Arc<Pack>,
    said: BTreeMap<&'static str, Code>,
    needs: BTreeSet<String>,
    outcomes: BTreeMap<String, Code>,
    services: BTreeMap<String, Code>,
    kits: BTreeSet<String>,
    given: BTreeSet<&'static str>,
}

impl Counted {
    /// What a person is counted as.
    #[must_use]
    pub fn of(person: Person<'_>) -> Self {
        let Person { interview, casework, begun } = person;
        let pack = Arc::clone(interview.pack());
        let outcome = |card: &str| pack.card_named(card).map(|card| Code::id(interview.outcome(card).name()));
        let cards = pack.content().cards.iter().map(|(_, card)| card.name.clone());
        Self {
            begun,
            said: OF_ONE_CODE.into_iter().map(|question| (question, said(interview, question))).collect(),
            needs: ticked(interview, ids::NEEDS),
            outcomes: cards.filter_map(|card| Some((card.clone(), outcome(&card)?))).collect(),
            services: services_of(casework),
            kits: kits_of(casework),
            given: ids::RETURNS.into_iter().filter(|card| was_given(casework, card)).collect(),
            pack,
        }
    }

    /// The pack that was asked from.
    pub(super) fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// What they said, as one code.
    pub(super) fn said(&self, question: &str) -> Code {
        self.said.get(question).cloned().unwrap_or(Code::NotAsked)
    }

    /// Whether they need something.
    pub(super) fn needs(&self, option: &str) -> bool {
        self.needs.contains(option)
    }

    /// What a card says to them.
    pub(super) fn outcome(&self, card: &str) -> Code {
        self.outcomes.get(card).cloned().unwrap_or(Code::NotAsked)
    }

    /// What came of their referral to a service.
    pub(super) fn service_status(&self, service: &str) -> Code {
        self.services.get(service).cloned().unwrap_or(Code::NotReferred)
    }

    /// Whether they were given a kind of kit.
    pub(super) fn was_given_kit(&self, kit: &str) -> bool {
        self.kits.contains(kit)
    }

    /// Whether they were given what a card stands for, whatever came after.
    pub(super) fn was_given(&self, card: &str) -> bool {
        self.given.contains(card)
    }
}

/// The options of a question that say something, in the pack's order; `None` where no pack has it.
pub(super) fn options(people: &[Counted], question: &str) -> Option<Vec<String>> {
    people.iter().find_map(|person| {
        let pack = person.pack();
        let question = pack.question(pack.question_named(question)?)?;
        let says_something = question.options.iter().filter(|(_, option)| option.meaning == Meaning::Value);
        Some(says_something.map(|(_, option)| option.name.clone()).collect())
    })
}

/// What a person said, as one code: the first option where there are several. Silence is a code of its own.
fn said(interview: &Interview, question: &str) -> Code {
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

/// The options that a person ticked.
fn ticked(interview: &Interview, question: &str) -> BTreeSet<String> {
    let pack = interview.pack();
    let answered = || {
        let id = pack.question_named(question)?;
        let Answer::Many(options) = interview.said(id)? else { return None };
        let offered = options.iter().copied().filter(|option| interview.is_offered(id, *option));
        let name = |option| Some(pack.question(id)?.options.get(option)?.name.clone());
        Some(offered.filter_map(name).collect())
    };
    answered().unwrap_or_default()
}

/// Every service that anybody was referred to, by name.
pub(super) fn services(people: &[Counted]) -> BTreeSet<String> {
    people.iter().flat_map(|person| person.services.keys().cloned()).collect()
}

/// Every kind of kit that anybody was given, by name.
pub(super) fn kits(people: &[Counted]) -> BTreeSet<String> {
    people.iter().flat_map(|person| person.kits.iter().cloned()).collect()
}

/// What came of a person's referrals, by services, closed or not: the line that changed last counts.
fn services_of(casework: Option<&Casework>) -> BTreeMap<String, Code> {
    let lines = casework.map(|casework| casework.history().lines()).unwrap_or_default();
    let mut last = BTreeMap::new();
    for line in &lines {
        let (Some(service), Some(status)) = (line.line.about.service(), line.came_to) else { continue };
        let standing = last.entry(service.as_str().to_owned()).or_insert((line.since, status));
        if line.since >= standing.0 {
            *standing = (line.since, status);
        }
    }
    last.into_iter().map(|(service, (_, status))| (service, Code::id(status.name()))).collect()
}

fn kits_of(casework: Option<&Casework>) -> BTreeSet<String> {
    let given = casework.map(|casework| casework.history().kits()).unwrap_or_default();
    given.iter().map(|given| given.kit.as_str().to_owned()).collect()
}

fn was_given(casework: Option<&Casework>, card: &str) -> bool {
    casework.is_some_and(|casework| {
        let lines = casework.history().lines();
        let mut of_card = lines.iter().filter(|line| line.line.about.card().is_some_and(|it| it.as_str() == card));
        of_card.any(|line| line.given.is_some())
    })
}
