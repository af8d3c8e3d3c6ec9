//! What the browser tests call beside the app: its own functions, bound to JavaScript, and the public vectors that
//! they are held against. Nothing of it is put online.

use std::fs;

use anyhow::{Context, Result};

use crate::programs::succeed;
use crate::scanner::Scanner;
use crate::{cargo, root, wasm};

/// Builds the probe, its page and its vectors into `target/probe`.
pub(crate) fn run() -> Result<()> {
    let folder = root().join("target/probe");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    wasm::whole("dalil-probe", &folder)?;
    let page = root().join("tests/probe/page");
    for entry in fs::read_dir(&page).with_context(|| format!("cannot read {}", page.display()))? {
        let entry = entry?;
        fs::copy(entry.path(), folder.join(entry.file_name()))?;
    }
    let scanner = Scanner::build()?;
    fs::write(folder.join("scan.js"), scanner.worker("scan.wasm"))?;
    fs::write(folder.join("scan.wasm"), scanner.wasm)?;
    let vectors = ["run", "--quiet", "--package", "dalil-probe", "--example", "vectors", "--"];
    succeed(cargo().args(vectors).arg(folder.join("vectors.json")))?;
    println!("built {}", folder.canonicalize().unwrap_or(folder).display());
    Ok(())
}
