//! A remark: what is worth knowing and is none of the rest.

use casework::entry::{Event, Happening};

use crate::components::kit::{View, actions, button, details, el, live, nothing};
use crate::desk::keeper::{NotWritten, with};
use crate::desk::screens::fields::{a_day, block, day, note, read_note, written};
use crate::desk::screens::not_written::not_written;
use crate::session::session;
use crate::signals::prelude::*;
use crate::text::t;

/// Where a remark is written.
pub(super) fn view() -> View {
    block("#remarked".to_owned(), move |count| {
        let said = if count.get_untracked() == 0 {
            nothing()
        } else {
            el("p").set("id", "remarked").set("tabindex", "-1").add(live(|| t("ui.desk.remarked")))
        };
        el("section.work-line").add(said).add(details("details", "ui.desk.remark").add(form(count)))
    })
}

fn form(count: RwSignal<u32>) -> View {
    let on = RwSignal::new(session().today().to_string());
    let remark = RwSignal::new(String::new());
    let why = RwSignal::new(None);
    let write = move || {
        let remark = read_note(remark)?.ok_or(NotWritten::NoNote)?;
        Ok(vec![(Happening { on: a_day(on)?, event: Event::Remark }, Some(remark))])
    };
    el("div.work-form").all([
        note("remark", remark),
        day("remark-on", "ui.desk.when", on),
        not_written(why),
        actions([button("button.button--primary", "write-remark", "ui.desk.write", move || {
            with(|keeper| written(write().and_then(|all| keeper.write(all)), count, why));
        })]),
    ])
}
