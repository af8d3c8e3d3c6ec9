//! Locking the draft with words that only the person knows.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::components::back_button::back_button;
use crate::components::kit::{
    View, actions, button, details, el, group, heading, list, live, nothing, notice, part, say, when,
};
use crate::components::passphrase_field::passphrase_field;
use crate::passphrase::suggestion;
use crate::session::keeper::{Keeper, Trouble, keeper};
use crate::signals::prelude::*;
use crate::text::tables;

/// What words are worth, four of them to take, and a field for one's own.
pub(crate) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let (locked, failed) = (Rc::clone(&keeper), Rc::clone(&keeper));
    let busy = RwSignal::new(false);
    group([
        heading("ui.protect.title"),
        part(move || {
            if locked.is_locked() {
                done()
            } else if busy.get() && locked.trouble().is_none() {
                say("p", "ui.protect.working").set("role", "status")
            } else {
                offer(&locked, busy)
            }
        }),
        when(
            move || failed.trouble() == Some(Trouble::NotLocked),
            || notice("warning", "ui.protect.failed").set("role", "alert"),
        ),
        actions([back_button()]),
    ])
}

fn done() -> View {
    group([notice("", "ui.protect.done").set("role", "status").id("locked"), say("p", "ui.protect.no_recovery")])
}

fn offer(keeper: &Rc<Keeper>, busy: RwSignal<bool>) -> View {
    let asked = RwSignal::new(());
    let suggested = Memo::new(move |_| {
        asked.get();
        suggestion(&tables().language())
    });
    let lock = move |keeper: &Rc<Keeper>, words: String| {
        busy.set(true);
        spawn_local(Rc::clone(keeper).lock(words));
    };
    let (take, own) = (Rc::clone(keeper), Rc::clone(keeper));
    let four = move || {
        let take = Rc::clone(&take);
        group([
            say("p", "ui.protect.four"),
            el("p.passphrase")
                .set("dir", "auto")
                .id("suggested")
                .add(live(move || suggested.get().unwrap_or_default())),
            actions([
                button("button.button--primary", "use-words", "ui.protect.use", move || {
                    if let Some(words) = suggested.get_untracked() {
                        lock(&take, words);
                    }
                }),
                button("button", "other-words", "ui.protect.others", move || asked.set(())),
            ]),
        ])
    };
    group([
        say("p", "ui.protect.what"),
        list("ul", ["ui.protect.write_down", "ui.protect.no_recovery"].map(|key| el("li").add(say("span", key)))),
        when(move || suggested.with(Option::is_some), four),
        details("details.card__more", "ui.protect.own").add(say("p", "ui.protect.pin")).add(passphrase_field(
            "ui.passphrase.yours",
            "own",
            "ui.protect.use_own",
            move |words| lock(&own, words),
        )),
    ])
}
