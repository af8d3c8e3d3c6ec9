//! Somebody came back: go on, or remove everything.

use leptos::prelude::*;

use crate::browser::page;
use crate::session::session;
use crate::text::t;

/// A draft was found.
#[component]
pub(crate) fn Resume() -> impl IntoView {
    let session = session();
    view! {
        <h1 tabindex="-1">{move || t("ui.resume.title")}</h1>
        <p>{move || t("ui.resume.text")}</p>
        <p>{move || t("ui.resume.not_yours")}</p>
        <div class="actions actions--stacked">
            <button type="button" class="button button--primary" data-testid="resume"
                on:click=move |_| {
                    session.resume();
                    page::focus_heading();
                }>
                {move || t("ui.resume.go_on")}
            </button>
            <button type="button" class="button button--danger" data-testid="remove-draft"
                on:click=move |_| session.remove_everything()>
                {move || t("ui.remove.yes")}
            </button>
        </div>
    }
}
