//! All words explained.

use engine::directory::Term;

use crate::components::back_button::back_button;
use crate::components::kit::{View, actions, el, group, heading, say};
use crate::components::words::words;
use crate::session::session;

/// The glossary, in groups.
pub(crate) fn view() -> View {
    let pack = session().pack();
    let terms = &pack.directory().glossary;
    let mut groups: Vec<&str> = terms.iter().map(|term| term.group.as_str()).collect();
    groups.dedup();
    let of_group = |name: &str| {
        let entries = terms.iter().filter(|term| term.group == name).map(entry);
        group([say("h2", &format!("glossary.group.{name}")), el("dl.glossary").all(entries)])
    };
    group([heading("ui.glossary"), group(groups.into_iter().map(of_group)), actions([back_button()])])
}

/// A word and what it means.
fn entry(term: &Term) -> View {
    let (word, meaning) = (format!("glossary.{}.word", term.name), format!("glossary.{}.meaning", term.name));
    group([say("dt", &word), el("dd").add(words(&meaning))])
}
