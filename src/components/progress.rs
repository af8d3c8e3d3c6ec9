//! How far a person has come: sections, never a count of questions.

use engine::id::QuestionId;
use engine::text::Value;

use crate::signals::prelude::*;

use super::kit::{View, el, group, live, part};
use crate::session::session;
use crate::text::{filled, t};

/// The dots and the line above a question.
pub(crate) fn progress_line(question: QuestionId) -> View {
    let session = session();
    let pack = session.pack();
    let name = pack.question(question).and_then(|asked| pack.content().sections.get(asked.section)).cloned();
    let key = format!("section.{}", name.unwrap_or_default());
    let progress = move || session.interview().with(|interview| interview.progress(question));
    let line = move || {
        let progress = progress();
        let (section, count, name) = (progress.section.to_string(), progress.sections.to_string(), t(&key));
        let values =
            [("section", Value::Code(&section)), ("count", Value::Code(&count)), ("name", Value::Words(&name))];
        filled("ui.progress", &values)
    };
    let dots = move || {
        let progress = progress();
        group((1..=progress.sections).map(|section| {
            el(match section.cmp(&progress.section) {
                core::cmp::Ordering::Less => "li.is-done",
                core::cmp::Ordering::Equal => "li.is-here",
                core::cmp::Ordering::Greater => "li",
            })
        }))
    };
    group([el("p.question__section").add(live(line)), el("ol.progress").set("aria-hidden", "true").add(part(dots))])
}
