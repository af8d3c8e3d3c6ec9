//! What can be said of the draft: never *saved* when it is not.

use leptos::prelude::*;

use crate::session::{Keeping, Screen, session};
use crate::text::t;

/// The line that says whether the draft is on this device, and the way to remove it.
#[component]
pub(crate) fn SavingLine() -> impl IntoView {
    let session = session();
    let keeping = Memo::new(move |_| session.keeping());
    let key = move || match keeping.get() {
        Keeping::NotAsked => "ui.saving.not_kept",
        Keeping::Found => "ui.saving.found",
        Keeping::Saved => "ui.saving.saved",
        Keeping::NotSaved(_) => "ui.saving.not_saved",
        Keeping::SetAside(_) => "ui.saving.set_aside",
        Keeping::Removed => "ui.saving.removed",
        Keeping::NotRemoved => "ui.saving.not_removed",
    };
    let bad = move || matches!(keeping.get(), Keeping::NotSaved(_) | Keeping::SetAside(_) | Keeping::NotRemoved);
    view! {
        <div class="status" class:notice=bad class:notice--warning=bad data-testid="saving">
            <span role="status" data-keeping=move || key()>{move || t(key())}</span>
            {move || (session.screen() != Screen::Remove && keeping.get() != Keeping::Removed).then(|| view! {
                <button type="button" class="link-button" data-testid="remove"
                    on:click=move |_| session.open(Screen::Remove)>
                    {move || t("ui.remove")}
                </button>
            })}
        </div>
    }
}
