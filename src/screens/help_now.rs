//! Help now: whom to call, what is urgent, and that all help is free. Reachable from everywhere.

use engine::directory::HelpNow as Place;
use leptos::prelude::*;

use crate::browser::events;
use crate::components::back_button::BackButton;
use crate::components::contact_list::ServiceEntry;
use crate::session::{Screen, session};
use crate::text::{t, tables};

/// The words told apart.
const APART: [&str; 7] = ["violence", "abuse", "exploitation", "neglect", "trafficking", "smuggling", "gbv"];

/// Contacts of the person's country, and what everybody should know.
#[component]
pub(crate) fn HelpNow() -> impl IntoView {
    let session = session();
    view! {
        <h1 tabindex="-1">{move || t("help.title")}</h1>
        <p>{move || t("help.intro")}</p>
        <p class="notice notice--emergency">{move || t("help.72h")}</p>
        <p class="notice">{move || t("help.free")}</p>
        <CountryHelp/>
        <p class="question__hint">{move || t("help.hide")}</p>
        <WordsApart/>
        <div class="actions">
            <BackButton/>
            <button type="button" class="button" data-testid="glossary" on:click=move |_| session.open(Screen::Glossary)>
                {move || t("ui.glossary")}
            </button>
        </div>
    }
}

/// The contacts of a country: the one that was answered, or one that is chosen here.
#[component]
pub(crate) fn CountryHelp() -> impl IntoView {
    let session = session();
    let chosen = RwSignal::new(None::<String>);
    let country = Memo::new(move |_| chosen.get().or_else(|| session.said("host_country")));
    let pack = session.pack();
    let hosts: Vec<String> = pack.content().directory.hosts.iter().map(|host| host.country.clone()).collect();
    let known = { let hosts = hosts.clone(); move || country.get().filter(|country| hosts.contains(country)) };
    view! {
        <label class="field">
            <span>{move || t("help.no_country")}</span>
            <select data-testid="help-country" on:change=move |event| chosen.set(Some(events::value(&event)))>
                <option value="">"—"</option>
                {hosts.into_iter().map(|host| {
                    let key = format!("country.{host}");
                    let value = host.clone();
                    view! { <option value=value prop:selected=move || country.get().as_deref() == Some(&host)>{move || t(&key)}</option> }
                }).collect_view()}
            </select>
        </label>
        {move || match known() {
            Some(country) => view! {
                <Notices country=country.clone()/>
                <Services country=country.clone() place=Place::Emergency title="help.emergency"/>
                <Services country place=Place::Protection title="help.protection"/>
            }.into_any(),
            None => (country.get().as_deref() == Some("other"))
                .then(|| view! { <p class="notice">{t("help.outside")}</p> })
                .into_any(),
        }}
    }
}

/// The notices of a country that belong on this page.
#[component]
fn Notices(
    /// The country.
    country: String,
) -> impl IntoView {
    let session = session();
    let pack = session.pack();
    let notices = pack.content().directory.notices.iter();
    let here = notices.filter(|n| n.help_now && n.country.as_deref().is_none_or(|about| about == country));
    here.map(|notice| view! { <super::results::NoticeBox notice=notice.clone()/> }).collect_view()
}

#[component]
fn Services(
    /// The country.
    country: String,
    /// Emergency or protection.
    place: Place,
    /// The key of the heading.
    title: &'static str,
) -> impl IntoView {
    let pack = session().pack();
    let services = pack.content().directory.services.iter();
    let here: Vec<_> = services
        .filter(|(_, service)| service.country == country && service.help_now == Some(place))
        .map(|(_, service)| service.clone())
        .collect();
    view! {
        <h2>{move || t(title)}</h2>
        {if here.is_empty() {
            view! { <p>{move || t("contact.none_here")}</p> }.into_any()
        } else {
            let entries = here.into_iter().map(|service| view! { <ServiceEntry service/> }).collect_view();
            view! { <ul class="contacts">{entries}</ul> }.into_any()
        }}
    }
}

/// Violence, abuse, exploitation, neglect, trafficking, smuggling: told apart.
#[component]
fn WordsApart() -> impl IntoView {
    let row = |word: &'static str| {
        let part = move |part: &str| tables().shown().get(&format!("apart.{word}.{part}")).unwrap_or_default().to_owned();
        view! {
            <details>
                <summary>{move || part("word")}</summary>
                <p><strong>{move || part("ask")}</strong></p>
                <p>{move || part("meaning")}</p>
                <p class="question__hint">{move || part("example")}</p>
            </details>
        }
    };
    view! {
        <h2>{move || t("ui.words_apart")}</h2>
        <p>{move || t("apart.intro")}</p>
        {APART.into_iter().map(row).collect_view()}
        <p>{move || t("apart.two")}</p>
    }
}
