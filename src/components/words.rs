//! A text on the screen, with its links to the glossary.

use engine::text::{Piece, pieces};
use leptos::prelude::*;

use super::glossary_pop::Explained;
use crate::text::tables;

/// The text of a key. Words that are explained are buttons that open the explanation.
#[component]
pub(crate) fn Words(
    /// The key of the text.
    #[prop(into)]
    key: Signal<String>,
) -> impl IntoView {
    move || {
        let texts = tables().shown();
        let key = key.get();
        let text = texts.get(&key).unwrap_or_default();
        linked(text)
    }
}

/// A text with its links, as pieces of the page.
pub(crate) fn linked(text: &str) -> Vec<AnyView> {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words.to_owned().into_any(),
            Piece::Term { words, term } => {
                let (words, term) = (words.to_owned(), term.to_owned());
                view! {
                    <button type="button" class="glossary-term" on:click=move |event| {
                        // Inside a label a click would also tick the option.
                        event.prevent_default();
                        event.stop_propagation();
                        Explained::open(&term);
                    }>{words}</button>
                }
                .into_any()
            }
        })
        .collect()
}
