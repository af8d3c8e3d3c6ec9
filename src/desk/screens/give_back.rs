//! The person gives the device back: the staff gives the desk's words before it sees anything else.

use super::troubles::trouble;
use super::words::words_field;
use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, group, heading, nothing, say};
use crate::desk::keeper::{keeper, with};

/// Where the words are given.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    group([
        heading("ui.desk.give_back.title"),
        say("p", "ui.desk.give_back.text"),
        words_field(&keeper, "take-back", "ui.desk.give_back.open", |words| {
            with(|keeper| keeper.take_back_device(words));
        }),
        trouble(&keeper),
        actions([back_button()]),
    ])
}
