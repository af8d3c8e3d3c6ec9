//! Texts: all there, in every language, with the same placeholders and links, and nothing that could break a page.

use std::collections::BTreeSet;

use engine::directory::Directory;
use engine::pack::Structure;
use engine::plural::categories;
use engine::text::{Piece, pieces, placeholders};

use crate::Finding;
use crate::source::{File, PackFile};
use crate::texts::TextFile;

use super::needed;

/// The values that the app puts into texts.
const PLACEHOLDERS: [&str; 23] = [
    "all", "answer", "before", "closed", "code", "codes", "count", "country", "date", "days", "language", "max",
    "name", "number", "outcome", "parts", "question", "reason", "section", "status", "step", "until", "who",
];

const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// Checks the texts of all languages.
pub(crate) fn texts(
    structure: &Structure,
    directory: &Directory,
    pack_file: &File<PackFile>,
    files: &[TextFile],
    findings: &mut Vec<Finding>,
) {
    let Some(first) = files.first() else {
        findings.push(pack_file.finding(0, "the pack has no language", "add languages = [\"en\"]"));
        return;
    };
    let needed: BTreeSet<String> = needed::keys(structure, directory).into_iter().collect();
    for file in files {
        for key in &needed {
            if !file.entries.contains_key(key) {
                findings.push(missing(file, key));
            }
        }
    }
    let terms: BTreeSet<&str> = directory.glossary.iter().map(|term| term.name.as_str()).collect();
    for file in files {
        for (key, text) in &file.entries {
            one_text(file, key, text, &terms, findings);
        }
    }
    for file in files.iter().skip(1) {
        compare(first, file, findings);
    }
    names(files, findings);
}

fn missing(file: &TextFile, key: &str) -> Finding {
    let remedy = format!("add \"{key}\": \"…\"");
    file.finding(key, format!("the text `{key}` is missing in {}", file.language), remedy)
}

/// What can be wrong with one text by itself.
fn one_text(file: &TextFile, key: &str, text: &str, terms: &BTreeSet<&str>, findings: &mut Vec<Finding>) {
    let mut say = |problem: String, remedy: &str| findings.push(file.finding(key, problem, remedy));
    if text.trim().is_empty() {
        say(format!("`{key}` is empty"), "write the text, or take the key out in all languages");
    }
    if let Some(c) = text.chars().find(|c| c.is_control() || is_direction_mark(*c)) {
        let problem = format!("`{key}` holds the invisible character U+{:04X}", u32::from(c));
        say(problem, "take it out: a text is one line, and the app sets directions itself");
    }
    if text.contains('<') || text.contains("javascript:") {
        say(format!("`{key}` holds markup"), "write plain words");
    }
    if text.chars().any(|c| c.is_numeric() && !c.is_ascii_digit() && c != '½') {
        say(format!("`{key}` holds digits other than 0–9"), "write digits as 0–9");
    }
    for name in placeholders(text) {
        if !PLACEHOLDERS.contains(&name) {
            let remedy = format!("use one of: {}", PLACEHOLDERS.join(", "));
            say(format!("`{key}` has the unknown placeholder {{{name}}}"), &remedy);
        }
    }
    for piece in pieces(text) {
        if let Piece::Term { term, .. } = piece
            && !terms.contains(term)
        {
            say(format!("`{key}` links to the word `{term}`, which the glossary does not have"), "correct the link");
        }
    }
}

/// Marks that turn the direction of everything after them.
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What can be wrong with a language beside the first one.
fn compare(first: &TextFile, file: &TextFile, findings: &mut Vec<Finding>) {
    for (key, text) in &first.entries {
        if let Some(base) = plural_base(key, first) {
            let forms = categories(&file.language).iter().map(|form| format!("{base}_{form}"));
            findings.extend(forms.filter(|form| !file.entries.contains_key(form)).map(|form| missing(file, &form)));
            continue;
        }
        match file.entries.get(key) {
            None => findings.push(missing(file, key)),
            Some(translated) => {
                let (wanted, found) = (sorted(text), sorted(translated));
                if wanted != found {
                    let problem = format!("`{key}` has other placeholders than in {}", first.language);
                    let remedy = format!("use exactly: {}", wanted.join(", "));
                    findings.push(file.finding(key, problem, remedy));
                }
            }
        }
    }
    for key in file.entries.keys() {
        if !first.entries.contains_key(key) && plural_base(key, first).is_none() {
            let problem = format!("`{key}` is not a text of {}", first.language);
            findings.push(file.finding(key, problem, "take it out, or add it there"));
        }
    }
}

/// `kids` for `kids_one`, where the first language has both `kids_one` and `kids_other`: an option can be named
/// `no_other`.
fn plural_base<'a>(key: &'a str, first: &TextFile) -> Option<&'a str> {
    let (base, form) = key.rsplit_once('_')?;
    let has = |form: &str| first.entries.contains_key(&format!("{base}_{form}"));
    (FORMS.contains(&form) && has("one") && has("other")).then_some(base)
}

fn sorted(text: &str) -> Vec<&str> {
    let mut names: Vec<&str> = placeholders(text).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// Every language names the same countries and languages.
fn names(files: &[TextFile], findings: &mut Vec<Finding>) {
    let all: BTreeSet<&String> = files.iter().flat_map(|file| file.names.keys()).collect();
    for file in files {
        for key in all.iter().filter(|key| !file.names.contains_key(**key)) {
            findings.push(Finding {
                file: format!("names/{}.json", file.language),
                line: 1,
                problem: format!("the name `{key}` is missing in {}", file.language),
                remedy: "run cargo xtask cldr, or add the name to names.toml".to_owned(),
            });
        }
    }
}
