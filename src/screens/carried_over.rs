//! A draft that is not quite as it was: its questions have changed since, or its last answers may be missing.

use engine::text::Value;

use crate::components::kit::{View, actions, button, el, group, heading, list, live, nothing, notice, say};
use crate::components::words::words;
use crate::session::keeper::keeper;
use crate::session::session;
use crate::text::filled;

/// Says what has changed, and which answers to look at again.
pub(crate) fn view() -> View {
    let session = session();
    let Some(said) = keeper().and_then(|keeper| keeper.carried_over()) else { return nothing() };
    let pack = session.pack();
    let changed = said.left_out.changed.iter().filter_map(|id| {
        let question = pack.question(*id)?;
        Some(el("li").add(words(&format!("q.{}.label", question.name))))
    });
    let gone = said.left_out.gone;
    let date = pack.content().date.to_string();
    let if_so = |so: bool, view: View| if so { view } else { nothing() };
    group([
        heading("ui.carried.title"),
        if_so(said.last_may_be_missing, notice("warning", "ui.carried.missing").id("may-be-missing")),
        if_so(
            said.is_new_pack,
            el("p").id("new-pack").add(live(move || filled("ui.carried.new_pack", &[("date", Value::Code(&date))]))),
        ),
        if_so(!said.left_out.changed.is_empty(), group([say("p", "ui.carried.changed"), list("ul", changed)])),
        if_so(
            gone > 0,
            el("p").add(live(move || filled("ui.carried.gone", &[("count", Value::Code(&gone.to_string()))]))),
        ),
        actions([button("button.button--primary", "carried-on", "ui.carried.go_on", move || session.back())]),
    ])
}
