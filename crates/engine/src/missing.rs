//! What is not known yet and could still change a card.
//!
//! This looks at an interview as it could become: every question that is open (not answered, *don't know*,
//! *won't say*) could still be answered either way, and with it everything that hangs on it, the questions that
//! would then be asked included. What remains unknown in that light, and stands where it could still decide, is
//! missing.

use std::sync::Arc;

use crate::answer::Answer;
use crate::card::{Card, CardKind, Effect, Outcome};
use crate::date::Date;
use crate::evaluate::{Look, Sight, truth};
use crate::expression::{Amount, Condition, Mention};
use crate::id::{CardId, FactId, IdSet, OptionId, QuestionId};
use crate::interview::{Interview, Standing, is_open};
use crate::outcome::any;
use crate::pack::Pack;
use crate::question::{Kind, Meaning};
use crate::truth::Truth;

/// A question with more options than this is named, but not played through option by option.
const MOST_OPTIONS_PLAYED_THROUGH: usize = 12;

impl Interview {
    /// The open questions that could still change what a card says, in the pack's order.
    #[must_use]
    pub fn missing(&self, card: CardId) -> Vec<QuestionId> {
        let mut found = IdSet::new();
        if let Some(card) = self.pack().card(card) {
            AsItCouldBe { interview: self }.open_in_card(card, &mut found);
        }
        found.iter().collect()
    }

    /// What a card would say for each option of an open question, where that differs from what it says now. A card
    /// that would not be shown says nothing.
    #[must_use]
    pub fn what_if(&self, card: CardId, question: QuestionId) -> Vec<(OptionId, Outcome)> {
        let pack = Arc::clone(self.pack());
        let Some(asked) = pack.question(question).filter(|asked| asked.options.len() <= MOST_OPTIONS_PLAYED_THROUGH)
        else {
            return Vec::new();
        };
        let now = self.outcome(card);
        let mut played = self.clone();
        let many = matches!(asked.kind, Kind::Many { .. });
        asked
            .options
            .iter()
            .filter(|(id, option)| option.meaning == Meaning::Value && self.is_offered(question, *id))
            .filter_map(|(id, _)| {
                let answer = if many { Answer::Many(vec![id]) } else { Answer::One(id) };
                played.answer(question, Some(answer));
                let then = played.outcome(card);
                (then != now && then != Outcome::Na).then_some((id, then))
            })
            .collect()
    }
}

/// An interview as it could become.
struct AsItCouldBe<'a> {
    interview: &'a Interview,
}

impl AsItCouldBe<'_> {
    /// Collects the open questions of a card's rules that could still decide: what comes after something that
    /// is true for good cannot.
    fn open_in_card(&self, card: &Card, found: &mut IdSet<QuestionId>) {
        let truths: Vec<Truth> = card.rules.iter().map(|rule| truth(&rule.when, self)).collect();
        let any = |effect| any(card, &truths, effect);
        let collect = |effect, found: &mut IdSet<QuestionId>| {
            let rules = card.rules.iter().filter(|rule| rule.effect == effect);
            rules.for_each(|rule| self.open_in(&rule.when, found));
        };
        let hidden = card.hide_when.as_ref().map_or(Truth::False, |when| truth(when, self));
        if hidden.or(any(Effect::Hide)).is_true() {
            return;
        }
        card.hide_when.iter().for_each(|when| self.open_in(when, found));
        collect(Effect::Hide, found);
        for effect in [Effect::Unlikely, Effect::Hold, Effect::UnlikelyAfterHolds] {
            if any(effect).is_true() {
                return;
            }
            collect(effect, found);
        }
        let (limit, likely) = (any(Effect::AtMostPossible), any(Effect::Likely));
        if !limit.is_true() && !likely.is_false() {
            collect(Effect::Likely, found);
            collect(Effect::AtMostPossible, found);
        }
        if card.kind == CardKind::Support && !likely.or(any(Effect::Possible)).is_true() {
            collect(Effect::Possible, found);
        }
    }

    /// Collects the open questions that keep a condition unknown.
    fn open_in(&self, condition: &Condition, found: &mut IdSet<QuestionId>) {
        if !truth(condition, self).is_unknown() {
            return;
        }
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.open_in(part, found)),
            Condition::Not(inner) => self.open_in(inner, found),
            Condition::If(parts) => {
                self.open_in(&parts.0, found);
                self.open_in(&parts.1, found);
                self.open_in(&parts.2, found);
            }
            Condition::Fact(fact) => {
                if let Some(fact) = self.pack().content().facts.get(*fact) {
                    self.open_in(&fact.when, found);
                }
            }
            Condition::CardIs(card, _) => {
                if let Some(card) = self.pack().card(*card) {
                    self.open_in_card(card, found);
                }
            }
            Condition::Compare(_, amounts) => {
                self.open_in_amount(&amounts.0, found);
                self.open_in_amount(&amounts.1, found);
            }
            Condition::Always(_)
            | Condition::Chosen(..)
            | Condition::Listed(..)
            | Condition::SameOption(..)
            | Condition::Empty(_)
            | Condition::TextIs(..)
            | Condition::Answered(_)
            | Condition::Shown(_) => condition.mentions(&mut |mention| self.open_mention(mention, found)),
        }
    }

    fn open_in_amount(&self, amount: &Amount, found: &mut IdSet<QuestionId>) {
        amount.mentions(&mut |mention| self.open_mention(mention, found));
    }

    fn open_mention(&self, mention: Mention, found: &mut IdSet<QuestionId>) {
        let Mention::Question(id) = mention else { return };
        let when = self.pack().question(id).and_then(|question| question.shown_when.as_ref());
        match self.interview.standing(id) {
            Standing::Unanswered => {
                found.insert(id);
            }
            Standing::Answered(answer) if is_open(answer) => {
                found.insert(id);
            }
            Standing::NotShown | Standing::Answered(_) => {}
        }
        // Whether it is asked at all may itself be open.
        if let Some(when) = when {
            self.open_in(when, found);
        }
    }
}

impl Sight for AsItCouldBe<'_> {
    fn pack(&self) -> &Pack {
        self.interview.pack()
    }

    fn today(&self) -> Date {
        self.interview.today()
    }

    fn look(&self, question: QuestionId) -> Look<'_> {
        match self.shown(question) {
            Truth::False => Look::Empty,
            Truth::Unknown => Look::Unknown,
            Truth::True => match self.interview.standing(question) {
                Standing::Answered(answer) if !is_open(answer) => Look::Value(answer),
                _ => Look::Unknown,
            },
        }
    }

    fn fact(&self, fact: FactId) -> Truth {
        self.pack().content().facts.get(fact).map_or(Truth::Unknown, |fact| truth(&fact.when, self))
    }

    fn answered(&self, question: QuestionId) -> Truth {
        match self.look(question) {
            Look::Empty => Truth::False,
            Look::Unknown | Look::Open(..) => Truth::Unknown,
            Look::Value(_) => Truth::True,
        }
    }

    fn shown(&self, question: QuestionId) -> Truth {
        let when = self.pack().question(question).and_then(|question| question.shown_when.as_ref());
        when.map_or(Truth::True, |condition| truth(condition, self))
    }

    fn card_is(&self, card: CardId, outcome: Outcome) -> Truth {
        if self.interview.missing(card).is_empty() {
            (self.interview.outcome(card) == outcome).into()
        } else {
            Truth::Unknown
        }
    }

    fn offered(&self, question: QuestionId, option: OptionId) -> bool {
        self.interview.is_offered(question, option)
    }
}

#[cfg(test)]
mod tests {
    use crate::card::{Effect, Outcome};
    use crate::testing::{Person, Sample};

    fn person() -> Person {
        Sample::default()
            .one("here", &["EG", "other"])
            .one("fear", &["no", "yes", "skip"])
            .one("wish", &["no", "yes"])
            .shown_when("${here} = 'EG'")
            .one("from", &["SD", "NG"])
            .programme("HOME")
            .rule(Effect::Hide, "${here} = 'other'")
            .rule(Effect::Hold, "${fear} = 'yes'")
            .rule(Effect::Likely, "${wish} = 'yes'")
            .person()
    }

    fn missing(person: &Person) -> Vec<String> {
        let pack = person.interview.pack();
        let missing = person.interview.missing(pack.card_named("HOME").unwrap());
        missing.into_iter().map(|id| pack.question(id).unwrap().name.clone()).collect()
    }

    fn what_if(person: &Person, question: &str) -> Vec<(String, Outcome)> {
        let pack = person.interview.pack();
        let id = person.id(question);
        let changes = person.interview.what_if(pack.card_named("HOME").unwrap(), id);
        let name = |option| pack.question(id).unwrap().options.get(option).unwrap().name.clone();
        changes.into_iter().map(|(option, outcome)| (name(option), outcome)).collect()
    }

    #[test]
    fn only_what_could_still_change_the_card_is_missing() {
        // `wish` is not asked yet: whether it will be hangs on `here`. `from` is nobody's business here.
        assert_eq!(missing(&person()), ["here", "fear"]);
        let here = person().says("here", "EG");
        assert_eq!(missing(&here), ["fear", "wish"]);
        assert_eq!(missing(&here.says("fear", "yes")), Vec::<String>::new(), "a hold stays a hold");
        assert_eq!(missing(&person().says("here", "other")), Vec::<String>::new());
    }

    #[test]
    fn wont_say_is_still_missing() {
        assert_eq!(missing(&person().says("here", "EG").says("fear", "skip").says("wish", "yes")), ["fear"]);
    }

    #[test]
    fn each_option_says_what_the_card_would_become() {
        let person = person().says("here", "EG").says("wish", "yes");
        let wanted = [("no", Outcome::Likely), ("yes", Outcome::Hold)].map(|(word, then)| (word.to_owned(), then));
        assert_eq!(what_if(&person, "fear"), wanted);
    }

    #[test]
    fn a_card_that_would_not_be_shown_says_nothing() {
        assert_eq!(what_if(&person(), "here"), []);
    }
}
