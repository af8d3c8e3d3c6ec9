//! The order in which questions are asked: the pack's, except that nobody is asked something before what decides
//! whether it is asked at all.
//!
//! A form groups its questions by subject. What depends on a later answer (*can you leave the country?*, only for who
//! wants to go home) would be passed by when that answer comes, so it is asked right after it.

#[cfg(feature = "authoring")]
mod work_out;

use serde::{Deserialize, Serialize};

use crate::id::{Id, QuestionId, SectionId};
use crate::pack::Structure;

/// The questions in the order in which they are asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Walk {
    order: Vec<QuestionId>,
    places: Vec<Place>,
}

/// Where a question comes in the walk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Place {
    position: usize,
    /// The question after which it comes; itself where it stands in the pack's order.
    after: QuestionId,
}

impl Walk {
    /// The questions after one, in the order in which they are asked.
    pub(crate) fn after(&self, question: QuestionId) -> impl DoubleEndedIterator<Item = QuestionId> {
        let from = self.places.get(question.index()).map_or(self.order.len(), |place| place.position + 1);
        self.order.get(from..).unwrap_or_default().iter().copied()
    }

    /// The questions before one, in the order in which they are asked.
    pub(crate) fn before(&self, question: QuestionId) -> impl DoubleEndedIterator<Item = QuestionId> {
        let until = self.places.get(question.index()).map_or(0, |place| place.position);
        self.order.get(..until).unwrap_or_default().iter().copied()
    }

    /// All questions, in the order in which they are asked.
    pub(crate) fn all(&self) -> impl DoubleEndedIterator<Item = QuestionId> {
        self.order.iter().copied()
    }

    /// The section in which a person meets a question.
    pub(crate) fn section(&self, structure: &Structure, question: QuestionId) -> Option<SectionId> {
        let place = self.places.get(question.index())?;
        Some(structure.questions.get(place.after)?.section)
    }
}
