//! Organisations and how to reach them, each contact with how far it can be trusted and when it was checked.

use engine::directory::{Channel, Contact, ContactStatus, Service};
use engine::text::Value;

use super::kit::{View, el, group, live, nothing, notice, say, when};
use crate::session::session;
use crate::text::{filled, has_text, label, t};

/// One organisation with its contacts.
pub(crate) fn service_entry(service: &Service) -> View {
    let key = |part: &str| format!("service.{}.{part}", service.name);
    let warning = key("warning");
    let has_warning = warning.clone();
    let to_be_checked = service.to_be_checked;
    el("li.contact")
        .add(el("p").add(say("strong", &key("name"))))
        .add(say("p", &key("what")))
        .add(when(move || to_be_checked && has_text(&has_warning), move || notice("warning", &warning)))
        .all(service.contacts.iter().map(contact_entry))
        .add(if service.contacts.is_empty() { say("p.contact__status", "contact.none") } else { nothing() })
}

/// One way to reach an organisation.
fn contact_entry(contact: &Contact) -> View {
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
    let stale = is_stale(contact);
    let doubtful = contact.status != ContactStatus::Verified || stale;
    let value = if contact.channel == Channel::Phone {
        let number: String = contact.value.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        el("a.contact__value").set("href", &format!("tel:{number}"))
    } else {
        el("bdi.contact__value")
    };
    let mut line = el("p.contact__line")
        .add(el("span").add(live(move || label(channel))))
        .add(value.set("dir", "ltr").text(&contact.value));
    if let Some(place) = &contact.place {
        line = line.add(el("bdi").text(place));
    }
    if let Some(label) = &contact.label {
        line = line.add(say("span", &format!("contact.label.{label}")));
    }
    let date = contact.source.checked.to_string();
    let said = move || {
        let checked = filled("ui.checked_on", &[("date", Value::Code(&date))]);
        let words = format!("{} {checked}", t(status));
        if stale { format!("{words} {}", t("ui.contact_stale")) } else { words }
    };
    let class = if doubtful { "p.contact__status.contact__status--doubtful" } else { "p.contact__status" };
    group([line, el(class).add(live(said))])
}

/// Whether a contact was checked so long ago that it must be shown with a warning.
fn is_stale(contact: &Contact) -> bool {
    let session = session();
    let limit = i32::from(session.pack().content().contacts_warn_after_days);
    session.today().days() - contact.source.checked.earliest().days() > limit
}
