//! What can be said of the draft: never *saved* when it is not.

use vault::store::StoreError;

use super::kit::{View, button, el, live, part, when};
use crate::later::Later;
use crate::session::{Keeping, Screen, session};
use crate::signals::prelude::*;
use crate::text::t;

/// The line that says whether the draft is on this device, and the way to remove it.
pub(crate) fn saving_line() -> View {
    let session = session();
    let remove = move || {
        let key = if session.is_staff() { "ui.new_person" } else { "ui.remove" };
        button("link-button", "remove", key, move || session.open(Screen::Remove))
    };
    let later = expect_context::<Later>();
    saving_status().add(later.saving_actions()).add(when(
        move || session.screen() != Screen::Remove && session.keeping() != Keeping::Removed,
        move || part(remove),
    ))
}

/// Whether the draft is on this device as it stands.
pub(crate) fn saving_status() -> View {
    let session = session();
    let key = move || words_for(session.keeping());
    let class = move || match session.keeping() {
        Keeping::NotSaved(_) | Keeping::Gone | Keeping::SavedBeside | Keeping::NotRemoved => {
            "status notice notice--warning"
        }
        _ => "status",
    };
    el("div").set_live("class", move || class().to_owned()).id("saving").add(
        el("span").set("role", "status").set_live("data-keeping", move || key().to_owned()).add(live(move || t(key()))),
    )
}

fn words_for(keeping: Keeping) -> &'static str {
    match keeping {
        Keeping::NotAsked => "ui.saving.not_kept",
        Keeping::Saving => "ui.saving.saving",
        Keeping::Saved => "ui.saving.saved",
        Keeping::SavedUntilClosed => "ui.saving.until_closed",
        Keeping::SavedBeside => "ui.saving.beside",
        Keeping::NotSaved(StoreError::Full) => "ui.saving.full",
        Keeping::NotSaved(StoreError::Insecure) => "ui.saving.insecure",
        Keeping::NotSaved(_) => "ui.saving.not_saved",
        Keeping::Gone => "ui.saving.gone",
        Keeping::Removing => "ui.saving.removing",
        Keeping::Removed => "ui.saving.removed",
        Keeping::NotRemoved => "ui.saving.not_removed",
    }
}
