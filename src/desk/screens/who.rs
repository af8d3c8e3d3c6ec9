//! Who writes: asked once while the desk is open.

use std::rc::Rc;

use casework::words::Who;
use engine::text::Value;

use crate::browser::events;
use crate::components::kit::{View, button, el, live, part, say, typed};
use crate::desk::keeper::DeskKeeper;
use crate::signals::prelude::*;
use crate::text::filled;

/// The field, or who said that they write.
pub(super) fn who(keeper: &Rc<DeskKeeper>) -> View {
    let who = keeper.who();
    let asks = RwSignal::new(who.with_untracked(|who| Who::new(who).is_err()));
    part(move || if asks.get() { field(who) } else { said(who, asks) })
}

fn field(who: RwSignal<String>) -> View {
    let input = typed("input")
        .set("id", "who")
        .set("type", "text")
        .set("dir", "auto")
        .set("aria-describedby", "who-why")
        .on("input", move |event| who.set(events::value(&event)));
    input.put("value", &who.get_untracked().into());
    el("div.field")
        .add(say("label", "ui.desk.who").set("for", "who"))
        .add(say("p.question__hint", "ui.desk.who_why").set("id", "who-why"))
        .add(input)
}

fn said(who: RwSignal<String>, asks: RwSignal<bool>) -> View {
    let words = move || who.with(|who| filled("ui.desk.who_is", &[("who", Value::Words(who))]));
    el("p.case-line").id("who-is").add(el("span").add(live(words))).add(button(
        "link-button",
        "who-else",
        "ui.desk.change",
        move || asks.set(true),
    ))
}
