//! Setting the desk up, once: whose it is, its language, its words.

use ::desk::settings::{Given, LONGEST_NAME, Settings};

use super::restore::restore;
use super::troubles::trouble;
use crate::browser::events;
use crate::components::kit::details;
use crate::components::kit::{
    View, actions, button, choices, el, group, heading, list, live, nothing, notice, part, say, typed, when,
};
use crate::components::passphrase_field::passphrase_field;
use crate::components::top_bar::autonym;
use crate::desk::keeper::{keeper, with};
use crate::passphrase::suggestion;
use crate::session::session;
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
    let pack = session().pack();
    let now = given.with_untracked(|given| given.language.clone());
    let options = pack.content().languages.iter().map(|language| {
        let chosen = language.tag == now;
        el("option")
            .set("value", &language.tag)
            .set("lang", &language.tag)
            .text(autonym(&language.tag))
            .flag("selected", move || chosen)
    });
    let select = choices("staff-language", options, move |tag| given.update(|given| given.language = tag));
    el("div.field")
        .add(say("label", "ui.desk.language").set("for", "staff-language"))
        .add(select.set("id", "staff-language"))
}

/// Four words to take, or own ones.
fn words(given: RwSignal<Given>) -> View {
    let asked = RwSignal::new(());
    let suggested = Memo::new(move |_| {
        asked.get();
        suggestion(&tables().language())
    });
    let set_up = move |words: String| with(|keeper| keeper.set_up(Settings::new(&given.get_untracked()), words));
    let four = move || {
        group([
            el("p.passphrase")
                .set("dir", "auto")
                .id("suggested")
                .add(live(move || suggested.get().unwrap_or_default())),
            actions([
                button("button.button--primary", "use-words", "ui.desk.set_up.use", move || {
                    if let Some(words) = suggested.get_untracked() {
                        set_up(words);
                    }
                }),
                button("button", "other-words", "ui.protect.others", move || asked.set(())),
            ]),
        ])
    };
    group([
        when(move || suggested.with(Option::is_some), four),
        details("details.card__more", "ui.protect.own").add(say("p", "ui.protect.pin")).add(passphrase_field(
            "ui.desk.words",
            "own",
            "ui.desk.set_up.use",
            set_up,
        )),
    ])
}
