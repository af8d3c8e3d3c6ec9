//! Somebody came back, or another person has the phone now: go on, begin anew, or remove.

use std::rc::Rc;

use engine::date::Date;
use engine::text::Value;
use vault::opening::{State, Unreadable};
use vault::store::DraftId;
use wasm_bindgen_futures::spawn_local;

use crate::components::kit::{
    View, actions_stacked, button, el, group, heading, list, live, nothing, notice, part, say, when,
};
use crate::components::passphrase_field::passphrase_field;
use crate::session::keeper::{Keeper, OnDevice, Trouble, keeper};
use crate::session::{Screen, session};
use crate::text::filled;

/// The drafts on this device. What is in them is not shown.
pub(crate) fn view() -> View {
    let (session, Some(keeper)) = (session(), keeper()) else { return nothing() };
    let (drafts, again, anew) = (Rc::clone(&keeper), Rc::clone(&keeper), Rc::clone(&keeper));
    group([
        heading("ui.resume.title"),
        say("p", "ui.resume.text"),
        say("p", "ui.resume.not_yours"),
        when(
            move || again.trouble() == Some(Trouble::NotOpened),
            || notice("warning", "ui.resume.not_opened").set("role", "alert"),
        ),
        part(move || match drafts.on_device() {
            None => say("p", "ui.opening").set("role", "status"),
            Some(found) => list("ul.drafts", found.iter().map(|it| draft(&drafts, it, found.len() > 1))),
        }),
        actions_stacked([
            button("button", "begin-anew", "ui.resume.anew", move || session.start_at(Screen::Language)),
            button("button.button--danger", "remove-draft", "ui.remove.yes", move || anew.remove_everything()),
        ]),
    ])
}

/// One draft, and what can be done with it. One among several can be removed alone.
fn draft(keeper: &Rc<Keeper>, it: &OnDevice, among_several: bool) -> View {
    let id = it.found.id;
    let (go_on, remove) = (Rc::clone(keeper), Rc::clone(keeper));
    let line = el("li.draft").id("draft");
    let resume = move |key: &str| {
        let keeper = Rc::clone(&go_on);
        button("button.button--primary", "resume", key, move || spawn_local(Rc::clone(&keeper).resume(id, None)))
    };
    let remove = || {
        let act = move || spawn_local(Rc::clone(&remove).remove_one(id));
        if among_several { button("link-button", "remove-one", "ui.resume.remove_one", act) } else { nothing() }
    };
    let elsewhere = if it.elsewhere { say("p", "ui.resume.elsewhere") } else { nothing() };
    match &it.found.state {
        State::Ready(draft) => {
            let day = Date::from_days(draft.day).map(|day| day.to_string()).unwrap_or_default();
            let when = el("p").add(live(move || filled("ui.resume.changed_on", &[("date", Value::Code(&day))])));
            let old = if it.is_old { notice("warning", "ui.resume.old").id("old") } else { nothing() };
            let key = match (it.elsewhere, it.is_old) {
                (true, _) => "ui.take_over",
                (_, true) => "ui.resume.keep",
                _ => "ui.resume.go_on",
            };
            line.add(when).add(elsewhere).add(old).add(actions_stacked([resume(key), remove()]))
        }
        State::Locked => line.add(say("p", "ui.resume.locked")).add(elsewhere).add(words_of(keeper, id)).add(remove()),
        State::Unreadable(why) => line.add(notice("warning", reason(*why)).id("unreadable")).add(remove()),
    }
}

/// Where the words of a locked draft are given.
fn words_of(keeper: &Rc<Keeper>, id: DraftId) -> View {
    let (open, wrong) = (Rc::clone(keeper), Rc::clone(keeper));
    group([
        passphrase_field("ui.passphrase.yours", "unlock", "ui.passphrase.open", move |words| {
            spawn_local(Rc::clone(&open).resume(id, Some(words)));
        }),
        when(
            move || wrong.trouble() == Some(Trouble::WrongPassphrase(id)),
            || notice("warning", "ui.passphrase.wrong").set("role", "alert").id("wrong"),
        ),
    ])
}

fn reason(why: Unreadable) -> &'static str {
    match why {
        Unreadable::KeyWasInMemory => "ui.unreadable.key_was_in_memory",
        Unreadable::KeyLost | Unreadable::KeyDamaged => "ui.unreadable.key_lost",
        Unreadable::Damaged => "ui.unreadable.damaged",
        Unreadable::Newer => "ui.unreadable.newer",
    }
}
