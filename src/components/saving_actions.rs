//! What can be done about the draft, beside removing it.

use super::kit::{View, button, group, nothing, part, when};
use crate::session::keeper::keeper;
use crate::session::{Keeping, Screen, session};
use crate::signals::prelude::*;

/// What can be done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Offer {
    Lock,
    PutBack,
    Nothing,
}

/// What fits what is said of the draft. While it is being saved nothing is taken away under a finger.
pub(crate) fn saving_actions() -> View {
    let session = session();
    let offer = Memo::new(move |_| match session.keeping() {
        Keeping::Saving | Keeping::Saved | Keeping::SavedBeside => Offer::Lock,
        Keeping::Gone => Offer::PutBack,
        _ => Offer::Nothing,
    });
    part(move || made(offer.get()))
}

fn made(offer: Offer) -> View {
    let (session, Some(keeper)) = (session(), keeper()) else { return nothing() };
    match offer {
        Offer::Lock => when(
            move || !keeper.is_locked() && session.screen() != Screen::Protect,
            move || button("link-button", "protect", "ui.protect", move || session.open(Screen::Protect)),
        ),
        Offer::PutBack => {
            let other = std::rc::Rc::clone(&keeper);
            group([
                button("link-button", "keep-again", "ui.saving.keep_again", move || keeper.keep_again()),
                button("link-button", "leave-removed", "ui.saving.leave_removed", move || other.leave_removed()),
            ])
        }
        Offer::Nothing => nothing(),
    }
}
