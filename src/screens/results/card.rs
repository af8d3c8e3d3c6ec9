//! One card: what it says, why, what is not known, and whom to contact.

use engine::card::{Outcome, Rule};
use engine::id::{CardId, QuestionId};
use engine::text::Value;
use engine::wording;
use leptos::prelude::*;

use super::NoticeBox;
use crate::components::contact_list::ServiceEntry;
use crate::components::outcome_chip::OutcomeChip;
use crate::session::session;
use crate::text::{filled, has_text, t, tables};

/// One programme or service.
#[component]
pub(super) fn CardView(
    /// The card.
    card: CardId,
) -> impl IntoView {
    let session = session();
    let pack = session.pack();
    let name = pack.card(card).map(|card| card.name.clone()).unwrap_or_default();
    let outcome = Memo::new(move |_| session.interview().with(|interview| interview.outcome(card)));
    let title = { let name = name.clone(); move || t(&local_key(&format!("card.{name}.name"))) };
    let about = format!("card.{name}.about");
    let next = format!("card.{name}.next");
    let class = move || format!("card card--{}", outcome.get().name());
    view! {
        <article class=class data-card=name.clone() data-outcome=move || outcome.get().name()>
            <h2 class="card__title">{title}</h2>
            {move || view! { <OutcomeChip outcome=outcome.get()/> }}
            <p>{move || t(&format!("outcome.{}.lead", outcome.get().name()))}</p>
            <Reasons card/>
            <Missing card/>
            <details>
                <summary>{move || t("ui.card.about")}</summary>
                <p>{move || t(&about)}</p>
            </details>
            {move || matches!(outcome.get(), Outcome::Likely | Outcome::Possible | Outcome::Hold).then(|| {
                let next = next.clone();
                view! {
                    <h3>{t("ui.card.next")}</h3>
                    <p>{t(&next)}</p>
                }
            })}
            <Notes card/>
            <Contacts card/>
        </article>
    }
}

/// The key of a text that a country may have its own version of.
fn local_key(key: &str) -> String {
    let local = session().said("host_country").map(|country| format!("{key}.{country}"));
    local.filter(|local| has_text(local)).unwrap_or_else(|| key.to_owned())
}

/// Why: each reason next to the person's own answers.
#[component]
fn Reasons(
    /// The card.
    card: CardId,
) -> impl IntoView {
    let session = session();
    move || {
        let reasons: Vec<(Rule, Vec<QuestionId>)> = session.interview().with(|interview| {
            interview.reasons(card).map(|rule| (rule.clone(), interview.answers_behind(&rule.when))).collect()
        });
        (!reasons.is_empty()).then(|| {
            let rows = reasons.into_iter().map(|(rule, behind)| view! { <Reason rule behind/> }).collect_view();
            view! {
                <h3>{t("ui.card.why")}</h3>
                <ul class="reasons">{rows}</ul>
            }
        })
    }
}

/// One reason.
#[component]
fn Reason(
    /// The rule that is true.
    rule: Rule,
    /// The answers it rests on.
    behind: Vec<QuestionId>,
) -> impl IntoView {
    let session = session();
    let texts = tables().shown();
    let pack = session.pack();
    let date = advisory_date();
    let because = filled(&format!("r.{}.because", rule.code), &[("date", Value::Code(&date))]);
    let answers = behind
        .into_iter()
        .filter_map(|id| {
            let asked = pack.question(id)?;
            let answer = session.interview().with_untracked(|interview| interview.said(id).cloned())?;
            let (question, words) = (t(&format!("q.{}.short", asked.name)), wording::answer(&texts, asked, &answer));
            Some(view! { <li>{question}": "<strong>{words}</strong></li> })
        })
        .collect_view();
    let source = rule.source;
    view! {
        <li class="reason" data-code=rule.code>
            <p>{because}</p>
            <ul class="reason__answer" aria-label=t("ui.card.your_answers")>{answers}</ul>
            <details class="reason__source">
                <summary>{t("ui.card.source")}</summary>
                <p>
                    <bdi dir="ltr" lang="en">{source.name}</bdi>
                    " "
                    {filled("ui.checked_on", &[("date", Value::Code(&source.checked.to_string()))])}
                    {source.general_knowledge.then(|| format!(" {}", t("ui.to_be_confirmed")))}
                </p>
            </details>
        </li>
    }
}

/// The date of the advisory about the person's country: its source's, else the day it was looked at.
fn advisory_date() -> String {
    let pack = session().pack();
    let advisory = session().said("nationality").and_then(|country| pack.content().directory.advisory(&country).cloned());
    advisory.map(|advisory| advisory.published.unwrap_or(advisory.source.checked).to_string()).unwrap_or_default()
}

/// What is not known yet, and what each answer would change.
#[component]
fn Missing(
    /// The card.
    card: CardId,
) -> impl IntoView {
    let session = session();
    let missing = Memo::new(move |_| session.interview().with(|interview| interview.missing(card)));
    move || {
        let questions = missing.get();
        (!questions.is_empty()).then(|| {
            let rows = questions.into_iter().map(|question| view! { <MissingRow card question/> }).collect_view();
            view! {
                <details class="missing" open=true>
                    <summary>{t("ui.card.missing")}</summary>
                    <ul>{rows}</ul>
                </details>
            }
        })
    }
}

/// One question that is open, with what its answers would make of the card.
#[component]
fn MissingRow(
    /// The card.
    card: CardId,
    /// The question.
    question: QuestionId,
) -> impl IntoView {
    let session = session();
    let texts = tables().shown();
    let pack = session.pack();
    pack.question(question).map(|asked| {
        let changes = session.interview().with_untracked(|interview| interview.what_if(card, question));
        let rows = changes
            .into_iter()
            .map(|(option, outcome)| {
                let answer = wording::option(&texts, asked, option);
                let outcome = t(&format!("outcome.{}.name", outcome.name()));
                let values = [("answer", Value::Words(&answer)), ("outcome", Value::Words(&outcome))];
                view! { <li>{filled("ui.card.what_if", &values)}</li> }
            })
            .collect_view();
        let short = t(&format!("q.{}.short", asked.name));
        view! {
            <li data-missing=asked.name.clone()>
                <span>{short}</span>
                " "
                <button type="button" class="link-button" on:click=move |_| session.change(question)>
                    {t("ui.card.answer_now")}
                </button>
                <ul>{rows}</ul>
            </li>
        }
    })
}

/// Remarks that do not change the result.
#[component]
fn Notes(
    /// The card.
    card: CardId,
) -> impl IntoView {
    let session = session();
    move || {
        let codes: Vec<String> =
            session.interview().with(|interview| interview.notes(card).map(|rule| rule.code.clone()).collect());
        (!codes.is_empty()).then(|| {
            let rows = codes.into_iter().map(|code| view! { <li>{t(&format!("note.{code}"))}</li> }).collect_view();
            view! {
                <h3>{t("ui.card.notes")}</h3>
                <ul>{rows}</ul>
            }
        })
    }
}

/// Dated notices, and the organisations of this card in the person's country.
#[component]
fn Contacts(
    /// The card.
    card: CardId,
) -> impl IntoView {
    let session = session();
    move || {
        let country = session.said("host_country").unwrap_or_default();
        let pack = session.pack();
        let directory = &pack.content().directory;
        let notices =
            directory.notices_for(card, &country).map(|n| view! { <NoticeBox notice=n.clone()/> }).collect_view();
        let services: Vec<_> = directory.services_for(card, &country).map(|(_, service)| service.clone()).collect();
        let contacts = if services.is_empty() {
            view! { <p>{t("contact.none_here")}</p> }.into_any()
        } else {
            let entries = services.into_iter().map(|service| view! { <ServiceEntry service/> }).collect_view();
            view! { <ul class="contacts">{entries}</ul> }.into_any()
        };
        view! {
            {notices}
            <h3>{t("ui.card.contact")}</h3>
            {contacts}
        }
    }
}
