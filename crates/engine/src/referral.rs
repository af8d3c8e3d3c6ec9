//! What a person agreed to hand over: question ids and answers, never words.
//!
//! Only what is asked, answered and ticked is in it. *Don't know* and *won't say* are not printed: a silence is
//! nobody's business.

use crate::answer::{Answer, chosen};
use crate::card::{Outcome, Priority};
use crate::expression::Condition;
use crate::id::{CardId, OptionId, QuestionId, ServiceId};
use crate::interview::{Interview, is_open};
use crate::question::Part;

/// The ids of the questions that steer a referral, as content spells them.
pub mod ids {
    /// Which organisations may see it.
    pub const SHARE_TO: &str = "share_to";
    /// Which parts may be printed.
    pub const SHARE_PARTS: &str = "share_parts";
    /// Who must not see it.
    pub const NOT_SHARE: &str = "not_share";
    /// Who agrees.
    pub const CONSENT_BY: &str = "consent_by";
}

/// A referral: to whom, what, and with whose consent.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral {
    /// How soon somebody must act.
    pub priority: Priority,
    /// The organisations that may see it.
    pub to: Vec<ServiceId>,
    /// Who must not see it: options of the question `not_share`.
    pub not_share: Option<(QuestionId, Answer)>,
    /// Who agrees: an option of the question `consent_by`.
    pub consent_by: Option<(QuestionId, Answer)>,
    /// The services asked for: cards that are shown for a reason which the parts that are handed over tell anyway.
    pub requested: Vec<CardId>,
    /// The parts that may be printed, each with its lines.
    pub parts: Vec<(Part, Vec<Line>)>,
}

/// One answer that may be handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The question.
    pub question: QuestionId,
    /// The answer, as a code: both languages are made from it.
    pub answer: Answer,
}

impl Interview {
    /// What the person agreed to hand over, as far as the referral's own questions are answered.
    #[must_use]
    pub fn referral(&self) -> Referral {
        let parts = self.shared_parts();
        Referral {
            priority: self.priority(),
            to: self.shared_to(),
            not_share: self.said_named(ids::NOT_SHARE),
            consent_by: self.said_named(ids::CONSENT_BY),
            requested: self.requested(&parts),
            parts: parts
                .into_iter()
                .map(|part| (part, self.lines(part)))
                .filter(|(_, lines)| !lines.is_empty())
                .collect(),
        }
    }

    /// The parts that the person agreed to hand over, in the order in which they are printed.
    #[must_use]
    pub fn shared_parts(&self) -> Vec<Part> {
        let ticked = self.ticked(ids::SHARE_PARTS);
        Part::ALL.into_iter().filter(|part| ticked.contains(&part.name())).collect()
    }

    /// The lines of one part: what is asked, answered and says something.
    #[must_use]
    pub fn lines(&self, part: Part) -> Vec<Line> {
        self.asked()
            .filter(|id| self.pack().question(*id).is_some_and(|question| question.part == Some(part)))
            .filter_map(|question| {
                let answer = self.said(question).filter(|answer| !is_open(answer))?.clone();
                Some(Line { question, answer: self.without_withheld(question, answer)? })
            })
            .collect()
    }

    /// The cards that are named as services asked for. That a card is shown says something about the answers it
    /// rests on, so it is named only where one of its reasons rests wholly on parts that are handed over.
    fn requested(&self, parts: &[Part]) -> Vec<CardId> {
        let shown = |card: &CardId| matches!(self.outcome(*card), Outcome::Likely | Outcome::Possible | Outcome::Hold);
        let told = |card: &CardId| self.reasons(*card).any(|rule| self.rests_on(&rule.when, parts));
        self.pack().content().cards.ids().filter(shown).filter(told).collect()
    }

    /// Whether all answers that a true condition rests on belong to these parts.
    fn rests_on(&self, condition: &Condition, parts: &[Part]) -> bool {
        let behind = self.answers_behind(condition);
        let part = |id: &QuestionId| self.pack().question(*id).and_then(|question| question.part);
        !behind.is_empty() && behind.iter().all(|id| part(id).is_some_and(|part| parts.contains(&part)))
    }

    /// Whether a service is one that this person may want to hand a referral to: it works in the country where the
    /// person is, and on a card that is shown.
    #[must_use]
    pub fn suggests(&self, service: &str) -> bool {
        let Some(country) = self.said_option("host_country") else { return false };
        let directory = &self.pack().directory();
        let found = directory.services.find(|known| known.name == service);
        found.is_some_and(|(_, known)| {
            known.country == country && known.cards.iter().any(|card| self.outcome(*card) != Outcome::Na)
        })
    }

    /// The services that the person ticked.
    #[must_use]
    pub fn shared_to(&self) -> Vec<ServiceId> {
        let ticked = self.ticked(ids::SHARE_TO);
        let services = &self.pack().directory().services;
        services.iter().filter(|(_, service)| ticked.contains(&service.name.as_str())).map(|(id, _)| id).collect()
    }

    /// The names of the options ticked in a question that is shown.
    fn ticked(&self, name: &str) -> Vec<&str> {
        let Some(id) = self.pack().question_named(name) else { return Vec::new() };
        let (Some(question), Some(answer)) = (self.pack().question(id), self.said(id)) else { return Vec::new() };
        chosen(answer).iter().filter_map(|option| question.options.get(*option)).map(|o| o.name.as_str()).collect()
    }

    fn said_named(&self, name: &str) -> Option<(QuestionId, Answer)> {
        let id = self.pack().question_named(name)?;
        Some((id, self.said(id)?.clone()))
    }

    /// Whether an answer names somebody, and is not just *no one*.
    #[must_use]
    pub fn names_someone(&self, question: QuestionId, answer: &Answer) -> bool {
        let asked = self.pack().question(question);
        let alone = |id: &OptionId| asked.and_then(|asked| asked.options.get(*id)).is_some_and(|choice| choice.alone);
        chosen(answer).iter().any(|id| !alone(id))
    }

    /// An answer without the options that are not offered any more.
    fn without_withheld(&self, question: QuestionId, answer: Answer) -> Option<Answer> {
        let Answer::Many(options) = answer else { return Some(answer) };
        let offered: Vec<OptionId> = options.into_iter().filter(|id| self.is_offered(question, *id)).collect();
        (!offered.is_empty()).then_some(Answer::Many(offered))
    }
}
