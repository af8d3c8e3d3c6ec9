//! A field for a person's own words.

use engine::answer::{Answer, Plain};
use engine::id::QuestionId;
use engine::text::Value;
use leptos::prelude::*;

use crate::browser::events;
use crate::session::session;
use crate::text::{filled, t};

/// A text field that takes at most so many characters, and says so when more are typed or pasted.
#[component]
pub(crate) fn TextField(
    /// The question.
    question: QuestionId,
    /// The longest answer, in characters.
    max_chars: u16,
) -> impl IntoView {
    let session = session();
    let kept = session.interview().with_untracked(|interview| match interview.remembered(question) {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    });
    let length = RwSignal::new(kept.chars().count());
    let cut = RwSignal::new(false);
    let max = usize::from(max_chars);
    let typed = move |event: web_sys::Event| {
        let value = events::value(&event);
        let fitting: String = value.chars().take(max).collect();
        let too_long = fitting.len() < value.len();
        if too_long {
            events::set_value(&event, &fitting);
        }
        cut.set(too_long);
        length.set(fitting.chars().count());
        let answer = session.pack().question(question).and_then(|q| q.accept(&Plain::Word(fitting)).ok().flatten());
        session.answer(question, answer);
    };
    view! {
        <div class="field">
            <label class="visually-hidden" for="text-answer">{move || t("ui.your_answer")}</label>
            <textarea id="text-answer" rows="2" dir="auto" autocomplete="off" spellcheck="false" autocapitalize="off"
                aria-describedby="text-count" prop:value=kept on:input=typed></textarea>
            <p class="field__count" id="text-count">{move || {
                let (count, max) = (length.get().to_string(), max.to_string());
                filled("ui.characters", &[("count", Value::Code(&count)), ("max", Value::Code(&max))])
            }}</p>
            <p role="alert" class="notice notice--warning" hidden=move || !cut.get() data-testid="cut">{move || {
                let max = max.to_string();
                filled("ui.cut", &[("max", Value::Code(&max))])
            }}</p>
        </div>
    }
}
