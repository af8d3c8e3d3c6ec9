//! A field for a whole number, with buttons for one more and one less.

use crate::signals::prelude::*;
use engine::answer::Answer;
use engine::id::QuestionId;
use engine::text::Value;

use super::kit::{View, el, live, say, typed};
use crate::browser::events;
use crate::session::session;
use crate::text::{filled, t};

/// A number between two limits. Digits of any script are read; the number is shown in 0–9.
pub(crate) fn number_field(question: QuestionId, min: i32, max: i32) -> View {
    let session = session();
    let wrong = RwSignal::new(false);
    let number = move || {
        session.interview().with(|interview| match interview.remembered(question) {
            Some(Answer::Number(number)) => Some(*number),
            _ => None,
        })
    };
    let set = move |value: Option<i32>| session.answer(question, value.map(Answer::Number));
    let step = move |key: &'static str, sign: &str, by: i32| {
        el("button.button").set("type", "button").set_live("aria-label", move || t(key)).text(sign).on(
            "click",
            move |_| {
                wrong.set(false);
                set(Some(untrack(number).map_or(min.max(0), |value| (value + by).clamp(min, max))));
            },
        )
    };
    let input = typed("input")
        .set("id", "number-answer")
        .set("type", "text")
        .set("inputmode", "numeric")
        .set("dir", "ltr")
        .put_live("value", move || number().map(|value| value.to_string()).unwrap_or_default())
        .on("change", move |event| {
            let digits: String = events::value(&event).trim().chars().map(to_ascii_digit).collect();
            let value = digits.parse::<i32>().ok().filter(|value| (min..=max).contains(value));
            wrong.set(!digits.is_empty() && value.is_none());
            set(value);
        });
    let limits = move || {
        let (min, max) = (min.to_string(), max.to_string());
        filled("ui.number_range", &[("count", Value::Code(&min)), ("max", Value::Code(&max))])
    };
    let field = el("div.field.field--number")
        .add(step("ui.one_less", "−", -1))
        .add(say("label.visually-hidden", "ui.your_answer").set("for", "number-answer"))
        .add(input)
        .add(step("ui.one_more", "+", 1));
    let alert =
        el("p.notice.notice--warning").set("role", "alert").flag("hidden", move || !wrong.get()).add(live(limits));
    super::kit::group([field, alert])
}

/// A digit of Arabic, Persian or Bengali writing as 0–9.
fn to_ascii_digit(c: char) -> char {
    let zeros = ['\u{0660}', '\u{06F0}', '\u{09E6}'];
    let value = zeros.iter().find_map(|zero| u32::from(c).checked_sub(u32::from(*zero)).filter(|value| *value < 10));
    value.and_then(|value| char::from_digit(value, 10)).unwrap_or(c)
}
