//! What is on every screen of the desk.

use crate::app::{frame, screen_of_questions};
use crate::components::kit::{View, button, el, live, nothing, part, say, when};
use crate::components::saving_line::saving_status;
use crate::components::top_bar::bar;
use crate::later::Later;
use crate::session::{AtDesk, Screen, session};
use crate::signals::prelude::*;
use crate::text::t;

use super::keeper::{keeper, with};
use super::screens;

/// The whole desk.
pub(crate) fn desk(later: Later) -> View {
    frame(bar(lock_button()), case_line(), move |screen| show(screen, later), [saving_line(), later.offline_line()])
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
    when(move || keeper.in_hand().is_some(), saving_status)
}

/// A line that is read out when it comes.
pub(super) fn alert(key: &str, test_id: &str) -> View {
    say("p.notice.notice--warning", key).set("role", "alert").id(test_id)
}
