//! The referral: what is on the paper, to look at and to print.

mod consent;
mod paper;
mod row;
mod slip;

use crate::signals::prelude::*;

use crate::browser::print::{self, Paper};
use crate::components::back_button::back_button;
use crate::components::kit::{View, actions_stacked, button, choices, el, group, heading, notice, part, say};
use crate::components::top_bar::autonym;
use crate::session::{Screen, session};
use crate::text::tables;

/// The preview, and what can be done with it.
pub(crate) fn view() -> View {
    let session = session();
    let staff = RwSignal::new(usual_staff_language());
    let before = el("div.no-print").all([
        heading("ui.sheet.title"),
        notice("warning", "ui.sheet.safe"),
        say("p", "ui.sheet.text"),
        staff_language(staff),
        actions_stacked([
            button("button.button--primary", "print-sheet", "ui.sheet.print", move || {
                print::print(Paper::Sheet, &session.reference());
            }),
            button("button", "print-slip", "ui.sheet.print_slip", move || {
                print::print(Paper::Slip, &session.reference());
            }),
            button("button", "to-check", "ui.results.check", move || session.open(Screen::Check)),
            back_button(),
        ]),
        say("h2", "ui.sheet.preview"),
    ]);
    let sheet = part(move || paper::sheet(tables().of(&staff.get()).unwrap_or_default()));
    group([before, sheet, part(slip::slip)])
}

/// The language that staff usually read in the person's country; never the person's own again.
fn usual_staff_language() -> String {
    let shown = tables().language();
    let usual = match session().said("host_country").as_deref() {
        Some("TN" | "DZ" | "MA") => ["fr", "ar", "en"],
        _ => ["en", "ar", "fr"],
    };
    let found = usual.into_iter().find(|tag| *tag != shown && tables().has(tag));
    found.map_or(shown.clone(), str::to_owned)
}

/// Which language stands beside the person's.
fn staff_language(chosen: RwSignal<String>) -> View {
    let options = move || {
        group(tables().tags().into_iter().map(|tag| {
            let option = el("option").set("value", &tag).set("lang", &tag).text(autonym(&tag));
            option.flag("selected", move || chosen.get() == tag)
        }))
    };
    let select = choices("staff-language", [part(options)], move |tag| chosen.set(tag));
    el("label.field").add(say("span", "ui.sheet.staff_language")).add(select)
}
