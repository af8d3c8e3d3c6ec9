//! Help now: whom to call, what is urgent, and that all help is free. Reachable from everywhere.

use crate::signals::prelude::*;
use engine::directory::HelpNow as Place;

use super::results::notice_box;
use crate::components::back_button::back_button;
use crate::components::contact_list::service_entry;
use crate::components::kit::{
    View, actions, button, choices, details, el, group, heading, list, nothing, notice, part, say,
};
use crate::session::{Screen, session};

/// The words told apart.
const APART: [&str; 7] = ["violence", "abuse", "exploitation", "neglect", "trafficking", "smuggling", "gbv"];

/// Contacts of the person's country, and what everybody should know.
pub(crate) fn view() -> View {
    let session = session();
    group([
        heading("help.title"),
        say("p", "help.intro"),
        notice("emergency", "help.72h"),
        notice("", "help.free"),
        country_help(),
        say("p.question__hint", "help.hide"),
        words_apart(),
        actions([back_button(), button("button", "glossary", "ui.glossary", move || session.open(Screen::Glossary))]),
    ])
}

/// The contacts of a country: the one that was answered, or one that is chosen here.
pub(crate) fn country_help() -> View {
    let session = session();
    let chosen = RwSignal::new(None::<String>);
    let country = Memo::new(move |_| chosen.get().or_else(|| session.said("host_country")).unwrap_or_default());
    let pack = session.pack();
    let hosts: Vec<String> = pack.directory().hosts.iter().map(|host| host.country.clone()).collect();
    let none = el("option").set("value", "").text("—");
    let options = hosts.clone().into_iter().map(|host| {
        let value = host.clone();
        say("option", &format!("country.{host}")).set("value", &value).flag("selected", move || country.get() == host)
    });
    let select = choices("help-country", [none].into_iter().chain(options), move |code| chosen.set(Some(code)));
    let contacts = move || {
        let country = country.get();
        if hosts.contains(&country) {
            group([
                notices(&country),
                services(&country, Place::Emergency, "help.emergency"),
                services(&country, Place::Protection, "help.protection"),
            ])
        } else if country == "other" {
            notice("", "help.outside")
        } else {
            nothing()
        }
    };
    group([el("label.field").add(say("span", "help.no_country")).add(select), part(contacts)])
}

/// The notices of a country that belong on this page.
fn notices(country: &str) -> View {
    let pack = session().pack();
    let notices = pack.directory().notices.iter();
    group(notices.filter(|n| n.help_now && n.country.as_deref().is_none_or(|about| about == country)).map(notice_box))
}

/// The services of one kind in a country.
fn services(country: &str, place: Place, title: &str) -> View {
    let pack = session().pack();
    let services = pack.directory().services.iter().map(|(_, service)| service);
    let here = services.filter(|service| service.country == country && service.help_now == Some(place));
    let entries: Vec<View> = here.map(service_entry).collect();
    let shown = if entries.is_empty() { say("p", "contact.none_here") } else { list("ul.contacts", entries) };
    group([say("h2", title), shown])
}

/// Violence, abuse, exploitation, neglect, trafficking, smuggling: told apart.
fn words_apart() -> View {
    let row = |word: &str| {
        let key = |part: &str| format!("apart.{word}.{part}");
        details("details", &key("word"))
            .add(el("p").add(say("strong", &key("ask"))))
            .add(say("p", &key("meaning")))
            .add(say("p.question__hint", &key("example")))
    };
    group([
        say("h2", "ui.words_apart"),
        say("p", "apart.intro"),
        group(APART.into_iter().map(row)),
        say("p", "apart.two"),
    ])
}
