//! What reads QR codes: a worker and its wasm, which are loaded only where somebody scans (`public/scan.js`).

use std::fs;

use anyhow::{Context, Result};

use crate::{root, shrink, wasm};

/// Where the name of the wasm stands in the worker.
const WASM: &str = "{{scan_wasm}}";

/// The reader, ready for the browser.
pub(crate) struct Scanner {
    /// The worker's script, with a placeholder for the name of the wasm.
    script: String,
    /// The reader itself.
    pub(crate) wasm: Vec<u8>,
}

impl Scanner {
    /// Builds it.
    pub(crate) fn build() -> Result<Self> {
        let (binding, wasm) = wasm::for_worker("dalil-scan", "scan")?;
        let path = root().join("public/scan.js");
        let worker = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        // One file: a worker that loads a second script needs leave for that address too.
        Ok(Self { script: binding + &shrink::without_comments(&worker), wasm })
    }

    /// The worker, when its wasm stands beside it under this name.
    pub(crate) fn worker(&self, wasm: &str) -> String {
        self.script.replace(WASM, wasm)
    }
}
