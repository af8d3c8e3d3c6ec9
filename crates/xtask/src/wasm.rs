//! From Rust to what a browser loads: compiled, split in what the first question needs and what comes later, and
//! bound to JavaScript.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use anyhow::{Context, Result, anyhow, ensure};
use wasm_bindgen_cli_support::Bindgen;
use wasm_split_cli_support::{Options, transform};

use crate::{cargo, install, root, shrink};

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
    let compiled = compile(&["--package", "dalil", "--bin", program], program)?;
    let folder = compiled.with_file_name("bundle");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let main = folder.join("main.wasm");
    let chunks = split(&fs::read(&compiled)?, &folder, &main)?;
    let [chunk] = chunks.as_slice() else { return Err(anyhow!("one file comes later, not {}", chunks.len())) };
    bind(&main, &folder, Bound::ToModules)?;
    let text = |name: &str| fs::read_to_string(folder.join(name)).with_context(|| format!("no {name} was made"));
    let (wasm, js) = shrink::short_imports(&fs::read(folder.join("app_bg.wasm"))?, &text(JS)?)?;
    let later = shrink::without_custom_sections(&fs::read(chunk)?)?;
    check_paths(&wasm)?;
    check_paths(&later)?;
    Ok(Bundle {
        js: shrink::without_comments(&js),
        wasm,
        loader: shrink::without_comments(&text(LOADER)?),
        later,
        later_name: chunk.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
    })
}

/// Makes the library of a package ready for the browser, as one wasm and the script that binds it, in a folder.
pub(crate) fn whole(package: &str, folder: &Path) -> Result<()> {
    let compiled = compile(&["--package", package, "--lib"], &package.replace('-', "_"))?;
    bind(&compiled, folder, Bound::ToModules)
}

/// Makes the library of a package ready for a worker; gives the script that binds it, which is no module, and the wasm.
pub(crate) fn for_worker(package: &str, library: &str) -> Result<(String, Vec<u8>)> {
    let compiled = compile(&["--package", package, "--lib"], library)?;
    let folder = compiled.with_file_name(library);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    bind(&compiled, &folder, Bound::ToWorker)?;
    let js = fs::read_to_string(folder.join(JS)).with_context(|| format!("no {JS} was made"))?;
    let (wasm, js) = shrink::short_imports(&fs::read(folder.join("app_bg.wasm"))?, &js)?;
    check_paths(&wasm)?;
    Ok((shrink::without_comments(&js), wasm))
}

/// Compiles what cargo is asked for, for the browser; gives the path of the wasm of one target.
fn compile(what: &[&str], target: &str) -> Result<PathBuf> {
    install::wasm_target()?;
    let output = cargo()
        .args(["build", "--release", "--target", "wasm32-unknown-unknown"])
        .args(what)
        .arg("--message-format=json-render-diagnostics")
        .env("CARGO_ENCODED_RUSTFLAGS", flags()?.join("\u{1f}"))
        .stderr(Stdio::inherit())
        .output()
        .context("cannot run cargo")?;
    ensure!(output.status.success(), "{target} does not compile");
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|message| message.pointer("/target/name").is_some_and(|name| name == target))
        .filter_map(|message| message.get("filenames")?.as_array().cloned())
        .flatten()
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .find(|path| path.extension().is_some_and(|extension| extension == "wasm"))
        .context("cargo names no wasm file")
}

/// What the compiler is told beside the profile: to keep the relocations, which say what moves where when the wasm is
/// split, and to name sources the same on every machine, so that the same sources give the same bytes.
fn flags() -> Result<Vec<String>> {
    let mut flags = vec!["-Clink-args=--emit-relocs".to_owned()];
    for place in local_paths()? {
        flags.push(format!("--remap-path-prefix={place}="));
    }
    Ok(flags)
}

/// The folders of this machine that sources lie in, each with a slash at its end.
fn local_paths() -> Result<Vec<String>> {
    let mut paths = vec![root().canonicalize()?];
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| std::env::home_dir().map(|home| home.join(".cargo"))).context("no folder of cargo's")?;
    // Each registry has a folder of its own, with the sources in it.
    if let Ok(registries) = fs::read_dir(home.join("registry/src")) {
        paths.extend(registries.filter_map(|registry| Some(registry.ok()?.path())));
    }
    Ok(paths.iter().map(|path| format!("{}/", path.display())).collect())
}

/// Fails where a module names a folder of this machine.
fn check_paths(wasm: &[u8]) -> Result<()> {
    for path in local_paths()? {
        let found = wasm.windows(path.len()).any(|bytes| bytes == path.as_bytes());
        ensure!(!found, "the wasm names {path}: the build is not the same on every machine");
    }
    Ok(())
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

/// What loads the wasm.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Bound {
    /// A page, by modules.
    ToModules,
    /// A worker, by a script that is no module: older browsers have workers of no other kind.
    ToWorker,
}

/// Makes the JavaScript that loads the wasm.
fn bind(wasm: &Path, folder: &Path, bound: Bound) -> Result<()> {
    let mut bindgen = Bindgen::new();
    match bound {
        Bound::ToModules => bindgen.web(true)?,
        Bound::ToWorker => bindgen.no_modules(true)?,
    };
    bindgen
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
