//! The button under a long list that shows more of it.

use engine::text::Value;

use crate::components::kit::{View, el, live, nothing};
use crate::signals::prelude::*;
use crate::text::filled;

/// How much of a list is shown at first, and how much more each time.
pub(super) const SHOWN: usize = 30;

/// The button, where there are more than are shown.
pub(super) fn more(test_id: &str, count: usize, shown: RwSignal<usize>) -> View {
    let left = count.saturating_sub(shown.get());
    if left == 0 {
        return nothing();
    }
    let left = left.to_string();
    el("button.button")
        .set("type", "button")
        .id(test_id)
        .add(live(move || filled("ui.desk.more", &[("count", Value::Code(&left))])))
        .on("click", move |_| shown.update(|shown| *shown += SHOWN))
}
