//! The texts of a pack: a JSON file a language, the names from CLDR beside it, and what has been reviewed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use crate::Finding;
use crate::source::{self, File, PackFile, Placed};

/// The texts of one language.
pub struct TextFile {
    /// The language's tag.
    pub language: String,
    /// The file's name, from the pack's folder.
    pub name: String,
    /// The file's text.
    pub text: String,
    /// Key to text, without the names.
    pub entries: BTreeMap<String, String>,
    /// `country.EG`, `language.ar` to name: CLDR's, with the pack's own in place of contested ones.
    pub names: BTreeMap<String, String>,
}

#[derive(Deserialize)]
struct NamesFile {
    country: BTreeMap<String, String>,
    language: BTreeMap<String, String>,
}

/// `names.toml`: `[country.EH] en = "…"`.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnNames {
    #[serde(default)]
    country: BTreeMap<String, BTreeMap<String, String>>,
    #[serde(default)]
    language: BTreeMap<String, BTreeMap<String, String>>,
}

/// `text/state.toml`
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct StateFile {
    #[serde(default)]
    reviewed: Vec<Review>,
}

/// One review.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Review {
    language: String,
    keys: Vec<String>,
    sha: Placed,
    #[expect(dead_code, reason = "for people who read the file")]
    by: String,
    #[expect(dead_code, reason = "for people who read the file")]
    on: toml::value::Datetime,
}

impl TextFile {
    /// The codes of all countries that have a name.
    #[must_use]
    pub fn countries(&self) -> Vec<String> {
        self.named("country.")
    }

    /// The tags of all languages that have a name.
    #[must_use]
    pub fn languages(&self) -> Vec<String> {
        self.named("language.")
    }

    fn named(&self, prefix: &str) -> Vec<String> {
        self.names.keys().filter_map(|key| key.strip_prefix(prefix)).map(str::to_owned).collect()
    }

    /// The table that the browser loads: key, tab, text, sorted by key.
    #[must_use]
    pub fn table(&self) -> String {
        let all: BTreeMap<&String, &String> = self.entries.iter().chain(&self.names).collect();
        all.into_iter().fold(String::new(), |table, (key, text)| table + key + "\t" + text + "\n")
    }

    /// The line of a key; for a key that is missing, the line where it would stand.
    #[must_use]
    pub fn line_of(&self, key: &str) -> usize {
        let quoted = format!("\"{key}\":");
        if let Some(at) = self.text.find(&quoted) {
            return source::line_of(&self.text, at);
        }
        let before = self.entries.range(..key.to_owned()).next_back();
        before.map_or(1, |(before, _)| {
            self.text.find(&format!("\"{before}\":")).map_or(1, |at| source::line_of(&self.text, at) + 1)
        })
    }

    /// A finding about a key.
    #[must_use]
    pub fn finding(&self, key: &str, problem: impl Into<String>, remedy: impl Into<String>) -> Finding {
        Finding { file: self.name.clone(), line: self.line_of(key), problem: problem.into(), remedy: remedy.into() }
    }

    /// Whether any text has one of these keys.
    #[must_use]
    pub fn has_keys(&self, patterns: &[String]) -> bool {
        self.entries.keys().any(|key| matches_any(key, patterns))
    }

    /// What a review of these keys was made for: the SHA-256 of their texts, in hexadecimal.
    #[must_use]
    pub fn review_sha(&self, patterns: &[String]) -> String {
        let reviewed = self.entries.iter().filter(|(key, _)| matches_any(key, patterns));
        let text = reviewed.fold(String::new(), |text, (key, words)| text + key + "\t" + words + "\n");
        super::compile::hex(&Sha256::digest(text.as_bytes()))
    }
}

/// Reads the texts of all languages of a pack.
pub(crate) fn read_all(root: &Path, pack: &File<PackFile>, findings: &mut Vec<Finding>) -> Vec<TextFile> {
    let own: OwnNames = optional(root, "names.toml", findings);
    let tags = pack.content.languages.iter().map(|tag| tag.get_ref().as_str());
    tags.filter_map(|language| read_language(root, language, &own, findings)).collect()
}

fn read_language(root: &Path, language: &str, own: &OwnNames, findings: &mut Vec<Finding>) -> Option<TextFile> {
    let name = format!("text/{language}.json");
    let (text, entries) = json::<BTreeMap<String, String>>(root, &name, findings)?;
    let (_, cldr) = json::<NamesFile>(root, &format!("names/{language}.json"), findings)?;
    let mut names = BTreeMap::new();
    for (kind, table, replaced) in
        [("country", &cldr.country, &own.country), ("language", &cldr.language, &own.language)]
    {
        for (code, cldr_name) in table {
            let name = replaced.get(code).and_then(|by_language| by_language.get(language)).unwrap_or(cldr_name);
            names.insert(format!("{kind}.{code}"), name.clone());
        }
    }
    Some(TextFile { language: language.to_owned(), name, text, entries, names })
}

fn json<T: serde::de::DeserializeOwned>(root: &Path, name: &str, findings: &mut Vec<Finding>) -> Option<(String, T)> {
    let refused = |line, problem: String, remedy: &str| Finding {
        file: name.to_owned(),
        line,
        problem,
        remedy: remedy.to_owned(),
    };
    let text = match std::fs::read_to_string(root.join(name)) {
        Ok(text) => text,
        Err(error) => {
            findings.push(refused(1, format!("the file cannot be read: {error}"), "add it; see docs/content.md"));
            return None;
        }
    };
    match serde_json::from_str(&text) {
        Ok(content) => Some((text, content)),
        Err(error) => {
            let remedy = "write one object, \"key\": \"text\", with commas between";
            findings.push(refused(error.line().max(1), format!("not valid JSON: {error}"), remedy));
            None
        }
    }
}

fn optional<T: serde::de::DeserializeOwned + Default>(root: &Path, name: &str, findings: &mut Vec<Finding>) -> T {
    if !root.join(name).exists() {
        return T::default();
    }
    source::read(root, name, findings).map(|file| file.content).unwrap_or_default()
}

/// The languages in which some text has not been reviewed as it stands.
pub(crate) fn draft_languages(root: &Path, texts: &[TextFile], findings: &mut Vec<Finding>) -> BTreeSet<String> {
    let state: StateFile = optional(root, "text/state.toml", findings);
    let is_draft = |file: &&TextFile| {
        let current = |review: &&Review| {
            review.language == file.language && *review.sha.get_ref() == file.review_sha(&review.keys)
        };
        let reviewed: Vec<&Review> = state.reviewed.iter().filter(current).collect();
        file.entries.keys().any(|key| !reviewed.iter().any(|review| matches_any(key, &review.keys)))
    };
    texts.iter().filter(is_draft).map(|file| file.language.clone()).collect()
}

/// Whether a key fits one of the patterns: a whole key, or a beginning followed by `*`.
fn matches_any(key: &str, patterns: &[String]) -> bool {
    patterns.iter().any(|pattern| match pattern.strip_suffix('*') {
        Some(beginning) => key.starts_with(beginning),
        None => key == pattern,
    })
}
