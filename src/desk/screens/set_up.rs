//! Setting the desk up, once: whose it is, its language, its words.

use ::desk::settings::{Given, LONGEST_NAME, Settings};

use super::restore::restore;
use super::troubles::trouble;
use crate::browser::events;
use crate::components::kit::{View, details, el, group, heading, list, nothing, notice, part, say, typed};
use crate::components::language_field::language_field;
use crate::components::passphrase_field::passphrase_field;
use crate::components::suggested_words::suggested_words;
use crate::desk::keeper::{keeper, with};
use crate::signals::prelude::*;
use crate::text::tables;

/// Three things to give, and what locking means.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let given = RwSignal::new(Given { language: tables().shown_untracked(), ..Given::default() });
    let waits = std::rc::Rc::clone(&keeper);
    group([
        heading("ui.desk.set_up.title"),
        say("p", "ui.desk.set_up.text"),
        names(given),
        language(given),
        say("h2", "ui.desk.set_up.words"),
        list(
            "ul",
            ["ui.desk.set_up.words_what", "ui.desk.set_up.words_lost"].map(|key| el("li").add(say("span", key))),
        ),
        part(move || {
            if waits.is_busy() {
                say("p", "ui.protect.working").set("role", "status")
            } else {
                group([words(given), restore()])
            }
        }),
        trouble(&keeper),
        notice("", "ui.desk.set_up.machine"),
    ])
}

/// The organisation and the office.
pub(super) fn names(given: RwSignal<Given>) -> View {
    let organisation = given.with_untracked(|given| given.organisation.clone());
    let office = given.with_untracked(|given| given.office.clone());
    group([
        name("organisation", "ui.desk.organisation", &organisation, move |words| {
            given.update(|given| given.organisation = words);
        }),
        name("office", "ui.desk.office", &office, move |words| given.update(|given| given.office = words)),
    ])
}

fn name(test_id: &'static str, label: &str, now: &str, act: impl Fn(String) + 'static) -> View {
    let input = typed("input")
        .set("id", test_id)
        .set("type", "text")
        .set("dir", "auto")
        .set("maxlength", &LONGEST_NAME.to_string())
        .set("value", now)
        .on("input", move |event| act(events::value(&event)));
    el("div.field").add(say("label", label).set("for", test_id)).add(input)
}

/// The staff's language.
pub(super) fn language(given: RwSignal<Given>) -> View {
    let now = given.with_untracked(|given| given.language.clone());
    let set = move |tag| given.update(|given| given.language = tag);
    language_field("staff-language", "ui.desk.language", &now, set)
}

/// Four words to take, or own ones.
fn words(given: RwSignal<Given>) -> View {
    let set_up = move |words: String| with(|keeper| keeper.set_up(Settings::new(&given.get_untracked()), words));
    group([
        suggested_words(nothing, "ui.desk.set_up.use", set_up),
        details("details.card__more", "ui.protect.own").add(say("p", "ui.protect.pin")).add(passphrase_field(
            "ui.desk.words",
            "own",
            "ui.desk.set_up.use",
            set_up,
        )),
    ])
}
