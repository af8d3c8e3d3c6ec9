//! A text on the screen, with its links to the glossary.

use engine::text::{Piece, pieces};

use super::glossary_pop::Explained;
use super::kit::{View, el, group, part, plain};
use crate::browser::events;
use crate::text::raw;

/// The text of a key. Words that are explained are buttons that open the explanation.
pub(crate) fn words(key: &str) -> View {
    let key = key.to_owned();
    part(move || linked(&raw(&key)))
}

/// A text with its links, as pieces of the page.
pub(crate) fn linked(text: &str) -> View {
    group(pieces(text).into_iter().map(|piece| match piece {
        Piece::Words(words) => plain(words),
        Piece::Term { words, term } => {
            let term = term.to_owned();
            el("button.glossary-term").set("type", "button").text(words).on("click", move |event| {
                // Inside a label a click would also tick the option.
                event.prevent_default();
                event.stop_propagation();
                // Not every browser moves the focus on a click; the explanation gives it back to where it was.
                events::focus(&event);
                Explained::open(&term);
            })
        }
    }))
}
