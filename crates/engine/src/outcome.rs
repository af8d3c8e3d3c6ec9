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
    /// The true rules that a card's outcome rests on, in the order of its table: why it says what it says.
    ///
    /// *Does not fit* rests on the rules that say so, a hold on all holds and limits, *may fit* on limits and on
    /// what makes it possible, *seems to fit* on what makes it likely. Notes are no reasons.
    pub fn reasons(&self, card: CardId) -> impl Iterator<Item = &Rule> {
        let found = self.pack().card(card).zip(self.card_state(card));
        found.into_iter().flat_map(|(card, state)| {
            let for_others = any(card, &state.rules, Effect::Unlikely).is_true();
            let counts = move |effect| match effect {
                Effect::Note => false,
                Effect::Hide => state.outcome == Outcome::Na,
                Effect::Unlikely => state.outcome == Outcome::Unlikely,
                Effect::UnlikelyAfterHolds => state.outcome == Outcome::Unlikely && !for_others,
                Effect::Hold => state.outcome == Outcome::Hold,
                Effect::AtMostPossible => matches!(state.outcome, Outcome::Hold | Outcome::Possible),
                Effect::Possible => state.outcome == Outcome::Possible,
                Effect::Likely => state.outcome == Outcome::Likely,
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
