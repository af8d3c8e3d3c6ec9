//! Organisations and how to reach them, each contact with how far it can be trusted and when it was checked.

use engine::directory::{Channel, Contact, ContactStatus, Service};
use engine::text::Value;
use leptos::prelude::*;

use crate::session::session;
use crate::text::{filled, has_text, t};

/// One organisation with its contacts.
#[component]
pub(crate) fn ServiceEntry(
    /// The organisation.
    service: Service,
) -> impl IntoView {
    let name = format!("service.{}.name", service.name);
    let what = format!("service.{}.what", service.name);
    let warning = format!("service.{}.warning", service.name);
    let to_be_checked = service.to_be_checked;
    let empty = service.contacts.is_empty();
    view! {
        <li class="contact">
            <p><strong>{move || t(&name)}</strong></p>
            <p>{move || t(&what)}</p>
            {move || (to_be_checked && has_text(&warning)).then(|| view! {
                <p class="notice notice--warning">{t(&warning)}</p>
            })}
            {service.contacts.into_iter().map(|contact| view! { <ContactEntry contact/> }).collect_view()}
            {empty.then(|| view! { <p class="contact__status">{move || t("contact.none")}</p> })}
        </li>
    }
}

/// One way to reach an organisation.
#[component]
fn ContactEntry(
    /// The contact.
    contact: Contact,
) -> impl IntoView {
    let channel = match contact.channel {
        Channel::Phone => "ui.channel.phone",
        Channel::Whatsapp => "ui.channel.whatsapp",
        Channel::Email => "ui.channel.email",
        Channel::Address => "ui.channel.address",
        Channel::Hours => "ui.channel.hours",
        Channel::Web => "ui.channel.web",
    };
    let status = match contact.status {
        ContactStatus::Verified => "contact.status.verified",
        ContactStatus::Secondary => "contact.status.secondary",
        ContactStatus::Old => "contact.status.old",
    };
    let label = contact.label.clone();
    let place = contact.place.clone();
    let checked = contact.source.checked;
    let doubtful = contact.status != ContactStatus::Verified || is_stale(&contact);
    let dialled = contact.channel == Channel::Phone;
    let value = contact.value.clone();
    let number: String = value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
    view! {
        <p class="contact__line">
            <span>{move || t(channel)}": "</span>
            {if dialled {
                view! { <a class="contact__value" dir="ltr" href=format!("tel:{number}")>{value}</a> }.into_any()
            } else {
                view! { <bdi class="contact__value" dir="ltr">{value}</bdi> }.into_any()
            }}
            {move || place.clone().map(|place| view! { " · "<bdi>{place}</bdi> })}
            {move || label.as_ref().map(|label| format!(" · {}", t(&format!("contact.label.{label}"))))}
        </p>
        <p class="contact__status" class:contact__status--doubtful=doubtful>
            {move || t(status)}
            " "
            {move || filled("ui.checked_on", &[("date", Value::Code(&checked.to_string()))])}
            {move || is_stale(&contact).then(|| format!(" {}", t("ui.contact_stale")))}
        </p>
    }
}

/// Whether a contact was checked so long ago that it must be shown with a warning.
fn is_stale(contact: &Contact) -> bool {
    let session = session();
    let limit = i32::from(session.pack().content().contacts_warn_after_days);
    session.today().days() - contact.source.checked.earliest().days() > limit
}
