//! Remove everything from this device?

use leptos::prelude::*;

use crate::session::session;
use crate::text::t;

/// Asks once, then removes.
#[component]
pub(crate) fn Remove() -> impl IntoView {
    let session = session();
    let (title, text) = if session.is_staff() {
        ("ui.new_person.title", "ui.new_person.text")
    } else {
        ("ui.remove.title", "ui.remove.text")
    };
    view! {
        <h1 tabindex="-1">{move || t(title)}</h1>
        <p>{move || t(text)}</p>
        <div class="actions actions--stacked">
            <button type="button" class="button button--danger" data-testid="remove-yes"
                on:click=move |_| session.remove_everything()>
                {move || t("ui.remove.yes")}
            </button>
            <button type="button" class="button" data-testid="remove-no" on:click=move |_| session.back()>
                {move || t("ui.remove.no")}
            </button>
        </div>
    }
}
