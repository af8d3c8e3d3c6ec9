//! The step of case management that the case is in; closing it with a reason, and opening it again.

use casework::entry::{Event, Happening};
use casework::step::{ClosureReason, Reached, Step};
use engine::date::Date;

use crate::components::kit::{View, actions, button, details, el, group, live, notice, say};
use crate::desk::keeper::{NotWritten, with, work};
use crate::desk::screens::fields::{a_day, block, day, not_chosen, note, one_of, read_note, written};
use crate::desk::screens::not_written::not_written;
use crate::desk::screens::work_words::{reason_key, step, step_key, with_day};
use crate::session::session;
use crate::signals::prelude::*;

/// Where the case stands, and where it may go.
pub(super) fn view() -> View {
    let now = Memo::new(move |_| work().history().step());
    group([say("h2", "ui.desk.case_stands"), block("#step".to_owned(), move |count| stands(now.get(), count))])
}

fn stands(now: Option<(Reached, Date)>, count: RwSignal<u32>) -> View {
    let line = el("p.work-line__stands").set("id", "step").set("tabindex", "-1");
    let line = match now {
        Some((reached, since)) => line
            .set("data-step", reached.step().name())
            .add(el("strong").add(live(move || step(reached))))
            .text(" ")
            .add(el("span").add(live(move || with_day("ui.desk.since", since)))),
        None => line.add(say("span", "ui.desk.no_step")),
    };
    let here = now.map(|(reached, _)| reached.step());
    let ways = if here == Some(Step::Closure) {
        group([
            notice("", "ui.desk.is_closed").id("is-closed"),
            details("details", "ui.desk.reopen").add(go_on(here, count)),
        ])
    } else {
        group([
            details("details", "ui.desk.next_step").add(go_on(here, count)),
            details("details", "ui.desk.close").add(close(count)),
        ])
    };
    el("section.work-line").all([line, ways])
}

/// The step that usually comes after one.
fn usually_next(here: Option<Step>) -> Step {
    match here {
        None => Step::Intake,
        Some(Step::Intake) => Step::Assessment,
        Some(Step::Assessment) => Step::Plan,
        Some(Step::Plan) => Step::Referral,
        Some(Step::Referral | Step::FollowUp | Step::Closure) => Step::FollowUp,
    }
}

fn go_on(here: Option<Step>, count: RwSignal<u32>) -> View {
    let chosen = RwSignal::new(usually_next(here).name().to_owned());
    let steps = Step::ALL.into_iter().filter(|step| *step != Step::Closure);
    let options = steps.map(|step| (step.name().to_owned(), step_key(step)));
    let choice = one_of("next-step", "ui.desk.step", options, chosen);
    let read =
        move || Step::from_name(&chosen.get_untracked()).and_then(Reached::open).ok_or(NotWritten::NothingChosen);
    form("step", choice, "ui.desk.write", read, count)
}

fn close(count: RwSignal<u32>) -> View {
    let chosen = RwSignal::new(String::new());
    let reasons = ClosureReason::ALL.into_iter().map(|reason| (reason.name().to_owned(), reason_key(reason)));
    let options = [not_chosen("ui.desk.choose")].into_iter().chain(reasons);
    let choice = one_of("reason", "ui.desk.reason", options, chosen);
    let read = move || {
        let reason = ClosureReason::from_name(&chosen.get_untracked()).ok_or(NotWritten::NothingChosen)?;
        Ok(Reached::Closure(reason))
    };
    form("close", choice, "ui.desk.close", read, count)
}

fn form(
    id: &'static str,
    choice: View,
    key: &str,
    read: impl Fn() -> Result<Reached, NotWritten> + 'static,
    count: RwSignal<u32>,
) -> View {
    let on = RwSignal::new(session().today().to_string());
    let remark = RwSignal::new(String::new());
    let why = RwSignal::new(None);
    let write = move || {
        let (reached, on, remark) = (read()?, a_day(on)?, read_note(remark)?);
        // "Something else" says nothing alone.
        if reached == Reached::Closure(ClosureReason::Other) && remark.is_none() {
            return Err(NotWritten::NoNote);
        }
        Ok(vec![(Happening { on, event: Event::Step(reached) }, remark)])
    };
    el("div.work-form").all([
        choice,
        day(&format!("{id}-on"), "ui.desk.when", on),
        note(&format!("{id}-note"), remark),
        not_written(why),
        actions([button("button.button--primary", &format!("write-{id}"), key, move || {
            with(|keeper| written(write().and_then(|all| keeper.write(all)), count, why));
        })]),
    ])
}
