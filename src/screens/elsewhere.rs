//! The answers are open in another window now: nothing can be changed here until they are taken back.

use crate::components::kit::{View, actions_stacked, button, group, heading, say};
use crate::session::keeper::keeper;

/// Says so, and offers to take over.
pub(crate) fn view() -> View {
    group([
        heading("ui.elsewhere.title"),
        say("p", "ui.elsewhere.text"),
        actions_stacked([button("button.button--primary", "take-over", "ui.take_over", || {
            if let Some(keeper) = keeper() {
                keeper.take_over();
            }
        })]),
    ])
}
