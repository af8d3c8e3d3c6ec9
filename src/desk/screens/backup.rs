//! The whole desk as one file, which opens with its words.

use std::rc::Rc;

use engine::text::Value;

use super::troubles::trouble;
use super::words::words_field;
use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, el, group, heading, list, live, nothing, notice, part, say, when};
use crate::desk::keeper::{BackedUp, keeper, with};
use crate::signals::prelude::*;
use crate::text::filled;

/// What a backup is, and where the words are given.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    untrack(|| keeper.forget_backup());
    let (ended, waits) = (Rc::clone(&keeper), Rc::clone(&keeper));
    group([
        heading("ui.desk.backup.title"),
        say("p", "ui.desk.backup.text"),
        list(
            "ul",
            ["ui.desk.backup.words", "ui.desk.backup.removed", "ui.desk.backup.elsewhere"]
                .map(|key| el("li").add(say("span", key))),
        ),
        when(move || !waits.waiting().is_empty(), || notice("warning", "ui.desk.reading.waiting")),
        words_field(&keeper, "backup", "ui.desk.backup.go", |words| with(|keeper| keeper.back_up(words))),
        trouble(&keeper),
        part(move || ended.backed_up().map_or_else(nothing, said)),
        actions([back_button()]),
    ])
}

fn said(what: BackedUp) -> View {
    let BackedUp::Given { cases, complete } = what else {
        return notice("warning", "ui.desk.export.failed").set("role", "alert");
    };
    let count = cases.to_string();
    group([
        el("p.notice")
            .set("role", "status")
            .id("backed-up")
            .add(live(move || filled("ui.desk.export.given", &[("count", Value::Code(&count))]))),
        if complete { nothing() } else { notice("warning", "ui.desk.export.incomplete") },
    ])
}
