//! Somebody came back: go on, or remove everything.

use crate::components::kit::{View, actions_stacked, button, group, heading, say};
use crate::session::session;

/// A draft was found.
pub(crate) fn view() -> View {
    let session = session();
    group([
        heading("ui.resume.title"),
        say("p", "ui.resume.text"),
        say("p", "ui.resume.not_yours"),
        actions_stacked([
            button("button.button--primary", "resume", "ui.resume.go_on", move || session.resume()),
            button("button.button--danger", "remove-draft", "ui.remove.yes", move || session.remove_everything()),
        ]),
    ])
}
