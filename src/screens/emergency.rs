//! Somebody must act within a day: whom to call comes before the rest of the questions.

use super::help_now::country_help;
use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, button, group, heading, notice, say};
use crate::session::{Screen, session};

/// Help first; the questions can wait.
pub(crate) fn view() -> View {
    let session = session();
    group([
        heading("priority.emergency.name"),
        notice("emergency", "priority.emergency.say"),
        country_help(),
        say("p", "ui.emergency.optional"),
        actions([
            back_button(),
            button("button", "to-results", "ui.to_results", move || session.open(Screen::Results)),
            button("button.button--primary", "next", "ui.emergency.go_on", move || session.go_on_after_emergency()),
        ]),
    ])
}
