//! What a phone downloads before its first question, and in all, against limits.
//!
//! A slow connection makes size the same as waiting, and size grows unnoticed unless something fails.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Bytes until the first question, as sent: the budget. On a slow phone's connection it is two seconds.
const LIMIT: u64 = 90_000;
/// Bytes of everything in one language: what a phone keeps for use without a connection.
const LIMIT_IN_ALL: u64 = 300_000;

/// The files of a first visit, by how their names begin and end; of several, the largest counts.
const FIRST_VISIT: [(&str, &str); 8] = [
    ("later-", ".js"),
    ("index", ".html"),
    ("styles-", ".css"),
    ("boot-", ".js"),
    ("app-", ".js"),
    ("app-", ".wasm"),
    ("pack-", ".bin"),
    ("first-", ".tsv"),
];

/// The files that follow while the person reads.
const LATER: [(&str, &str); 11] = [
    ("later-", ".css"),
    ("later-", ".wasm"),
    ("directory-", ".bin"),
    ("text-", ".tsv"),
    ("words-", ".txt"),
    ("files-", ".js"),
    ("sw", ".js"),
    ("manifest-", ".webmanifest"),
    ("icon-192-", ".png"),
    ("icon-512-", ".png"),
    ("icon-maskable-", ".png"),
];

/// Prints the sizes and fails where there is more than the limits allow.
pub(crate) fn run(dist: &Path) -> Result<()> {
    let mut sum = 0;
    for (begin, end) in FIRST_VISIT {
        let (size, name) = largest(dist, begin, end)?;
        println!("{size:>7}  {name}");
        sum += size;
    }
    println!("{sum:>7}  bytes until the first question; at most {LIMIT}");
    let mut all = sum;
    for (begin, end) in LATER {
        all += largest(dist, begin, end)?.0;
    }
    println!("{all:>7}  bytes in all, in one language; at most {LIMIT_IN_ALL}");
    ensure!(sum <= LIMIT, "{} bytes too many until the first question", sum - LIMIT);
    ensure!(all <= LIMIT_IN_ALL, "{} bytes too many in all", all - LIMIT_IN_ALL);
    Ok(())
}

fn largest(dist: &Path, begin: &str, end: &str) -> Result<(u64, String)> {
    let entries = fs::read_dir(dist).with_context(|| format!("{}: run cargo xtask build first", dist.display()))?;
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    names
        .filter(|name| name.starts_with(begin) && name.ends_with(end))
        .filter_map(|name| Some((sent(dist, &name)?, name)))
        .max()
        .with_context(|| format!("no {begin}*{end} in {}", dist.display()))
}

/// The bytes of a file as sent: compressed where that makes it smaller.
fn sent(dist: &Path, name: &str) -> Option<u64> {
    let packed = fs::metadata(dist.join(format!("{name}.br")));
    Some(packed.or_else(|_| fs::metadata(dist.join(name))).ok()?.len())
}
