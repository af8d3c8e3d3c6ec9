//! A field for a person's own words.

use crate::signals::prelude::*;
use engine::answer::{Answer, Plain};
use engine::id::QuestionId;
use engine::text::Value;

use super::kit::{View, el, live, say, typed};
use crate::browser::events;
use crate::session::session;
use crate::text::filled;

/// A text field that takes at most so many characters, and says so when more are typed or pasted.
pub(crate) fn text_field(question: QuestionId, max_chars: u16) -> View {
    let session = session();
    let kept = session.interview().with_untracked(|interview| match interview.remembered(question) {
        Some(Answer::Text(text)) => text.clone(),
        _ => String::new(),
    });
    let count = RwSignal::new(kept.chars().count().to_string());
    let cut = RwSignal::new(false);
    let most = max_chars.to_string();
    let most_too = most.clone();
    let area = typed("textarea")
        .set("id", "text-answer")
        .set("rows", "2")
        .set("dir", "auto")
        .set("aria-describedby", "text-count")
        .on("input", move |event| {
            let value = events::value(&event);
            let fitting: String = value.chars().take(usize::from(max_chars)).collect();
            let too_long = fitting.len() < value.len();
            if too_long {
                events::set_value(&event, &fitting);
            }
            cut.set(too_long);
            count.set(fitting.chars().count().to_string());
            let answer = session.pack().question(question).and_then(|q| q.accept(&Plain::Word(fitting)).ok().flatten());
            session.answer(question, answer);
        });
    area.put("value", &kept.into());
    el("div.field")
        .add(say("label.visually-hidden", "ui.your_answer").set("for", "text-answer"))
        .add(area)
        .add(el("p.field__count").set("id", "text-count").add(live(move || {
            filled("ui.characters", &[("count", Value::Code(&count.get())), ("max", Value::Code(&most))])
        })))
        .add(
            el("p.notice.notice--warning")
                .set("role", "alert")
                .id("cut")
                .flag("hidden", move || !cut.get())
                .add(live(move || filled("ui.cut", &[("max", Value::Code(&most_too))]))),
        )
}
