//! Back: the same as the browser's Back key.

use leptos::prelude::*;

use crate::session::session;
use crate::text::t;

/// Goes one screen back; no answer is lost. Absent on the first screen.
#[component]
pub(crate) fn BackButton() -> impl IntoView {
    let session = session();
    move || {
        session.can_go_back().then(|| {
            view! {
                <button type="button" class="button button--quiet" data-testid="back" on:click=move |_| session.back()>
                    {move || t("ui.back")}
                </button>
            }
        })
    }
}
