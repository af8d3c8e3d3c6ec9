//! What is on every screen: the language, help, and the way out.

use leptos::prelude::*;

use crate::browser::events;
use crate::session::{Screen, session};
use crate::text::{t, tables};

/// The bar at the top.
#[component]
pub(crate) fn TopBar() -> impl IntoView {
    let session = session();
    view! {
        <header class="top-bar">
            <span class="top-bar__name">{move || t("app.name")}</span>
            <div class="top-bar__tools">
                <LanguageSelect/>
                <button type="button" class="link-button" data-testid="help-now"
                    on:click=move |_| open_once(Screen::HelpNow)>
                    {move || t("ui.help_now")}
                </button>
                {move || session.is_staff().then(|| view! {
                    <button type="button" class="link-button" data-testid="new-person"
                        on:click=move |_| open_once(Screen::Remove)>
                        {move || t("ui.new_person")}
                    </button>
                })}
            </div>
            <button type="button" class="exit-button" data-testid="exit" on:click=move |_| session.leave()>
                {move || t("ui.exit")}
            </button>
        </header>
    }
}

/// Opens a screen unless it is open.
fn open_once(screen: Screen) {
    let session = session();
    if session.screen() != screen {
        session.open(screen);
    }
}

/// The language can be changed on any screen; answers, screen and focus stay.
#[component]
fn LanguageSelect() -> impl IntoView {
    let languages = session().pack().content().languages.clone();
    view! {
        <label>
            <span class="visually-hidden">{move || t("ui.language")}</span>
            <select data-testid="language" on:change=move |event| {
                tables().show(&events::value(&event));
            }>
                {languages.into_iter().map(|language| {
                    let tag = language.tag.clone();
                    let loaded = { let tag = tag.clone(); move || tables().tags().contains(&tag) };
                    let chosen = { let tag = tag.clone(); move || tables().language() == tag };
                    let name = autonym(&tag);
                    view! {
                        <option value=tag.clone() lang=tag prop:selected=chosen disabled=move || !loaded()>{name}</option>
                    }
                }).collect_view()}
            </select>
        </label>
    }
}

/// What a language calls itself.
pub(crate) fn autonym(tag: &str) -> String {
    match tag {
        "ar" => "العربية",
        "en" => "English",
        "fr" => "Français",
        other => other,
    }
    .to_owned()
}
