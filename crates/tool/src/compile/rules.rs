//! Cards and rules: from rows of TOML to the engine's tables.

use std::collections::BTreeMap;
use std::path::Path;

use engine::card::{Card, CardKind, Effect, Priority, PriorityRule, Rule};
use engine::directory::Source;
use engine::expression::parse::Names;
use engine::id::{CardId, Table};

use crate::Finding;
use crate::source::{self, CardFile, File, PriorityFile, RuleRow};

use super::{expression, provenance, unique, word};

const EFFECTS: [(&str, Effect); 8] = [
    ("hide", Effect::Hide),
    ("unlikely", Effect::Unlikely),
    ("hold", Effect::Hold),
    ("unlikely_after_holds", Effect::UnlikelyAfterHolds),
    ("at_most_possible", Effect::AtMostPossible),
    ("possible", Effect::Possible),
    ("likely", Effect::Likely),
    ("note", Effect::Note),
];

/// What the rules' files say.
pub(super) struct Rules {
    /// The cards, in the pack's order.
    pub(super) cards: Table<CardId, Card>,
    /// What makes a referral urgent.
    pub(super) priorities: Vec<PriorityRule>,
    /// Where each rule comes from, by its code.
    pub(super) sources: Vec<(String, Source)>,
}

/// What was met so far in any of the files.
#[derive(Default)]
struct Seen {
    codes: BTreeMap<String, String>,
    sources: Vec<(String, Source)>,
}

/// Reads the cards' files and the priority's.
pub(super) fn read(root: &Path, cards: &[String], names: &Names<'_>, findings: &mut Vec<Finding>) -> Rules {
    let mut seen = Seen::default();
    let rows = cards.iter().map(|name| card(root, name, names, &mut seen, findings)).collect();
    let priorities = source::read::<PriorityFile>(root, "rules/PRIORITY.toml", findings);
    let priorities = priorities.map_or_else(Vec::new, |file| {
        let rule = |row: &RuleRow| priority(&file, row, names, &mut seen, findings);
        file.content.rule.iter().map(rule).collect()
    });
    Rules { cards: Table::new(rows), priorities, sources: seen.sources }
}

fn card(root: &Path, name: &str, names: &Names<'_>, seen: &mut Seen, findings: &mut Vec<Finding>) -> Card {
    let empty = Card { name: name.to_owned(), kind: CardKind::Support, hide_when: None, rules: Vec::new() };
    let Some(file): Option<File<CardFile>> = source::read(root, &format!("rules/{name}.toml"), findings) else {
        return empty;
    };
    let head = &file.content;
    if head.card.get_ref() != name {
        let problem = format!("this file is named {name} and is about `{}`", head.card.get_ref());
        findings.push(file.finding(head.card.span().start, problem, format!("write card = \"{name}\"")));
    }
    let kinds = [("programme", CardKind::Programme), ("support", CardKind::Support)];
    let hide_when = head.hide_when.as_ref().map(|text| {
        provenance(&file, &head.card, head.source.as_ref(), head.checked.as_ref(), false, findings);
        expression(&file, text, names, findings)
    });
    Card {
        kind: word(&file, &head.kind, &kinds, findings).unwrap_or(CardKind::Support),
        hide_when,
        rules: head.rule.iter().map(|row| rule(&file, row, names, seen, findings)).collect(),
        ..empty
    }
}

fn rule(file: &File<CardFile>, row: &RuleRow, names: &Names<'_>, seen: &mut Seen, findings: &mut Vec<Finding>) -> Rule {
    unique(file, &row.code, "rule", &mut seen.codes, findings);
    let (source, checked) = (row.source.as_ref(), row.checked.as_ref());
    let source = provenance(file, &row.code, source, checked, row.general_knowledge, findings);
    seen.sources.push((row.code.get_ref().clone(), source));
    Rule {
        code: row.code.get_ref().clone(),
        effect: word(file, &row.effect, &EFFECTS, findings).unwrap_or(Effect::Note),
        when: expression(file, &row.when, names, findings),
    }
}

fn priority(
    file: &File<PriorityFile>,
    row: &RuleRow,
    names: &Names<'_>,
    seen: &mut Seen,
    findings: &mut Vec<Finding>,
) -> PriorityRule {
    unique(file, &row.code, "rule", &mut seen.codes, findings);
    let (source, checked) = (row.source.as_ref(), row.checked.as_ref());
    let source = provenance(file, &row.code, source, checked, row.general_knowledge, findings);
    seen.sources.push((row.code.get_ref().clone(), source));
    let levels = [("emergency", Priority::Emergency), ("urgent", Priority::Urgent)];
    PriorityRule {
        code: row.code.get_ref().clone(),
        priority: word(file, &row.effect, &levels, findings).unwrap_or(Priority::Normal),
        when: expression(file, &row.when, names, findings),
    }
}
