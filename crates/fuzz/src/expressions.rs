//! Conditions as authors write them.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use engine::card::{Priority, PriorityRule};
use engine::expression::Condition;
use engine::expression::parse::{Names, condition};
use engine::interview::Interview;
use engine::pack::Pack;

use crate::slowly::slowly;
use crate::{shipped, walks};

/// What `listed(…, 'advisories')` asks for.
const LISTED: [&str; 2] = ["EG", "SD"];
/// What the condition is called.
const FUZZED: &str = "fuzzed";

/// A text is refused with a place inside it and a remedy, or is a condition that can be kept and read again, and that two
/// readings work out alike.
pub(crate) fn expression(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let read = match with_names(|names| condition(text, names)) {
        Ok(read) => read,
        Err(error) => {
            assert!(error.at <= text.len(), "what is wrong is in the text");
            assert!(!error.problem.is_empty() && !error.remedy.is_empty());
            return;
        }
    };
    let kept = postcard::to_allocvec(&read).unwrap_or_default();
    assert_eq!(postcard::from_bytes(&kept), Ok(read.clone()), "what is written can be read");

    is_worked_out_alike(text, read);
}

fn with_names<T>(act: impl FnOnce(&Names<'_>) -> T) -> T {
    let pack = shipped();
    let content = pack.content();
    let facts: Vec<String> = content.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
    let cards: Vec<String> = content.cards.iter().map(|(_, card)| card.name.clone()).collect();
    let lists = [("advisories".to_owned(), LISTED.map(str::to_owned).to_vec())];
    act(&Names { questions: &content.questions, facts: &facts, cards: &cards, lists: &lists })
}

/// For people who say nothing, and ever more, the engine finds what another reading finds.
fn is_worked_out_alike(text: &str, read: Condition) {
    let mut structure = shipped().content().clone();
    let facts: Vec<String> = structure.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
    // What is true is all that a pack tells of a condition, so each is asked for, and its opposite.
    let told = facts.iter().zip(structure.facts.ids()).map(|(name, id)| (name.clone(), Condition::Fact(id)));
    structure.priorities = told
        .chain([(FUZZED.to_owned(), read)])
        .flat_map(|(name, when)| [(format!("not {name}"), Condition::Not(Box::new(when.clone()))), (name, when)])
        .map(|(code, when)| PriorityRule { code, priority: Priority::Normal, when })
        .collect();
    let pack = Pack::link(structure, "00".repeat(32)).unwrap_or_else(|error| unreachable!("{text}: {error}"));
    let mut interview = Interview::new(&Arc::new(pack), walks::today());
    for with in 0..4_u8 {
        let told: BTreeSet<&str> = interview.priority_reasons().map(|(_, code)| code).collect();
        let known = |name: &str| match (told.contains(name), told.contains(format!("not {name}").as_str())) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        };
        let facts = facts.iter().map(|name| (name.clone(), known(name))).collect();
        assert_eq!(known(FUZZED), slowly(text, &interview, &facts, &LISTED), "{text}, with {with}");
        walks::answer_all(&mut interview, |index| u8::try_from(index % 256).unwrap_or(0).wrapping_mul(with));
    }
}

/// Every condition of the pack that ships, and some of each kind beside them.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let made = [
        "count-selected(${share_to}) >= 1 or ${ref_name} != ''",
        "if(answered(${kids_n}), ${kids_n} + 1 - 2, 0) <= 3",
        "count-selected(${share_to}) = 0",
        "if(${fear_return} = 'yes', true(), false())",
        "coalesce(${kids_n}, 0) = 1.5",
        "if(${fear_return} = 'yes', ${host_country}, 'x') = 'LY'",
        "coalesce(${consent_by}, if(shown(${kids_n}), 'self', 'x')) = 'self'",
        "outcome('RETURN') = 'likely' or outcome('TRAFF') != 'hold'",
        "${nationality} = ${host_country}",
        "(((((true())))))",
        "today() - 365 < today() and today() <= today() and 2 >= 2 and not(2 > 2) and 1 != 2",
        "-1 + -(2) = -3",
    ];
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
    let files =
        ["questions", "rules"].into_iter().flat_map(|part| fs::read_dir(folder.join(part)).into_iter().flatten());
    let mut shipped = BTreeSet::new();
    for file in files.flatten() {
        let text = fs::read_to_string(file.path()).unwrap_or_default();
        let quoted = text.lines().filter_map(|line| Some(line.rsplit_once("= \"")?.1.rsplit_once('"')?.0.to_owned()));
        shipped.extend(quoted.filter(|words| words.contains("${")));
    }
    made.iter().map(|text| text.as_bytes().to_vec()).chain(shipped.into_iter().map(String::into_bytes)).collect()
}

#[cfg(test)]
mod tests {
    use super::{condition, seeds, with_names};

    #[test]
    fn all_seeds_are_conditions() {
        let seeds = seeds();
        let refused: Vec<&str> = seeds
            .iter()
            .filter_map(|seed| core::str::from_utf8(seed).ok())
            .filter(|text| with_names(|names| condition(text, names)).is_err())
            .collect();
        assert!(seeds.len() > 100 && refused.is_empty(), "{} seeds, refused: {refused:?}", seeds.len());
    }
}
