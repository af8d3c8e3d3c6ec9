//! How far a person has come: sections, never a count of questions.

use engine::id::QuestionId;
use engine::text::Value;
use leptos::prelude::*;

use crate::session::session;
use crate::text::filled;

/// The dots and the line above a question.
#[component]
pub(crate) fn ProgressLine(
    /// The question that is shown.
    question: QuestionId,
) -> impl IntoView {
    let session = session();
    let progress = Memo::new(move |_| session.interview().with(|interview| interview.progress(question)));
    let pack = session.pack();
    let name = pack.question(question).and_then(|asked| pack.content().sections.get(asked.section)).cloned();
    let key = format!("section.{}", name.unwrap_or_default());
    view! {
        <p class="question__section">{move || {
            let progress = progress.get();
            let (section, count) = (progress.section.to_string(), progress.sections.to_string());
            let name = crate::text::t(&key);
            let values =
                [("section", Value::Code(&section)), ("count", Value::Code(&count)), ("name", Value::Words(&name))];
            filled("ui.progress", &values)
        }}</p>
        <ol class="progress" aria-hidden="true">{move || {
            let progress = progress.get();
            (1..=progress.sections)
                .map(|section| view! {
                    <li class:is-done=section < progress.section class:is-here=section == progress.section></li>
                })
                .collect_view()
        }}</ol>
    }
}
