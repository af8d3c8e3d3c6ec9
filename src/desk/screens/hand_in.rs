//! A case that somebody brings on paper or on their phone: scanned, photographed or typed, looked at, and then taken in.

mod read;
mod scan;

use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, group, heading, nothing, part, say};
use crate::desk::keeper::keeper;

/// The ways in, and what was read.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    group([
        heading("ui.desk.hand_in"),
        part(move || match keeper.handed_in() {
            Some(handed_in) => read::view(handed_in),
            None => group([say("p", "ui.desk.hand_in.text"), scan::view()]),
        }),
        actions([back_button()]),
    ])
}
