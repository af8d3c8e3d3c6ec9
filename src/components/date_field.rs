//! A field for a date, as exactly as the person knows it: a year, a month, or a day.

use engine::answer::{Answer, Plain};
use engine::id::QuestionId;
use leptos::prelude::*;

use crate::browser::events;
use crate::session::session;
use crate::text::t;

/// Takes 2026, 2026-11 or 2026-11-24.
#[component]
pub(crate) fn DateField(
    /// The question.
    question: QuestionId,
) -> impl IntoView {
    let session = session();
    let kept = session.interview().with_untracked(|interview| match interview.remembered(question) {
        Some(Answer::Date(date)) => date.to_string(),
        _ => String::new(),
    });
    let wrong = RwSignal::new(false);
    let typed = move |event: web_sys::Event| {
        let value = events::value(&event).trim().to_owned();
        let read = session.pack().question(question).map(|asked| asked.accept(&Plain::Word(value.clone())));
        let answer = read.and_then(Result::ok).flatten();
        wrong.set(!value.is_empty() && answer.is_none());
        session.answer(question, answer);
    };
    view! {
        <div class="field">
            <label for="date-answer">{move || t("ui.date_hint")}</label>
            <input id="date-answer" type="text" inputmode="numeric" dir="ltr" autocomplete="off"
                prop:value=kept on:change=typed/>
            <p role="alert" class="notice notice--warning" hidden=move || !wrong.get()>{move || t("ui.date_wrong")}</p>
        </div>
    }
}
