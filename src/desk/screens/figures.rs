//! The desk's own figures for a period: how many people, and nothing of any one of them.

mod tables;
mod words;

use std::rc::Rc;

use engine::text::Value;
use exports::figures::{table, workbook};
use figures::{Cell, Heading, Period, Report};

use super::troubles::trouble;
use crate::browser::print::{Paper, print};
use crate::browser::{events, file};
use crate::components::back_button::back_button;
use crate::components::kit::{
    View, actions, button, el, group, heading, live, nothing, notice, part, say, typed, when,
};
use crate::desk::export_file::{TABLE, WORKBOOK};
use crate::desk::keeper::{DeskKeeper, keeper, with};
use crate::session::session;
use crate::signals::prelude::*;
use crate::text::{filled, t, tables};
use words::InWords;

/// The first and the last day, as the fields have them.
type Days = (String, String);

/// The period, then what was counted.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    let today = session().today();
    let days = RwSignal::new(Period::month_before(today).map(days_of).unwrap_or_default());
    let (reads, counted) = (Rc::clone(&keeper), Rc::clone(&keeper));
    group([
        heading("ui.desk.figures.title"),
        say("p", "ui.desk.figures.text"),
        trouble(&keeper),
        waiting(&keeper),
        period(days),
        part(move || reads.reading().map_or_else(nothing, progress)),
        part(move || counted.report().map_or_else(nothing, |report| shown(&report, counted.is_incomplete()))),
        actions([back_button()]),
    ])
}

fn days_of(period: Period) -> Days {
    (period.first().to_string(), period.last().to_string())
}

fn read(days: &Days) -> Option<Period> {
    Period::new(days.0.parse().ok()?, days.1.parse().ok()?)
}

/// What is not on the device is not counted.
fn waiting(keeper: &Rc<DeskKeeper>) -> View {
    let keeper = Rc::clone(keeper);
    when(move || !keeper.waiting().is_empty(), || notice("warning", "ui.desk.reading.waiting"))
}

/// From which day to which.
fn period(days: RwSignal<Days>) -> View {
    let today = session().today();
    let choose = move |period: Option<Period>| {
        if let Some(period) = period {
            days.set(days_of(period));
            with(|keeper| keeper.forget_report());
        }
    };
    let change = move |change: &dyn Fn(&mut Days)| {
        days.update(|days| change(days));
        with(|keeper| keeper.forget_report());
    };
    let from = day(
        "figures-from",
        "ui.desk.figures.from",
        move || days.with(|days| days.0.clone()),
        move |text| {
            change(&|days| days.0.clone_from(&text));
        },
    );
    let to = day(
        "figures-to",
        "ui.desk.figures.to",
        move || days.with(|days| days.1.clone()),
        move |text| {
            change(&|days| days.1.clone_from(&text));
        },
    );
    group([
        actions([
            button("button", "month-before", "ui.desk.figures.last_month", move || choose(Period::month_before(today))),
            button("button", "this-month", "ui.desk.figures.this_month", move || choose(Period::month_of(today))),
            button("button", "this-year", "ui.desk.figures.this_year", move || choose(Period::year_of(today))),
        ]),
        el("div.figures__period").add(from).add(to),
        when(
            move || days.with(|days| read(days).is_none()),
            || notice("warning", "ui.desk.figures.no_period").set("role", "alert"),
        ),
        when(
            move || days.with(|days| read(days).is_some_and(|period| period.last() >= today)),
            || notice("", "ui.desk.figures.not_ended").id("not-ended"),
        ),
        notice("", "ui.desk.figures.overlap"),
        actions([button("button.button--primary", "count", "ui.desk.figures.count", move || {
            if let Some(period) = days.with_untracked(read) {
                with(|keeper| keeper.count(period));
            }
        })]),
    ])
}

fn day(id: &'static str, label: &str, now: impl Fn() -> String + 'static, act: impl Fn(String) + 'static) -> View {
    let input = typed("input")
        .set("id", id)
        .set("type", "date")
        .put_live("value", now)
        .on("change", move |event| act(events::value(&event)));
    el("div.field").add(say("label", label).set("for", id)).add(input)
}

/// How far the reading is.
pub(super) fn progress(progress: crate::desk::keeper::Progress) -> View {
    let words = move || {
        let (count, all) = (progress.read.to_string(), progress.of.to_string());
        filled("ui.desk.reading.progress", &[("count", Value::Code(&count)), ("all", Value::Code(&all))])
    };
    el("p").set("role", "status").id("reading").add(live(words))
}

/// The report, and what can be done with it.
fn shown(report: &Report, incomplete: bool) -> View {
    let report = Rc::new(report.clone());
    let (of_csv, of_xlsx, of_print) = (Rc::clone(&report), Rc::clone(&report), Rc::clone(&report));
    let failed = RwSignal::new(false);
    let sheet = el("article.figures")
        .id("figures")
        .add(say("h2", "ui.desk.figures.heading").set("tabindex", "-1"))
        .add(el("p.figures__days").add(live({
            let report = Rc::clone(&report);
            move || period_words(report.period)
        })))
        .add(if incomplete { notice("warning", "ui.desk.figures.incomplete") } else { nothing() })
        .add(summary(&report))
        .add(say("p", "ui.desk.figures.hidden"))
        .all(report.tables.iter().map(tables::view))
        .add(say("h3", "ui.desk.figures.not_counted"))
        .add(say("p", "ui.desk.figures.not_counted_text"));
    group([
        sheet,
        part(
            move || {
                if failed.get() { notice("warning", "ui.desk.export.failed").set("role", "alert") } else { nothing() }
            },
        ),
        actions([
            button("button", "figures-print", "ui.desk.figures.print", move || {
                print(Paper::Figures, &name(&of_print));
            }),
            button("button", "figures-csv", "ui.desk.figures.csv", move || {
                let made = table(&of_csv, &InWords::shown());
                let given = made.is_ok_and(|it| file::give(&format!("{}.csv", name(&of_csv)), TABLE, &it));
                failed.set(!given);
            }),
            button("button", "figures-xlsx", "ui.desk.figures.xlsx", move || {
                let direction = tables().shown().direction();
                let made = workbook(&of_xlsx, &InWords::shown(), direction, session().today());
                let given = made.is_ok_and(|it| file::give(&format!("{}.xlsx", name(&of_xlsx)), WORKBOOK, &it));
                failed.set(!given);
            }),
        ]),
    ])
}

fn name(report: &Report) -> String {
    format!("dalil-figures-{}-{}", report.period.first(), report.period.last())
}

fn period_words(period: Period) -> String {
    let (first, last) = days_of(period);
    filled("ui.desk.figures.period", &[("date", Value::Code(&first)), ("until", Value::Code(&last))])
}

/// Sentences, as programmes report: *215: 125 women, 90 men*.
fn summary(report: &Report) -> View {
    let everybody = match report.total {
        Cell::Empty => return say("p", "ui.desk.figures.nobody").id("figures-total"),
        Cell::Hidden => return say("p", "ui.desk.figures.few").id("figures-total"),
        Cell::Shown(_) => tables::everybody(report),
    };
    let returned = report.table(Heading::Returns).cloned();
    let total = report.total;
    group([
        el("p.figures__total")
            .id("figures-total")
            .add(live(move || tables::sentence(&t("ui.desk.figures.people"), total, &everybody))),
        returned.map_or_else(nothing, |table| {
            let lines = (0..table.rows.len()).map(|row| {
                let table = table.clone();
                el("li").add(live(move || tables::sentence_of_row(&table, row)))
            });
            el("ul").id("figures-returns").all(lines)
        }),
    ])
}
