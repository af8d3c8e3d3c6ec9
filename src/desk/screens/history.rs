//! Everything that was written of the case, the newest first, each entry with its corrections beside it.

mod breaks;
mod correct;

use casework::entry::{Entry, What};
use casework::history::History;
use engine::text::Value;

use super::more::{SHOWN, more};
use super::who::who;
use super::work_words::happening as words_of;
use crate::browser::page;
use crate::components::kit::{View, button, el, group, heading, list, live, nothing, part, part_then, say, when};
use crate::desk::keeper::{keeper, work};
use crate::session::session;
use crate::signals::prelude::*;
use crate::text::filled;

/// Which entry is being corrected, and which just was.
#[derive(Clone, Copy, Default)]
struct Correcting {
    open: RwSignal<Option<u32>>,
    done: RwSignal<Option<u32>>,
}

/// Gives an entry the focus, once it was corrected or was left as it is.
fn focus(number: u32) {
    page::focus(&format!("[data-entry=\"{number}\"]"));
}

/// The history of the case that is open.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let (shown, correcting) = (RwSignal::new(SHOWN), Correcting::default());
    group([
        heading("ui.desk.history"),
        say("p", "ui.desk.history.text"),
        part(|| breaks::view(work().history())),
        if session().agreed() { who(&keeper) } else { nothing() },
        part_then(
            move || entries(work().history(), shown, correcting),
            move || {
                if let Some(number) = correcting.done.get_untracked() {
                    correcting.done.set(None);
                    focus(number);
                }
            },
        ),
        part(|| mark(work().history())),
    ])
}

/// What stands for everything that was written, to put on paper.
fn mark(history: &History) -> View {
    let last = history.entries().next_back().map(|entry| entry.number);
    let Some((number, mark)) = last.and_then(|number| Some((number.to_string(), history.mark(number)?))) else {
        return nothing();
    };
    el("p.question__hint").id("mark").add(live(move || {
        filled("ui.desk.history.mark", &[("number", Value::Code(&number)), ("code", Value::Code(&mark))])
    }))
}

fn entries(history: &History, shown: RwSignal<usize>, correcting: Correcting) -> View {
    // An entry, and what corrects it or a correction of it. What corrects an entry that is gone stands alone.
    let mut all: Vec<Vec<&Entry>> = Vec::new();
    for entry in history.entries() {
        let of = if let What::Correction { of, .. } = entry.what { Some(of) } else { None };
        let place = of.and_then(|of| all.iter_mut().find(|known| known.iter().any(|entry| entry.number == of)));
        match place {
            Some(known) => known.push(entry),
            None => all.push(vec![entry]),
        }
    }
    if all.is_empty() {
        return say("p", "ui.desk.history.empty").id("no-entries");
    }
    let lines = all.iter().rev().take(shown.get()).filter_map(|of| of.split_first());
    let lines: Vec<View> = lines.map(|(first, corrections)| one(first, corrections, correcting)).collect();
    group([list("ol.work-lines", lines), more("more-entries", all.len(), shown)])
}

fn one(entry: &Entry, corrections: &[&Entry], correcting: Correcting) -> View {
    let number = entry.number;
    let last = corrections.last().copied().unwrap_or(entry);
    let now = match &last.what {
        What::New(happening) | What::Correction { instead: Some(happening), .. } => Some(happening.clone()),
        What::Correction { instead: None, .. } => None,
    };
    let before = match &entry.what {
        What::New(happening) | What::Correction { instead: Some(happening), .. } => Some(happening.clone()),
        What::Correction { instead: None, .. } => None,
    };
    // What was taken back is put right with the kind of thing that it was.
    let pattern = now.or(before);
    let look = if corrections.is_empty() { "li.work-line" } else { "li.work-line.work-line--corrected" };
    el(look)
        .set("data-entry", &number.to_string())
        .set("tabindex", "-1")
        .add(said(entry))
        .add(list("ul.corrections", corrections.iter().map(|entry| el("li").add(said(entry)))))
        .add(when(
            move || correcting.open.get() != Some(number) && session().agreed(),
            move || {
                button("link-button", "correct", "ui.desk.correct", move || correcting.open.set(Some(number)))
                    .set("id", &format!("correct-{number}"))
            },
        ))
        .add(when(
            move || correcting.open.get() == Some(number),
            move || pattern.clone().map_or_else(nothing, |pattern| correct::form(number, &pattern, correcting)),
        ))
}

/// What an entry says, who wrote it, and when.
fn said(entry: &Entry) -> View {
    let number = entry.number.to_string();
    let (by, written) = (entry.by.as_str().to_owned(), entry.written.to_string());
    let meta = move || {
        filled(
            "ui.desk.history.by",
            &[("number", Value::Code(&number)), ("date", Value::Code(&written)), ("who", Value::Words(&by))],
        )
    };
    let (key, happening) = match &entry.what {
        What::New(happening) => (None, Some(happening.clone())),
        What::Correction { instead: None, .. } => (Some("ui.desk.history.did_not"), None),
        What::Correction { instead: Some(happening), .. } => {
            (Some("ui.desk.history.otherwise"), Some(happening.clone()))
        }
    };
    let what = happening.as_ref().map_or_else(nothing, words_of);
    group([
        el("p").add(key.map_or_else(nothing, |key| say("span", key))).text(" ").add(what),
        entry.note.as_ref().map_or_else(nothing, |note| el("p.work-line__note").set("dir", "auto").text(note.as_str())),
        el("p.contact__status").add(live(meta)),
    ])
}
