//! The explanation of a word, over the screen that it was asked on.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::words::linked;
use crate::text::{t, tables};

/// Which word is explained.
#[derive(Clone, Copy)]
pub(crate) struct Explained(RwSignal<Option<String>>);

impl Explained {
    /// Makes explanations possible below here.
    pub(crate) fn provide() {
        provide_context(Self(RwSignal::new(None)));
    }

    /// Explains a word.
    pub(crate) fn open(term: &str) {
        expect_context::<Self>().0.set(Some(term.to_owned()));
    }
}

/// The explanation of a word.
#[component]
pub(crate) fn GlossaryPop() -> impl IntoView {
    let term = expect_context::<Explained>().0;
    let dialog = NodeRef::<Dialog>::new();
    Effect::new(move |_| {
        if let (Some(dialog), true) = (dialog.get(), term.with(Option::is_some)) {
            // A browser without dialogs shows nothing; the glossary page has the same words.
            let _ = dialog.show_modal();
        }
    });
    let close = move |_| {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    view! {
        <dialog class="glossary-pop" node_ref=dialog aria-labelledby="glossary-word" on:close=move |_| term.set(None)>
            {move || term.get().map(|term| {
                let texts = tables().shown();
                let word = texts.get(&format!("glossary.{term}.word")).unwrap_or_default().to_owned();
                let meaning = linked(texts.get(&format!("glossary.{term}.meaning")).unwrap_or_default());
                view! {
                    <h2 id="glossary-word">{word}</h2>
                    <p>{meaning}</p>
                }
            })}
            <div class="actions">
                <button type="button" class="button button--primary" on:click=close>{move || t("ui.close")}</button>
            </div>
        </dialog>
    }
}
