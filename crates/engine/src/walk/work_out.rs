//! Working out the order of asking.

use super::{Place, Walk};
use crate::expression::{Condition, Mention};
use crate::id::{Id, QuestionId};
use crate::pack::Structure;

impl Walk {
    /// The walk through a structure in which nothing depends on itself.
    pub(crate) fn of(structure: &Structure) -> Self {
        let count = structure.questions.len();
        let mut after: Vec<Option<QuestionId>> = vec![None; count];
        for id in structure.questions.ids() {
            settle(structure, id, &mut after);
        }
        let settled = |id: QuestionId| after.get(id.index()).copied().flatten().unwrap_or(id);
        let mut followers: Vec<Vec<QuestionId>> = vec![Vec::new(); count];
        for id in structure.questions.ids().filter(|id| settled(*id) != *id) {
            if let Some(list) = followers.get_mut(settled(id).index()) {
                list.push(id);
            }
        }
        let in_place = structure.questions.ids().filter(|id| settled(*id) == *id);
        let order: Vec<QuestionId> = in_place
            .flat_map(|id| {
                let list = followers.get(id.index()).map(Vec::as_slice).unwrap_or_default();
                core::iter::once(id).chain(list.iter().copied())
            })
            .collect();
        let mut places: Vec<Place> =
            structure.questions.ids().map(|id| Place { position: 0, after: settled(id) }).collect();
        for (position, id) in order.iter().enumerate() {
            if let Some(place) = places.get_mut(id.index()) {
                place.position = position;
            }
        }
        Self { order, places }
    }
}

/// Finds the question after which `id` is asked: the last of those that decide whether it is, if that comes later.
fn settle(structure: &Structure, id: QuestionId, after: &mut [Option<QuestionId>]) -> QuestionId {
    if let Some(known) = after.get(id.index()).copied().flatten() {
        return known;
    }
    let mut last = id;
    let condition = structure.questions.get(id).and_then(|question| question.shown_when.as_ref());
    for decides in condition.map(|condition| questions_in(structure, condition)).unwrap_or_default() {
        last = last.max(settle(structure, decides, after));
    }
    if let Some(place) = after.get_mut(id.index()) {
        *place = Some(last);
    }
    last
}

/// The questions that a condition reads, itself and through facts.
fn questions_in(structure: &Structure, condition: &Condition) -> Vec<QuestionId> {
    let mut found = Vec::new();
    let mut facts = Vec::new();
    condition.mentions(&mut |mention| match mention {
        Mention::Question(id) => found.push(id),
        Mention::Fact(id) => facts.push(id),
        Mention::Card(_) => {}
    });
    for fact in facts.into_iter().filter_map(|id| structure.facts.get(id)) {
        found.extend(questions_in(structure, &fact.when));
    }
    found
}
