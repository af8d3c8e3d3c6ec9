//! Cases as a file that other programs read: what such a file is, which cases, as what; then the desk's words.

use std::rc::Rc;

use ::desk::entry::Status;
use engine::text::Value;

use super::troubles::trouble;
use super::words::words_field;
use crate::components::back_button::back_button;
use crate::components::kit::{
    View, actions, el, group, heading, list, live, nothing, notice, part, say, untyped, when,
};
use crate::desk::export_file::Format;
use crate::desk::keeper::{Asked, DeskKeeper, Exported, Which, keeper, with};
use crate::signals::prelude::*;
use crate::text::filled;

/// What can be chosen, and where the words are given.
pub(super) fn view() -> View {
    let Some(keeper) = keeper() else { return nothing() };
    untrack(|| keeper.forget_export());
    let open = untrack(|| keeper.in_hand());
    let which = if open.is_some() { Which::Open } else { Which::All };
    let asked = RwSignal::new(Asked { which, form: Format::Xlsx });
    let (ended, waits) = (Rc::clone(&keeper), Rc::clone(&keeper));
    group([
        heading("ui.desk.export.title"),
        notice("warning", "ui.desk.export.warning").id("export-warning"),
        list(
            "ul",
            ["ui.desk.export.holds", "ui.desk.export.for_others", "ui.desk.export.keep"]
                .map(|key| el("li").add(say("span", key))),
        ),
        open.map_or_else(
            || cases(&keeper, asked),
            |in_hand| {
                let code = in_hand.code.to_string();
                el("p").add(live(move || filled("ui.desk.export.this", &[("code", Value::Code(&code))])))
            },
        ),
        when(move || !waits.waiting().is_empty(), || notice("warning", "ui.desk.reading.waiting")),
        forms(asked),
        say("p", "ui.desk.export.words"),
        words_field(&keeper, "export", "ui.desk.export.go", move |words| {
            let asked = asked.get_untracked();
            with(|keeper| keeper.export(asked, words));
        }),
        trouble(&keeper),
        part(move || ended.exported().map_or_else(nothing, |exported| said(exported, ended.is_incomplete()))),
        actions([back_button()]),
    ])
}

/// All cases, or the closed ones.
fn cases(keeper: &Rc<DeskKeeper>, asked: RwSignal<Asked>) -> View {
    let count = move |keeper: &DeskKeeper, which| {
        let counts = |status| which == Which::All || status == Status::Closed;
        keeper.list().with(|list| list.iter().filter(|entry| counts(entry.status)).count()).to_string()
    };
    let options = [(Which::All, "all"), (Which::Closed, "closed")].map(|(which, name)| {
        let keeper = Rc::clone(keeper);
        let words = move || {
            let count = count(&keeper, which);
            filled(&format!("ui.desk.export.{name}"), &[("count", Value::Code(&count))])
        };
        let is_chosen = move || asked.with(|asked| asked.which == which);
        choice("which", name, is_chosen, live(words), move || asked.update(|asked| asked.which = which))
    });
    el("fieldset.options").add(say("legend", "ui.desk.export.which")).all(options)
}

/// As what.
fn forms(asked: RwSignal<Asked>) -> View {
    let options = Format::ALL.map(|form| {
        let words = say("span", &format!("ui.desk.export.form.{}", form.name()));
        let is_chosen = move || asked.with(|asked| asked.form == form);
        choice("form", form.name(), is_chosen, words, move || asked.update(|asked| asked.form = form))
    });
    el("fieldset.options").add(say("legend", "ui.desk.export.form")).all(options)
}

fn choice(
    group: &str,
    name: &str,
    is_chosen: impl Fn() -> bool + 'static,
    words: View,
    act: impl Fn() + 'static,
) -> View {
    let input =
        untyped("radio").set("name", group).set("value", name).flag("checked", is_chosen).on("change", move |_| act());
    el("label.option").add(input).add(el("span").add(words))
}

fn said(exported: Exported, incomplete: bool) -> View {
    let what = match exported {
        Exported::Given(count) => {
            let count = count.to_string();
            el("p.notice")
                .set("role", "status")
                .id("exported")
                .add(live(move || filled("ui.desk.export.given", &[("count", Value::Code(&count))])))
        }
        Exported::Nothing => notice("", "ui.desk.export.nothing").set("role", "status").id("exported-nothing"),
        Exported::Failed => notice("warning", "ui.desk.export.failed").set("role", "alert").id("export-failed"),
    };
    let incomplete = if incomplete { notice("warning", "ui.desk.export.incomplete") } else { nothing() };
    group([what, incomplete])
}
