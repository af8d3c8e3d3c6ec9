//! Texts: a table from keys to words in one language, values put into them, and links to the glossary.
//!
//! A value that is put into a text is isolated from it (Unicode FSI … PDI; LRI … PDI for numbers, dates and
//! codes), so that an Arabic name in a French sentence, or a telephone number in an Arabic one, keeps its order.

use crate::plural::category;

/// First strong isolate: what follows keeps the direction of its own letters.
const FSI: char = '\u{2068}';
/// Left-to-right isolate.
const LRI: char = '\u{2066}';
/// End of an isolate.
const PDI: char = '\u{2069}';

/// The texts of one language: `key`, tab, `text` on a line, sorted by key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Texts {
    language: String,
    lines: String,
    /// Where each line's key and text begin and end.
    rows: Vec<Row>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Row {
    start: usize,
    tab: usize,
    end: usize,
}

/// A value for a placeholder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Words: they keep the direction of their own letters.
    Words(&'a str),
    /// A number, a date, a telephone number, a code: always left to right.
    Code(&'a str),
}

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Words(&'a str),
    /// Words that link to a term of the glossary.
    Term {
        /// What is shown.
        words: &'a str,
        /// The term's id.
        term: &'a str,
    },
}

/// The direction in which a language is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

impl Direction {
    /// The direction of a language.
    #[must_use]
    pub fn of(language: &str) -> Self {
        match language.split('-').next().unwrap_or(language) {
            "ar" | "fa" | "ps" | "ur" | "he" | "ckb" => Self::Rtl,
            _ => Self::Ltr,
        }
    }

    /// The value of HTML's `dir`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Texts {
    /// Reads a table. Lines without a tab are passed over; the lines must be sorted by key.
    #[must_use]
    pub fn read(language: &str, lines: String) -> Self {
        let mut rows = Vec::new();
        let mut start = 0;
        for line in lines.split_inclusive('\n') {
            let end = start + line.trim_end_matches('\n').len();
            if let Some(tab) = line.find('\t') {
                rows.push(Row { start, tab: start + tab, end });
            }
            start += line.len();
        }
        Self { language: language.to_owned(), lines, rows }
    }

    /// The language's tag.
    #[must_use]
    pub fn language(&self) -> &str {
        &self.language
    }

    /// The direction in which the language is written.
    #[must_use]
    pub fn direction(&self) -> Direction {
        Direction::of(&self.language)
    }

    /// The text of a key, as it stands in the table.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&str> {
        let at = self.rows.binary_search_by(|row| self.lines.get(row.start..row.tab).unwrap_or("").cmp(key)).ok()?;
        let row = self.rows.get(at)?;
        self.lines.get(row.tab + 1..row.end)
    }

    /// All keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.rows.iter().filter_map(|row| self.lines.get(row.start..row.tab))
    }

    /// The text of a key with values put in. `None` when the key has no text.
    #[must_use]
    pub fn fill(&self, key: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        Some(fill(self.get(key)?, values))
    }

    /// The text of a key in the plural form for `count`, which is also the value of `{count}`.
    #[must_use]
    pub fn count(&self, key: &str, count: u32) -> Option<String> {
        let digits = count.to_string();
        let form = self.get(&format!("{key}_{}", category(&self.language, count)));
        let text = form.or_else(|| self.get(&format!("{key}_other")))?;
        Some(fill(text, &[("count", Value::Code(&digits))]))
    }
}

/// Puts values into the placeholders of a text; a placeholder without a value stays as it is.
#[must_use]
pub fn fill(text: &str, values: &[(&str, Value<'_>)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, tail)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, tail))
        });
        if let Some((value, tail)) = found {
            push_isolated(&mut filled, value);
            rest = tail;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

/// A value with its own direction.
#[must_use]
pub fn isolated(value: Value<'_>) -> String {
    let mut text = String::new();
    push_isolated(&mut text, value);
    text
}

fn push_isolated(text: &mut String, value: Value<'_>) {
    let (mark, words) = match value {
        Value::Words(words) => (FSI, words),
        Value::Code(code) => (LRI, code),
    };
    text.push(mark);
    text.push_str(words);
    text.push(PDI);
}

/// The placeholders of a text, in order.
pub fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|after| after.split_once('}')).map(|(name, _)| name)
}

/// A text in pieces: plain words, and words that link to the glossary, written `[words](term)`.
#[must_use]
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, words, term, tail)) = next_link(rest) {
        if !before.is_empty() {
            found.push(Piece::Words(before));
        }
        found.push(Piece::Term { words, term });
        rest = tail;
    }
    if !rest.is_empty() {
        found.push(Piece::Words(rest));
    }
    found
}

/// A text without its links.
#[must_use]
pub fn plain(text: &str) -> String {
    pieces(text)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) | Piece::Term { words, .. } => words,
        })
        .collect()
}

/// What stands before the next link, its words, its term, and the rest.
fn next_link(text: &str) -> Option<(&str, &str, &str, &str)> {
    // As two bytes: a search for words would bring its own machine into the wasm.
    let middle = text.as_bytes().windows(2).position(|pair| pair == b"](")?;
    let (head, tail) = (text.get(..middle)?, text.get(middle + 2..)?);
    let (before, words) = head.rsplit_once('[')?;
    let (term, rest) = tail.split_once(')')?;
    Some((before, words, term, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts() -> Texts {
        let lines = "a.one\tOne\nkids_one\t{count} child\nkids_other\t{count} children\nname\tHello {name}!\n";
        Texts::read("en", lines.to_owned())
    }

    #[test]
    fn a_text_is_found_by_its_key() {
        assert_eq!(texts().get("a.one"), Some("One"));
        assert_eq!(texts().get("a"), None);
        assert_eq!(texts().keys().count(), 4);
    }

    #[test]
    fn a_value_keeps_its_own_direction() {
        let filled = texts().fill("name", &[("name", Value::Words("محمد (2)"))]).unwrap();
        assert_eq!(filled, "Hello \u{2068}محمد (2)\u{2069}!");
        assert_eq!(fill("{date}", &[("date", Value::Code("2026-11-24"))]), "\u{2066}2026-11-24\u{2069}");
    }

    #[test]
    fn an_unknown_placeholder_and_a_lone_brace_stay_as_they_are() {
        assert_eq!(fill("{x} and { y", &[]), "{x} and { y");
    }

    #[test]
    fn the_plural_form_follows_the_number() {
        assert_eq!(texts().count("kids", 1).unwrap(), "\u{2066}1\u{2069} child");
        assert_eq!(texts().count("kids", 3).unwrap(), "\u{2066}3\u{2069} children");
    }

    #[test]
    fn links_to_the_glossary_are_pieces_of_their_own() {
        let text = "Ask your [embassy](consulate) first.";
        let expected =
            [Piece::Words("Ask your "), Piece::Term { words: "embassy", term: "consulate" }, Piece::Words(" first.")];
        assert_eq!(pieces(text), expected);
        assert_eq!(plain(text), "Ask your embassy first.");
        assert_eq!(plain("[a](b"), "[a](b");
        assert_eq!(plain("x](y) z"), "x](y) z");
    }
}
