//! One step of a plan: ticked when it is done, changed, removed, added.

use casework::plan::{Dimension, Plan, PlanStep};
use casework::words::{Note, Who};
use engine::date::Date;
use engine::text::Value;

use crate::browser::{events, page};
use crate::components::kit::{View, actions, button, details, el, group, live, nothing, part, untyped};
use crate::desk::keeper::{NotWritten, keeper};
use crate::desk::screens::fields::{block, day, line, read_day, written};
use crate::desk::screens::not_written::not_written;
use crate::desk::screens::work_words::with_day;
use crate::session::session;
use crate::signals::prelude::*;
use crate::text::filled;

/// The step in this place of the plan.
pub(super) fn view(at: usize, dimension: Dimension, here: Memo<Option<(usize, PlanStep)>>) -> View {
    el("li.work-line").add(block(format!("#done-{at}"), move |count| {
        here.get().map_or_else(nothing, |(_, step)| one(at, dimension, &step, count))
    }))
}

fn one(at: usize, dimension: Dimension, step: &PlanStep, count: RwSignal<u32>) -> View {
    let why = RwSignal::new(None);
    let is_done = step.done.is_some();
    let tick = untyped("checkbox").set("id", &format!("done-{at}")).flag("checked", move || is_done).on(
        "change",
        move |event| {
            let done = events::is_checked(&event).then(|| session().today());
            let ticked = change_plan(|plan| {
                if let Some(step) = plan.steps.get_mut(at) {
                    step.done = done;
                }
            });
            written(ticked, count, why);
        },
    );
    let who = step.who.as_ref().map_or_else(nothing, |who| {
        let who = who.as_str().to_owned();
        let words = move || filled("ui.desk.plan.who_is", &[("who", Value::Words(&who))]);
        el("span").add(live(words)).text(" ")
    });
    let days = [("ui.desk.plan.by", step.due), ("ui.desk.plan.done_on", step.done)];
    let days = days.into_iter().filter_map(|(key, day)| {
        let day = day?;
        Some(el("span").add(live(move || with_day(key, day))).text(" "))
    });
    let change = form(&format!("plan-{at}"), Some(step), count, move |what, who, due| {
        change_plan(|plan| {
            if let Some(step) = plan.steps.get_mut(at) {
                (step.what, step.who, step.due) = (what, who, due);
            }
        })
    });
    group([
        el("label.option").add(tick).add(el("span").set("dir", "auto").text(step.what.as_str())),
        el("p.contact__status").add(who).all(days),
        not_written(why),
        details("details", "ui.desk.change").add(change).add(remove(at, dimension)),
    ])
}

/// Changes the plan of the case that is open.
fn change_plan(change: impl FnOnce(&mut Plan)) -> Result<(), NotWritten> {
    keeper().ok_or(NotWritten::NoCase)?.change_plan(change)
}

/// Removing a step, in two taps: it is kept nowhere else.
fn remove(at: usize, dimension: Dimension) -> View {
    let asks = RwSignal::new(false);
    part(move || {
        if !asks.get() {
            return button("link-button", "remove-step", "ui.desk.plan.remove", move || asks.set(true));
        }
        actions([
            button("button.button--danger", "remove-step-yes", "ui.desk.plan.remove_yes", move || {
                let removed = change_plan(|plan| {
                    if at < plan.steps.len() {
                        plan.steps.remove(at);
                    }
                });
                if removed.is_ok() {
                    page::focus(&format!("#dimension-{}", dimension.name()));
                }
            }),
            button("button", "remove-step-no", "ui.desk.cancel", move || asks.set(false)),
        ])
    })
}

/// Adding a step to a dimension.
pub(super) fn add(dimension: Dimension, count: RwSignal<u32>) -> View {
    form(&format!("plan-{}", dimension.name()), None, count, move |what, who, due| {
        change_plan(|plan| plan.steps.push(PlanStep { dimension, what, who, due, done: None }))
    })
}

fn form(
    id: &str,
    now: Option<&PlanStep>,
    count: RwSignal<u32>,
    act: impl Fn(Note, Option<Who>, Option<Date>) -> Result<(), NotWritten> + 'static,
) -> View {
    let what = RwSignal::new(now.map(|step| step.what.as_str().to_owned()).unwrap_or_default());
    let who =
        RwSignal::new(now.and_then(|step| step.who.as_ref()).map(|who| who.as_str().to_owned()).unwrap_or_default());
    let due = RwSignal::new(now.and_then(|step| step.due).map(|due| due.to_string()).unwrap_or_default());
    let why = RwSignal::new(None);
    let write = move || {
        let who = who.get_untracked();
        let who = if who.trim().is_empty() { None } else { Some(Who::new(&who)?) };
        act(Note::new(&what.get_untracked())?, who, read_day(&due.get_untracked())?)
    };
    el("div.work-form").all([
        line(&format!("{id}-what"), "ui.desk.plan.what", what),
        line(&format!("{id}-who"), "ui.desk.plan.who", who),
        day(&format!("{id}-due"), "ui.desk.plan.due", due),
        not_written(why),
        actions([button("button.button--primary", &format!("{id}-save"), "ui.desk.save_settings", move || {
            written(write(), count, why);
        })]),
    ])
}
