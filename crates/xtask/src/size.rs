//! What a phone downloads before its first question, against a budget.
//!
//! A slow connection makes size the same as waiting, and size grows unnoticed unless something fails.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};

/// Bytes as sent, compressed with brotli.
const BUDGET: u64 = 90_000;

/// The files of a first visit, by how their names begin and end; of several, the largest counts.
const FIRST_VISIT: [(&str, &str); 7] = [
    ("index", ".html"),
    ("styles-", ".css"),
    ("boot-", ".js"),
    ("app-", ".js"),
    ("app-", ".wasm"),
    ("pack-", ".bin"),
    ("first-", ".tsv"),
];

/// Prints the sizes and fails where their sum is over the budget.
pub(crate) fn run(dist: &Path) -> Result<()> {
    let mut sum = 0;
    for (begin, end) in FIRST_VISIT {
        let (size, name) = largest(dist, begin, end)?;
        println!("{size:>7}  {name}");
        sum += size;
    }
    println!("{sum:>7}  bytes until the first question; the budget is {BUDGET}");
    ensure!(sum <= BUDGET, "{} bytes over the budget", sum - BUDGET);
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
