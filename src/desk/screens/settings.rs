//! What the desk is set up with.

use ::desk::settings::{Given, HIDDEN_SECONDS, IDLE_SECONDS, Settings};

use super::set_up::{language, names};
use super::troubles::trouble;
use super::unlock::remove_desk;
use crate::browser::events;
use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, button, details, el, group, heading, nothing, say, typed, untyped};
use crate::desk::keeper::{keeper, with};
use crate::session::{AtDesk, Screen, session};
use crate::signals::prelude::*;

/// Names, language, when it locks, whether names are shown; and removing the desk.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let given = RwSignal::new(untrack(|| keeper.settings()).get().clone());
    let (idle, hidden) = given.with_untracked(|given| (given.idle_seconds, given.hidden_seconds));
    group([
        heading("ui.desk.settings"),
        trouble(&keeper),
        names(given),
        language(given),
        seconds("idle-seconds", "ui.desk.idle", idle, &IDLE_SECONDS, move |seconds| {
            given.update(|given| given.idle_seconds = seconds);
        }),
        seconds("hidden-seconds", "ui.desk.hidden", hidden, &HIDDEN_SECONDS, move |seconds| {
            given.update(|given| given.hidden_seconds = seconds);
        }),
        names_in_list(given),
        actions([
            back_button(),
            button("button.button--primary", "save-settings", "ui.desk.save_settings", move || {
                with(|keeper| keeper.change_settings(Settings::new(&given.get_untracked())));
            }),
        ]),
        actions([button("button", "backup", "ui.desk.backup.title", || {
            session().open(Screen::Desk(AtDesk::Backup));
        })]),
        details("details.card__more", "ui.desk.remove").add(remove_desk()),
    ])
}

fn seconds(
    test_id: &'static str,
    label: &str,
    now: u16,
    bounds: &core::ops::RangeInclusive<u16>,
    act: impl Fn(u16) + 'static,
) -> View {
    let input = typed("input")
        .set("id", test_id)
        .set("type", "number")
        .set("inputmode", "numeric")
        .set("min", &bounds.start().to_string())
        .set("max", &bounds.end().to_string())
        .set("value", &now.to_string())
        .on("input", move |event| {
            if let Ok(seconds) = events::value(&event).parse() {
                act(seconds);
            }
        });
    el("div.field").add(say("label", label).set("for", test_id)).add(input)
}

fn names_in_list(given: RwSignal<Given>) -> View {
    let shows = given.with_untracked(|given| given.names_in_list);
    let input = untyped("checkbox")
        .set("id", "names-in-list")
        .flag("checked", move || shows)
        .on("change", move |event| given.update(|given| given.names_in_list = events::is_checked(&event)));
    el("label.option").add(input).add(say("span", "ui.desk.names_in_list"))
}
