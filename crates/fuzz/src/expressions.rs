//! Conditions as authors write them.

use std::sync::Arc;

use engine::expression::parse::{Names, condition};
use engine::interview::Interview;
use engine::pack::{Fact, Pack, Structure};

use crate::{content, shipped, walks};

/// A text is refused with a place inside it and a remedy, or is a condition that can be kept, read again and worked out
/// for anybody.
pub(crate) fn expression(bytes: &[u8]) {
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    let pack = shipped();
    let content = pack.content();
    let facts: Vec<String> = content.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
    let cards: Vec<String> = content.cards.iter().map(|(_, card)| card.name.clone()).collect();
    let lists = [("near".to_owned(), vec!["EG".to_owned(), "LY".to_owned()])];
    let names = Names { questions: &content.questions, facts: &facts, cards: &cards, lists: &lists };
    let read = match condition(text, &names) {
        Ok(read) => read,
        Err(error) => {
            assert!(error.at <= text.len(), "what is wrong is in the text");
            assert!(!error.problem.is_empty() && !error.remedy.is_empty());
            return;
        }
    };
    let kept = postcard::to_allocvec(&read).unwrap_or_default();
    assert_eq!(postcard::from_bytes(&kept), Ok(read.clone()), "what is written can be read");

    let mut structure: Structure = content.clone();
    let mut facts: Vec<Fact> = structure.facts.iter().map(|(_, fact)| fact.clone()).collect();
    facts.push(Fact { name: "fuzzed".to_owned(), when: read });
    structure.facts = engine::id::Table::new(facts);
    let Ok(pack) = Pack::link(structure, "00".repeat(32)) else { return };
    let mut interview = Interview::new(&Arc::new(pack), walks::today());
    walks::answer_all(&mut interview, |index| u8::try_from(index % 256).unwrap_or(0));
}

/// Every condition of the pack's kinds, as its authors spell them.
pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let _ = content();
    let texts = [
        "${want_return} = 'yes'",
        "${kids_n} > 0 and not(selected(${mode}, 'staff'))",
        "count-selected(${share_to}) >= 1 or ${ref_name} != ''",
        "if(answered(${kids_n}), ${kids_n} + 1 - 2, 0) <= 3",
        "coalesce(${kids_n}, 0) = 1.5",
        "outcome('RETURN') = 'likely' or outcome('TRAFF') != 'hold'",
        "listed(${nationality}, 'near') and shown(${fear_return})",
        "${nationality} = ${host}",
        "(((((true())))))",
        "today() - 365 < today()",
        "-1 + -(2) = -3",
    ];
    texts.iter().map(|text| text.as_bytes().to_vec()).collect()
}
