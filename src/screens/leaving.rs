//! How to leave at once, and what that does not do: said once, before the first question.

use engine::flow::Half;

use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, button, el, group, heading, list, say};
use crate::session::session;

/// Three sentences, and the first question.
pub(crate) fn view() -> View {
    let session = session();
    group([
        heading("ui.leaving.title"),
        list(
            "ul",
            ["ui.leaving.button", "ui.leaving.shift", "ui.leaving.history"].map(|key| el("li").add(say("span", key))),
        ),
        actions([
            back_button(),
            button("button.button--primary", "begin", "ui.begin", move || session.begin(Half::BeforeResults)),
        ]),
    ])
}
