//! Correcting an entry: it did not happen, or it was otherwise. The entry itself stays.

use casework::entry::{Event, Happening};
use casework::status::Status;
use casework::step::{ClosureReason, Reached, Step};
use casework::words::Code;

use super::{Correcting, focus};
use crate::components::kit::{View, actions, button, el, group, nothing, part};
use crate::desk::keeper::{NotWritten, with};
use crate::desk::screens::fields::{a_day, day, not_chosen, note, number, one_of, read_day, read_note};
use crate::desk::screens::follow_up::kinds;
use crate::desk::screens::not_written::not_written;
use crate::desk::screens::work_words::{reason_key, status_key, step_key};
use crate::signals::prelude::*;

/// The fields of an event: what is chosen, and what goes with it.
#[derive(Clone, Copy)]
struct Fields {
    /// The status, the step, the kind of kit, or the day to look again.
    what: RwSignal<String>,
    /// The reason of a closure, or how many kits.
    more: RwSignal<String>,
}

/// Where an entry is corrected; `was` is what it says now.
pub(super) fn form(of: u32, was: &Happening, correcting: Correcting) -> View {
    let how = RwSignal::new(String::new());
    let on = RwSignal::new(was.on.to_string());
    let fields = fields_of(&was.event);
    let (remark, why) = (RwSignal::new(String::new()), RwSignal::new(None));
    let ways = [not_chosen("ui.desk.choose"), way("did_not"), way("otherwise")];
    let (shown, event) = (was.event.clone(), was.event.clone());
    let write = move || {
        let remark = read_note(remark)?;
        match how.get_untracked().as_str() {
            "did_not" => Ok((None, remark)),
            "otherwise" => Ok((Some(Happening { on: a_day(on)?, event: read(&event, fields)? }), remark)),
            _ => Err(NotWritten::NothingChosen),
        }
    };
    el("div.work-form").all([
        one_of("how", "ui.desk.correct.how", ways, how),
        part(move || {
            if how.get() == "otherwise" {
                group([inputs(&shown, fields), day("correct-on", "ui.desk.when", on)])
            } else {
                nothing()
            }
        }),
        note("correct-note", remark),
        not_written(why),
        actions([
            button("button.button--primary", "write-correction", "ui.desk.write", move || {
                with(|keeper| match write().and_then(|(instead, note)| keeper.correct(of, instead, note)) {
                    Ok(()) => {
                        correcting.open.set(None);
                        correcting.done.set(Some(of));
                    }
                    Err(error) => why.set(Some(error)),
                });
            }),
            button("button.button--quiet", "no-correction", "ui.desk.cancel", move || {
                correcting.open.set(None);
                focus(of);
            }),
        ]),
    ])
}

fn way(name: &str) -> (String, String) {
    (name.to_owned(), format!("ui.desk.correct.{name}"))
}

fn fields_of(event: &Event) -> Fields {
    let (what, more) = match event {
        Event::Status(_, status) => (status.name().to_owned(), String::new()),
        Event::Next { on, .. } => (on.map(|on| on.to_string()).unwrap_or_default(), String::new()),
        Event::Step(reached) => (
            reached.step().name().to_owned(),
            reached.reason().map(|reason| reason.name().to_owned()).unwrap_or_default(),
        ),
        Event::Kit { kit, number } => (kit.to_string(), number.to_string()),
        Event::Remark => (String::new(), String::new()),
    };
    Fields { what: RwSignal::new(what), more: RwSignal::new(more) }
}

fn inputs(event: &Event, fields: Fields) -> View {
    let Fields { what, more } = fields;
    match event {
        Event::Status(..) => {
            let options = Status::ALL.into_iter().map(|status| (status.name().to_owned(), status_key(status)));
            one_of("correct-what", "ui.desk.stands", options, what)
        }
        Event::Next { .. } => day("correct-what", "ui.desk.look_again", what),
        Event::Step(_) => {
            let steps = Step::ALL.into_iter().map(|step| (step.name().to_owned(), step_key(step)));
            let choice = one_of("correct-what", "ui.desk.step", steps, what);
            let reason = move || {
                if what.get() != Step::Closure.name() {
                    return nothing();
                }
                let reasons =
                    ClosureReason::ALL.into_iter().map(|reason| (reason.name().to_owned(), reason_key(reason)));
                let options = [not_chosen("ui.desk.choose")].into_iter().chain(reasons);
                one_of("correct-more", "ui.desk.reason", options, more)
            };
            group([choice, part(reason)])
        }
        Event::Kit { .. } => group([
            one_of("correct-what", "ui.desk.kit", kinds(), what),
            number("correct-more", "ui.desk.kit_count", more),
        ]),
        Event::Remark => nothing(),
    }
}

/// The event with what its fields say now.
fn read(event: &Event, fields: Fields) -> Result<Event, NotWritten> {
    let (what, more) = (fields.what.get_untracked(), fields.more.get_untracked());
    Ok(match event {
        Event::Status(line, _) => {
            Event::Status(line.clone(), Status::from_name(&what).ok_or(NotWritten::NothingChosen)?)
        }
        Event::Next { line, .. } => Event::Next { line: line.clone(), on: read_day(&what)? },
        Event::Step(_) => Event::Step(match Step::from_name(&what).ok_or(NotWritten::NothingChosen)? {
            Step::Closure => Reached::Closure(ClosureReason::from_name(&more).ok_or(NotWritten::NothingChosen)?),
            step => Reached::open(step).ok_or(NotWritten::NothingChosen)?,
        }),
        Event::Kit { .. } => {
            let number = more.trim().parse().ok().filter(|number: &u8| *number > 0);
            Event::Kit { kit: Code::new(&what)?, number: number.ok_or(NotWritten::NothingChosen)? }
        }
        Event::Remark => Event::Remark,
    })
}
