//! The close of a shift: closed cases are removed, or all.

use std::rc::Rc;

use ::desk::entry::Status;
use engine::text::Value;

use super::troubles::trouble;
use crate::components::back_button::back_button;
use crate::components::kit::{
    View, actions, actions_stacked, button, el, group, heading, live, nothing, notice, part, say, when,
};
use crate::desk::keeper::{DeskKeeper, keeper, with};
use crate::signals::prelude::*;
use crate::text::filled;

/// What is removed.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let asks = RwSignal::new(false);
    let (list, busy) = (keeper.list(), Rc::clone(&keeper));
    let closed = Memo::new(move |_| list.with(|list| list.iter().filter(|entry| entry.status != Status::Open).count()));
    let all = Memo::new(move |_| list.with(Vec::len));
    group([
        heading("ui.desk.end_of_shift"),
        say("p", "ui.desk.shift.text"),
        trouble(&keeper),
        el("p").id("shift-count").add(live(move || {
            let (closed, all) = (closed.get().to_string(), all.get().to_string());
            filled("ui.desk.shift.count", &[("closed", Value::Code(&closed)), ("all", Value::Code(&all))])
        })),
        when(move || busy.is_busy(), || say("p", "ui.desk.working").set("role", "status")),
        part(move || if asks.get() { all_of_them(asks) } else { choices(closed, all, asks) }),
        button("button.button--primary", "lock-now", "ui.desk.lock", || with(|keeper: Rc<DeskKeeper>| keeper.lock())),
        actions([back_button()]),
    ])
}

fn choices(closed: Memo<usize>, all: Memo<usize>, asks: RwSignal<bool>) -> View {
    actions_stacked([
        when(
            move || closed.get() > 0,
            || button("button", "remove-closed", "ui.desk.shift.closed", || with(|keeper| keeper.remove_closed())),
        ),
        when(
            move || all.get() > 0,
            move || button("button.button--danger", "remove-all", "ui.desk.shift.all", move || asks.set(true)),
        ),
    ])
}

fn all_of_them(asks: RwSignal<bool>) -> View {
    group([
        notice("warning", "ui.desk.shift.all_text"),
        actions_stacked([
            button("button.button--danger", "remove-all-yes", "ui.desk.shift.all_yes", move || {
                asks.set(false);
                with(|keeper| keeper.remove_all());
            }),
            button("button", "remove-all-no", "ui.remove.no", move || asks.set(false)),
        ]),
    ])
}
