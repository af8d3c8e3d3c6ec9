//! The desk is locked: nothing of any case is in the page.

use std::rc::Rc;

use engine::text::Value;

use super::troubles::trouble;
use super::words::words_field;
use crate::components::kit::{
    View, actions_stacked, button, details, el, group, heading, live, nothing, notice, part, say, when,
};
use crate::desk::keeper::{keeper, with};
use crate::signals::prelude::*;
use crate::text::filled;

/// Where the desk's words are given.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let (waiting, says) = (Rc::clone(&keeper), Rc::clone(&keeper));
    group([
        heading("ui.desk.locked"),
        when(
            move || !waiting.waiting().is_empty(),
            move || {
                let keeper = Rc::clone(&says);
                let count = move || keeper.waiting().len().to_string();
                el("p.notice.notice--warning")
                    .id("waiting")
                    .add(live(move || filled("ui.desk.locked_waiting", &[("count", Value::Code(&count()))])))
            },
        ),
        words_field(&keeper, "unlock", "ui.desk.unlock", |words| with(|keeper| keeper.unlock(words))),
        trouble(&keeper),
        details("details.card__more", "ui.desk.forgotten").add(say("p", "ui.desk.forgotten_text")).add(remove_desk()),
    ])
}

/// Removing the desk with all cases, in two steps.
pub(super) fn remove_desk() -> View {
    let asks = RwSignal::new(false);
    part(move || {
        if asks.get() {
            group([
                notice("warning", "ui.desk.remove_text"),
                actions_stacked([
                    button("button.button--danger", "remove-desk-yes", "ui.desk.remove_yes", || {
                        with(|keeper| keeper.remove_desk());
                    }),
                    button("button", "remove-desk-no", "ui.remove.no", move || asks.set(false)),
                ]),
            ])
        } else {
            button("button.button--danger", "remove-desk", "ui.desk.remove", move || asks.set(true))
        }
    })
}
