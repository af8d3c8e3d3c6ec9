//! A choice of one of the pack's languages, each in its own words.

use super::kit::{View, choices, el, say};
use super::top_bar::autonym;
use crate::session::session;

/// A labelled choice; `now` is the language that is chosen first.
pub(crate) fn language_field(id: &str, label: &str, now: &str, act: impl Fn(String) + 'static) -> View {
    let pack = session().pack();
    let options = pack.content().languages.iter().map(|language| {
        let chosen = language.tag == now;
        el("option")
            .set("value", &language.tag)
            .set("lang", &language.tag)
            .text(autonym(&language.tag))
            .flag("selected", move || chosen)
    });
    el("div.field").add(say("label", label).set("for", id)).add(choices(id, options, act).set("id", id))
}
