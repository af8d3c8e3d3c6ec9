//! The people of a pack: each must come out as the pack says.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use engine::answer::Plain;
use engine::interview::Interview;
use engine::pack::Pack;

use crate::Finding;
use crate::answers;
use crate::source::{self, ExamplesFile, ExpectedCard, File, PersonRow};

/// Runs all people of a pack.
pub(crate) fn examples(root: &Path, pack: &Pack, findings: &mut Vec<Finding>) {
    let pack = Arc::new(pack.clone());
    for name in source::names_in(root, "examples", ".toml") {
        let Some(file): Option<File<ExamplesFile>> = source::read(root, &name, findings) else { continue };
        for person in &file.content.person {
            run(&file, person, &pack, findings);
        }
    }
}

fn run(file: &File<ExamplesFile>, person: &PersonRow, pack: &Arc<Pack>, findings: &mut Vec<Finding>) {
    let mut answers = BTreeMap::new();
    for (name, value) in &person.answers {
        match plain(value.get_ref()) {
            Some(plain) => {
                answers.insert(name.clone(), plain);
            }
            None => findings.push(file.finding(
                value.span().start,
                format!("{}: `{name}` is neither a word, a list of words nor a number", person.id.get_ref()),
                "write the answer as the question takes it",
            )),
        }
    }
    let at = person.id.span().start;
    match answers::read(pack, pack.content().date, &answers) {
        Ok(interview) => compare(file, person, &interview, findings),
        Err(error) => {
            let problem = format!("{}: {error}", person.id.get_ref());
            findings.push(file.finding(at, problem, "correct the answer"));
        }
    }
}

fn compare(file: &File<ExamplesFile>, person: &PersonRow, interview: &Interview, findings: &mut Vec<Finding>) {
    let at = person.id.span().start;
    let who = person.id.get_ref();
    let mut say = |problem: String| {
        findings.push(file.finding(at, problem, "correct the rules, or what is expected"));
    };
    let priority = interview.priority().name();
    if priority != person.expect.priority.get_ref() {
        say(format!("{who}: the priority is {priority}, not {}", person.expect.priority.get_ref()));
    }
    let pack = interview.pack();
    let nothing = ExpectedCard { outcome: "na".to_owned(), reasons: None, missing: None };
    for (id, card) in pack.content().cards.iter() {
        let expected = person.expect.cards.get(&card.name).unwrap_or(&nothing);
        let outcome = interview.outcome(id).name();
        let reasons: Vec<&str> = interview.reasons(id).map(|rule| rule.code.as_str()).collect();
        if outcome != expected.outcome {
            say(format!("{who}: {} is {outcome} ({}), not {}", card.name, reasons.join(", "), expected.outcome));
        }
        if expected.reasons.as_ref().is_some_and(|wanted| *wanted != reasons) {
            let wanted = expected.reasons.as_deref().unwrap_or_default().join(", ");
            say(format!("{who}: {} rests on {}, not on {wanted}", card.name, reasons.join(", ")));
        }
        let missing: Vec<&str> =
            interview.missing(id).into_iter().filter_map(|id| Some(pack.question(id)?.name.as_str())).collect();
        if expected.missing.as_ref().is_some_and(|wanted| *wanted != missing) {
            let wanted = expected.missing.as_deref().unwrap_or_default().join(", ");
            say(format!("{who}: {} misses {}, not {wanted}", card.name, missing.join(", ")));
        }
    }
    for name in person.expect.cards.keys().filter(|name| pack.card_named(name).is_none()) {
        say(format!("{who}: there is no card `{name}`"));
    }
}

/// An answer as TOML has it.
pub(crate) fn plain(value: &toml::Value) -> Option<Plain> {
    match value {
        toml::Value::String(word) => Some(Plain::Word(word.clone())),
        toml::Value::Integer(number) => i32::try_from(*number).ok().map(Plain::Number),
        toml::Value::Array(words) => {
            words.iter().map(|word| word.as_str().map(str::to_owned)).collect::<Option<_>>().map(Plain::Words)
        }
        _ => None,
    }
}
