//! What happens in a case, in words: the ids of the content and of case management are the ends of keys.

use casework::entry::{About, Event, Happening, Line};
use casework::plan::Dimension;
use casework::status::Status;
use casework::step::{ClosureReason, Reached, Step};
use casework::words::Code;
use engine::date::Date;
use engine::text::Value;
use engine::wording::separator;

use crate::components::kit::{View, el, group, live, nothing};
use crate::session::session;
use crate::text::{filled, has_text, t, tables};

/// The key of a status.
pub(super) fn status_key(status: Status) -> String {
    format!("ui.desk.status.{}", status.name())
}

/// The key of a step.
pub(super) fn step_key(step: Step) -> String {
    format!("ui.desk.step.{}", step.name())
}

/// The key of a reason for closing.
pub(super) fn reason_key(reason: ClosureReason) -> String {
    format!("ui.desk.reason.{}", reason.name())
}

/// The key of a dimension of a plan.
pub(super) fn dimension_key(dimension: Dimension) -> String {
    format!("ui.desk.dimension.{}", dimension.name())
}

/// The key of a kind of kit.
pub(super) fn kit_key(kit: &str) -> String {
    format!("q.needs.o.{kit}")
}

/// To whom, and for what. What the content does not know any more is said by its id.
pub(super) fn about(about: &About) -> String {
    let parts = [about.service().map(service), about.card().map(card)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn service(name: &Code) -> String {
    known(&format!("service.{name}.name"), name.as_str())
}

fn card(name: &Code) -> String {
    let local = session().said("host_country").map(|country| format!("card.{name}.name.{country}"));
    let key = local.filter(|local| has_text(local)).unwrap_or_else(|| format!("card.{name}.name"));
    known(&key, name.as_str())
}

fn known(key: &str, id: &str) -> String {
    if has_text(key) { t(key) } else { id.to_owned() }
}

/// A day, within a text.
pub(super) fn with_day(key: &str, day: Date) -> String {
    filled(key, &[("date", Value::Code(&day.to_string()))])
}

/// What happened, and when. A day to look again is set on the day on which it is written: that is not said twice.
pub(super) fn happening(happening: &Happening) -> View {
    let (day, event) = (happening.on.to_string(), happening.event.clone());
    let on = match event {
        Event::Next { .. } => nothing(),
        _ => el("span").add(live(|| separator(&tables().shown()).to_owned())).add(el("bdi").text(&day)),
    };
    group([el("strong").add(live(move || words(&event))), on])
}

/// What happened, without when.
fn words(event: &Event) -> String {
    match event {
        Event::Status(line, status) => {
            let status = t(&status_key(*status));
            filled("ui.desk.happened.status", &[("name", Value::Words(&name(line))), ("status", Value::Words(&status))])
        }
        Event::Next { line: None, on: Some(on) } => with_day("ui.desk.happened.next", *on),
        Event::Next { line: None, on: None } => t("ui.desk.happened.no_next"),
        Event::Next { line: Some(line), on: Some(on) } => filled(
            "ui.desk.happened.line_next",
            &[("name", Value::Words(&name(line))), ("date", Value::Code(&on.to_string()))],
        ),
        Event::Next { line: Some(line), on: None } => {
            filled("ui.desk.happened.line_no_next", &[("name", Value::Words(&name(line)))])
        }
        Event::Step(reached) => step(*reached),
        Event::Kit { kit, number } => filled(
            "ui.desk.happened.kit",
            &[
                ("name", Value::Words(&known(&kit_key(kit.as_str()), kit.as_str()))),
                ("count", Value::Code(&number.to_string())),
            ],
        ),
        Event::Remark => t("ui.desk.happened.remark"),
    }
}

/// A step that a case has come to, with the reason where it was closed.
pub(super) fn step(reached: Reached) -> String {
    match reached.reason() {
        Some(reason) => {
            let reason = t(&reason_key(reason));
            filled("ui.desk.happened.closed", &[("reason", Value::Words(&reason))])
        }
        None => filled("ui.desk.happened.step", &[("step", Value::Words(&t(&step_key(reached.step()))))]),
    }
}

fn name(line: &Line) -> String {
    let name = about(&line.about);
    if line.round > 1 {
        let round = line.round.to_string();
        filled("ui.desk.round", &[("name", Value::Words(&name)), ("number", Value::Code(&round))])
    } else {
        name
    }
}
