//! One question a screen.

use engine::card::Priority;
use engine::id::QuestionId;
use engine::question::{Kind, Part, Sensitivity};
use engine::text::Value;
use leptos::prelude::*;

use crate::components::back_button::BackButton;
use crate::components::choice_list::ChoiceList;
use crate::components::date_field::DateField;
use crate::components::number_field::NumberField;
use crate::components::progress::ProgressLine;
use crate::components::text_field::TextField;
use crate::components::words::Words;
use crate::session::session;
use crate::text::{filled, has_text, t};

/// One question, its answer, and the way on.
#[component]
pub(crate) fn Interview(
    /// The question.
    question: QuestionId,
) -> impl IntoView {
    let session = session();
    let pack = session.pack();
    let asked = pack.question(question).cloned();
    asked.map(|asked| {
        let name = asked.name.clone();
        let marked = name.clone();
        let (label, hint) = (format!("q.{name}.label"), format!("q.{name}.hint"));
        let hint_key = hint.clone();
        let sensitive = asked.sensitivity == Sensitivity::High;
        let answered = Memo::new(move |_| session.interview().with(|interview| interview.said(question).is_some()));
        let described = move || if has_text(&hint) { "question-hint" } else { "" };
        view! {
            <section class="question" data-question=marked data-part=asked.part.map(Part::name)>
                <ProgressLine question/>
                <div role=role(&asked.kind) aria-labelledby="question-label" aria-describedby=described>
                    <h1 class="question__label" id="question-label" tabindex="-1"><Words key=label/></h1>
                    <Hint key=hint_key/>
                    {matches!(asked.kind, Kind::Many { .. }).then(|| view! { <ManyHint kind=asked.kind.clone()/> })}
                    {sensitive.then(|| view! { <p class="question__hint">{move || t("ui.may_leave")}</p> })}
                    <Answer question kind=asked.kind.clone()/>
                </div>
                <Said name=name/>
                <div class="actions">
                    <BackButton/>
                    <button type="button" class="button button--primary" data-testid="next"
                        on:click=move |_| session.next(question)>
                        {move || t(if answered.get() { "ui.next" } else { "ui.next_without" })}
                    </button>
                </div>
            </section>
        }
    })
}

fn role(kind: &Kind) -> &'static str {
    if *kind == Kind::One { "radiogroup" } else { "group" }
}

/// The line under a question, where there is one.
#[component]
fn Hint(
    /// The key of the hint.
    key: String,
) -> impl IntoView {
    move || {
        let key = key.clone();
        has_text(&key).then(|| view! { <p class="question__hint" id="question-hint"><Words key/></p> })
    }
}

/// How many options can be ticked.
#[component]
fn ManyHint(
    /// The kind of the question.
    kind: Kind,
) -> impl IntoView {
    move || {
        let words = match kind {
            Kind::Many { max_choices: Some(max) } => {
                let max = max.to_string();
                filled("ui.choose_up_to", &[("max", Value::Code(&max))])
            }
            _ => t("ui.choose_all"),
        };
        view! { <p class="question__hint">{words}</p> }
    }
}

/// The control that takes the answer.
#[component]
fn Answer(
    /// The question.
    question: QuestionId,
    /// Its kind.
    kind: Kind,
) -> impl IntoView {
    match kind {
        Kind::One | Kind::Many { .. } => view! { <ChoiceList question/> }.into_any(),
        Kind::Number { min, max } => view! { <NumberField question min max/> }.into_any(),
        Kind::Text { max_chars } => view! { <TextField question max_chars/> }.into_any(),
        Kind::Date => view! { <DateField question/> }.into_any(),
    }
}

/// What must be said at once after an answer: other people can see the screen, or somebody is in danger.
#[component]
fn Said(
    /// The question's name.
    name: String,
) -> impl IntoView {
    let session = session();
    let seen = name == "private_now";
    view! {
        <div role="status">
            {move || (seen && matches!(session.said("private_now").as_deref(), Some("yes" | "not_sure"))).then(|| view! {
                <p class="notice">{t("ui.private_advice")}</p>
            })}
            {move || (session.priority() == Priority::Emergency).then(|| view! {
                <p class="notice notice--emergency">{t("priority.emergency.say")}</p>
            })}
        </div>
    }
}
