//! Locking the draft with words that only the person knows.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, details, el, group, heading, list, nothing, notice, part, say, when};
use crate::components::passphrase_field::passphrase_field;
use crate::components::suggested_words::suggested_words;
use crate::session::keeper::{Keeper, Trouble, keeper};
use crate::signals::prelude::*;

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
    let keeper = Rc::clone(keeper);
    let lock = move |words: String| {
        busy.set(true);
        spawn_local(Rc::clone(&keeper).lock(words));
    };
    group([
        say("p", "ui.protect.what"),
        list("ul", ["ui.protect.write_down", "ui.protect.no_recovery"].map(|key| el("li").add(say("span", key)))),
        suggested_words(|| say("p", "ui.protect.four"), "ui.protect.use", lock.clone()),
        details("details.card__more", "ui.protect.own").add(say("p", "ui.protect.pin")).add(passphrase_field(
            "ui.passphrase.yours",
            "own",
            "ui.protect.use_own",
            lock,
        )),
    ])
}
