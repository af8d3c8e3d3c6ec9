//! Where a history is not what was written, in plain words.

use casework::history::{Break, History};
use engine::text::Value;

use crate::components::kit::{View, el, list, live, nothing, say};
use crate::text::filled;

/// What was found; nothing, where all is well.
pub(super) fn view(history: &History) -> View {
    let found = history.breaks();
    if found.is_empty() {
        return nothing();
    }
    let lines = found.into_iter().map(|found| el("li").add(live(move || words(found))));
    el("section.notice.notice--warning")
        .set("role", "alert")
        .id("breaks")
        .add(say("h2", "ui.desk.broken"))
        .add(list("ul", lines))
        .add(say("p", "ui.desk.broken.what"))
}

fn words(found: Break) -> String {
    let said = |key: &str, numbers: &[(&str, String)]| {
        let values: Vec<(&str, Value<'_>)> = numbers.iter().map(|(name, value)| (*name, Value::Code(value))).collect();
        filled(key, &values)
    };
    match found {
        Break::Unreadable { place } => said("ui.desk.broken.unreadable", &[("number", place.to_string())]),
        Break::OutOfOrder { number, expected, .. } => {
            said("ui.desk.broken.order", &[("number", number.to_string()), ("count", expected.to_string())])
        }
        Break::Changed { number, .. } => said("ui.desk.broken.changed", &[("number", number.to_string())]),
        Break::End { written } => said("ui.desk.broken.end", &[("count", written.to_string())]),
    }
}
