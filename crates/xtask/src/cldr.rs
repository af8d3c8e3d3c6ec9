//! Names of countries and languages, from Unicode's CLDR.
//!
//! Nobody here should have to spell 250 countries in each language, and nobody should have to trust that we did.
//! Names that we replace stand in the pack's `names.toml`; these files are never edited by hand.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};

use crate::{install, pack, root};

/// Codes of two letters that are no country or territory of ISO 3166: unions, sets, placeholders, and places that
/// have a code only for post or customs. Kosovo (XK) stays: people hold its passports.
const NO_COUNTRY: [&str; 14] = ["AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"];

/// Languages that people on these routes speak, and those of the people who help them.
const LANGUAGES: &str = "ak am ar bm bn de din dje dyu en es fa ff fr ha hi ig it kab kr ku ln man mey mos nus om \
    pcm ps pt ru rw snk so sus sw ti tl tr ur wo yo lg zgh zh";

/// Writes `names/<lang>.json` for each language of the pack.
pub(crate) fn write() -> Result<()> {
    for (path, text) in files()? {
        fs::create_dir_all(path.parent().unwrap_or(&path))?;
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
        println!("wrote {}", path.display());
    }
    Ok(())
}

/// Fails where a file is not what CLDR says.
pub(crate) fn check() -> Result<()> {
    let stale: Vec<String> = files()?
        .into_iter()
        .filter(|(path, text)| fs::read_to_string(path).ok().as_ref() != Some(text))
        .map(|(path, _)| path.display().to_string())
        .collect();
    if !stale.is_empty() {
        bail!("not what CLDR says: {}; run cargo xtask cldr", stale.join(", "));
    }
    println!("the names are CLDR's");
    Ok(())
}

fn files() -> Result<Vec<(PathBuf, String)>> {
    install::node_modules()?;
    let head: toml::Table = fs::read_to_string(pack().join("pack.toml"))?.parse()?;
    let languages = head.get("languages").and_then(toml::Value::as_array).context("pack.toml names no languages")?;
    languages.iter().filter_map(toml::Value::as_str).map(file).collect()
}

/// The file of one language: its path and its text.
fn file(language: &str) -> Result<(PathBuf, String)> {
    let country = names(language, "territories")?
        .into_iter()
        .filter(|(code, _)| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase()))
        .filter(|(code, _)| !NO_COUNTRY.contains(&code.as_str()))
        .collect::<Map<_, _>>();
    let language_names = names(language, "languages")?
        .into_iter()
        .filter(|(code, _)| LANGUAGES.split_whitespace().any(|wanted| wanted == code))
        .collect::<Map<_, _>>();
    let text = serde_json::to_string_pretty(&json!({ "country": country, "language": language_names }))? + "\n";
    Ok((pack().join(format!("names/{language}.json")), text))
}

/// One table of CLDR's, sorted by code. A code without a name of its own is not a name.
fn names(language: &str, table: &str) -> Result<Map<String, Value>> {
    let path = root().join(format!("tests/node_modules/cldr-localenames-full/main/{language}/{table}.json"));
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let content: Value = serde_json::from_str(&text)?;
    let names = content.pointer(&format!("/main/{language}/localeDisplayNames/{table}")).and_then(Value::as_object);
    let names = names.with_context(|| format!("{} has no {table}", path.display()))?;
    Ok(names.iter().filter(|(code, name)| name.as_str() != Some(code)).map(|(c, n)| (c.clone(), n.clone())).collect())
}
