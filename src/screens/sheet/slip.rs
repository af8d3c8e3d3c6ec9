//! The pocket slip: an address and an appointment, and nothing that says why.

use engine::directory::{Channel, Service};
use leptos::prelude::*;

use crate::session::session;
use crate::text::t;

/// Addresses of the organisations that were ticked, and a line for the appointment.
#[component]
pub(super) fn Slip() -> impl IntoView {
    let session = session();
    move || {
        let pack = session.pack();
        let services = &pack.content().directory.services;
        let ticked = session.interview().with(engine::interview::Interview::shared_to);
        let places = ticked.into_iter().filter_map(|id| services.get(id)).map(place).collect_view();
        view! {
            <aside class="slip" data-testid="slip">
                {places}
                <p class="slip__appointment">{t("form.appointment")}": "<span class="sheet__line"></span></p>
                <p class="slip__appointment">{t("form.address")}": "<span class="sheet__line"></span></p>
            </aside>
        }
    }
}

/// An organisation with its addresses and hours.
fn place(service: &Service) -> AnyView {
    let name = format!("service.{}.name", service.name);
    let lines = service
        .contacts
        .iter()
        .filter(|contact| matches!(contact.channel, Channel::Address | Channel::Hours))
        .map(|contact| view! { <p><bdi dir="ltr">{contact.value.clone()}</bdi></p> })
        .collect_view();
    view! {
        <p><strong>{t(&name)}</strong></p>
        {lines}
    }
    .into_any()
}
