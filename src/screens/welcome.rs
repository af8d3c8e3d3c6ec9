//! What this is, that the answers stay here, and that nothing here is a decision.

use engine::flow::Half;
use leptos::prelude::*;

use crate::components::back_button::BackButton;
use crate::session::session;
use crate::text::t;

/// Two sentences, and begin.
#[component]
pub(crate) fn Welcome() -> impl IntoView {
    let session = session();
    view! {
        <h1 tabindex="-1">{move || t("ui.welcome.title")}</h1>
        <p>{move || t("ui.welcome.what")}</p>
        <p>{move || t("ui.welcome.stays")}</p>
        <ul>
            <li>{move || t("ui.welcome.skip")}</li>
            <li>{move || t("ui.welcome.free")}</li>
            <li>{move || t("ui.welcome.exit")}</li>
        </ul>
        <div class="actions">
            <BackButton/>
            <button type="button" class="button button--primary" data-testid="begin"
                on:click=move |_| session.begin(Half::BeforeResults)>
                {move || t("ui.begin")}
            </button>
        </div>
    }
}
