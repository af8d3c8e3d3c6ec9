//! All answers, with Change on every line.

use engine::flow::Half;
use engine::id::QuestionId;
use engine::wording;
use leptos::prelude::*;

use crate::components::back_button::BackButton;
use crate::session::{Screen, session};
use crate::text::{t, tables};

/// Check your answers.
#[component]
pub(crate) fn Check() -> impl IntoView {
    let session = session();
    view! {
        <h1 tabindex="-1">{move || t("ui.check.title")}</h1>
        <p>{move || t("ui.check.text")}</p>
        <CheckList half=Half::BeforeResults/>
        {move || session.wants_paper().then(|| view! { <CheckList half=Half::AfterResults/> })}
        <div class="actions">
            <BackButton/>
            <button type="button" class="button button--primary" data-testid="to-results"
                on:click=move |_| session.open(Screen::Results)>
                {move || t("ui.to_results")}
            </button>
        </div>
    }
}

/// The answers of one half, section by section.
#[component]
fn CheckList(
    /// Before or after the results.
    half: Half,
) -> impl IntoView {
    let session = session();
    move || {
        let pack = session.pack();
        let asked: Vec<QuestionId> =
            session.interview().with(|i| i.asked().filter(|id| i.half(*id) == half).collect());
        let mut sections: Vec<_> = asked.iter().filter_map(|id| pack.question(*id)).map(|q| q.section).collect();
        sections.dedup();
        sections
            .into_iter()
            .map(|section| {
                let name = pack.content().sections.get(section).cloned().unwrap_or_default();
                let rows = asked
                    .iter()
                    .copied()
                    .filter(|id| pack.question(*id).is_some_and(|question| question.section == section))
                    .map(|question| view! { <CheckRow question/> })
                    .collect_view();
                view! {
                    <h2>{t(&format!("section.{name}"))}</h2>
                    <dl class="check-list">{rows}</dl>
                }
            })
            .collect_view()
    }
}

/// One question with its answer.
#[component]
fn CheckRow(
    /// The question.
    question: QuestionId,
) -> impl IntoView {
    let session = session();
    let pack = session.pack();
    pack.question(question).cloned().map(|asked| {
        let short = format!("q.{}.short", asked.name);
        let name = short.clone();
        let row = asked.name.clone();
        let words = move || {
            let texts = tables().shown();
            let said = session.interview().with(|interview| interview.said(question).cloned());
            said.map_or_else(|| t("answer.none_yet"), |answer| wording::answer(&texts, &asked, &answer))
        };
        view! {
            <div class="check-row" data-row=row>
                <dt class="check-row__question">{move || t(&short)}</dt>
                <dd class="check-row__answer">{words}</dd>
                <dd class="check-row__change">
                    <button type="button" class="link-button" on:click=move |_| session.change(question)>
                        {move || t("ui.change")}
                        <span class="visually-hidden">" "{move || t(&name)}</span>
                    </button>
                </dd>
            </div>
        }
    })
}
