//! What a card says, as a sign and words: never by colour alone.

use engine::card::Outcome;
use leptos::prelude::*;

use crate::text::t;

/// The chip on a card.
#[component]
pub(crate) fn OutcomeChip(
    /// What the card says.
    outcome: Outcome,
) -> impl IntoView {
    let sign = match outcome {
        Outcome::Likely => "●",
        Outcome::Possible => "◐",
        Outcome::Unlikely | Outcome::Na => "○",
        Outcome::Hold => "■",
    };
    let key = format!("outcome.{}.name", outcome.name());
    view! {
        <p class="chip" data-outcome=outcome.name()>
            <span aria-hidden="true">{sign}</span>
            " "
            <span>{move || t(&key)}</span>
        </p>
    }
}
