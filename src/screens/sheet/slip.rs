//! The pocket slip: an address and an appointment, and nothing that says why.

use crate::signals::prelude::*;
use engine::directory::{Channel, Service};
use engine::interview::Interview;

use crate::components::kit::{View, el, group, live, say};
use crate::session::session;
use crate::text::label;

/// Addresses of the organisations that were ticked, and a line for the appointment.
pub(super) fn slip() -> View {
    let session = session();
    let pack = session.pack();
    let services = &pack.directory().services;
    let ticked = session.interview().with(Interview::shared_to);
    el("aside.slip")
        .id("slip")
        .all(ticked.into_iter().filter_map(|id| services.get(id)).map(place))
        .add(blank("form.appointment"))
        .add(blank("form.address"))
}

/// An organisation with its addresses and hours.
fn place(service: &Service) -> View {
    let written = |channel| matches!(channel, Channel::Address | Channel::Hours);
    let lines = service.contacts.iter().filter(|contact| written(contact.channel));
    let lines = lines.map(|contact| el("p").add(el("bdi").set("dir", "ltr").text(&contact.value)));
    group([el("p").add(say("strong", &format!("service.{}.name", service.name)))].into_iter().chain(lines))
}

/// A line to write on.
fn blank(key: &'static str) -> View {
    el("p.slip__appointment").add(live(move || label(key))).add(el("span.sheet__line"))
}
