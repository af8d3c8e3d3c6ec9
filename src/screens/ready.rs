//! Ready without internet: what is on this device, read and compared there and then.

use std::rc::Rc;

use engine::date::Date;
use engine::pack::Pack;
use engine::text::Value;
use wasm_bindgen_futures::spawn_local;

use crate::browser::service_worker::{self, KeptFile, KeptVersion, Registration};
use crate::components::back_button::back_button;
use crate::components::kit::{
    View, actions, button, details, el, group, heading, list, live, nothing, part, plain, say,
};
use crate::components::top_bar::autonym;
use crate::session::session;
use crate::signals::prelude::*;
use crate::text::{filled, t};

/// How many digits of a SHA-256 stand for a version on the screen.
const VERSION_DIGITS: usize = 12;

/// What is known of what is on this device.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Kept {
    /// It is being read.
    Looking,
    /// The app is being put on the device.
    Coming,
    /// Nothing is on the device: the browser keeps no apps, or it did not work.
    Nothing,
    /// A version is on the device, whole or not.
    Version(KeptVersion),
}

/// Whether the app works without a connection, and what it then says.
pub(crate) fn view() -> View {
    let kept = RwSignal::new(Kept::Looking);
    look(kept, false);
    group([
        heading("ui.ready.title"),
        part(move || kept.with(said)),
        part(move || kept.with(said_of_promise)),
        facts(kept),
        part(move || match kept.get() {
            Kept::Version(version) => files(&version),
            _ => nothing(),
        }),
        actions([back_button(), button("button", "look-again", "ui.ready.again", move || look(kept, true))]),
    ])
}

/// Finds out what is on the device; `register`: after asking the browser to put it there.
fn look(kept: RwSignal<Kept>, register: bool) {
    spawn_local(async move {
        let found = if register { service_worker::register().await } else { service_worker::registered().await };
        let Some(registration) = found.map(Rc::new) else { return kept.set(Kept::Nothing) };
        let followed = Rc::clone(&registration);
        registration.on_change(move || spawn_local(read(Rc::clone(&followed), kept)));
        read(registration, kept).await;
    });
}

async fn read(registration: Rc<Registration>, kept: RwSignal<Kept>) {
    kept.set(match registration.read_kept().await {
        Some(version) => Kept::Version(version),
        None if registration.is_coming() => Kept::Coming,
        None => Kept::Nothing,
    });
}

fn is_whole(file: &KeptFile) -> bool {
    file.found == file.expected
}

/// The one sentence that matters.
fn said(kept: &Kept) -> View {
    let (name, key) = match kept {
        Kept::Looking => ("looking", "ui.ready.looking"),
        Kept::Coming => ("coming", "ui.ready.coming"),
        Kept::Nothing => ("nothing", "ui.ready.nothing"),
        Kept::Version(version) if version.files.iter().all(is_whole) => ("whole", "ui.ready.whole"),
        Kept::Version(_) => ("damaged", "ui.ready.damaged"),
    };
    let look = if matches!(name, "nothing" | "damaged") { "p.notice.notice--warning" } else { "p.notice" };
    say(look, key).set("role", "status").set("data-ready", name)
}

/// Whether the browser promised to keep it.
fn said_of_promise(kept: &Kept) -> View {
    match kept {
        Kept::Version(KeptVersion { promised: Some(true), .. }) => say("p", "ui.ready.promised"),
        Kept::Version(KeptVersion { promised: Some(false), .. }) => say("p", "ui.ready.not_promised"),
        _ => nothing(),
    }
}

/// What is on the device, in words.
fn facts(kept: RwSignal<Kept>) -> View {
    let pack = session().pack();
    let content = pack.content();
    let languages = el("ul").all(
        content
            .languages
            .iter()
            .map(|language| el("li").add(el("span").lang(&language.tag).text(autonym(&language.tag)))),
    );
    let (id, version, date) = (content.id.clone(), content.version.clone(), content.date.to_string());
    let rules = move || {
        let values = [("name", Value::Code(&id)), ("code", Value::Code(&version)), ("date", Value::Code(&date))];
        filled("ui.ready.rules_are", &values)
    };
    let app = move || {
        let digits = kept.with(|kept| match kept {
            Kept::Version(version) => version.version.chars().take(VERSION_DIGITS).collect(),
            _ => String::new(),
        });
        format!("{} {digits}", env!("CARGO_PKG_VERSION"))
    };
    el("dl").all([
        said_as("ui.ready.languages", languages),
        said_as("ui.ready.rules", live(rules)),
        said_as("ui.ready.contacts", fresh_until(&pack).map_or_else(nothing, contacts)),
        said_as("ui.ready.app", el("bdi").set("dir", "ltr").add(live(app))),
    ])
}

fn said_as(key: &str, words: View) -> View {
    group([say("dt", key), el("dd").add(words)])
}

/// The last day on which no contact is shown with a warning for its age.
fn fresh_until(pack: &Pack) -> Option<Date> {
    let services = pack.directory().services.iter();
    let oldest =
        services.flat_map(|(_, service)| &service.contacts).map(|contact| contact.source.checked.earliest()).min();
    Date::from_days(oldest?.days() + i32::from(pack.content().contacts_warn_after_days))
}

fn contacts(until: Date) -> View {
    let old = session().today() > until;
    let date = until.to_string();
    live(move || {
        let words = filled("ui.ready.fresh_until", &[("date", Value::Code(&date))]);
        if old { format!("{words} {}", t("ui.ready.not_fresh")) } else { words }
    })
}

/// The files one by one, each with its SHA-256.
fn files(version: &KeptVersion) -> View {
    let line = |file: &KeptFile| {
        let verdict = if is_whole(file) { "ui.ready.file_whole" } else { "ui.ready.file_damaged" };
        el("li")
            .set("data-file", &file.name)
            .add(el("bdi").set("dir", "ltr").text(&file.name))
            .add(plain(" "))
            .add(say("strong", verdict))
            .add(el("div").add(el("code").set("dir", "ltr").text(&file.found)))
    };
    details("details", "ui.ready.files")
        .add(say("p", "ui.ready.files_text"))
        .add(list("ul", version.files.iter().map(line)))
}
