//! What is exported: cases of one pack, and of each case what is asked now and answered.

use std::collections::BTreeSet;

use engine::answer::Answer;
use engine::date::Date;
use engine::id::QuestionId;
use engine::interview::Interview;
use engine::pack::Pack;
use engine::question::Question;

use crate::ExportError;

/// One person's interview, as the help desk keeps it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// What the desk calls it; no other case of an export is called the same.
    pub code: &'a str,
    /// The day on which it was begun.
    pub begun: Date,
    /// The day of the last change.
    pub changed: Date,
    /// The answers and what follows from them.
    pub interview: &'a Interview,
}

/// Cases that can be exported together: all of one pack, each with a code of its own.
#[derive(Clone, Copy, Debug)]
pub struct Export<'a> {
    pack: &'a Pack,
    cases: &'a [Case<'a>],
}

impl<'a> Export<'a> {
    /// Checks that the cases go together. There may be none.
    ///
    /// # Errors
    /// [`ExportError::OtherPack`] when a case was asked with other questions, [`ExportError::SameCode`] when two have
    /// the same code.
    pub fn new(pack: &'a Pack, cases: &'a [Case<'a>]) -> Result<Self, ExportError> {
        let mut codes = BTreeSet::new();
        for case in cases {
            if case.interview.pack().sha256() != pack.sha256() {
                return Err(ExportError::OtherPack { case: case.code.to_owned() });
            }
            if !codes.insert(case.code) {
                return Err(ExportError::SameCode { case: case.code.to_owned() });
            }
        }
        Ok(Self { pack, cases })
    }

    /// The pack of all cases.
    #[must_use]
    pub fn pack(&self) -> &'a Pack {
        self.pack
    }

    /// The cases, in the order in which they are exported.
    #[must_use]
    pub fn cases(&self) -> &'a [Case<'a>] {
        self.cases
    }
}

impl<'a> Case<'a> {
    /// What was said to a question that is asked now; *don't know* and *won't say* are answers too. Options that are
    /// not offered any more are not in it.
    #[must_use]
    pub fn said(&self, question: QuestionId) -> Option<Answer> {
        let Answer::Many(options) = self.interview.said(question)? else {
            return self.interview.said(question).cloned();
        };
        let offered = options.iter().copied().filter(|id| self.interview.is_offered(question, *id)).collect();
        Some(Answer::Many(offered))
    }

    /// All answers to questions that are asked now, in the pack's order.
    pub fn answers(&self) -> impl Iterator<Item = (QuestionId, &'a Question, Answer)> {
        let interview = self.interview;
        interview.asked().filter_map(move |id| Some((id, interview.pack().question(id)?, self.said(id)?)))
    }

    /// The codes of the reasons for acting sooner, in the pack's order.
    pub(crate) fn priority_reasons(&self) -> Vec<&'a str> {
        self.interview.priority_reasons().map(|(_, code)| code).collect()
    }

    /// The codes of the reasons of a card, in the order in which they are shown.
    pub(crate) fn reasons(&self, card: engine::id::CardId) -> Vec<&'a str> {
        self.interview.reasons(card).map(|rule| rule.code.as_str()).collect()
    }
}

#[cfg(test)]
mod tests;
