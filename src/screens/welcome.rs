//! What this is, that the answers stay here, and that nothing here is a decision.

use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, button, el, group, heading, list, say};
use crate::session::{Screen, session};

/// Two sentences, and begin.
pub(crate) fn view() -> View {
    let session = session();
    group([
        heading("ui.welcome.title"),
        say("p", "ui.welcome.what"),
        say("p", "ui.welcome.stays"),
        list("ul", ["ui.welcome.skip", "ui.welcome.free"].map(|key| el("li").add(say("span", key)))),
        actions([
            back_button(),
            button("button.button--primary", "read", "ui.next", move || session.open(Screen::Leaving)),
        ]),
    ])
}
