//! One case: what can be done with it.

use std::rc::Rc;

use ::desk::lines::speaks_of_home;
use engine::flow::Half;
use engine::text::Value;

use super::troubles::trouble;
use crate::components::kit::{View, actions_stacked, button, group, heading_of, live, nothing, notice, part, when};
use crate::components::language_field::language_field;
use crate::desk::keeper::{DeskKeeper, keeper, with, work};
use crate::session::{AtDesk, Screen, session};
use crate::signals::prelude::*;
use crate::text::filled;

/// The case that is open.
pub(super) fn view() -> View {
    let (session, Some(keeper)) = (session(), keeper()) else { return nothing() };
    let Some(in_hand) = untrack(|| keeper.in_hand()) else { return nothing() };
    let code = in_hand.code.to_string();
    let asked = Memo::new(move |_| {
        let before = session.interview().with(|interview| interview.first_unanswered(Half::BeforeResults));
        before.is_none()
    });
    let begun = untrack(|| !session.has_no_answers());
    let home = session.interview().with_untracked(speaks_of_home) || !in_hand.work.plan().is_empty();
    group([
        heading_of("h1", live(move || filled("ui.desk.case_of", &[("code", Value::Code(&code))]))),
        trouble(&keeper),
        carried_over(&keeper),
        consent(),
        when(|| work().history().is_closed(), || notice("", "ui.desk.is_closed").id("is-closed")),
        person_language(&in_hand.language),
        actions_stacked([
            button(
                "button.button--primary",
                "interview",
                if begun { "ui.desk.go_on" } else { "ui.desk.begin" },
                || with(|keeper| keeper.go_on()),
            ),
            button("button", "hand-over", "ui.desk.hand_over", || with(|keeper| keeper.hand_to_person())),
            when(
                move || asked.get(),
                move || button("button", "to-results", "ui.desk.results", move || session.open(Screen::Results)),
            ),
            if begun {
                button("button", "to-answers", "ui.desk.answers", move || session.open(Screen::Check))
            } else {
                nothing()
            },
            button("button", "follow-up", "ui.desk.follow_up", move || session.open(Screen::Desk(AtDesk::FollowUp))),
            // Offered where the person came home or thinks of going; always there for who looks for it.
            button(if home { "button" } else { "link-button" }, "plan", "ui.desk.plan", move || {
                session.open(Screen::Desk(AtDesk::Plan));
            }),
        ]),
        actions_stacked([
            button("button.button--quiet", "to-list", "ui.desk.to_list", || with(|keeper| keeper.to_list())),
            button("link-button", "export-case", "ui.desk.export.case", move || {
                session.open(Screen::Desk(AtDesk::Export));
            }),
            button("link-button", "remove-case", "ui.desk.remove_case", move || {
                session.open(Screen::Desk(AtDesk::RemoveCase));
            }),
        ]),
    ])
}

/// What is not quite as it was.
fn carried_over(keeper: &Rc<DeskKeeper>) -> View {
    let keeper = Rc::clone(keeper);
    part(move || {
        let Some(found) = keeper.carried_over() else { return nothing() };
        let missing = if found.last_may_be_missing { notice("warning", "ui.desk.may_be_missing") } else { nothing() };
        let changed = if found.left_out.is_nothing() { nothing() } else { notice("warning", "ui.desk.left_out") };
        group([missing, changed])
    })
}

/// Nothing is kept before the person agrees.
fn consent() -> View {
    let session = session();
    when(
        move || session.said("store_ok").as_deref() != Some("yes"),
        || notice("", "ui.desk.not_agreed").id("not-agreed"),
    )
}

/// The person's language, in which the questions are shown.
fn person_language(now: &str) -> View {
    let set = |tag| with(|keeper| keeper.set_language(tag));
    language_field("person-language", "ui.desk.person_language", now, set)
}
