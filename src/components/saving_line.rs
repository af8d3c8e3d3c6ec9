//! What can be said of the draft: never *saved* when it is not.

use super::kit::{View, button, el, live, part, when};
use crate::session::{Keeping, Screen, session};
use crate::text::t;

/// The line that says whether the draft is on this device, and the way to remove it.
pub(crate) fn saving_line() -> View {
    let session = session();
    let key = move || match session.keeping() {
        Keeping::NotAsked => "ui.saving.not_kept",
        Keeping::Found => "ui.saving.found",
        Keeping::Saved => "ui.saving.saved",
        Keeping::NotSaved(_) => "ui.saving.not_saved",
        Keeping::SetAside(_) => "ui.saving.set_aside",
        Keeping::InTheWay(_) => "ui.saving.in_the_way",
        Keeping::Removed => "ui.saving.removed",
        Keeping::NotRemoved => "ui.saving.not_removed",
    };
    let class = move || match session.keeping() {
        Keeping::NotSaved(_) | Keeping::SetAside(_) | Keeping::InTheWay(_) | Keeping::NotRemoved => {
            "status notice notice--warning"
        }
        _ => "status",
    };
    let remove = move || {
        let key = if session.is_staff() { "ui.new_person" } else { "ui.remove" };
        button("link-button", "remove", key, move || session.open(Screen::Remove))
    };
    el("div")
        .set_live("class", move || class().to_owned())
        .id("saving")
        .add(
            el("span")
                .set("role", "status")
                .set_live("data-keeping", move || key().to_owned())
                .add(live(move || t(key()))),
        )
        .add(when(
            move || session.screen() != Screen::Remove && session.keeping() != Keeping::Removed,
            move || part(remove),
        ))
}
