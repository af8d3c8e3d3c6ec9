//! A field for a whole number, with buttons for one more and one less.

use engine::answer::Answer;
use engine::id::QuestionId;
use engine::text::Value;
use leptos::prelude::*;

use crate::browser::events;
use crate::session::session;
use crate::text::{filled, t};

/// A number between two limits. Digits of any script are read; the number is shown in 0–9.
#[component]
pub(crate) fn NumberField(
    /// The question.
    question: QuestionId,
    /// The smallest number.
    min: i32,
    /// The largest number.
    max: i32,
) -> impl IntoView {
    let session = session();
    let wrong = RwSignal::new(false);
    let number = Memo::new(move |_| {
        session.interview().with(|interview| match interview.remembered(question) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        })
    });
    let set = move |value: Option<i32>| session.answer(question, value.map(Answer::Number));
    let typed = move |event: web_sys::Event| {
        let digits: String = events::value(&event).trim().chars().map(to_ascii_digit).collect();
        let value = digits.parse::<i32>().ok().filter(|value| (min..=max).contains(value));
        wrong.set(!digits.is_empty() && value.is_none());
        set(value);
    };
    let step = move |by: i32| {
        wrong.set(false);
        set(Some(number.get_untracked().map_or(min.max(0), |value| (value + by).clamp(min, max))));
    };
    view! {
        <div class="field field--number">
            <button type="button" class="button" aria-label=move || t("ui.one_less") on:click=move |_| step(-1)>"−"</button>
            <label class="visually-hidden" for="number-answer">{move || t("ui.your_answer")}</label>
            <input id="number-answer" type="text" inputmode="numeric" dir="ltr" autocomplete="off"
                prop:value=move || number.get().map(|value| value.to_string()).unwrap_or_default() on:change=typed/>
            <button type="button" class="button" aria-label=move || t("ui.one_more") on:click=move |_| step(1)>"+"</button>
        </div>
        <p role="alert" class="notice notice--warning" hidden=move || !wrong.get()>{move || {
            let (min, max) = (min.to_string(), max.to_string());
            filled("ui.number_range", &[("count", Value::Code(&min)), ("max", Value::Code(&max))])
        }}</p>
    }
}

/// A digit of Arabic, Persian or Bengali writing as 0–9.
fn to_ascii_digit(c: char) -> char {
    let zeros = ['\u{0660}', '\u{06F0}', '\u{09E6}'];
    let value = zeros.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
