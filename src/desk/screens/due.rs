//! What is due today or overdue: how many cases, and the way to the first of them.

use ::desk::entry::{Entry, Status};
use engine::text::Value;
use wasm_bindgen_futures::spawn_local;

use crate::browser::{page, promise};
use crate::components::kit::{View, el, live, when};
use crate::session::session;
use crate::signals::prelude::*;
use crate::text::filled;

/// Whether somebody must look at a case today.
pub(super) fn is_due(entry: &Entry, today: i32) -> bool {
    entry.status == Status::Open && entry.next.is_some_and(|next| next <= today)
}

/// The line above the list. `shown` is how many cases stand there.
pub(super) fn due(list: RwSignal<Vec<Entry>>, shown: RwSignal<usize>) -> View {
    let today = session().today().days();
    let count = Memo::new(move |_| list.with(|list| list.iter().filter(|entry| is_due(entry, today)).count()));
    let to_first = move || {
        let first = list.with_untracked(|list| list.iter().position(|entry| is_due(entry, today)));
        if let Some(first) = first {
            shown.update(|shown| *shown = (*shown).max(first + 1));
            // It stands there once the list was made anew.
            spawn_local(async {
                promise::sleep(0).await;
                page::focus(".case[data-due]");
            });
        }
    };
    when(
        move || count.get() > 0,
        move || {
            let words = move || filled("ui.desk.due_now", &[("count", Value::Code(&count.get().to_string()))]);
            el("button.button").set("type", "button").id("due-now").add(live(words)).on("click", move |_| to_first())
        },
    )
}
