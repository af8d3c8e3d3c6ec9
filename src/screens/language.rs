//! The first screen: which language. Each language in its own words, no flags.

use engine::text::Direction;
use leptos::prelude::*;

use crate::components::top_bar::autonym;
use crate::session::{Keeping, Screen, session};
use crate::text::{t, tables};

/// Choose a language.
#[component]
pub(crate) fn Language() -> impl IntoView {
    let session = session();
    let languages = session.pack().content().languages.clone();
    view! {
        <h1 tabindex="-1">{move || t("ui.language.title")}</h1>
        {move || matches!(session.keeping(), Keeping::SetAside(_)).then(|| view! {
            <p class="notice notice--warning" role="alert" data-testid="set-aside">{t("ui.draft_set_aside")}</p>
        })}
        <ul class="language-list">
            {languages.into_iter().map(|language| {
                let tag = language.tag.clone();
                let loaded = { let tag = tag.clone(); move || tables().tags().contains(&tag) };
                let dir = Direction::of(&tag).name();
                let draft = language.draft.then(|| { let tag = tag.clone(); move || draft_words(&tag) });
                let chosen = tag.clone();
                view! {
                    <li>
                        <button type="button" class="button" lang=tag.clone() dir=dir disabled=move || !loaded()
                            data-testid=format!("language-{tag}")
                            on:click=move |_| {
                                if tables().show(&chosen) {
                                    session.open(Screen::Welcome);
                                }
                            }>
                            <span class="language-list__name">{autonym(&tag)}</span>
                            {draft.map(|draft| view! { <span class="tag">{draft}</span> })}
                        </button>
                    </li>
                }
            }).collect_view()}
        </ul>
        <p class="question__hint">{move || t("ui.language.draft_hint")}</p>
    }
}

/// *Draft*, in the language itself.
fn draft_words(tag: &str) -> String {
    tables().of(tag).and_then(|texts| texts.get("ui.language.draft").map(str::to_owned)).unwrap_or_default()
}
