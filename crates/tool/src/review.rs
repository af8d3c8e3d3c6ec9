//! `dalil reviewed`: the entry that says that texts have been reviewed as they stand.

use std::path::Path;

use anyhow::{Result, anyhow, ensure};
use engine::date::Date;

use crate::source;
use crate::texts;

/// The TOML entry for `text/state.toml`.
///
/// # Errors
/// When the pack has no such language, no text has one of the keys, or the date is none.
pub fn entry(content: &Path, language: &str, keys: &[String], by: &str, on: &str) -> Result<String> {
    let mut findings = Vec::new();
    let pack = source::read(content, "pack.toml", &mut findings);
    let files = pack.map(|pack| texts::read_all(content, &pack, &mut findings)).unwrap_or_default();
    let file = files.iter().find(|file| file.language == language);
    let file = file.ok_or_else(|| anyhow!("the pack has no texts in `{language}`"))?;
    ensure!(file.has_keys(keys), "no text has one of these keys");
    let on: Date = on.parse()?;
    let list: Vec<String> = keys.iter().map(|key| format!("{key:?}")).collect();
    let (list, sha) = (list.join(", "), file.review_sha(keys));
    Ok(format!("[[reviewed]]\nlanguage = \"{language}\"\nkeys = [{list}]\nby = {by:?}\non = {on}\nsha = \"{sha}\"\n"))
}
