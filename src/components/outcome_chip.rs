//! What a card says, as a sign and words: never by colour alone.

use engine::card::Outcome;

use super::kit::{View, el, say};

/// The chip on a card.
pub(crate) fn outcome_chip(outcome: Outcome) -> View {
    let sign = match outcome {
        Outcome::Likely => "●",
        Outcome::Possible => "◐",
        Outcome::Unlikely | Outcome::Na => "○",
        Outcome::Hold => "■",
    };
    el("p.chip")
        .set("data-outcome", outcome.name())
        .add(el("span").set("aria-hidden", "true").text(sign))
        .text(" ")
        .add(say("span", &format!("outcome.{}.name", outcome.name())))
}
