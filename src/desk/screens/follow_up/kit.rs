//! Kits that the desk itself gave out.

use casework::entry::{Event, Happening};
use casework::follow_up::KitGiven;
use casework::words::Code;
use engine::question::Meaning;

use crate::components::kit::{View, actions, button, details, el, group, list, say};
use crate::desk::keeper::{NotWritten, with, work};
use crate::desk::screens::fields::{a_day, block, day, not_chosen, note, number, one_of, read_note, written};
use crate::desk::screens::not_written::not_written;
use crate::desk::screens::work_words::{happening, kit_key};
use crate::session::session;
use crate::signals::prelude::*;

/// The question whose options are the kinds of kits.
const NEEDS: &str = "needs";

/// What was given, and how to write that more was.
pub(super) fn view() -> View {
    let given = Memo::new(move |_| work().history().kits());
    group([
        say("h2", "ui.desk.kits").set("id", "kits").set("tabindex", "-1"),
        block("#kits".to_owned(), move |count| stands(&given.get(), count)),
    ])
}

fn stands(given: &[KitGiven], count: RwSignal<u32>) -> View {
    let lines = given.iter().map(|given| {
        let event = Event::Kit { kit: given.kit.clone(), number: given.number };
        el("li").add(happening(&Happening { on: given.on, event }))
    });
    let known = if given.is_empty() { say("p", "ui.desk.no_kits") } else { list("ul", lines).id("kits-given") };
    el("section.work-line").add(known).add(details("details", "ui.desk.kit_given").add(form(count)))
}

/// The kinds of kits, as the content has them, with the keys of their words.
pub(crate) fn kinds() -> Vec<(String, String)> {
    let pack = session().pack();
    let asked = pack.question_named(NEEDS).and_then(|id| pack.question(id));
    let options = asked.map(|asked| asked.options.iter().map(|(_, option)| option).collect::<Vec<_>>());
    let kinds = options.unwrap_or_default().into_iter();
    kinds
        .filter(|option| option.meaning == Meaning::Value && !option.alone)
        .map(|option| (option.name.clone(), kit_key(&option.name)))
        .collect()
}

fn form(count: RwSignal<u32>) -> View {
    let (kind, many) = (RwSignal::new(String::new()), RwSignal::new("1".to_owned()));
    let on = RwSignal::new(session().today().to_string());
    let remark = RwSignal::new(String::new());
    let why = RwSignal::new(None);
    let write = move || {
        let kit = Code::new(&kind.get_untracked())?;
        let number = many.get_untracked().trim().parse().ok().filter(|number: &u8| *number > 0);
        let number = number.ok_or(NotWritten::NothingChosen)?;
        Ok::<_, NotWritten>(vec![(Happening { on: a_day(on)?, event: Event::Kit { kit, number } }, read_note(remark)?)])
    };
    let options = [not_chosen("ui.desk.choose")].into_iter().chain(kinds());
    el("div.work-form").all([
        one_of("kit", "ui.desk.kit", options, kind),
        number("kit-count", "ui.desk.kit_count", many),
        day("kit-on", "ui.desk.when", on),
        note("kit-note", remark),
        not_written(why),
        actions([button("button.button--primary", "write-kit", "ui.desk.write", move || {
            with(|keeper| written(write().and_then(|all| keeper.write(all)), count, why));
        })]),
    ])
}
