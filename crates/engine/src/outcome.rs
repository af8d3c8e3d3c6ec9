//! From true, false and unknown rules to what a card says.
//!
//! In this order: hidden, *for other people*, hold, *does not fit after all*, likely, possible. Nothing unknown
//! ever leads to `unlikely`, and `likely` needs everything that speaks against it to be known to be false.

use crate::card::{Card, CardKind, Effect, Outcome, Rule};
use crate::evaluate::{Sight, truth};
use crate::id::CardId;
use crate::interview::Interview;
use crate::truth::Truth;

/// How a card's rules stand, and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CardState {
    pub(crate) hidden: Truth,
    pub(crate) rules: Vec<Truth>,
    pub(crate) outcome: Outcome,
}

impl Default for CardState {
    fn default() -> Self {
        Self { hidden: Truth::Unknown, rules: Vec::new(), outcome: Outcome::Na }
    }
}

impl CardState {
    pub(crate) fn of(card: &Card, sight: &impl Sight) -> Self {
        let hidden = card.hide_when.as_ref().map_or(Truth::False, |when| truth(when, sight));
        let rules: Vec<Truth> = card.rules.iter().map(|rule| truth(&rule.when, sight)).collect();
        let outcome = outcome(card, hidden, &rules);
        Self { hidden, rules, outcome }
    }
}

/// Whether any rule with this effect holds.
pub(crate) fn any(card: &Card, rules: &[Truth], effect: Effect) -> Truth {
    let of_effect = card.rules.iter().zip(rules).filter(|(rule, _)| rule.effect == effect);
    of_effect.map(|(_, truth)| *truth).max().unwrap_or(Truth::False)
}

fn outcome(card: &Card, hidden: Truth, rules: &[Truth]) -> Outcome {
    let any = |effect| any(card, rules, effect);
    let hidden = hidden.or(any(Effect::Hide));
    let for_others = any(Effect::Unlikely);
    let held = any(Effect::Hold);
    let does_not_fit = any(Effect::UnlikelyAfterHolds);
    let speaks_against = [hidden, for_others, held, does_not_fit, any(Effect::AtMostPossible)];
    let likely = any(Effect::Likely);
    if hidden.is_true() {
        Outcome::Na
    } else if for_others.is_true() {
        Outcome::Unlikely
    } else if held.is_true() {
        Outcome::Hold
    } else if does_not_fit.is_true() {
        Outcome::Unlikely
    } else if likely.is_true() && speaks_against.iter().all(|truth| truth.is_false()) {
        Outcome::Likely
    } else {
        let says_something = card.kind == CardKind::Programme || likely.or(any(Effect::Possible)).is_true();
        if says_something { Outcome::Possible } else { Outcome::Na }
    }
}

impl Interview {
    /// The rules of a card that are true, in the order of its table: why the card says what it says.
    ///
    /// A `possible` rule counts only where no `likely` rule is true, a `likely` rule only where it decided, and
    /// [`Effect::UnlikelyAfterHolds`] only where nothing holds the card. Notes are no reasons.
    pub fn reasons(&self, card: CardId) -> impl Iterator<Item = &Rule> {
        let state = self.card_state(card);
        let found = self.pack().card(card).zip(state);
        found.into_iter().flat_map(|(card, state)| {
            let likely = any(card, &state.rules, Effect::Likely).is_true();
            let held = any(card, &state.rules, Effect::Hold).is_true();
            let counts = move |effect| match effect {
                Effect::Note => false,
                Effect::Likely => state.outcome == Outcome::Likely,
                Effect::Possible => !likely,
                Effect::UnlikelyAfterHolds => !held,
                Effect::Hide | Effect::Unlikely | Effect::Hold | Effect::AtMostPossible => true,
            };
            let rules = card.rules.iter().zip(&state.rules);
            rules.filter(move |(rule, truth)| truth.is_true() && counts(rule.effect)).map(|(rule, _)| rule)
        })
    }

    /// The remarks of a card that hold for this person.
    pub fn notes(&self, card: CardId) -> impl Iterator<Item = &Rule> {
        let found = self.pack().card(card).zip(self.card_state(card));
        found.into_iter().flat_map(|(card, state)| {
            let rules = card.rules.iter().zip(&state.rules);
            rules.filter(|(rule, truth)| truth.is_true() && rule.effect == Effect::Note).map(|(rule, _)| rule)
        })
    }
}
