//! One card: what it says, why, what is not known, and whom to contact.

use crate::signals::prelude::*;
use engine::card::{Outcome, Rule};
use engine::directory::Source;
use engine::id::{CardId, QuestionId};
use engine::text::Value;
use engine::wording;

use super::notice_box;
use crate::components::contact_list::service_entry;
use crate::components::kit::{View, button, details, el, group, list, live, nothing, part, say, when};
use crate::components::outcome_chip::outcome_chip;
use crate::session::session;
use crate::text::{filled, has_text, label, t, tables};

/// One programme or service.
pub(super) fn view(card: CardId) -> View {
    let session = session();
    let pack = session.pack();
    let name = pack.card(card).map(|card| card.name.clone()).unwrap_or_default();
    let outcome = Memo::new(move |_| session.interview().with(|interview| interview.outcome(card)));
    let title = format!("card.{name}.name");
    let next = format!("card.{name}.next");
    let says_next = move || matches!(outcome.get(), Outcome::Likely | Outcome::Possible | Outcome::Hold);
    el("article")
        .set_live("class", move || format!("card card--{}", outcome.get().name()))
        .set("data-card", &name)
        .set_live("data-outcome", move || outcome.get().name().to_owned())
        .add(el("h2.card__title").add(live(move || t(&local_key(&title)))))
        .add(part(move || outcome_chip(outcome.get())))
        .add(el("p").add(live(move || t(&format!("outcome.{}.lead", outcome.get().name())))))
        .add(part(move || reasons(card)))
        .add(part(move || missing(card)))
        .add(when(says_next, move || group([say("h3", "ui.card.next"), say("p", &next)])))
        .add(part(move || notices(card)))
        .add(part(move || contacts(card)))
        .add(part(move || notes(card)))
        .add(
            details("details", "ui.card.about")
                .add(say("p", &format!("card.{name}.about")))
                .add(part(move || sources(card))),
        )
}

/// The key of a text that a country may have its own version of.
fn local_key(key: &str) -> String {
    let local = session().said("host_country").map(|country| format!("{key}.{country}"));
    local.filter(|local| has_text(local)).unwrap_or_else(|| key.to_owned())
}

/// Why: each reason next to the person's own answers.
fn reasons(card: CardId) -> View {
    let rows: Vec<View> = session().interview().with(|interview| {
        interview.reasons(card).map(|rule| reason(rule, interview.answers_behind(&rule.when))).collect()
    });
    if rows.is_empty() { nothing() } else { group([say("h3", "ui.card.why"), list("ul.reasons", rows)]) }
}

/// One reason, with the answers that it rests on.
fn reason(rule: &Rule, behind: Vec<QuestionId>) -> View {
    let key = format!("r.{}.because", rule.code);
    let because = move || filled(&key, &[("date", Value::Code(&advisory_date()))]);
    el("li.reason").set("data-code", &rule.code).add(el("p").add(live(because))).add(
        list("ul.reason__answer", behind.into_iter().map(answer_behind))
            .set_live("aria-label", || t("ui.card.your_answers")),
    )
}

/// An answer that a reason rests on.
fn answer_behind(question: QuestionId) -> View {
    let session = session();
    let pack = session.pack();
    let Some(asked) = pack.question(question).cloned() else { return nothing() };
    let short = format!("q.{}.short", asked.name);
    let words = move || {
        let said = session.interview().with(|interview| interview.said(question).cloned());
        said.map(|answer| wording::answer(&tables().shown(), &asked, &answer)).unwrap_or_default()
    };
    el("li").add(live(move || label(&short))).add(el("strong").add(live(words)))
}

/// Where the reasons come from, each with the date it was checked.
fn sources(card: CardId) -> View {
    let rows: Vec<View> = session().interview().with(|interview| {
        let directory = interview.pack().directory();
        interview.reasons(card).filter_map(|rule| directory.source(&rule.code)).map(source).collect()
    });
    group([say("h3", "ui.card.source"), list("ul.sources", rows)])
}

/// One source. Its name stands as it was published.
fn source(source: &Source) -> View {
    let (checked, doubtful) = (source.checked.to_string(), source.general_knowledge);
    let words = move || {
        let checked = filled("ui.checked_on", &[("date", Value::Code(&checked))]);
        if doubtful { format!(" {checked} {}", t("ui.to_be_confirmed")) } else { format!(" {checked}") }
    };
    el("li").add(el("bdi").set("dir", "ltr").set("lang", "en").text(&source.name)).add(live(words))
}

/// The date of the advisory about the person's country: its source's, else the day it was looked at.
fn advisory_date() -> String {
    let pack = session().pack();
    let advisory = session().said("nationality").and_then(|country| pack.directory().advisory(&country).cloned());
    advisory.map(|advisory| advisory.published.unwrap_or(advisory.source.checked).to_string()).unwrap_or_default()
}

/// What is not known yet, and what each answer would change.
fn missing(card: CardId) -> View {
    let questions = session().interview().with(|interview| interview.missing(card));
    if questions.is_empty() {
        return nothing();
    }
    let rows = questions.into_iter().map(|question| missing_row(card, question));
    let open = details("details.missing", "ui.card.missing").add(list("ul", rows));
    open.put("open", &true.into());
    open
}

/// One question that is open, with what its answers would make of the card.
fn missing_row(card: CardId, question: QuestionId) -> View {
    let session = session();
    let pack = session.pack();
    let Some(asked) = pack.question(question) else { return nothing() };
    let changes = session.interview().with_untracked(|interview| interview.what_if(card, question));
    let rows = changes.into_iter().map(|(option, outcome)| {
        let asked = asked.clone();
        let key = format!("outcome.{}.name", outcome.name());
        el("li").add(live(move || {
            let (answer, outcome) = (wording::option(&tables().shown(), &asked, option), t(&key));
            filled("ui.card.what_if", &[("answer", Value::Words(&answer)), ("outcome", Value::Words(&outcome))])
        }))
    });
    el("li")
        .set("data-missing", &asked.name)
        .add(say("span", &format!("q.{}.short", asked.name)))
        .text(" ")
        .add(button("link-button", "", "ui.card.answer_now", move || session.change(question)))
        .add(list("ul", rows))
}

/// Remarks that do not change the result.
fn notes(card: CardId) -> View {
    let rows: Vec<View> = session()
        .interview()
        .with(|interview| interview.notes(card).map(|rule| say("li", &format!("note.{}", rule.code))).collect());
    if rows.is_empty() { nothing() } else { details("details", "ui.card.notes").add(list("ul", rows)) }
}

/// Dated notices about this card in the person's country.
fn notices(card: CardId) -> View {
    let country = session().said("host_country").unwrap_or_default();
    let pack = session().pack();
    group(pack.directory().notices_for(card, &country).map(notice_box))
}

/// The organisations of this card in the person's country.
fn contacts(card: CardId) -> View {
    let country = session().said("host_country").unwrap_or_default();
    let pack = session().pack();
    let services = pack.directory().services_for(card, &country);
    let entries: Vec<View> = services.map(|(_, service)| service_entry(service)).collect();
    if entries.is_empty() {
        return say("p", "contact.none_here");
    }
    details("details.contacts-box", "ui.card.contact").add(list("ul.contacts", entries))
}
