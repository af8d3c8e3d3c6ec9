//! What seems to fit, and why; what is not known; what to bring; what happens next; whom to contact.

mod card;
mod next_steps;

use crate::signals::prelude::*;
use engine::card::{Outcome, Priority};
use engine::directory::Notice;
use engine::flow::Half;
use engine::id::{CardId, Id as _};
use engine::text::Value;

use crate::components::back_button::back_button;
use crate::components::kit::{
    View, actions_stacked, button, each, el, group, heading, list, live, nothing, notice, part, say, when,
};
use crate::session::{Screen, session};
use crate::text::{filled, t};

/// The cards that have something to say.
pub(crate) fn view() -> View {
    let session = session();
    let shown = Memo::new(move |_| {
        session.interview().with(|interview| {
            let cards = interview.pack().content().cards.ids();
            cards.filter(|card| interview.outcome(*card) != Outcome::Na).map(CardId::index).collect::<Vec<_>>()
        })
    });
    group([
        heading("ui.results.title"),
        notice("", "outcome.not_decision"),
        say("p", "outcome.top"),
        priority_box(),
        when(move || shown.with(Vec::is_empty), || say("p", "ui.results.nothing")),
        each(move || shown.get(), |card| card::view(CardId::from_index(card))),
        part(next_steps::bring),
        when(asked_about_return, next_steps::steps),
        actions_stacked([
            button("button.button--primary", "to-paper", "ui.results.paper", move || session.begin(Half::AfterResults)),
            button("button", "to-check", "ui.results.check", move || session.open(Screen::Check)),
            back_button(),
        ]),
    ])
}

/// Return is shown to those who asked about it, and only then its steps.
fn asked_about_return() -> bool {
    session().interview().with(|interview| {
        let card = interview.pack().card_named("RETURN");
        card.is_some_and(|card| matches!(interview.outcome(card), Outcome::Likely | Outcome::Possible | Outcome::Hold))
    })
}

/// How soon somebody must act, and why.
fn priority_box() -> View {
    let session = session();
    part(move || {
        let priority = session.priority();
        let reasons = session.interview().with(|interview| {
            let here = interview.priority_reasons().filter(|(level, _)| *level == priority);
            here.map(|(_, code)| say("li", &format!("r.{code}.because"))).collect::<Vec<_>>()
        });
        let look = if priority == Priority::Emergency { "section.notice.notice--emergency" } else { "section.notice" };
        let reasons = if reasons.is_empty() { nothing() } else { list("ul", reasons) };
        el(look)
            .set("data-priority", priority.name())
            .add(say("h2", &format!("priority.{}.name", priority.name())))
            .add(say("p", &format!("priority.{}.say", priority.name())))
            .add(reasons)
    })
}

/// A dated notice.
pub(super) fn notice_box(notice: &Notice) -> View {
    let old = notice.expires.is_some_and(|expires| session().today() > expires);
    let doubtful = notice.source.general_knowledge;
    let dated = notice.dated.to_string();
    let status = move || {
        let mut words = filled("ui.notice_dated", &[("date", Value::Code(&dated))]);
        for (holds, key) in [(old, "ui.notice_old"), (doubtful, "ui.to_be_confirmed")] {
            if holds {
                words = format!("{words} {}", t(key));
            }
        }
        words
    };
    el("section.notice.notice--warning")
        .add(say("h3", &format!("notice.{}.title", notice.name)))
        .add(say("p", &format!("notice.{}.text", notice.name)))
        .add(el("p.contact__status").add(live(status)))
}
