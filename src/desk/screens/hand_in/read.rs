//! What was read: all of it, before it is taken in.

use ::desk::code::CaseCode;
use engine::referral::Line;
use engine::text::Value;
use engine::wording;
use vault::compact::CodeError;

use crate::components::kit::{View, actions_stacked, button, el, group, live, nothing, notice, say};
use crate::desk::frame::alert;
use crate::desk::keeper::{HandedIn, with};
use crate::session::session;
use crate::text::{filled, tables};

/// The answers, or why there are none.
pub(super) fn view(handed_in: HandedIn) -> View {
    match handed_in {
        HandedIn::Answers { lines, known, .. } => answers(&lines, known),
        HandedIn::NotRead(why) => group([alert(words(why), "not-read"), again("button.button--primary")]),
    }
}

fn answers(lines: &[Line], known: Option<CaseCode>) -> View {
    let rows = el("dl.check-list").id("handed-in").all(lines.iter().map(row));
    let is_known = known.is_some();
    group([
        known.map_or_else(nothing, taken_in_before),
        say("p", "ui.desk.hand_in.look"),
        rows,
        notice("", "ui.desk.hand_in.agrees"),
        actions_stacked([
            button(
                if is_known { "button" } else { "button.button--primary" },
                "take-in",
                if is_known { "ui.desk.hand_in.take_anew" } else { "ui.desk.hand_in.take" },
                || with(|keeper| keeper.take_in()),
            ),
            again("button.button--quiet"),
        ]),
    ])
}

/// The same code came before.
fn taken_in_before(code: CaseCode) -> View {
    let named = code.to_string();
    let said = move || filled("ui.desk.hand_in.known", &[("code", Value::Code(&named))]);
    group([
        el("p.notice.notice--warning").set("role", "alert").id("known").add(live(said)),
        button("button.button--primary", "open-known", "ui.desk.open", move || {
            let code = code.clone();
            with(|keeper| {
                keeper.forget_code();
                keeper.open_case(code);
            });
        }),
    ])
}

/// One question with its answer.
fn row(line: &Line) -> View {
    let pack = session().pack();
    let Some(asked) = pack.question(line.question).cloned() else { return nothing() };
    let answer = line.answer.clone();
    let short = format!("q.{}.short", asked.name);
    let row = el("div.check-row").set("data-row", &asked.name);
    let words = move || wording::answer(&tables().shown(), &asked, &answer);
    row.add(say("dt.check-row__question", &short)).add(el("dd.check-row__answer").set("dir", "auto").add(live(words)))
}

fn again(look: &str) -> View {
    button(look, "read-another", "ui.desk.hand_in.another", || with(|keeper| keeper.forget_code()))
}

fn words(why: CodeError) -> &'static str {
    match why {
        CodeError::NotACode => "ui.desk.code.not_ours",
        CodeError::Damaged => "ui.desk.code.damaged",
        CodeError::Newer => "ui.desk.code.newer",
        CodeError::OtherPack => "ui.desk.code.other_pack",
    }
}
