//! Which texts a pack needs.

use engine::card::{Card, Effect, Outcome, Priority};
use engine::directory::Directory;
use engine::pack::Structure;
use engine::question::{Meaning, OptionSource, Question};

/// How many steps a return has (domain: the process as it is drawn).
pub(crate) const STEPS: usize = 13;
/// How many sentences the consent has.
pub(crate) const CONSENT_SENTENCES: usize = 7;
/// The words told apart.
pub(crate) const APART: [&str; 7] = ["violence", "abuse", "exploitation", "neglect", "trafficking", "smuggling", "gbv"];

/// Every key that must have a text.
pub(crate) fn keys(structure: &Structure, directory: &Directory) -> Vec<String> {
    let sections = structure.sections.iter().map(|(_, name)| format!("section.{name}"));
    let questions = structure.questions.iter().flat_map(|(_, question)| question_keys(question));
    let cards = structure.cards.iter().flat_map(|(_, card)| card_keys(card));
    let priorities = structure.priorities.iter().map(|rule| format!("r.{}.because", rule.code));
    let all = sections.chain(questions).chain(cards).chain(priorities);
    all.chain(fixed()).chain(directory_keys(directory)).collect()
}

fn question_keys(question: &Question) -> Vec<String> {
    let name = &question.name;
    let mut keys = vec![format!("q.{name}.label"), format!("q.{name}.short")];
    // Countries and languages have CLDR's names, services their own.
    let own = question.options.iter().filter(|(_, option)| match question.options_from {
        OptionSource::Listed => name != "host_country" || option.name == "other",
        OptionSource::Countries { .. } | OptionSource::Languages => option.name.len() > 3,
        OptionSource::Services => false,
    });
    keys.extend(
        own.filter(|(_, option)| option.meaning == Meaning::Value).map(|(_, o)| format!("q.{name}.o.{}", o.name)),
    );
    keys
}

fn card_keys(card: &Card) -> Vec<String> {
    let name = &card.name;
    let rules = card.rules.iter().map(|rule| match rule.effect {
        Effect::Note => format!("note.{}", rule.code),
        _ => format!("r.{}.because", rule.code),
    });
    [format!("card.{name}.name"), format!("card.{name}.about"), format!("card.{name}.next")]
        .into_iter()
        .chain(rules)
        .collect()
}

fn fixed() -> impl Iterator<Item = String> {
    let answers = ["answer.skip", "answer.unknown", "answer.none_yet"].map(str::to_owned);
    let outcomes = [Outcome::Likely, Outcome::Possible, Outcome::Unlikely, Outcome::Hold]
        .into_iter()
        .flat_map(|outcome| [format!("outcome.{}.name", outcome.name()), format!("outcome.{}.lead", outcome.name())]);
    let priorities = [Priority::Emergency, Priority::Urgent, Priority::Normal].into_iter().flat_map(|priority| {
        [format!("priority.{}.name", priority.name()), format!("priority.{}.say", priority.name())]
    });
    let steps = (1..=STEPS).flat_map(|step| [format!("step.{step}.name"), format!("step.{step}.do")]);
    let consent = (1..=CONSENT_SENTENCES).map(|sentence| format!("consent.{sentence}"));
    let apart = APART
        .into_iter()
        .flat_map(|word| ["word", "ask", "meaning", "example"].map(|part| format!("apart.{word}.{part}")));
    answers.into_iter().chain(outcomes).chain(priorities).chain(steps).chain(consent).chain(apart)
}

fn directory_keys(directory: &Directory) -> Vec<String> {
    let mut keys = Vec::new();
    for (_, service) in directory.services.iter() {
        keys.extend([format!("service.{}.name", service.name), format!("service.{}.what", service.name)]);
        if service.to_be_checked {
            keys.push(format!("service.{}.warning", service.name));
        }
        let labels = service.contacts.iter().filter_map(|contact| contact.label.as_ref());
        keys.extend(labels.map(|label| format!("contact.label.{label}")));
    }
    for host in &directory.hosts {
        keys.extend(host.documents.iter().map(|document| format!("bring.{document}")));
        keys.extend(host.exit_permission.as_ref().map(|_| format!("exit.{}", host.country)));
    }
    for notice in &directory.notices {
        keys.extend([format!("notice.{}.title", notice.name), format!("notice.{}.text", notice.name)]);
    }
    for term in &directory.glossary {
        keys.extend([format!("glossary.{}.word", term.name), format!("glossary.{}.meaning", term.name)]);
        keys.push(format!("glossary.group.{}", term.group));
    }
    keys
}
