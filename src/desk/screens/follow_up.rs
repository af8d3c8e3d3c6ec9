//! What became of the referral: each line, the step that the case is in, when somebody looks again, kits, remarks.

mod kit;
mod line;
mod next_date;
mod remark;
mod step;

use ::desk::lines::rows;

use super::who::who;
use crate::components::kit::{
    View, actions_stacked, button, each, el, group, heading, nothing, notice, part, say, when,
};
use crate::desk::keeper::{keeper, work};
use crate::session::{AtDesk, Screen, session};
use crate::signals::prelude::*;

pub(super) use kit::kinds;

/// The follow-up of the case that is open.
pub(super) fn view() -> View {
    let (session, Some(keeper)) = (session(), keeper()) else { return nothing() };
    group([
        heading("ui.desk.follow_up"),
        when(|| work().history().verify().is_err(), || notice("warning", "ui.desk.broken").id("broken")),
        if session.agreed() { who(&keeper) } else { notice("", "ui.desk.not_agreed").id("not-agreed") },
        step::view(),
        next_date::view(),
        say("h2", "ui.desk.lines"),
        lines(),
        kit::view(),
        remark::view(),
        actions_stacked([
            button("button", "to-history", "ui.desk.history", move || session.open(Screen::Desk(AtDesk::History))),
            button("button", "to-plan", "ui.desk.plan", move || session.open(Screen::Desk(AtDesk::Plan))),
        ]),
    ])
}

/// All lines. One that is written of stays where it is.
fn lines() -> View {
    let session = session();
    let all = Memo::new(move |_| session.interview().with(|interview| rows(interview, work().history())));
    let count = Memo::new(move |_| all.with(Vec::len));
    group([
        part(move || if count.get() == 0 { say("p", "ui.desk.no_lines") } else { nothing() }),
        el("div.work-lines").add(each(move || (0..count.get()).collect(), move |at| line::view(at, all))),
    ])
}
