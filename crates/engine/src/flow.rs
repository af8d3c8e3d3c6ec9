//! Which question comes next, and which came before.

use crate::id::{QuestionId, SectionId};
use crate::interview::Interview;

/// The two halves of an interview: what leads to the results, and what a referral needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// The questions before the results page.
    BeforeResults,
    /// The questions for the referral, after it.
    AfterResults,
}

/// How far a person has come, for the dots above a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Which section this is, from 1.
    pub section: usize,
    /// How many sections this half has for this person.
    pub sections: usize,
}

impl Interview {
    /// The half of the interview that a question stands in.
    #[must_use]
    pub fn half(&self, question: QuestionId) -> Half {
        let after = self.pack().question(question).is_some_and(|question| question.after_results);
        if after { Half::AfterResults } else { Half::BeforeResults }
    }

    /// All questions of a half that are asked, answered or not, in the order in which they are asked.
    pub fn way(&self, half: Half) -> impl DoubleEndedIterator<Item = QuestionId> {
        self.pack().walk().all().filter(move |id| self.is_in(*id, half))
    }

    /// The first question of a half that has no answer, else the last one.
    #[must_use]
    pub fn first_unanswered(&self, half: Half) -> Option<QuestionId> {
        self.way(half).find(|id| self.said(*id).is_none()).or_else(|| self.way(half).next_back())
    }

    /// The question after this one in the same half; `None` after the last.
    #[must_use]
    pub fn next(&self, question: QuestionId) -> Option<QuestionId> {
        let half = self.half(question);
        self.pack().walk().after(question).find(|id| self.is_in(*id, half))
    }

    /// The question before this one in the same half; `None` before the first.
    #[must_use]
    pub fn previous(&self, question: QuestionId) -> Option<QuestionId> {
        let half = self.half(question);
        self.pack().walk().before(question).rfind(|id| self.is_in(*id, half))
    }

    /// The section in which a person meets a question.
    #[must_use]
    pub fn section(&self, question: QuestionId) -> Option<SectionId> {
        self.pack().walk().section(self.pack().content(), question)
    }

    /// How far a person has come at this question.
    #[must_use]
    pub fn progress(&self, question: QuestionId) -> Progress {
        let half = self.half(question);
        let mut sections: Vec<_> = self.way(half).filter_map(|id| self.section(id)).collect();
        sections.dedup();
        let here = self.section(question);
        let position = sections.iter().position(|section| Some(*section) == here).unwrap_or(0);
        Progress { section: position + 1, sections: sections.len() }
    }

    fn is_in(&self, question: QuestionId, half: Half) -> bool {
        self.is_shown(question) && self.half(question) == half
    }
}
