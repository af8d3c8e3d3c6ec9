//! The files that are put online, and the names by which they know each other.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

use crate::exit::Exit;
use crate::scanner::Scanner;
use crate::wasm::{self, Bundle};
use crate::{headers, offline, root, shrink};

/// The list of the SHA-256 of all files.
const SUMS: &str = "SHA256SUMS";

/// What `public` holds that is not served as it is: filled in first, or put online only in an emergency.
const NOT_AS_IT_IS: [&str; 7] =
    ["boot.js", "files.js", "scan.js", "styles", "manifest.webmanifest", offline::WORKER, "emergency"];

/// The files to be written, and the names that the page needs.
#[derive(Default)]
pub(crate) struct Site {
    pub(crate) files: BTreeMap<PathBuf, Vec<u8>>,
    /// What hosts read, and no browser asks for.
    for_hosts: BTreeMap<PathBuf, Vec<u8>>,
    pub(crate) names: BTreeMap<&'static str, String>,
}

impl Site {
    /// Adds a file under a name that holds its hash; gives the name.
    pub(crate) fn add_hashed(
        &mut self,
        placeholder: &'static str,
        stem: &str,
        extension: &str,
        content: Vec<u8>,
    ) -> String {
        let name = format!("{stem}-{}.{extension}", hash(&content));
        self.files.insert(name.clone().into(), content);
        self.names.insert(placeholder, name.clone());
        name
    }

    /// Adds the app. Its two scripts name each other, so they share the hash of both.
    pub(crate) fn add_app(&mut self, app: Bundle) {
        let hash = hash(&[app.js.as_bytes(), app.loader.as_bytes(), &app.later].concat());
        let chunk = self.add_hashed("later", "later", "wasm", app.later);
        let (js, loader) = (format!("app-{hash}.js"), format!("later-{hash}.js"));
        // The same names stand in the wasm, as those of what it imports: there they stay.
        let linked = |text: &str| {
            text.replace(&format!("from \"./{}\"", wasm::JS), &format!("from \"./{js}\""))
                .replace(&format!("from \"./{}\"", wasm::LOADER), &format!("from \"./{loader}\""))
                .replace(&format!("\"./{}\"", app.later_name), &format!("\"./{chunk}\""))
        };
        self.files.insert(js.clone().into(), linked(&app.js).into_bytes());
        self.files.insert(loader.clone().into(), linked(&app.loader).into_bytes());
        self.names.insert("js", js.clone());
        self.add_hashed("wasm", "app", "wasm", app.wasm);
    }

    /// Adds what reads QR codes, for the page of a help desk.
    pub(crate) fn add_scanner(&mut self, scanner: Scanner) {
        let wasm = format!("scan-{}.wasm", hash(&scanner.wasm));
        let worker = self.add_hashed("", "scan", "js", scanner.worker(&wasm).into_bytes());
        self.add_hashed("", "scan", "wasm", scanner.wasm);
        self.names.insert("data_scan", format!(" data-scan=\"{worker}\""));
        self.names.insert("first_words", String::new());
    }

    /// Adds the lists of words that passphrases are made of, one for each language that has one.
    pub(crate) fn add_words(&mut self, folder: &Path) -> Result<()> {
        let mut lists = BTreeMap::new();
        collect(folder, Path::new(""), &mut lists)?;
        lists.retain(|path, _| path.extension().is_some_and(|extension| extension == "txt"));
        let mut names = Vec::new();
        for (path, words) in lists {
            let language = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let name = self.add_hashed("", &format!("words-{language}"), "txt", words);
            names.push(format!("{language}:{name}"));
        }
        self.names.insert("words", names.join(" "));
        Ok(())
    }

    /// A file with its `{{placeholders}}` filled in.
    pub(crate) fn filled(&self, path: &Path) -> Result<String> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let text = self.names.iter().fold(without_comments(&text), |text, (placeholder, name)| {
            text.replace(&format!("{{{{{placeholder}}}}}"), name)
        });
        ensure!(!text.contains("{{"), "{}: a {{{{placeholder}}}} that is unknown", path.display());
        Ok(text)
    }

    /// Adds the worker, which keeps all files that are there by now.
    pub(crate) fn add_worker(&mut self) -> Result<()> {
        self.names.extend(offline::placeholders(&self.files)?);
        let worker = shrink::without_comments(&self.filled(&root().join("public").join(offline::WORKER))?);
        self.files.insert(offline::WORKER.into(), worker.into_bytes());
        Ok(())
    }

    /// Takes in another page with its files, in a folder of its own.
    pub(crate) fn take_in(&mut self, folder: &Path, page: Self) {
        self.files.extend(page.files.into_iter().map(|(name, content)| (folder.join(name), content)));
    }

    /// Adds what is served as it is.
    pub(crate) fn add_public(&mut self, folder: &Path) -> Result<()> {
        let mut files = BTreeMap::new();
        collect(folder, Path::new(""), &mut files)?;
        files.retain(|path, _| !NOT_AS_IT_IS.iter().any(|not| path.starts_with(not)));
        self.files.extend(files);
        Ok(())
    }

    /// Adds the headers of these files, in the forms that hosts read.
    pub(crate) fn add_for_hosts(&mut self, exit: &Exit) {
        let written = headers::hosts::files(exit, self.files.keys().map(PathBuf::as_path));
        self.for_hosts.extend(written.map(|(name, text)| (name.into(), text.into_bytes())));
    }

    /// Writes all of it, each file for browsers that shrinks also as brotli, for servers that can send it so.
    pub(crate) fn write(mut self, out: &Path) -> Result<()> {
        let _ = fs::remove_dir_all(out);
        let sums = sums(self.files.iter().chain(&self.for_hosts)).into_bytes();
        self.for_hosts.insert(SUMS.into(), sums);
        for (name, content) in self.files.iter().chain(&self.for_hosts) {
            let path = out.join(name);
            fs::create_dir_all(path.parent().unwrap_or(out))?;
            fs::write(&path, content).with_context(|| format!("cannot write {}", path.display()))?;
        }
        for (name, content) in &self.files {
            let packed = brotli(content)?;
            if packed.len() < content.len() {
                fs::write(out.join(format!("{}.br", name.display())), packed)?;
            }
        }
        println!("built {}", out.canonicalize().unwrap_or(out.into()).display());
        Ok(())
    }
}

/// The SHA-256 of every file, as `sha256sum --check` reads it: the same sources give the same sums on every machine.
fn sums<'a>(files: impl Iterator<Item = (&'a PathBuf, &'a Vec<u8>)>) -> String {
    let line = |(path, content): (&PathBuf, &Vec<u8>)| {
        format!("{}  {}\n", dalil_tool::compile::hex(&Sha256::digest(content)), path.display())
    };
    files.map(line).collect()
}

/// What tells one version of a file from another: the first twelve digits of its SHA-256.
fn hash(content: &[u8]) -> String {
    dalil_tool::compile::hex(&Sha256::digest(content)).chars().take(12).collect()
}

fn brotli(content: &[u8]) -> Result<Vec<u8>> {
    let mut packed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &content[..], &mut packed, &params)?;
    Ok(packed)
}

/// Reads every file under `folder/under`; a folder that is not there has none.
pub(crate) fn collect(folder: &Path, under: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> Result<()> {
    let Ok(entries) = fs::read_dir(folder.join(under)) else { return Ok(()) };
    for entry in entries {
        let entry = entry?;
        let name = under.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            collect(folder, &name, files)?;
        } else {
            files.insert(name, fs::read(entry.path())?);
        }
    }
    Ok(())
}

/// A page without its comments, which are for whoever edits it.
fn without_comments(page: &str) -> String {
    let mut rest = page;
    let mut kept = String::new();
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before.trim_end_matches(' '));
        rest = after.split_once("-->").map_or("", |(_, after)| after.trim_start_matches('\n'));
    }
    kept + rest
}
