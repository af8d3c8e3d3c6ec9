//! When somebody looks at the case as a whole again.

use casework::entry::{Event, Happening};
use engine::date::Date;

use crate::components::kit::{View, actions, button, details, el, live, say};
use crate::desk::keeper::{NotWritten, with, work};
use crate::desk::screens::fields::{block, day, note, read_day, read_note, written};
use crate::desk::screens::not_written::not_written;
use crate::desk::screens::work_words::with_day;
use crate::session::session;
use crate::signals::prelude::*;

/// The day, and how to set it.
pub(super) fn view() -> View {
    let now = Memo::new(move |_| work().history().next());
    block("#case-next".to_owned(), move |count| stands(now.get(), count))
}

fn stands(now: Option<Date>, count: RwSignal<u32>) -> View {
    let line = el("p.work-line__stands").set("id", "case-next").set("tabindex", "-1");
    let line = match now {
        Some(next) => line.add(el("strong").add(live(move || with_day("ui.desk.look_again_on", next)))),
        None => line.add(say("span", "ui.desk.no_next")),
    };
    el("section.work-line").add(line).add(details("details", "ui.desk.next").add(form(now, count)))
}

fn form(before: Option<Date>, count: RwSignal<u32>) -> View {
    let again = RwSignal::new(before.map(|day| day.to_string()).unwrap_or_default());
    let remark = RwSignal::new(String::new());
    let why = RwSignal::new(None);
    let write = move || {
        let (next, remark) = (read_day(&again.get_untracked())?, read_note(remark)?);
        if next == before {
            return Err(NotWritten::NothingChosen);
        }
        Ok(vec![(Happening { on: session().today(), event: Event::Next { line: None, on: next } }, remark)])
    };
    el("div.work-form").all([
        day("next-case", "ui.desk.look_again", again),
        note("next-case-note", remark),
        not_written(why),
        actions([button("button.button--primary", "write-next", "ui.desk.write", move || {
            with(|keeper| written(write().and_then(|all| keeper.write(all)), count, why));
        })]),
    ])
}
