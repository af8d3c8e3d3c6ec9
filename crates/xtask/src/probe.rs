//! What the browser tests call beside the app: its own functions, bound to JavaScript, and the public vectors that
//! they are held against. Nothing of it is put online.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Result, ensure};

use crate::programs::succeed;
use crate::scanner::Scanner;
use crate::{cargo, root, site, wasm};

/// Builds the probe, its page and its vectors into `target/probe`.
pub(crate) fn run() -> Result<()> {
    let folder = root().join("target/probe");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    wasm::whole("dalil-probe", &folder)?;
    let page = root().join("tests/probe/page");
    let mut files = BTreeMap::new();
    site::collect(&page, Path::new(""), &mut files)?;
    ensure!(!files.is_empty(), "nothing in {}", page.display());
    for (name, content) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap_or(&folder))?;
        fs::write(path, content)?;
    }
    let scanner = Scanner::build()?;
    fs::write(folder.join("scan.js"), scanner.worker("scan.wasm"))?;
    fs::write(folder.join("scan.wasm"), scanner.wasm)?;
    let vectors = ["run", "--quiet", "--package", "dalil-probe", "--example", "vectors", "--"];
    succeed(cargo().args(vectors).arg(folder.join("vectors.json")))?;
    println!("built {}", folder.canonicalize().unwrap_or(folder).display());
    Ok(())
}
