//! How far a person has come: sections, never a count of questions.

use engine::id::QuestionId;
use engine::text::Value;

use crate::signals::prelude::*;

use super::kit::{View, el, group, live, nothing, part};
use crate::session::session;
use crate::text::{filled, t};

/// The dots and the line above a question.
pub(crate) fn progress_line(question: QuestionId) -> View {
    let session = session();
    let section = session.interview().with_untracked(|interview| interview.section(question));
    let name = section.and_then(|section| session.pack().content().sections.get(section).cloned());
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
    // One section is no way to go.
    if session.interview().with_untracked(|interview| interview.progress(question)).sections < 2 {
        return nothing();
    }
    group([el("p.question__section").add(live(line)), el("ol.progress").set("aria-hidden", "true").add(part(dots))])
}
