//! One line of the referral: how it stands, since when, when somebody looks again, and how to write that it changed.

use ::desk::lines::Row;
use casework::entry::{Event, Happening, Line};
use casework::status::Status;
use engine::date::Date;

use crate::components::kit::{View, actions, button, details, el, group, live, nothing, plain, say};
use crate::desk::keeper::{NotWritten, with};
use crate::desk::screens::fields::{a_day, block, day, not_chosen, note, one_of, read_day, read_note, written};
use crate::desk::screens::not_written::not_written;
use crate::desk::screens::work_words::{about, status_key, with_day};
use crate::session::session;
use crate::signals::prelude::*;

/// The line in this place.
pub(super) fn view(at: usize, all: Memo<Vec<Row>>) -> View {
    let row = Memo::new(move |_| all.with(|all| all.get(at).cloned()));
    // A box of its own, which keeps its place while what is in it is made anew.
    el("div")
        .add(block(format!("#stands-{at}"), move |count| row.get().map_or_else(nothing, |row| one(at, &row, count))))
}

fn one(at: usize, row: &Row, count: RwSignal<u32>) -> View {
    let (of, status) = (row.line.about.clone(), row.state.as_ref().and_then(|state| state.status));
    let id = [of.service(), of.card()].into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join(" ");
    let next = row.state.as_ref().and_then(|state| state.next);
    let (line, before, key) = match status {
        Some(Status::Closed) => (row.line.again(), None, "ui.desk.refer_again"),
        _ => (row.line.clone(), status, "ui.desk.line_change"),
    };
    el("section.work-line")
        .set("data-line", &id)
        .set("data-status", status.map_or("new", Status::name))
        .add(el("h3").add(live(move || about(&of))))
        .add(stands(at, row))
        .add(details("details", key).add(form(at, line, before, next, count)))
}

fn stands(at: usize, row: &Row) -> View {
    let said = match row.state.as_ref().and_then(|state| Some((state.status?, state.since))) {
        Some((status, since)) => group([
            say("span.tag", &status_key(status)),
            plain(" "),
            el("span").add(live(move || with_day("ui.desk.since", since))),
        ]),
        None => say("span", "ui.desk.not_written"),
    };
    let next = row.state.as_ref().and_then(|state| state.next).map_or_else(nothing, |next| {
        let now = if next <= session().today() { "strong.work-line__next" } else { "span.work-line__next" };
        el(now).add(live(move || with_day("ui.desk.look_again_on", next)))
    });
    el("p.work-line__stands").set("id", &format!("stands-{at}")).set("tabindex", "-1").add(said).text(" ").add(next)
}

fn form(at: usize, line: Line, before: Option<Status>, next: Option<Date>, count: RwSignal<u32>) -> View {
    let today = session().today();
    let (status, remark) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let on = RwSignal::new(today.to_string());
    let again = RwSignal::new(next.map(|next| next.to_string()).unwrap_or_default());
    let why = RwSignal::new(None);
    let first = if before.is_some() { "ui.desk.stays" } else { "ui.desk.choose" };
    let options = Status::after(before).map(|status| (status.name().to_owned(), status_key(status)));
    let read = move || {
        let chosen = Status::from_name(&status.get_untracked());
        let mut remark = read_note(remark)?;
        let mut all = Vec::new();
        if let Some(status) = chosen {
            let event = Event::Status(line.clone(), status);
            all.push((Happening { on: a_day(on)?, event }, remark.take()));
        }
        let again = read_day(&again.get_untracked())?;
        if again != next && chosen != Some(Status::Closed) {
            let event = Event::Next { line: Some(line.clone()), on: again };
            all.push((Happening { on: today, event }, remark.take()));
        }
        Ok::<_, NotWritten>(all)
    };
    el("div.work-form").all([
        one_of(&format!("status-{at}"), "ui.desk.stands", [not_chosen(first)].into_iter().chain(options), status),
        day(&format!("on-{at}"), "ui.desk.when", on),
        day(&format!("next-{at}"), "ui.desk.look_again", again),
        note(&format!("note-{at}"), remark),
        not_written(why),
        actions([button("button.button--primary", "write-line", "ui.desk.write", move || {
            with(|keeper| written(read().and_then(|all| keeper.write(all)), count, why));
        })]),
    ])
}
