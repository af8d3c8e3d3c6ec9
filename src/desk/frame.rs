//! What is on every screen of the desk.

use core::cell::Cell;

use crate::app::{screen_of_questions, skip_link};
use crate::browser::page;
use crate::components::glossary_pop::{Explained, glossary_pop};
use crate::components::kit::{View, button, el, follow_words, group, live, nothing, part, part_then, say, when};
use crate::components::saving_line::words_for;
use crate::components::top_bar::bar;
use crate::later::Later;
use crate::session::{AtDesk, Keeping, Screen, session};
use crate::signals::prelude::*;
use crate::text::t;

use super::keeper::{keeper, with};
use super::screens;

/// The whole desk.
pub(crate) fn desk(later: Later) -> View {
    let session = session();
    let screen = Memo::new(move |_| session.screen());
    Explained::provide();
    let before = Cell::new(None);
    let opened = move || {
        let now = screen.get_untracked();
        if page::has_heading() && before.replace(Some(now)).is_some_and(|before| before != now) {
            page::focus_heading();
        }
    };
    follow_words(Box::new(|| t("app.name")), Box::new(page::set_title));
    group([
        skip_link(),
        bar(lock_button()),
        el("main.page")
            .set("id", "main")
            .set("tabindex", "-1")
            .add(case_line())
            .add(part_then(move || show(screen.get(), later), opened))
            .add(saving_line())
            .add(later.offline_line()),
        glossary_pop(),
    ])
}

fn show(screen: Screen, later: Later) -> View {
    match screen {
        Screen::Desk(screen) => untrack(|| screens::view(screen)),
        other => screen_of_questions(other, later),
    }
}

/// Locks the desk at once: on every screen while it is open.
fn lock_button() -> View {
    let session = session();
    let is_open = move || !matches!(session.screen(), Screen::Desk(AtDesk::SetUp | AtDesk::Unlock));
    when(is_open, || button("link-button", "lock", "ui.desk.lock", || with(|keeper| keeper.lock())))
}

/// Which case is open, and the way back to the staff while the person has the device.
fn case_line() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    part(move || {
        let Some(in_hand) = keeper.in_hand() else { return nothing() };
        let session = session();
        let here = session.screen();
        if here == Screen::Desk(AtDesk::Case) {
            // Its heading says it.
            return nothing();
        }
        let code = el("bdi").text(in_hand.code.as_str());
        let line =
            el("p.case-line").id("case-line").add(el("span").add(live(|| t("ui.desk.case"))).text(" ").add(code));
        line.add(match (keeper.is_with_person(), here) {
            (true, Screen::Desk(AtDesk::GiveBack)) => nothing(),
            (true, _) => button("link-button", "give-back", "ui.desk.give_back", move || {
                session.open(Screen::Desk(AtDesk::GiveBack));
            }),
            (false, _) => button("link-button", "to-case", "ui.desk.to_case", || with(|keeper| keeper.to_case())),
        })
    })
}

/// Whether the case is on this device as it stands.
fn saving_line() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let session = session();
    let key = move || words_for(session.keeping());
    let class = move || match session.keeping() {
        Keeping::NotSaved(_) | Keeping::Gone | Keeping::NotRemoved => "status notice notice--warning",
        _ => "status",
    };
    let is_open = move || keeper.in_hand().is_some();
    when(is_open, move || {
        el("div").set_live("class", move || class().to_owned()).id("saving").add(
            el("span")
                .set("role", "status")
                .set_live("data-keeping", move || key().to_owned())
                .add(live(move || t(key()))),
        )
    })
}

/// A line that is read out when it comes.
pub(super) fn alert(key: &str, test_id: &str) -> View {
    say("p.notice.notice--warning", key).set("role", "alert").id(test_id)
}
