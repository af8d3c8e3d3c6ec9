//! The fields that are filled in where something is written, and what comes of it.

use core::cell::Cell;
use std::str::FromStr as _;

use casework::words::Note;
use engine::date::{Date, PartialDate};

use crate::browser::{events, page};
use crate::components::kit::{View, choices, el, part_then, say, typed};
use crate::desk::keeper::NotWritten;
use crate::signals::prelude::*;

/// A part that is made anew after something was written there; then what fits `focus` has the focus and says how it
/// stands. What is made is given what counts the writings.
pub(super) fn block(focus: String, make: impl Fn(RwSignal<u32>) -> View + 'static) -> View {
    let written = RwSignal::new(0);
    let shown = Cell::new(0);
    part_then(
        move || {
            written.get();
            make(written)
        },
        move || {
            let now = written.get_untracked();
            if shown.replace(now) != now {
                page::focus(&focus);
            }
        },
    )
}

/// Writes what is filled in: counts it, or says why not.
pub(super) fn written(result: Result<(), NotWritten>, count: RwSignal<u32>, why: RwSignal<Option<NotWritten>>) {
    match result {
        Ok(()) => count.update(|count| *count += 1),
        Err(error) => why.set(Some(error)),
    }
}

/// A field for a day: the browser's own.
pub(super) fn day(id: &str, label: &str, now: RwSignal<String>) -> View {
    field(id, label, typed("input").set("type", "date"), now)
}

/// A field for one line of words.
pub(super) fn line(id: &str, label: &str, now: RwSignal<String>) -> View {
    field(id, label, typed("input").set("type", "text").set("dir", "auto"), now)
}

/// A field for a number.
pub(super) fn number(id: &str, label: &str, now: RwSignal<String>) -> View {
    let input = typed("input").set("type", "number").set("inputmode", "numeric").set("min", "1").set("max", "200");
    field(id, label, input, now)
}

/// A field for a note.
pub(super) fn note(id: &str, now: RwSignal<String>) -> View {
    field(id, "ui.desk.note", typed("textarea").set("rows", "2").set("dir", "auto"), now)
}

fn field(id: &str, label: &str, input: View, now: RwSignal<String>) -> View {
    let input = input.set("id", id).on("input", move |event| now.set(events::value(&event)));
    input.put("value", &now.get_untracked().into());
    el("div.field").add(say("label", label).set("for", id)).add(input)
}

/// A choice among values, each with the key of its words.
pub(super) fn one_of(
    id: &str,
    label: &str,
    options: impl IntoIterator<Item = (String, String)>,
    now: RwSignal<String>,
) -> View {
    let chosen = now.get_untracked();
    let options = options.into_iter().map(|(value, key)| {
        let is_chosen = value == chosen;
        say("option", &key).set("value", &value).flag("selected", move || is_chosen)
    });
    let select = choices(id, options, move |value| now.set(value)).set("id", id);
    el("div.field").add(say("label", label).set("for", id)).add(select)
}

/// What stands before the choices, where none is made yet.
pub(super) fn not_chosen(key: &str) -> (String, String) {
    (String::new(), key.to_owned())
}

/// The day that a field holds; nothing, where it is empty.
pub(super) fn read_day(text: &str) -> Result<Option<Date>, NotWritten> {
    if text.is_empty() {
        return Ok(None);
    }
    match PartialDate::from_str(text) {
        Ok(PartialDate::Day(day)) => Ok(Some(day)),
        _ => Err(NotWritten::NoDay),
    }
}

/// The day that a field must hold.
pub(super) fn a_day(now: RwSignal<String>) -> Result<Date, NotWritten> {
    read_day(&now.get_untracked())?.ok_or(NotWritten::NoDay)
}

/// The note that a field holds, if there is one.
pub(super) fn read_note(now: RwSignal<String>) -> Result<Option<Note>, NotWritten> {
    let text = now.get_untracked();
    if text.trim().is_empty() { Ok(None) } else { Ok(Some(Note::new(&text)?)) }
}
