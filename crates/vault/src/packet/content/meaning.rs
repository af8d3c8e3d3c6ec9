//! What a content means to the pack of today: what that does not know is named, and never taken for something else.

use std::collections::BTreeSet;

use engine::answer::{Answer, AnswerError, Plain, clean_text};
use engine::id::QuestionId;
use engine::pack::Pack;
use engine::question::{Part, Question};
use engine::referral::{Line, Referral, ids};

use super::{Content, PERSON};

/// What a content means to a pack.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// Whether it was made with this very pack.
    pub same_pack: bool,
    /// The referral, as far as it still means the same.
    pub referral: Referral,
    /// What the person wrote for the referral, as far as it still means the same.
    pub person: Vec<Line>,
    /// What does not.
    pub left_out: Vec<LeftOut>,
}

/// Something that means nothing to the pack, or not what it meant.
#[derive(Clone, Debug, PartialEq)]
pub enum LeftOut {
    /// There is no such question, or its answers are not handed over any more.
    Question {
        /// Its id.
        question: String,
        /// What was said.
        said: Plain,
    },
    /// The question has no such option.
    Choice {
        /// The question.
        question: QuestionId,
        /// The option.
        option: String,
    },
    /// What was said is no answer to the question any more, such as a number beyond its limits.
    Answer {
        /// The question.
        question: QuestionId,
        /// What was said.
        said: Plain,
    },
    /// There is no such service.
    Service(String),
    /// There is no such card.
    Card(String),
    /// There is no such part.
    Part(String),
}

impl Content {
    /// What it means to a pack.
    #[must_use]
    pub fn against(&self, pack: &Pack) -> Understood {
        let mut reading = Reading { pack, left_out: Vec::new() };
        let person = reading.lines(&self.person, |question| PERSON.contains(&question.name.as_str()));
        let lines = reading.lines(&self.answers, |question| question.part.is_some());
        let part_of = |line: &Line| pack.question(line.question).and_then(|question| question.part);
        let of_part = |part| lines.iter().filter(|line| part_of(line) == Some(part)).cloned().collect();
        let parts: Vec<(Part, Vec<Line>)> = Part::ALL.into_iter().map(|part| (part, of_part(part))).collect();
        let unknown = self.parts.iter().filter(|name| Part::named(name).is_none());
        reading.left_out.extend(unknown.cloned().map(LeftOut::Part));
        let consent_by = self.consent_by.as_ref().map(|by| Plain::Word(by.clone()));
        let not_share = (!self.not_share.is_empty()).then(|| Plain::Words(self.not_share.clone()));
        let services = &pack.directory().services;
        let service = |name: &str| services.find(|service| service.name == name).map(|(id, _)| id);
        let referral = Referral {
            priority: self.priority,
            to: reading.known(&self.to, service, LeftOut::Service),
            not_share: reading.said(ids::NOT_SHARE, not_share),
            consent_by: reading.said(ids::CONSENT_BY, consent_by),
            requested: reading.known(&self.requested, |name| pack.card_named(name), LeftOut::Card),
            parts: parts.into_iter().filter(|(_, lines)| !lines.is_empty()).collect(),
        };
        let same_pack = self.pack == pack.content().id && self.pack_sha256 == pack.sha256();
        Understood { same_pack, referral, person, left_out: reading.left_out }
    }
}

struct Reading<'a> {
    pack: &'a Pack,
    left_out: Vec<LeftOut>,
}

impl Reading<'_> {
    /// The answers to questions of a kind, in the pack's order.
    fn lines(&mut self, answers: &[(String, Plain)], of_the_kind: impl Fn(&Question) -> bool) -> Vec<Line> {
        let mut lines: Vec<Line> =
            answers.iter().filter_map(|(name, said)| self.line(name, said, &of_the_kind)).collect();
        lines.sort_by_key(|line| line.question);
        lines
    }

    fn line(&mut self, name: &str, said: &Plain, of_the_kind: &impl Fn(&Question) -> bool) -> Option<Line> {
        let id = self.pack.question_named(name);
        let found = id.and_then(|id| Some((id, self.pack.question(id).filter(|it| of_the_kind(it))?)));
        let Some((id, question)) = found else {
            self.left_out.push(LeftOut::Question { question: clean_text(name), said: said.clone() });
            return None;
        };
        let answer = self.answer(id, question, said)?;
        Some(Line { question: id, answer })
    }

    /// What was said, as an answer that means the same: options that are gone are named, and the others kept.
    fn answer(&mut self, id: QuestionId, question: &Question, said: &Plain) -> Option<Answer> {
        let kept = match said {
            Plain::Words(words) => {
                let (kept, gone): (Vec<_>, Vec<_>) =
                    words.iter().cloned().partition(|it| question.option(it).is_some());
                self.left_out.extend(gone.into_iter().map(|option| LeftOut::Choice { question: id, option }));
                Plain::Words(kept)
            }
            other => other.clone(),
        };
        match question.accept(&kept) {
            // The pack may have another order of options, but none may be lost or added.
            Ok(Some(answer)) if is_same(&question.plain(&answer), &kept) => return Some(answer),
            Err(AnswerError::NoSuchOption { option, .. }) => {
                self.left_out.push(LeftOut::Choice { question: id, option });
            }
            // All of its options are gone, and have been named.
            Ok(None) if kept != *said => {}
            _ => self.left_out.push(LeftOut::Answer { question: id, said: kept }),
        }
        None
    }

    /// What was said to one of the referral's own questions.
    fn said(&mut self, name: &str, said: Option<Plain>) -> Option<(QuestionId, Answer)> {
        self.line(name, &said?, &|_| true).map(|line| (line.question, line.answer))
    }

    fn known<I: PartialEq>(
        &mut self,
        names: &[String],
        find: impl Fn(&str) -> Option<I>,
        gone: fn(String) -> LeftOut,
    ) -> Vec<I> {
        let mut known = Vec::new();
        for name in names {
            match find(name) {
                Some(id) if known.contains(&id) => {}
                Some(id) => known.push(id),
                None => self.left_out.push(gone(name.clone())),
            }
        }
        known
    }
}

fn is_same(one: &Plain, other: &Plain) -> bool {
    let set = |words: &[String]| words.iter().cloned().collect::<BTreeSet<_>>();
    match (one, other) {
        (Plain::Words(one), Plain::Words(other)) => set(one) == set(other),
        _ => one == other,
    }
}
