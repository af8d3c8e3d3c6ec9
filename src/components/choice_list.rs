//! Options to choose from: one, or several.

use engine::answer::{Answer, chosen};
use engine::id::{OptionId, QuestionId};
use engine::question::{Choice, Kind, Meaning, OptionSource, Question};
use engine::wording;
use leptos::prelude::*;

use super::words::linked;
use crate::browser::events;
use crate::session::session;
use crate::text::{t, tables};

/// A list longer than this is searched, not scrolled.
const SEARCHED_FROM: usize = 40;

/// The options of a question, with what was chosen.
#[component]
pub(crate) fn ChoiceList(
    /// The question.
    question: QuestionId,
) -> impl IntoView {
    let session = session();
    let pack = session.pack();
    let asked = StoredValue::new(pack.question(question).cloned());
    let searched = asked.with_value(|asked| asked.as_ref().is_some_and(|asked| asked.options.len() > SEARCHED_FROM));
    let first = if searched { pack.content().directory.programme_countries.len() } else { usize::MAX };
    let search = RwSignal::new(String::new());
    let offered = Memo::new(move |_| {
        session.interview().with(|interview| {
            asked.with_value(|asked| {
                let options = asked.as_ref().into_iter().flat_map(|asked| asked.options.ids());
                options.filter(|id| is_offered(interview, question, *id)).collect::<Vec<_>>()
            })
        })
    });
    let shown = Memo::new(move |_| {
        let wanted = search.get().to_lowercase();
        let texts = tables().shown();
        let english = tables().of("en").unwrap_or_default();
        let offered = offered.get();
        asked.with_value(|asked| {
            let Some(asked) = asked else { return Vec::new() };
            let fits = |(position, id): (usize, OptionId)| {
                let choice = asked.options.get(id)?;
                let found = if wanted.is_empty() {
                    position < first || choice.meaning != Meaning::Value || choice.name.len() > 3
                } else {
                    [&texts, &english]
                        .iter()
                        .any(|texts| wording::option(texts, asked, id).to_lowercase().contains(wanted.trim()))
                };
                let held = session.interview().with(|i| i.said(question).is_some_and(|said| chosen(said).contains(&id)));
                (found || held).then_some(id)
            };
            offered.into_iter().enumerate().filter_map(fits).collect::<Vec<_>>()
        })
    });
    view! {
        {searched.then(|| view! {
            <label class="field">
                <span>{move || t("ui.search")}</span>
                <input type="search" autocomplete="off" data-testid="search"
                    on:input=move |event| search.set(events::value(&event))/>
            </label>
        })}
        <div class="options">
            <For each=move || shown.get() key=|id| *id children=move |id| view! { <ChoiceOption question id asked/> }/>
        </div>
        {move || (searched && shown.with(Vec::is_empty)).then(|| view! { <p role="status">{move || t("ui.search_none")}</p> })}
    }
}

/// An option that is offered; a service only in the person's country and on a card that is shown.
fn is_offered(interview: &engine::interview::Interview, question: QuestionId, id: OptionId) -> bool {
    if !interview.is_offered(question, id) {
        return false;
    }
    let Some(asked) = interview.pack().question(question) else { return false };
    asked.options_from != OptionSource::Services
        || asked.options.get(id).is_some_and(|choice| interview.suggests(&choice.name))
}

/// One option.
#[component]
fn ChoiceOption(
    /// The question.
    question: QuestionId,
    /// The option.
    id: OptionId,
    /// The question's content.
    asked: StoredValue<Option<Question>>,
) -> impl IntoView {
    let session = session();
    let choice = asked.with_value(|asked| asked.as_ref().and_then(|asked| asked.options.get(id).cloned()));
    let many = asked.with_value(|asked| matches!(asked.as_ref().map(|asked| &asked.kind), Some(Kind::Many { .. })));
    choice.map(|choice| {
        let meaning = choice.meaning;
        let quiet = meaning != Meaning::Value;
        let checked = Memo::new(move |_| {
            session.interview().with(|interview| {
                interview.remembered(question).is_some_and(|answer| match (answer, meaning) {
                    (Answer::DontKnow, Meaning::DontKnow) | (Answer::WontSay, Meaning::WontSay) => true,
                    (answer, _) => chosen(answer).contains(&id),
                })
            })
        });
        let name = choice.name.clone();
        view! {
            <label class="option" class:option--quiet=quiet>
                <input
                    type=if many { "checkbox" } else { "radio" }
                    name="answer"
                    autocomplete="off"
                    value=name
                    prop:checked=checked
                    on:change=move |event| {
                        choose(question, id, asked);
                        // A tap that was not taken (too many ticked) must not look as if it were.
                        events::set_checked(&event, checked.get_untracked());
                    }
                />
                <span>{move || option_words(asked, &choice)}</span>
            </label>
        }
    })
}

fn option_words(asked: StoredValue<Option<Question>>, choice: &Choice) -> Vec<AnyView> {
    let texts = tables().shown();
    asked.with_value(|asked| {
        asked.as_ref().map(|asked| linked(wording::choice_text(&texts, asked, choice))).unwrap_or_default()
    })
}

/// A tap on an option.
fn choose(question: QuestionId, id: OptionId, asked: StoredValue<Option<Question>>) {
    let session = session();
    let before = session.interview().with_untracked(|interview| interview.remembered(question).cloned());
    let answer = asked.with_value(|asked| asked.as_ref().and_then(|asked| asked.tap(before.as_ref(), id)));
    session.answer(question, answer);
}
