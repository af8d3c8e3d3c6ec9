//! All answers, with Change on every line.

use engine::flow::Half;
use engine::id::QuestionId;
use engine::wording;

use crate::signals::prelude::*;

use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, button, el, group, heading, live, nothing, part, say, when};
use crate::session::{Screen, session};
use crate::text::{t, tables};

/// Check your answers.
pub(crate) fn view() -> View {
    let session = session();
    group([
        heading("ui.check.title"),
        say("p", "ui.check.text"),
        check_list(Half::BeforeResults),
        when(move || session.wants_paper(), || check_list(Half::AfterResults)),
        actions([
            back_button(),
            button("button.button--primary", "to-results", "ui.to_results", move || session.open(Screen::Results)),
        ]),
    ])
}

/// The answers of one half, section by section.
fn check_list(half: Half) -> View {
    let session = session();
    part(move || {
        let pack = session.pack();
        let asked: Vec<QuestionId> = session.interview().with(|i| i.asked().filter(|id| i.half(*id) == half).collect());
        let mut sections: Vec<_> = asked.iter().filter_map(|id| pack.question(*id)).map(|q| q.section).collect();
        sections.dedup();
        group(sections.into_iter().map(|section| {
            let name = pack.content().sections.get(section).cloned().unwrap_or_default();
            let here = |id: &QuestionId| pack.question(*id).is_some_and(|question| question.section == section);
            let rows = asked.iter().copied().filter(here).map(check_row);
            group([say("h2", &format!("section.{name}")), el("dl.check-list").all(rows)])
        }))
    })
}

/// One question with its answer.
fn check_row(question: QuestionId) -> View {
    let session = session();
    let pack = session.pack();
    let Some(asked) = pack.question(question).cloned() else { return nothing() };
    let row = el("div.check-row").set("data-row", &asked.name);
    let short = format!("q.{}.short", asked.name);
    let words = move || {
        let texts = tables().shown();
        let said = session.interview().with(|interview| interview.said(question).cloned());
        said.map_or_else(|| t("answer.none_yet"), |answer| wording::answer(&texts, &asked, &answer))
    };
    let change = button("link-button", "", "ui.change", move || session.change(question));
    row.add(say("dt.check-row__question", &short)).add(el("dd.check-row__answer").add(live(words))).add(
        el("dd.check-row__change").add(change.add(el("span.visually-hidden").text(" ").add(live(move || t(&short))))),
    )
}
