//! What makes the app work without a connection: the list that its worker keeps (`public/sw.js`), and what an
//! installed app needs.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use dalil_tool::compile::hex;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use crate::icons::{Cut, icon};
use crate::serve;

/// The worker's name. It has no hash: the browser asks for it again under the same name to learn of a new version.
pub(crate) const WORKER: &str = "sw.js";

/// The icons of an installed app: the placeholder for each, how its name begins, and what it is.
pub(crate) fn icons() -> Result<Vec<(&'static str, &'static str, Vec<u8>)>> {
    Ok(vec![
        ("icon_192", "icon-192", icon(192, Cut::Round)?),
        ("icon_512", "icon-512", icon(512, Cut::Round)?),
        ("icon_maskable", "icon-maskable", icon(512, Cut::ByDevice)?),
        ("icon_apple", "icon-apple", icon(180, Cut::ByDevice)?),
    ])
}

/// What the worker's placeholders stand for, when these are all files it keeps.
pub(crate) fn placeholders(files: &BTreeMap<PathBuf, Vec<u8>>) -> Result<BTreeMap<&'static str, String>> {
    let mut list = Map::new();
    let mut types = Map::new();
    for (path, content) in files {
        let name = path.to_string_lossy().into_owned();
        // A name stands in an address and in a script as it is.
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte));
        ensure!(plain, "{name}: letters of ASCII, digits, `-`, `_` and `.` only");
        list.insert(name, Value::String(hex(&Sha256::digest(content))));
        if let Some(extension) = path.extension() {
            types.insert(extension.to_string_lossy().into_owned(), Value::String(serve::kind(path).to_owned()));
        }
    }
    let list = Value::Object(list).to_string();
    Ok(BTreeMap::from([
        ("version", hex(&Sha256::digest(&list))),
        ("files", list),
        ("types", Value::Object(types).to_string()),
    ]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(content: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        BTreeMap::from([("index.html".into(), b"page".to_vec()), ("a-0123456789ab.js".into(), content.into())])
    }

    #[test]
    fn the_list_names_each_file_with_its_sum_and_its_kind() {
        let filled = placeholders(&files("abc")).unwrap();
        let list: Value = serde_json::from_str(&filled["files"]).unwrap();
        // The SHA-256 of `abc`, from FIPS 180-2, appendix B.1.
        assert_eq!(list["a-0123456789ab.js"], "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let types: Value = serde_json::from_str(&filled["types"]).unwrap();
        assert_eq!(types["html"], "text/html; charset=utf-8");
    }

    #[test]
    fn one_other_byte_is_another_version() {
        let version = |content| placeholders(&files(content)).unwrap().remove("version");
        assert_eq!(version("abc"), version("abc"));
        assert_ne!(version("abc"), version("abd"));
    }

    #[test]
    fn a_name_that_an_address_would_change_is_refused() {
        assert!(placeholders(&BTreeMap::from([("a b.js".into(), Vec::new())])).is_err());
    }
}
