//! An interview: one person's answers and everything that follows from them, kept up to date answer by answer.

use core::cmp::Reverse;
use std::collections::BinaryHeap;
use std::sync::Arc;

use crate::answer::Answer;
use crate::card::{Outcome, Priority};
use crate::date::Date;
use crate::dependents::{Node, Reading};
use crate::evaluate::{Look, Sight, truth};
use crate::id::{CardId, FactId, OptionId, QuestionId, Table};
use crate::outcome::CardState;
use crate::pack::Pack;
use crate::question::Meaning;
use crate::truth::Truth;

/// One person's answers, and what follows from them.
///
/// An answer re-evaluates only what depends on it. Answers of questions that are no longer shown are
/// remembered, but neither evaluated nor handed over.
#[derive(Clone, Debug)]
pub struct Interview {
    pack: Arc<Pack>,
    today: Date,
    answers: Table<QuestionId, Option<Answer>>,
    questions: Table<QuestionId, QuestionState>,
    facts_shown_when: Table<FactId, Truth>,
    facts_rules: Table<FactId, Truth>,
    cards: Table<CardId, CardState>,
    priorities: Vec<Truth>,
}

/// What is known of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct QuestionState {
    shown: bool,
    /// The options that are not offered.
    withheld: Vec<OptionId>,
}

/// What an answer changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Questions that are asked now and were not before.
    pub appeared: Vec<QuestionId>,
    /// Questions that are not asked any more.
    pub disappeared: Vec<QuestionId>,
    /// Cards whose rules say something else than before.
    pub cards: Vec<CardId>,
    /// Whether a reason for acting sooner came or went.
    pub priority: bool,
    /// How many things were looked at again: the work this answer made.
    pub evaluated: usize,
}

/// A question as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// It is not asked.
    NotShown,
    /// It is asked and has no answer yet.
    Unanswered,
    /// It is asked and was answered; *don't know* and *won't say* are answers too.
    Answered(&'a Answer),
}

impl Interview {
    /// An interview without answers. `today` is the day on which the rules are read.
    #[must_use]
    pub fn new(pack: &Arc<Pack>, today: Date) -> Self {
        let content = pack.content();
        let mut interview = Self {
            today,
            answers: Table::like(&content.questions, |_| None),
            questions: Table::like(&content.questions, |_| QuestionState::default()),
            facts_shown_when: Table::like(&content.facts, |_| Truth::Unknown),
            facts_rules: Table::like(&content.facts, |_| Truth::Unknown),
            cards: Table::like(&content.cards, |_| CardState::default()),
            priorities: vec![Truth::Unknown; content.priorities.len()],
            pack: Arc::clone(pack),
        };
        let mut changes = Changes::default();
        for node in pack.dependents().order() {
            interview.refresh(*node, &mut changes);
        }
        interview
    }

    /// The pack that is asked from.
    #[must_use]
    pub fn pack(&self) -> &Arc<Pack> {
        &self.pack
    }

    /// The day on which the rules are read.
    #[must_use]
    pub fn today(&self) -> Date {
        self.today
    }

    /// Gives, changes (`Some`) or takes back (`None`) an answer, and re-evaluates what depends on it.
    ///
    /// The answer is remembered even while the question is not shown. An answer comes from
    /// [`crate::question::Question::accept`], which checks that it fits.
    pub fn answer(&mut self, question: QuestionId, answer: Option<Answer>) -> Changes {
        let mut changes = Changes::default();
        let Some(place) = self.answers.get_mut(question) else { return changes };
        if *place == answer {
            return changes;
        }
        *place = answer;
        self.spread(Node::Question(question), &mut changes);
        changes
    }

    /// The answer that is remembered for a question, whether or not the question is shown.
    #[must_use]
    pub fn remembered(&self, question: QuestionId) -> Option<&Answer> {
        self.answers.get(question)?.as_ref()
    }

    /// How a question stands.
    #[must_use]
    pub fn standing(&self, question: QuestionId) -> Standing<'_> {
        let Some(state) = self.questions.get(question).filter(|state| state.shown) else {
            return Standing::NotShown;
        };
        let offered = |id: &OptionId| !state.withheld.contains(id);
        match self.remembered(question) {
            None => Standing::Unanswered,
            Some(Answer::One(option)) if !offered(option) => Standing::Unanswered,
            Some(Answer::Many(options)) if !options.iter().any(offered) => Standing::Unanswered,
            Some(answer) => Standing::Answered(answer),
        }
    }

    /// The answer of a question that is shown; `None` when it is not shown or not answered.
    #[must_use]
    pub fn said(&self, question: QuestionId) -> Option<&Answer> {
        match self.standing(question) {
            Standing::Answered(answer) => Some(answer),
            Standing::NotShown | Standing::Unanswered => None,
        }
    }

    /// The name of the option that a shown one-choice question holds.
    #[must_use]
    pub fn said_option(&self, question: &str) -> Option<&str> {
        let id = self.pack.question_named(question)?;
        let Answer::One(option) = self.said(id)? else { return None };
        Some(&self.pack.question(id)?.options.get(*option)?.name)
    }

    /// Whether a question is asked.
    #[must_use]
    pub fn is_shown(&self, question: QuestionId) -> bool {
        self.questions.get(question).is_some_and(|state| state.shown)
    }

    /// Whether an option of a question is offered.
    #[must_use]
    pub fn is_offered(&self, question: QuestionId, option: OptionId) -> bool {
        self.questions.get(question).is_some_and(|state| !state.withheld.contains(&option))
    }

    /// All questions that are asked, answered or not, in the pack's order.
    pub fn asked(&self) -> impl DoubleEndedIterator<Item = QuestionId> {
        self.questions.iter().filter(|(_, state)| state.shown).map(|(id, _)| id)
    }

    /// What a card tells this person.
    #[must_use]
    pub fn outcome(&self, card: CardId) -> Outcome {
        self.cards.get(card).map_or(Outcome::Na, |state| state.outcome)
    }

    pub(crate) fn card_state(&self, card: CardId) -> Option<&CardState> {
        self.cards.get(card)
    }

    /// How soon somebody must act. Only what is true counts.
    #[must_use]
    pub fn priority(&self) -> Priority {
        self.priority_reasons().map(|(priority, _)| priority).max().unwrap_or(Priority::Normal)
    }

    /// The codes of the reasons for acting sooner that are true, with how soon.
    pub fn priority_reasons(&self) -> impl Iterator<Item = (Priority, &str)> {
        let rules = self.pack.content().priorities.iter();
        rules
            .zip(&self.priorities)
            .filter(|(_, truth)| truth.is_true())
            .map(|(rule, _)| (rule.priority, rule.code.as_str()))
    }

    /// Whether a condition of the pack holds, as rules read it.
    pub(crate) fn rules(&self) -> ReadAs<'_> {
        ReadAs { interview: self, reading: Reading::Rules }
    }

    /// Whether a condition of the pack holds, as *shown when* reads it.
    #[cfg(test)]
    pub(crate) fn shown_when(&self) -> ReadAs<'_> {
        ReadAs { interview: self, reading: Reading::ShownWhen }
    }

    /// Looks again at `start` and at everything that hangs on it, nothing before what it depends on.
    fn spread(&mut self, start: Node, changes: &mut Changes) {
        let pack = Arc::clone(&self.pack);
        let dependents = pack.dependents();
        let Some(first) = dependents.rank(start) else { return };
        self.refresh(start, changes);
        // The answer itself changed, so whoever reads it must look again, even if it is shown as before.
        let readers = |rank: usize| dependents.dependents(rank).iter().copied().map(Reverse);
        let mut due: BinaryHeap<Reverse<usize>> = readers(first).collect();
        let mut last = None;
        while let Some(Reverse(rank)) = due.pop() {
            // What several others led to comes up several times, one after the other.
            let Some(node) = dependents.node(rank).filter(|_| last.replace(rank) != Some(rank)) else { continue };
            if self.refresh(node, changes) {
                due.extend(readers(rank));
            }
        }
    }

    /// Looks again at one node; says whether it changed.
    fn refresh(&mut self, node: Node, changes: &mut Changes) -> bool {
        changes.evaluated += 1;
        match node {
            Node::Question(id) => self.refresh_question(id, changes),
            Node::Fact(id, reading) => self.refresh_fact(id, reading),
            Node::Card(id) => {
                let pack = Arc::clone(&self.pack);
                let Some(card) = pack.card(id) else { return false };
                let state = CardState::of(card, &self.rules());
                let changed = replace(self.cards.get_mut(id), state);
                if changed {
                    changes.cards.push(id);
                }
                changed
            }
            Node::Priority(index) => {
                let pack = Arc::clone(&self.pack);
                let Some(rule) = pack.content().priorities.get(index) else { return false };
                let now = truth(&rule.when, &self.rules());
                let changed = replace(self.priorities.get_mut(index), now);
                changes.priority |= changed;
                changed
            }
        }
    }

    fn refresh_question(&mut self, id: QuestionId, changes: &mut Changes) -> bool {
        let pack = Arc::clone(&self.pack);
        let Some(question) = pack.question(id) else { return false };
        let sight = ReadAs { interview: self, reading: Reading::ShownWhen };
        let shown = question.shown_when.as_ref().is_none_or(|condition| truth(condition, &sight).is_true());
        let withheld = question
            .options
            .iter()
            .filter(|(_, option)| option.shown_when.as_ref().is_some_and(|when| !truth(when, &sight).is_true()))
            .map(|(option, _)| option)
            .collect();
        if shown != self.is_shown(id) {
            if shown { &mut changes.appeared } else { &mut changes.disappeared }.push(id);
        }
        replace(self.questions.get_mut(id), QuestionState { shown, withheld })
    }

    fn refresh_fact(&mut self, id: FactId, reading: Reading) -> bool {
        let pack = Arc::clone(&self.pack);
        let Some(fact) = pack.content().facts.get(id) else { return false };
        let now = truth(&fact.when, &ReadAs { interview: self, reading });
        let facts = match reading {
            Reading::ShownWhen => &mut self.facts_shown_when,
            Reading::Rules => &mut self.facts_rules,
        };
        replace(facts.get_mut(id), now)
    }
}

/// Puts `new` in its place; says whether that changed anything.
fn replace<T: PartialEq>(place: Option<&mut T>, new: T) -> bool {
    match place {
        Some(old) if *old != new => {
            *old = new;
            true
        }
        _ => false,
    }
}

/// An interview, looked at in one of the two readings.
pub(crate) struct ReadAs<'a> {
    interview: &'a Interview,
    reading: Reading,
}

impl Sight for ReadAs<'_> {
    fn pack(&self) -> &Pack {
        &self.interview.pack
    }

    fn today(&self) -> Date {
        self.interview.today
    }

    fn look(&self, question: QuestionId) -> Look<'_> {
        let silence = match self.reading {
            Reading::ShownWhen => Truth::False,
            Reading::Rules => Truth::Unknown,
        };
        match self.interview.standing(question) {
            Standing::NotShown => Look::Empty,
            Standing::Unanswered if silence.is_false() => Look::Empty,
            Standing::Unanswered => Look::Unknown,
            Standing::Answered(Answer::DontKnow) => Look::Open(Meaning::DontKnow, silence),
            Standing::Answered(Answer::WontSay) => Look::Open(Meaning::WontSay, silence),
            Standing::Answered(answer) => Look::Value(answer),
        }
    }

    fn fact(&self, fact: FactId) -> Truth {
        let facts = match self.reading {
            Reading::ShownWhen => &self.interview.facts_shown_when,
            Reading::Rules => &self.interview.facts_rules,
        };
        facts.get(fact).copied().unwrap_or(Truth::Unknown)
    }

    fn answered(&self, question: QuestionId) -> Truth {
        self.interview.said(question).is_some_and(|answer| !is_open(answer)).into()
    }

    fn shown(&self, question: QuestionId) -> Truth {
        self.interview.is_shown(question).into()
    }

    fn card_is(&self, card: CardId, outcome: Outcome) -> Truth {
        (self.interview.outcome(card) == outcome).into()
    }

    fn offered(&self, question: QuestionId, option: OptionId) -> bool {
        self.interview.is_offered(question, option)
    }
}

/// Whether an answer leaves the question open: *don't know*, *won't say*.
#[must_use]
pub fn is_open(answer: &Answer) -> bool {
    matches!(answer, Answer::DontKnow | Answer::WontSay)
}

#[cfg(test)]
mod tests;
