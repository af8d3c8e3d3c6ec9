//! A desk from a backup file: on another machine, or after it was removed here.

use crate::browser::file::{Chosen, chosen};
use crate::components::kit::{View, details, el, group, say, untyped, when};
use crate::components::passphrase_field::passphrase_field;
use crate::desk::keeper::with;
use crate::signals::prelude::*;

/// Where the file is chosen and its words are given.
pub(super) fn restore() -> View {
    let file = StoredValue::new_local(None::<Chosen>);
    let is_chosen = RwSignal::new(false);
    let input = untyped("file").set("id", "backup-file").set("accept", ".dalil").on("change", move |event| {
        let found = chosen(&event);
        is_chosen.set(found.is_some());
        file.set_value(found);
    });
    let words = move || {
        passphrase_field("ui.desk.words", "restore", "ui.desk.restore.go", move |words| {
            if let Some(file) = file.with_value(Clone::clone) {
                with(|keeper| keeper.restore(file, words));
            }
        })
    };
    details("details.card__more", "ui.desk.restore").add(group([
        say("p", "ui.desk.restore.text"),
        el("div.field").add(say("label", "ui.desk.restore.file").set("for", "backup-file")).add(input),
        when(move || is_chosen.get(), words),
    ]))
}
