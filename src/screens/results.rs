//! What seems to fit, and why; what is not known; what to bring; what happens next; whom to contact.

mod card;
mod next_steps;

use engine::card::{Outcome, Priority};
use engine::directory::Notice;
use engine::flow::Half;
use engine::id::CardId;
use engine::text::Value;
use leptos::prelude::*;

use crate::components::back_button::BackButton;
use crate::session::{Screen, session};
use crate::text::{filled, t};

use card::CardView;
use next_steps::{Bring, Steps};

/// The cards that have something to say.
#[component]
pub(crate) fn Results() -> impl IntoView {
    let session = session();
    let shown = Memo::new(move |_| {
        session.interview().with(|interview| {
            let cards = interview.pack().content().cards.ids();
            cards.filter(|card| interview.outcome(*card) != Outcome::Na).collect::<Vec<CardId>>()
        })
    });
    // Return is shown to those who asked about it, and only then its steps.
    let return_shown = Memo::new(move |_| {
        session.interview().with(|interview| {
            let card = interview.pack().card_named("RETURN");
            card.is_some_and(|card| matches!(interview.outcome(card), Outcome::Likely | Outcome::Possible | Outcome::Hold))
        })
    });
    view! {
        <h1 tabindex="-1">{move || t("ui.results.title")}</h1>
        <p class="notice">{move || t("outcome.not_decision")}</p>
        <p>{move || t("outcome.top")}</p>
        <PriorityBox/>
        {move || shown.with(Vec::is_empty).then(|| view! { <p>{t("ui.results.nothing")}</p> })}
        <For each=move || shown.get() key=|card| *card children=move |card| view! { <CardView card/> }/>
        <Bring/>
        {move || return_shown.get().then(|| view! { <Steps/> })}
        <div class="actions actions--stacked">
            <button type="button" class="button button--primary" data-testid="to-paper"
                on:click=move |_| session.begin(Half::AfterResults)>
                {move || t("ui.results.paper")}
            </button>
            <button type="button" class="button" data-testid="to-check" on:click=move |_| session.open(Screen::Check)>
                {move || t("ui.results.check")}
            </button>
            <BackButton/>
        </div>
    }
}

/// How soon somebody must act, and why.
#[component]
fn PriorityBox() -> impl IntoView {
    let session = session();
    move || {
        let priority = session.priority();
        let emergency = priority == Priority::Emergency;
        let reasons: Vec<String> = session.interview().with(|interview| {
            let all = interview.priority_reasons();
            all.filter(|(level, _)| *level == priority).map(|(_, code)| code.to_owned()).collect()
        });
        view! {
            <section class="notice" class:notice--emergency=emergency data-priority=priority.name()>
                <h2>{t(&format!("priority.{}.name", priority.name()))}</h2>
                <p>{t(&format!("priority.{}.say", priority.name()))}</p>
                <ul>{reasons.into_iter().map(|code| view! { <li>{t(&format!("r.{code}.because"))}</li> }).collect_view()}</ul>
            </section>
        }
    }
}

/// A dated notice.
#[component]
pub(crate) fn NoticeBox(
    /// The notice.
    notice: Notice,
) -> impl IntoView {
    let (title, text) = (format!("notice.{}.title", notice.name), format!("notice.{}.text", notice.name));
    let old = notice.expires.is_some_and(|expires| session().today() > expires);
    let dated = notice.dated;
    let doubtful = notice.source.general_knowledge;
    view! {
        <section class="notice notice--warning">
            <h3>{move || t(&title)}</h3>
            <p>{move || t(&text)}</p>
            <p class="contact__status">
                {move || filled("ui.notice_dated", &[("date", Value::Code(&dated.to_string()))])}
                {move || old.then(|| format!(" {}", t("ui.notice_old")))}
                {move || doubtful.then(|| format!(" {}", t("ui.to_be_confirmed")))}
            </p>
        </section>
    }
}
