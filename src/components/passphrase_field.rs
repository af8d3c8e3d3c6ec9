//! A field for a passphrase, and the button that uses it. What is typed can be read: the words are on paper beside the
//! phone, and a hidden word on a small keyboard is a wrong word.

use vault::cipher::is_seen;

use super::kit::{View, button, el, group, say, typed};
use crate::browser::events;
use crate::signals::prelude::*;

/// A labelled field; `act` is given the words, unless there are none.
pub(crate) fn passphrase_field(label: &str, test_id: &str, key: &str, act: impl Fn(String) + 'static) -> View {
    let words = RwSignal::new(String::new());
    let input = typed("input")
        .set("id", test_id)
        .set("type", "text")
        .set("dir", "auto")
        .set("maxlength", "256")
        .on("input", move |event| words.set(events::value(&event)));
    let use_them = button("button.button--primary", &format!("{test_id}-go"), key, move || {
        let words = words.get_untracked();
        if words.chars().any(|character| is_seen(character) && !character.is_whitespace()) {
            act(words);
        }
    });
    group([el("div.field").add(say("label", label).set("for", test_id)).add(input), el("div.actions").add(use_them)])
}
