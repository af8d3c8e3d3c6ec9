//! Somebody must act within a day: whom to call comes before the rest of the questions.

use leptos::prelude::*;

use super::help_now::CountryHelp;
use crate::components::back_button::BackButton;
use crate::session::{Screen, session};
use crate::text::t;

/// Help first; the questions can wait.
#[component]
pub(crate) fn Emergency() -> impl IntoView {
    let session = session();
    view! {
        <h1 tabindex="-1">{move || t("priority.emergency.name")}</h1>
        <p class="notice notice--emergency">{move || t("priority.emergency.say")}</p>
        <CountryHelp/>
        <p>{move || t("ui.emergency.optional")}</p>
        <div class="actions">
            <BackButton/>
            <button type="button" class="button" data-testid="to-results" on:click=move |_| session.open(Screen::Results)>
                {move || t("ui.to_results")}
            </button>
            <button type="button" class="button button--primary" data-testid="next"
                on:click=move |_| session.go_on_after_emergency()>
                {move || t("ui.emergency.go_on")}
            </button>
        </div>
    }
}
