//! What depends on what: worked out once, when a pack is compiled, so that an answer re-evaluates only what hangs on
//! it.

#[cfg(feature = "authoring")]
mod work_out;

use serde::{Deserialize, Serialize};

use crate::id::{CardId, FactId, Id, QuestionId};

/// How silence is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Reading {
    /// In *shown when*: an unanswered question is empty, as in an XLSForm.
    ShownWhen,
    /// In rules: an unanswered question is unknown.
    Rules,
}

/// Something that is evaluated and remembered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Node {
    /// Whether a question is shown, and which of its options are.
    Question(QuestionId),
    /// A fact in one reading.
    Fact(FactId, Reading),
    /// The rules of a card and its outcome.
    Card(CardId),
    /// One rule of the priority, by its position.
    Priority(usize),
}

/// The nodes in an order in which nothing comes before what it depends on, and for each who depends on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Dependents {
    order: Vec<Node>,
    /// For each node of the order, the places of those who read it.
    readers: Vec<Vec<usize>>,
    places: Places,
}

/// Where each node stands in the order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Places {
    questions: usize,
    facts: usize,
    cards: usize,
    rank: Vec<usize>,
}

impl Places {
    fn slot(&self, node: Node) -> usize {
        match node {
            Node::Question(id) => id.index(),
            Node::Fact(id, Reading::ShownWhen) => self.questions + id.index(),
            Node::Fact(id, Reading::Rules) => self.questions + self.facts + id.index(),
            Node::Card(id) => self.questions + 2 * self.facts + id.index(),
            Node::Priority(index) => self.questions + 2 * self.facts + self.cards + index,
        }
    }
}

impl Dependents {
    /// All nodes, none before what it depends on.
    pub(crate) fn order(&self) -> &[Node] {
        &self.order
    }

    /// The node at a rank.
    pub(crate) fn node(&self, rank: usize) -> Option<Node> {
        self.order.get(rank).copied()
    }

    /// Where a node stands in the order.
    pub(crate) fn rank(&self, node: Node) -> Option<usize> {
        self.places.rank.get(self.places.slot(node)).copied()
    }

    /// The ranks of those that depend directly on the node at `rank`.
    pub(crate) fn dependents(&self, rank: usize) -> &[usize] {
        self.readers.get(rank).map_or(&[], Vec::as_slice)
    }
}
