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
    pub(crate) fn of(card: &Card, sight: &dyn Sight) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{Person, Sample};

    const EFFECTS: [(&str, Effect); 7] = [
        ("hide", Effect::Hide),
        ("others", Effect::Unlikely),
        ("hold", Effect::Hold),
        ("after", Effect::UnlikelyAfterHolds),
        ("limit", Effect::AtMostPossible),
        ("likely", Effect::Likely),
        ("note", Effect::Note),
    ];

    /// A programme and a support card with a rule of each effect, each with a question of its own.
    fn person() -> Person {
        let questions = EFFECTS.iter().fold(Sample::default(), |sample, (name, _)| sample.one(name, &["no", "yes"]));
        let with_rules = |sample: Sample| {
            EFFECTS.iter().fold(sample, |sample, (name, effect)| sample.rule(*effect, &format!("${{{name}}} = 'yes'")))
        };
        with_rules(with_rules(questions.programme("PROGRAMME")).support("SUPPORT")).person()
    }

    /// Somebody to whom these rules apply, and of whom all others are known not to.
    fn only(applies: &[&str]) -> Person {
        EFFECTS
            .iter()
            .fold(person(), |person, (name, _)| person.says(name, if applies.contains(name) { "yes" } else { "no" }))
    }

    fn both(person: &Person) -> [Outcome; 2] {
        [person.outcome("PROGRAMME"), person.outcome("SUPPORT")]
    }

    #[test]
    fn what_stands_higher_beats_everything_below() {
        let order = ["hide", "others", "hold", "after"];
        let outcomes = [Outcome::Na, Outcome::Unlikely, Outcome::Hold, Outcome::Unlikely];
        for (from, wanted) in outcomes.into_iter().enumerate() {
            let applies: Vec<&str> = order.into_iter().skip(from).chain(["limit", "likely", "note"]).collect();
            assert_eq!(both(&only(&applies)), [wanted; 2], "{applies:?}");
        }
        assert_eq!(both(&only(&["limit", "likely"])), [Outcome::Possible; 2]);
        assert_eq!(both(&only(&["likely", "note"])), [Outcome::Likely; 2]);
        assert_eq!(both(&only(&["note"])), [Outcome::Possible, Outcome::Na]);
    }

    #[test]
    fn who_has_said_nothing_may_fit_a_programme_and_sees_no_support() {
        assert_eq!(both(&person()), [Outcome::Possible, Outcome::Na]);
    }

    #[test]
    fn likely_needs_everything_that_speaks_against_it_to_be_known() {
        for (open, _) in EFFECTS.into_iter().take(5) {
            let person = EFFECTS
                .iter()
                .filter(|(name, _)| *name != open)
                .fold(person(), |person, (name, _)| person.says(name, if *name == "likely" { "yes" } else { "no" }));
            assert_eq!(both(&person), [Outcome::Possible; 2], "{open} is open");
            assert_eq!(both(&person.says(open, "no")), [Outcome::Likely; 2], "{open}");
        }
    }

    #[test]
    fn nothing_unknown_speaks_against_anybody() {
        let person = person().says("likely", "no");
        assert_eq!(both(&person), [Outcome::Possible, Outcome::Na]);
    }

    #[test]
    fn reasons_are_those_the_outcome_rests_on() {
        let reasons = |applies: &[&str]| {
            let person = only(applies);
            let card = person.interview.pack().card_named("PROGRAMME").unwrap();
            person.interview.reasons(card).map(|rule| rule.effect).collect::<Vec<_>>()
        };
        let all = ["others", "hold", "after", "limit", "likely", "note"];
        assert_eq!(reasons(&all), [Effect::Unlikely]);
        assert_eq!(reasons(&all[1..]), [Effect::Hold, Effect::AtMostPossible]);
        assert_eq!(reasons(&all[2..]), [Effect::UnlikelyAfterHolds]);
        assert_eq!(reasons(&all[3..]), [Effect::AtMostPossible]);
        assert_eq!(reasons(&all[4..]), [Effect::Likely]);
        assert_eq!(reasons(&all[5..]), []);
    }
}
