//! The explanation of a word, over the screen that it was asked on.

use crate::signals::prelude::*;

use super::kit::{View, actions, button, el, group, live, nothing, part_then};
use super::words::words;
use crate::text::raw;

/// Which word is explained; empty when none is.
#[derive(Clone, Copy)]
pub(crate) struct Explained(RwSignal<String>);

impl Explained {
    /// Makes explanations possible below here.
    pub(crate) fn provide() {
        provide_context(Self(RwSignal::new(String::new())));
    }

    /// Explains a word.
    pub(crate) fn open(term: &str) {
        expect_context::<Self>().0.set(term.to_owned());
    }
}

/// The explanation of a word. Escape, the button and a click outside close it; the browser then gives the focus back
/// to the word.
pub(crate) fn glossary_pop() -> View {
    let term = expect_context::<Explained>().0;
    let dialog = el("dialog.glossary-pop").set("aria-labelledby", "glossary-word");
    let (shown, to_close, outside) = (dialog.clone(), dialog.clone(), dialog.clone());
    let explanation = move || {
        let term = term.get();
        if term.is_empty() {
            return nothing();
        }
        let (word, meaning) = (format!("glossary.{term}.word"), format!("glossary.{term}.meaning"));
        group([el("h2").set("id", "glossary-word").add(live(move || raw(&word))), el("p").add(words(&meaning))])
    };
    let open = move || {
        if !term.with_untracked(String::is_empty) {
            // Where dialogs are unknown, the glossary's own page has the same words.
            shown.open_dialog();
        }
    };
    dialog
        .on("close", move |_| term.set(String::new()))
        .on("click", move |event| {
            // Only the backdrop is the dialog itself: what is in it fills it to its edges.
            if outside.is_target(&event) {
                outside.close_dialog();
            }
        })
        .add(el("div.glossary-pop__page").add(part_then(explanation, open)).add(actions([button(
            "button.button--primary",
            "",
            "ui.close",
            move || to_close.close_dialog(),
        )])))
}
