//! The plan for after coming home: what the person wants to do, who helps, by when, and what is done.

mod step;

use casework::plan::Dimension;

use super::work_words::dimension_key;
use crate::components::kit::{View, details, each, el, group, heading, nothing, notice, part, say};
use crate::desk::keeper::work;
use crate::desk::screens::fields::block;
use crate::session::session;
use crate::signals::prelude::*;

/// The plan of the case that is open.
pub(super) fn view() -> View {
    let agreed = session().agreed();
    group([
        heading("ui.desk.plan"),
        say("p", "ui.desk.plan.text"),
        if agreed { nothing() } else { notice("", "ui.desk.not_agreed").id("not-agreed") },
        group(Dimension::ALL.into_iter().map(of)),
    ])
}

/// The steps of one dimension. Each is known by its place in the whole plan.
fn of(dimension: Dimension) -> View {
    let name = dimension.name();
    let steps = Memo::new(move |_| {
        let plan = work().plan().clone();
        let of = plan.steps.into_iter().enumerate().filter(|(_, step)| step.dimension == dimension);
        of.collect::<Vec<_>>()
    });
    let key = dimension_key(dimension);
    let focus = format!("dimension-{name}");
    el("section.plan")
        .set("data-dimension", name)
        .add(say("h2", &key).set("id", &focus).set("tabindex", "-1"))
        .add(say("p.question__hint", &format!("{key}.what")))
        .add(part(move || if steps.with(Vec::is_empty) { say("p", "ui.desk.plan.empty") } else { nothing() }))
        .add(el("ul.work-lines").add(each(
            move || steps.with(|steps| steps.iter().map(|(at, _)| *at).collect()),
            move |at| {
                let found = move |steps: &Vec<(usize, _)>| steps.iter().find(|(known, _)| *known == at).cloned();
                let here = Memo::new(move |_| steps.with(found));
                step::view(at, dimension, here)
            },
        )))
        .add(block(format!("#{focus}"), move |count| {
            details("details", "ui.desk.plan.add").add(step::add(dimension, count))
        }))
}
