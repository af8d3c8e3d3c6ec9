//! From Rust to what a browser loads: compiled, split in what the first question needs and what comes later, and
//! bound to JavaScript.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::{cargo, install, shrink};

/// The script that binds the wasm, by the name that the others call it.
pub(crate) const JS: &str = "app.js";
/// The script that loads what comes later, likewise.
pub(crate) const LOADER: &str = "__wasm_split.js";

/// A program for the browser.
pub(crate) struct Bundle {
    /// Binds the wasm.
    pub(crate) js: String,
    /// What the first question needs.
    pub(crate) wasm: Vec<u8>,
    /// Loads what comes later.
    pub(crate) loader: String,
    /// What comes later.
    pub(crate) later: Vec<u8>,
    /// The name that the loader calls it.
    pub(crate) later_name: String,
}

/// Makes a program of the root package ready for the browser.
pub(crate) fn bundle(program: &str) -> Result<Bundle> {
    let compiled = compile(program)?;
    let folder = compiled.with_file_name("bundle");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let main = folder.join("main.wasm");
    let chunks = split(&fs::read(&compiled)?, &folder, &main)?;
    let [chunk] = chunks.as_slice() else { return Err(anyhow!("one file comes later, not {}", chunks.len())) };
    bind(&main, &folder)?;
    let text = |name: &str| fs::read_to_string(folder.join(name)).with_context(|| format!("no {name} was made"));
    let (wasm, js) = shrink::short_imports(&fs::read(folder.join("app_bg.wasm"))?, &text(JS)?)?;
    Ok(Bundle {
        js,
        wasm,
        loader: text(LOADER)?,
        later: shrink::without_custom_sections(&fs::read(chunk)?)?,
        later_name: chunk.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    })
}

/// Compiles a program of the root package for the browser; gives the wasm's path.
fn compile(program: &str) -> Result<PathBuf> {
    install::wasm_target()?;
    let output = cargo()
        .args(["rustc", "--release", "--target", "wasm32-unknown-unknown", "--package", "dalil", "--bin", program])
        .arg("--message-format=json-render-diagnostics")
        // What moves where when the wasm is split stands in its relocations.
        .args(["--", "-C", "link-args=--emit-relocs"])
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    ensure!(output.status.success(), "the app does not compile");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message.pointer("/target/name").is_some_and(|name| name == program))
        .filter_map(|message| message.get("filenames")?.as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .find(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo names no wasm file")
}

/// Splits the wasm where the source says `wasm_split`; gives the files of what comes later.
fn split(wasm: &[u8], folder: &Path, main: &Path) -> Result<Vec<PathBuf>> {
    let main_module = format!("./{JS}");
    let loader = format!("./{LOADER}");
    let mut options = Options::new(wasm);
    options.output_dir = folder;
    options.main_out_path = main;
    options.main_module = &main_module;
    options.link_name = &loader;
    Ok(transform(options).map_err(|error| anyhow!("the wasm cannot be split: {error:#}"))?.split_modules)
}

/// Makes the JavaScript that loads the wasm.
fn bind(wasm: &Path, folder: &Path) -> Result<()> {
    Bindgen::new()
        .web(true)?
        .typescript(false)
        // What comes later is linked by what the linker exports, under the names it gave.
        .keep_lld_exports(true)
        .demangle(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .input_path(wasm)
        .out_name("app")
        .generate(folder)
}
