//! A field for a date, as exactly as the person knows it: a year, a month, or a day.

use crate::signals::prelude::*;
use engine::answer::{Answer, Plain};
use engine::id::QuestionId;

use super::kit::{View, el, notice, say, typed};
use crate::browser::events;
use crate::session::session;

/// Takes 2026, 2026-11 or 2026-11-24.
pub(crate) fn date_field(question: QuestionId) -> View {
    let session = session();
    let kept = session.interview().with_untracked(|interview| match interview.remembered(question) {
        Some(Answer::Date(date)) => date.to_string(),
        _ => String::new(),
    });
    let wrong = RwSignal::new(false);
    let input =
        typed("input").set("id", "date-answer").set("type", "text").set("inputmode", "numeric").set("dir", "ltr").on(
            "change",
            move |event| {
                let value = events::value(&event).trim().to_owned();
                let read = session.pack().question(question).map(|asked| asked.accept(&Plain::Word(value.clone())));
                let answer = read.and_then(Result::ok).flatten();
                wrong.set(!value.is_empty() && answer.is_none());
                session.answer(question, answer);
            },
        );
    input.put("value", &kept.into());
    el("div.field")
        .add(say("label", "ui.date_hint").set("for", "date-answer"))
        .add(input)
        .add(notice("warning", "ui.date_wrong").set("role", "alert").flag("hidden", move || !wrong.get()))
}
