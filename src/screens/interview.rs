//! One question a screen.

use crate::signals::prelude::*;
use engine::id::QuestionId;
use engine::question::{Kind, Part, Sensitivity};
use engine::text::Value;

use crate::components::back_button::back_button;
use crate::components::choice_list::choice_list;
use crate::components::kit::{View, actions, el, group, heading_of, live, nothing, notice, say, when};
use crate::components::progress::progress_line;
use crate::components::words::words;
use crate::later::Later;
use crate::session::session;
use crate::text::{filled, has_text, t};

/// One question, its answer, and the way on.
pub(crate) fn view(question: QuestionId) -> View {
    let session = session();
    let pack = session.pack();
    let Some(asked) = pack.question(question) else { return nothing() };
    let (label, hint) = (format!("q.{}.label", asked.name), format!("q.{}.hint", asked.name));
    let described = hint.clone();
    let answers = el("div")
        .set("role", if asked.kind == Kind::One { "radiogroup" } else { "group" })
        .set("aria-labelledby", "question-label")
        .set_live("aria-describedby", move || if has_text(&described) { "question-hint".into() } else { String::new() })
        .add(heading_of("h1.question__label", words(&label)).set("id", "question-label"))
        .add(hint_line(hint))
        .add(many_hint(&asked.kind))
        .add(if asked.sensitivity == Sensitivity::High { say("p.question__hint", "ui.may_leave") } else { nothing() })
        .add(answer(question, &asked.kind));
    let answered = Memo::new(move |_| session.interview().with(|interview| interview.said(question).is_some()));
    let next = el("button.button.button--primary")
        .set("type", "button")
        .id("next")
        .add(live(move || t(if answered.get() { "ui.next" } else { "ui.next_without" })))
        .on("click", move |_| session.next(question));
    let section = el("section.question").set("data-question", &asked.name);
    asked
        .part
        .map_or(section.clone(), |part| section.set("data-part", Part::name(part)))
        .add(progress_line(question))
        .add(answers)
        .add(said(&asked.name))
        .add(actions([back_button(), next]))
}

/// The line under a question, where there is one.
fn hint_line(key: String) -> View {
    let shown = key.clone();
    when(move || has_text(&shown), move || el("p.question__hint").set("id", "question-hint").add(words(&key)))
}

/// How many options can be ticked.
fn many_hint(kind: &Kind) -> View {
    match kind {
        Kind::Many { max_choices: Some(max) } => {
            let max = max.to_string();
            el("p.question__hint").add(live(move || filled("ui.choose_up_to", &[("max", Value::Code(&max))])))
        }
        Kind::Many { max_choices: None } => say("p.question__hint", "ui.choose_all"),
        _ => nothing(),
    }
}

/// The control that takes the answer.
fn answer(question: QuestionId, kind: &Kind) -> View {
    match kind {
        Kind::One | Kind::Many { .. } => choice_list(question),
        field => expect_context::<Later>().field(question, field.clone()),
    }
}

/// What must be said at once after an answer: other people can see the screen, or somebody is in danger.
fn said(name: &str) -> View {
    let session = session();
    let seen = name == "private_now";
    let overlooked = move || seen && matches!(session.said("private_now").as_deref(), Some("yes" | "not_sure"));
    el("div").set("role", "status").add(group([
        when(overlooked, || notice("", "ui.private_advice")),
        when(move || session.must_say_emergency(), || notice("emergency", "priority.emergency.say")),
    ]))
}
