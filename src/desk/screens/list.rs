//! All cases, by their codes: what is due and what is urgent first. No answer, and no name unless the desk shows names.

use std::rc::Rc;

use ::desk::code::CaseCode;
use ::desk::entry::{Entry, Status};
use engine::card::Priority;
use engine::date::Date;
use engine::text::Value;

use super::due::{due as due_now, is_due};
use super::more::{SHOWN, more};
use super::troubles::trouble;
use crate::browser::events;
use crate::components::kit::{
    View, actions, actions_stacked, button, el, group, heading_of, list, live, nothing, part, plain, say, typed, when,
};
use crate::desk::keeper::{DeskKeeper, keeper, with};
use crate::session::{AtDesk, Screen, session};
use crate::signals::prelude::*;
use crate::text::{filled, t};

/// The cases, and the way to begin or find one.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let session = session();
    let named = Rc::clone(&keeper);
    let shown = RwSignal::new(SHOWN);
    let name = move || {
        let settings = named.settings();
        let given = settings.get();
        [given.organisation.as_str(), given.office.as_str()]
            .iter()
            .filter(|name| !name.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" · ")
    };
    group([
        heading_of("h1", live(move || t("ui.desk.cases"))),
        el("p.question__hint").set("dir", "auto").id("desk-name").add(live(name)),
        trouble(&keeper),
        waiting(&keeper),
        found(&keeper),
        actions([
            button("button.button--primary", "new-case", "ui.desk.new_case", || with(|keeper| keeper.begin_case())),
            button("button", "hand-in", "ui.desk.hand_in", || with(|keeper| keeper.to_hand_in())),
        ]),
        find(&keeper),
        due_now(keeper.list(), shown),
        cases(&keeper, shown),
        actions([
            button("button", "figures", "ui.desk.figures.title", move || {
                session.open(Screen::Desk(AtDesk::Figures));
            }),
            button("button", "export", "ui.desk.export.title", move || session.open(Screen::Desk(AtDesk::Export))),
            button("button", "end-of-shift", "ui.desk.end_of_shift", move || {
                session.open(Screen::Desk(AtDesk::EndOfShift));
            }),
            button("button.button--quiet", "settings", "ui.desk.settings", move || {
                session.open(Screen::Desk(AtDesk::Settings));
            }),
        ]),
    ])
}

/// Cases whose answers wait in this page, because they are not saved.
fn waiting(keeper: &Rc<DeskKeeper>) -> View {
    let keeper = Rc::clone(keeper);
    part(move || {
        let lines = keeper.waiting().into_iter().map(|code| {
            let (go_on, let_go) = (code.clone(), code.clone());
            el("li.notice.notice--warning")
                .id("waiting")
                .add(el("p").add(el("bdi").text(code.as_str())).text(" ").add(live(|| t("ui.desk.waiting"))))
                .add(actions([
                    button("button", "go-on-waiting", "ui.resume.go_on", move || {
                        let code = go_on.clone();
                        with(|keeper| keeper.open_case(code));
                    }),
                    button("button.button--danger", "let-go", "ui.desk.let_go", move || {
                        with(|keeper| keeper.let_go(&let_go));
                    }),
                ]))
        });
        list("ul.drafts", lines)
    })
}

/// What was found when the desk was unlocked.
fn found(keeper: &Rc<DeskKeeper>) -> View {
    let keeper = Rc::clone(keeper);
    part(move || {
        let found = keeper.looked_over();
        let codes = |codes: &[CaseCode]| codes.iter().map(CaseCode::as_str).collect::<Vec<_>>().join(", ");
        let said = |key: &'static str, value: String| {
            el("p.notice.notice--warning")
                .id("looked-over")
                .add(live(move || filled(key, &[("codes", Value::Code(&value))])))
        };
        group([
            if found.found.is_empty() { nothing() } else { said("ui.desk.found_again", codes(&found.found)) },
            if found.gone.is_empty() { nothing() } else { said("ui.desk.gone", codes(&found.gone)) },
            if found.unreadable.is_empty() {
                nothing()
            } else {
                group([
                    said("ui.desk.unreadable", found.unreadable.len().to_string()),
                    button("link-button", "remove-unreadable", "ui.desk.remove_unreadable", || {
                        with(|keeper| keeper.remove_unreadable());
                    }),
                ])
            },
        ])
    })
}

/// The way to a case by its code.
fn find(keeper: &Rc<DeskKeeper>) -> View {
    let keeper = Rc::clone(keeper);
    let typed_code = RwSignal::new(String::new());
    let open = move || with(|keeper| keeper.find_case(&typed_code.get_untracked()));
    let input = typed("input")
        .set("id", "find-code")
        .set("type", "text")
        .set("dir", "ltr")
        .set("maxlength", "20")
        .set("placeholder", "K7M4-QX2P")
        .on("input", move |event| typed_code.set(events::value(&event)))
        .on("keydown", move |event| {
            if events::is_enter(&event) {
                open();
            }
        });
    when(
        move || keeper.list().with(|list| list.len() > 3),
        move || {
            el("div.field")
                .add(say("label", "ui.desk.find").set("for", "find-code"))
                .add(el("div.actions").add(input.clone()).add(button("button", "find", "ui.desk.open", open)))
        },
    )
}

fn cases(keeper: &Rc<DeskKeeper>, shown: RwSignal<usize>) -> View {
    let all = keeper.list();
    part(move || {
        let today = session().today().days();
        let (count, lines) = all.with(|list| {
            let lines: Vec<View> = list.iter().take(shown.get()).map(|entry| line(entry, today)).collect();
            (list.len(), lines)
        });
        if count == 0 {
            return say("p", "ui.desk.no_cases").id("no-cases");
        }
        group([list("ul.cases", lines), actions_stacked([more("more-cases", count, shown)])])
    })
}

/// One case.
fn line(entry: &Entry, today: i32) -> View {
    let code = entry.code.clone();
    let priority = format!("priority.{}.name", entry.priority.name());
    let look = match entry.priority {
        Priority::Emergency => "span.tag.tag--emergency",
        Priority::Urgent => "span.tag.tag--urgent",
        Priority::Normal => "span.tag",
    };
    let open = el("button.case")
        .set("type", "button")
        .set("data-status", entry.status.name())
        .id("case")
        .add(el("bdi.case__code").text(entry.code.as_str()))
        .add(entry.name.as_ref().map_or_else(nothing, |name| el("span.case__name").set("dir", "auto").text(name)))
        .add(if entry.status == Status::Open { say(look, &priority) } else { say("span.tag", "ui.desk.closed") })
        .add(entry.next.map_or_else(nothing, |next| due(next, today)))
        .on("click", move |_| {
            let code = code.clone();
            with(|keeper| keeper.open_case(code));
        });
    el("li").add(if is_due(entry, today) { open.set("data-due", "") } else { open })
}

/// When somebody looks after it next.
fn due(next: i32, today: i32) -> View {
    let day = Date::from_days(next).map(|day| day.to_string()).unwrap_or_default();
    let key = match next.cmp(&today) {
        core::cmp::Ordering::Less => "ui.desk.overdue",
        core::cmp::Ordering::Equal => "ui.desk.today",
        core::cmp::Ordering::Greater => "ui.desk.due",
    };
    let look = if next <= today { "span.case__due.case__due--now" } else { "span.case__due" };
    el(look).add(live(move || filled(key, &[("date", Value::Code(&day))]))).add(plain(""))
}
