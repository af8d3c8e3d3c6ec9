//! The person gives the device back: the staff gives the desk's words before it sees anything else.

use std::rc::Rc;

use super::troubles::trouble;
use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, group, heading, nothing, part, say};
use crate::components::passphrase_field::passphrase_field;
use crate::desk::keeper::{keeper, with};

/// Where the words are given.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let waits = Rc::clone(&keeper);
    group([
        heading("ui.desk.give_back.title"),
        say("p", "ui.desk.give_back.text"),
        part(move || {
            if waits.is_busy() {
                say("p", "ui.desk.working").set("role", "status").id("working")
            } else {
                passphrase_field("ui.desk.words", "take-back", "ui.desk.give_back.open", |words| {
                    with(|keeper| keeper.take_back_device(words));
                })
            }
        }),
        trouble(&keeper),
        actions([back_button()]),
    ])
}
