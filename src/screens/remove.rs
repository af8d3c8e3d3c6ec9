//! Remove everything from this device?

use crate::components::kit::{View, actions_stacked, button, group, heading, say};
use crate::session::keeper::keeper;
use crate::session::session;

/// Asks once, then removes.
pub(crate) fn view() -> View {
    let session = session();
    let (title, text) = if session.is_staff() {
        ("ui.new_person.title", "ui.new_person.text")
    } else {
        ("ui.remove.title", "ui.remove.text")
    };
    group([
        heading(title),
        say("p", text),
        actions_stacked([
            button("button.button--danger", "remove-yes", "ui.remove.yes", || {
                if let Some(keeper) = keeper() {
                    keeper.remove_everything();
                }
            }),
            button("button", "remove-no", "ui.remove.no", move || session.back()),
        ]),
    ])
}
