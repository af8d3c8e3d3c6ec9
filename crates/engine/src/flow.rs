//! Which question comes next, and which came before.

use crate::id::QuestionId;
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

    /// The first question of a half.
    #[must_use]
    pub fn first(&self, half: Half) -> Option<QuestionId> {
        self.asked().find(|id| self.half(*id) == half)
    }

    /// The first question of a half that has no answer, else the last one.
    #[must_use]
    pub fn first_unanswered(&self, half: Half) -> Option<QuestionId> {
        let mut in_half = self.asked().filter(|id| self.half(*id) == half);
        in_half.find(|id| self.said(*id).is_none()).or_else(|| self.asked().rfind(|id| self.half(*id) == half))
    }

    /// The question after this one in the same half; `None` after the last.
    #[must_use]
    pub fn next(&self, question: QuestionId) -> Option<QuestionId> {
        let half = self.half(question);
        self.asked_after(question).find(|id| self.half(*id) == half)
    }

    /// The question before this one in the same half; `None` before the first.
    #[must_use]
    pub fn previous(&self, question: QuestionId) -> Option<QuestionId> {
        let half = self.half(question);
        self.asked_before(question).rfind(|id| self.half(*id) == half)
    }

    /// How far a person has come at this question.
    #[must_use]
    pub fn progress(&self, question: QuestionId) -> Progress {
        let half = self.half(question);
        let section_of = |id: QuestionId| self.pack().question(id).map(|question| question.section);
        let mut sections: Vec<_> = self.asked().filter(|id| self.half(*id) == half).filter_map(section_of).collect();
        sections.dedup();
        let here = section_of(question);
        let position = sections.iter().position(|section| Some(*section) == here).unwrap_or(0);
        Progress { section: position + 1, sections: sections.len() }
    }
}
