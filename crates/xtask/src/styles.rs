//! The stylesheets: joined into one file for the page, and checked for what breaks the languages they serve.
//!
//! A sheet that says *left* is wrong in Arabic; spaced or capital letters break or lose meaning in most scripts.

use std::fs;

use anyhow::{Context, Result, bail};

use crate::root;

/// The sheets of the first screen and of a question, in the order of their layers.
pub(crate) const FIRST: [&str; 4] = ["tokens", "base", "layout", "components"];
/// The sheets that follow.
pub(crate) const LATER: [&str; 2] = ["later", "print"];
/// The sheets that follow at a help desk.
pub(crate) const DESK: [&str; 3] = ["later", "print", "desk"];

/// What a property's name may not be, and what to write instead.
const PROPERTIES: [(&str, &str); 12] = [
    ("left", "inset-inline-start"),
    ("right", "inset-inline-end"),
    ("margin-left", "margin-inline-start"),
    ("margin-right", "margin-inline-end"),
    ("padding-left", "padding-inline-start"),
    ("padding-right", "padding-inline-end"),
    ("border-left", "border-inline-start"),
    ("border-right", "border-inline-end"),
    ("border-top-left-radius", "border-start-start-radius"),
    ("border-top-right-radius", "border-start-end-radius"),
    ("letter-spacing", "nothing: it pulls joined letters apart"),
    ("float", "grid or flex"),
];

/// What a property's value may not hold, and what to write instead.
const VALUES: [(&str, &str, &str); 4] = [
    ("text-align", "left", "start"),
    ("text-align", "right", "end"),
    ("text-align", "justify", "start"),
    ("text-transform", "uppercase", "nothing: most scripts have no capitals"),
];

/// Sheets in one, without comments and line breaks.
pub(crate) fn joined(sheets: &[&str]) -> Result<String> {
    let mut joined = String::new();
    for sheet in sheets {
        joined.push_str(&compact(&without_comments(&read(sheet)?)));
    }
    Ok(joined)
}

/// Fails where a sheet says what must not be said, naming the line.
pub(crate) fn check() -> Result<()> {
    let mut mistakes = 0;
    for sheet in FIRST.into_iter().chain(DESK) {
        for (number, line) in without_comments(&read(sheet)?).lines().enumerate() {
            for (found, instead) in declarations(line).filter_map(|(name, value)| mistake(name, value)) {
                eprintln!("public/styles/{sheet}.css:{}: {found}; write {instead}", number + 1);
                mistakes += 1;
            }
        }
    }
    if mistakes > 0 {
        bail!("{mistakes} mistakes in the stylesheets");
    }
    Ok(())
}

fn read(sheet: &str) -> Result<String> {
    let path = root().join(format!("public/styles/{sheet}.css"));
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// The `name: value` pairs that a line holds.
fn declarations(line: &str) -> impl Iterator<Item = (&str, &str)> {
    line.split(['{', '}', ';']).filter_map(|part| part.split_once(':')).map(|(name, value)| (name.trim(), value.trim()))
}

fn mistake(name: &str, value: &str) -> Option<(String, &'static str)> {
    let property = PROPERTIES.iter().find(|(wrong, _)| {
        name.strip_prefix(wrong)
            .is_some_and(|rest| rest.is_empty() || (wrong.starts_with("border-") && rest.starts_with('-')))
    });
    if let Some((wrong, instead)) = property {
        return Some(((*wrong).to_owned(), instead));
    }
    let words = || value.split_whitespace();
    let value = VALUES.iter().find(|(property, wrong, _)| name == *property && words().any(|word| word == *wrong))?;
    Some((format!("{name}: {}", value.1), value.2))
}

/// A sheet with blanks in place of its comments, so that lines keep their numbers.
fn without_comments(sheet: &str) -> String {
    let mut kept = String::new();
    let mut rest = sheet;
    while let Some((before, after)) = rest.split_once("/*") {
        let (comment, after) = after.split_once("*/").unwrap_or((after, ""));
        kept.push_str(before);
        kept.extend(comment.chars().filter(|&c| c == '\n'));
        rest = after;
    }
    kept + rest
}

/// One blank where a sheet has many, and none beside a brace or a semicolon; what stands in quotes stays.
fn compact(sheet: &str) -> String {
    let mut compact = String::new();
    let mut quoted = false;
    for c in sheet.chars() {
        quoted ^= c == '"';
        let after_blank = compact.ends_with(|last: char| " {};".contains(last)) || compact.is_empty();
        match c {
            _ if quoted => compact.push(c),
            c if c.is_whitespace() && after_blank => {}
            c if c.is_whitespace() => compact.push(' '),
            '{' | '}' | ';' => {
                compact.truncate(compact.trim_end().len());
                compact.push(c);
            }
            c => compact.push(c),
        }
    }
    compact
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mistakes(line: &str) -> usize {
        declarations(line).filter_map(|(name, value)| mistake(name, value)).count()
    }

    #[test]
    fn physical_directions_are_mistakes() {
        assert_eq!(mistakes(".a { margin-left: 1px; text-align: right }"), 2);
        assert_eq!(mistakes("border-left-width: 2px; text-transform: uppercase;"), 2);
    }

    #[test]
    fn logical_ones_are_not() {
        assert_eq!(mistakes(".a { margin-inline-start: 1px; inset-inline-end: 0; text-align: start }"), 0);
    }

    #[test]
    fn compacting_keeps_what_means_something() {
        assert_eq!(compact("a b {\n  content: \"x  y\";\n}\n"), "a b{content: \"x  y\";}");
        assert_eq!(compact(&without_comments("a/* left: 0 */{ b: c }")), "a{b: c}");
    }
}
