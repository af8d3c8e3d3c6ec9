//! This version of the app and the next: a new one is offered where no answer can be lost, and never takes over by
//! itself.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;

use super::kit::{View, button, el, group, nothing, say, when};
use crate::browser::service_worker;
use crate::session::{Screen, session};
use crate::signals::prelude::*;

/// The offer of a new version, and the way to whether the app works without a connection.
pub(crate) fn offline_line() -> View {
    let session = session();
    let new_version = RwSignal::new(false);
    let is_offered = move || new_version.get() && session.screen().is_safe_to_change() && session.can_be_reloaded();
    let leads = move || matches!(session.screen(), Screen::Language | Screen::Welcome | Screen::HelpNow);
    group([
        when(is_loaded, move || {
            keep_app(new_version);
            nothing()
        }),
        when(is_offered, offer),
        when(leads, way_to_ready),
    ])
}

/// Whether all languages are there: nothing of the app is on its way any more.
fn is_loaded() -> bool {
    let session = session();
    session.tables().tags().len() >= session.pack().content().languages.len()
}

/// Keeps the app on this device, and follows whether a new version waits.
fn keep_app(new_version: RwSignal<bool>) {
    spawn_local(async move {
        let Some(registration) = service_worker::register().await.map(Rc::new) else { return };
        let followed = Rc::clone(&registration);
        let look = move || new_version.set(followed.waits());
        look();
        registration.on_change(look);
    });
}

fn way_to_ready() -> View {
    let session = session();
    let open = button("link-button", "to-ready", "ui.ready.link", move || session.open(Screen::Ready));
    el("div.status").add(open)
}

fn offer() -> View {
    el("section.notice").id("new-version").add(say("p", "ui.update.text").set("role", "status")).add(button(
        "button",
        "use-new-version",
        "ui.update.now",
        take_over,
    ))
}

fn take_over() {
    spawn_local(async {
        if let Some(registration) = service_worker::registered().await {
            registration.take_over();
        }
    });
}
