//! Working out what depends on what.

use std::collections::BTreeSet;

use super::{Dependents, Node, Places, Reading};
use crate::expression::{Condition, Mention};
use crate::pack::{LinkError, Structure};

impl Dependents {
    /// Works out the order; refuses a circle.
    pub(crate) fn of(structure: &Structure) -> Result<Self, LinkError> {
        let nodes = every_node(structure);
        let mut places = Places {
            questions: structure.questions.len(),
            facts: structure.facts.len(),
            cards: structure.cards.len(),
            rank: Vec::new(),
        };
        // By slot: who waits for this node, and for how many a node still waits.
        let mut waiting: Vec<Vec<Node>> = vec![Vec::new(); nodes.len()];
        let mut open: Vec<usize> = vec![0; nodes.len()];
        for node in &nodes {
            let needed = needs(structure, *node);
            if let Some(count) = open.get_mut(places.slot(*node)) {
                *count = needed.len();
            }
            for need in needed {
                if let Some(list) = waiting.get_mut(places.slot(need)) {
                    list.push(*node);
                }
            }
        }
        let mut order: Vec<Node> = nodes
            .iter()
            .copied()
            .filter(|node| open.get(places.slot(*node)).is_some_and(|count| *count == 0))
            .collect();
        let mut done = 0;
        while let Some(node) = order.get(done).copied() {
            done += 1;
            for dependent in waiting.get(places.slot(node)).into_iter().flatten() {
                if let Some(count) = open.get_mut(places.slot(*dependent)) {
                    *count -= 1;
                    if *count == 0 {
                        order.push(*dependent);
                    }
                }
            }
        }
        if order.len() < nodes.len() {
            let stuck: BTreeSet<Node> = nodes.into_iter().filter(|node| !order.contains(node)).collect();
            return Err(LinkError::Cycle(circle(structure, &stuck)));
        }
        let mut rank = vec![0; nodes.len()];
        for (position, node) in order.iter().enumerate() {
            if let Some(place) = rank.get_mut(places.slot(*node)) {
                *place = position;
            }
        }
        places.rank = rank;
        let readers = order
            .iter()
            .map(|node| {
                let followers = waiting.get(places.slot(*node)).into_iter().flatten();
                followers.filter_map(|follower| places.rank.get(places.slot(*follower)).copied()).collect()
            })
            .collect();
        Ok(Self { order, readers, places })
    }
}

fn every_node(structure: &Structure) -> Vec<Node> {
    let facts = |reading| structure.facts.ids().map(move |id| Node::Fact(id, reading));
    structure
        .questions
        .ids()
        .map(Node::Question)
        .chain(facts(Reading::ShownWhen))
        .chain(facts(Reading::Rules))
        .chain(structure.cards.ids().map(Node::Card))
        .chain((0..structure.priorities.len()).map(Node::Priority))
        .collect()
}

/// What a node depends on directly.
fn needs(structure: &Structure, node: Node) -> Vec<Node> {
    let mut needed = Vec::new();
    let mut see = |condition: &Condition, reading| {
        condition.mentions(&mut |mention| {
            let need = match mention {
                Mention::Question(id) => Node::Question(id),
                Mention::Fact(id) => Node::Fact(id, reading),
                Mention::Card(id) => Node::Card(id),
            };
            if !needed.contains(&need) {
                needed.push(need);
            }
        });
    };
    match node {
        Node::Question(id) => {
            if let Some(question) = structure.questions.get(id) {
                let options = question.options.iter().filter_map(|(_, option)| option.shown_when.as_ref());
                question.shown_when.iter().chain(options).for_each(|condition| see(condition, Reading::ShownWhen));
            }
        }
        Node::Fact(id, reading) => {
            if let Some(fact) = structure.facts.get(id) {
                see(&fact.when, reading);
            }
        }
        Node::Card(id) => {
            if let Some(card) = structure.cards.get(id) {
                let rules = card.rules.iter().map(|rule| &rule.when);
                card.hide_when.iter().chain(rules).for_each(|condition| see(condition, Reading::Rules));
            }
        }
        Node::Priority(index) => {
            if let Some(rule) = structure.priorities.get(index) {
                see(&rule.when, Reading::Rules);
            }
        }
    }
    needed
}

/// The names of one circle among nodes that all wait for another of them: what only hangs on a circle is not in it.
fn circle(structure: &Structure, stuck: &BTreeSet<Node>) -> Vec<String> {
    let mut path: Vec<Node> = Vec::new();
    let mut next = stuck.first().copied();
    while let Some(node) = next {
        if let Some(start) = path.iter().position(|before| *before == node) {
            return path.split_off(start).into_iter().map(|node| name(structure, node)).collect();
        }
        path.push(node);
        next = needs(structure, node).into_iter().find(|needed| stuck.contains(needed));
    }
    path.into_iter().map(|node| name(structure, node)).collect()
}

fn name(structure: &Structure, node: Node) -> String {
    let named = match node {
        Node::Question(id) => structure.questions.get(id).map(|question| question.name.clone()),
        Node::Fact(id, _) => structure.facts.get(id).map(|fact| fact.name.clone()),
        Node::Card(id) => structure.cards.get(id).map(|card| card.name.clone()),
        Node::Priority(index) => structure.priorities.get(index).map(|rule| rule.code.clone()),
    };
    named.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::card::Effect;
    use crate::pack::LinkError;
    use crate::testing::Sample;

    fn circle(sample: &Sample) -> Vec<String> {
        match sample.link() {
            Err(LinkError::Cycle(names)) => names,
            other => panic!("{other:?}"),
        }
    }

    fn pair() -> Sample {
        Sample::default().one("a", &["no", "yes"]).one("b", &["no", "yes"])
    }

    #[test]
    fn a_circle_names_who_is_in_it_and_nobody_who_hangs_on_it() {
        let sample = Sample::default()
            .one("before", &["yes"])
            .one("hangs", &["yes"])
            .shown_when("${second} = 'yes'")
            .one("first", &["yes"])
            .shown_when("${second} = 'yes' and ${before} = 'yes'")
            .one("second", &["yes"])
            .shown_when("${first} = 'yes'")
            .support("CARD")
            .rule(Effect::Likely, "${hangs} = 'yes'");
        let mut names = circle(&sample);
        names.sort();
        assert_eq!(names, ["first", "second"]);
    }

    #[test]
    fn facts_that_stand_for_each_other_are_a_circle() {
        let sample = pair().fact("f", "${g} or ${a} = 'yes'").fact("g", "not(${h})").fact("h", "${f}");
        assert_eq!(circle(&sample), ["f", "g", "h"]);
    }

    #[test]
    fn what_waits_for_itself_is_a_circle() {
        assert_eq!(circle(&pair().shown_when("${b} = ''")), ["b"]);
        let sample = pair().support("CARD").rule(Effect::Likely, "outcome('CARD') = 'na'");
        assert_eq!(circle(&sample), ["CARD"]);
    }

    #[test]
    fn a_question_that_waits_for_a_card_that_waits_for_it_is_a_circle() {
        let sample = pair()
            .offers_when("yes", "outcome('CARD') = 'likely'")
            .fact("f", "${b} = 'yes'")
            .support("CARD")
            .rule(Effect::Likely, "${f}");
        assert_eq!(circle(&sample), ["b", "CARD", "f"]);
    }

    #[test]
    fn a_long_way_without_a_circle_is_none() {
        let sample = pair()
            .shown_when("${a} = 'yes'")
            .fact("f", "${a} = 'yes' and ${b} = 'yes'")
            .support("ONE")
            .rule(Effect::Likely, "${f}")
            .support("TWO")
            .rule(Effect::Likely, "outcome('ONE') = 'likely' and ${f}");
        assert!(sample.link().is_ok());
    }
}
