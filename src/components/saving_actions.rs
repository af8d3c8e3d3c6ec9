//! What can be done about the draft, beside removing it.

use super::kit::{View, button, group, nothing, when};
use crate::session::keeper::keeper;
use crate::session::{Keeping, Screen, session};

/// What fits what is said of the draft.
pub(crate) fn saving_actions(keeping: Keeping) -> View {
    let (session, Some(keeper)) = (session(), keeper()) else { return nothing() };
    match keeping {
        Keeping::Saved | Keeping::SavedBeside => when(
            move || !keeper.is_locked() && session.screen() != Screen::Protect,
            move || button("link-button", "protect", "ui.protect", move || session.open(Screen::Protect)),
        ),
        Keeping::Gone => {
            let other = std::rc::Rc::clone(&keeper);
            group([
                button("link-button", "keep-again", "ui.saving.keep_again", move || keeper.keep_again()),
                button("link-button", "leave-removed", "ui.saving.leave_removed", move || other.leave_removed()),
            ])
        }
        _ => nothing(),
    }
}
