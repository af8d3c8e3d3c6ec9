//! Remove this case?

use crate::components::kit::{View, actions_stacked, button, group, heading, say};
use crate::desk::keeper::with;
use crate::session::session;

/// Asks once, then removes.
pub(super) fn view() -> View {
    let session = session();
    group([
        heading("ui.desk.remove_case.title"),
        say("p", "ui.desk.remove_case.text"),
        actions_stacked([
            button("button.button--danger", "remove-case-yes", "ui.desk.remove_case.yes", || {
                with(|keeper| keeper.remove_case());
            }),
            button("button", "remove-case-no", "ui.remove.no", move || session.back()),
        ]),
    ])
}
