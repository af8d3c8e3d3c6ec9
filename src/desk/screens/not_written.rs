//! Why something was not written, in words.

use casework::Refused;
use casework::words::WordsError;
use engine::text::Value;

use super::work_words::status_key;
use crate::components::kit::{View, el, live, nothing, part};
use crate::desk::keeper::NotWritten;
use crate::signals::prelude::*;
use crate::text::{filled, t};

/// A line that is read out when something was not written.
pub(super) fn not_written(why: RwSignal<Option<NotWritten>>) -> View {
    part(move || {
        let Some(why) = why.get() else { return nothing() };
        el("p.notice.notice--warning").set("role", "alert").id("not-written").add(live(move || words(why)))
    })
}

fn words(why: NotWritten) -> String {
    match why {
        NotWritten::NoCase => t("ui.desk.work.no_case"),
        NotWritten::NotAgreed => t("ui.desk.not_agreed"),
        NotWritten::NoWho => t("ui.desk.work.no_who"),
        NotWritten::NoDay => t("ui.desk.work.no_day"),
        NotWritten::NotYet => t("ui.desk.work.not_yet"),
        NotWritten::NothingChosen | NotWritten::Words(WordsError::NotACode) => t("ui.desk.work.nothing_chosen"),
        NotWritten::NoNote => t("ui.desk.work.no_note"),
        NotWritten::Words(WordsError::Empty) => t("ui.desk.work.no_words"),
        NotWritten::Words(WordsError::TooLong(most)) => {
            filled("ui.desk.work.too_long", &[("max", Value::Code(&most.to_string()))])
        }
        NotWritten::Refused(Refused::Full) => t("ui.desk.work.full"),
        NotWritten::Refused(Refused::NoSuchEntry(_)) => t("ui.desk.work.no_entry"),
        NotWritten::Refused(Refused::MayNotFollow { before, next }) => {
            let before = before.map_or_else(|| t("ui.desk.work.new_line"), |before| t(&status_key(before)));
            let next = t(&status_key(next));
            filled("ui.desk.work.may_not_follow", &[("before", Value::Words(&before)), ("status", Value::Words(&next))])
        }
    }
}
