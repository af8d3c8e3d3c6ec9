//! From sources to the folder that is put online.
//!
//! Every file but the page itself has its content's hash in its name, so that a phone never mixes two versions and
//! may keep each file for ever. The names stand in the page: the app finds the pack and the texts without asking.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use engine::pack::Pack;
use sha2::{Digest, Sha256};

use crate::exit::Exit;
use crate::scanner::Scanner;
use crate::wasm::{self, Bundle};
use crate::{headers, offline, pack, root, shrink, styles};

/// The list of the SHA-256 of all files.
const SUMS: &str = "SHA256SUMS";

/// Reads the options of `cargo xtask build`: where "Quick exit" leads.
pub(crate) fn exit(options: &[String]) -> Result<Exit> {
    match options {
        [] => Ok(Exit::default()),
        [option, address] if option == "--exit" => Exit::read(address).with_context(|| format!("--exit {address}")),
        _ => bail!("build takes --exit ADDRESS, and nothing else"),
    }
}

/// Builds the app into a folder. What stood there stays until everything has been made.
pub(crate) fn run(out: &Path, exit: &Exit) -> Result<()> {
    let content = match dalil_tool::compile::compile_dir(&pack()) {
        Ok(content) => content,
        Err(findings) => {
            for finding in &findings {
                eprintln!("{finding}");
            }
            bail!("the pack has {} mistakes; the app is not built until they are mended", findings.len());
        }
    };
    let app = wasm::bundle("dalil")?;

    let mut site = Site::default();
    site.add_app(app);
    site.add_hashed("styles", "styles", "css", styles::joined(&styles::FIRST)?.into_bytes());
    site.add_hashed("later_styles", "later", "css", styles::joined(&styles::LATER)?.into_bytes());
    site.add_hashed("pack", "pack", "bin", content.structure);
    site.add_hashed("directory", "directory", "bin", content.directory);
    site.names.insert("pack_sha256", content.sha256_hex);
    let mut texts = Vec::new();
    for (language, table) in content.texts {
        let first = first_texts(&content.pack, &table);
        let first = site.add_hashed("", &format!("first-{language}"), "tsv", first);
        let all = site.add_hashed("", &format!("text-{language}"), "tsv", table);
        texts.push(format!("{language}:{first}:{all}"));
    }
    site.names.insert("texts", texts.join(" "));
    site.add_words(&root().join("content/words"))?;
    site.names.insert("csp", headers::policy_of_page());
    site.names.insert("headers", headers::for_worker(exit));
    site.names.insert("exit", exit.address().to_owned());
    let files = shrink::without_comments(&site.filled(&root().join("public/files.js"))?);
    site.add_hashed("files", "files", "js", files.into_bytes());
    let boot = shrink::without_comments(&site.filled(&root().join("public/boot.js"))?);
    site.add_hashed("boot", "boot", "js", boot.into_bytes());
    site.add_scanner(Scanner::build()?);
    for (placeholder, stem, png) in offline::icons()? {
        site.add_hashed(placeholder, stem, "png", png);
    }
    let manifest = site.filled(&root().join("public/manifest.webmanifest"))?;
    site.add_hashed("manifest", "manifest", "webmanifest", manifest.into_bytes());
    let page = site.filled(&root().join("index.html"))?;
    site.files.insert("index.html".into(), page.into_bytes());
    site.add_public(&root().join("public"))?;
    site.add_worker()?;
    site.add_for_hosts(exit);
    site.write(out)
}

/// What `public` holds that is not served as it is: filled in first, or put online only in an emergency.
const NOT_AS_IT_IS: [&str; 7] =
    ["boot.js", "files.js", "scan.js", "styles", "manifest.webmanifest", offline::WORKER, "emergency"];

/// What begins the keys of texts that only later screens say.
const LATER_TEXTS: [&str; 14] = [
    "ui.bring",
    "ui.card",
    "ui.channel",
    "ui.characters",
    "ui.check",
    "ui.contact",
    "ui.date",
    "ui.emergency",
    "ui.notice",
    "ui.ready",
    "ui.results",
    "ui.sheet",
    "ui.steps",
    "ui.update",
];

/// The texts that are needed until the first section is answered: what stands on every screen, and its questions.
fn first_texts(pack: &Pack, table: &[u8]) -> Vec<u8> {
    let first = pack.content().sections.ids().next();
    let questions = pack.content().questions.iter().filter(|(_, question)| Some(question.section) == first);
    let mut begin: Vec<String> = questions.map(|(_, question)| format!("q.{}.", question.name)).collect();
    begin.extend(["answer.", "app.", "section.", "ui."].map(str::to_owned));
    let table = String::from_utf8_lossy(table);
    let needed = table.split_inclusive('\n').filter(|line| {
        let begins = |begin: &str| line.starts_with(begin);
        let short = line.contains(".short\t");
        begin.iter().any(|begin| begins(begin)) && !short && !LATER_TEXTS.iter().any(|later| begins(later))
    });
    needed.collect::<String>().into_bytes()
}

/// The files to be written, and the names that the page needs.
#[derive(Default)]
struct Site {
    files: BTreeMap<PathBuf, Vec<u8>>,
    /// What hosts read, and no browser asks for.
    for_hosts: BTreeMap<PathBuf, Vec<u8>>,
    names: BTreeMap<&'static str, String>,
}

impl Site {
    /// Adds a file under a name that holds its hash; gives the name.
    fn add_hashed(&mut self, placeholder: &'static str, stem: &str, extension: &str, content: Vec<u8>) -> String {
        let name = format!("{stem}-{}.{extension}", hash(&content));
        self.files.insert(name.clone().into(), content);
        self.names.insert(placeholder, name.clone());
        name
    }

    /// Adds the app. Its two scripts name each other, so they share the hash of both.
    fn add_app(&mut self, app: Bundle) {
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
    fn add_scanner(&mut self, scanner: Scanner) {
        let wasm = format!("scan-{}.wasm", hash(&scanner.wasm));
        self.add_hashed("scan", "scan", "js", scanner.worker(&wasm).into_bytes());
        self.add_hashed("scan_wasm", "scan", "wasm", scanner.wasm);
    }

    /// Adds the lists of words that passphrases are made of, one for each language that has one.
    fn add_words(&mut self, folder: &Path) -> Result<()> {
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
    fn filled(&self, path: &Path) -> Result<String> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let text = self.names.iter().fold(without_comments(&text), |text, (placeholder, name)| {
            text.replace(&format!("{{{{{placeholder}}}}}"), name)
        });
        ensure!(!text.contains("{{"), "{}: a {{{{placeholder}}}} that is unknown", path.display());
        Ok(text)
    }

    /// Adds the worker, which keeps all files that are there by now.
    fn add_worker(&mut self) -> Result<()> {
        self.names.extend(offline::placeholders(&self.files)?);
        let worker = shrink::without_comments(&self.filled(&root().join("public").join(offline::WORKER))?);
        self.files.insert(offline::WORKER.into(), worker.into_bytes());
        Ok(())
    }

    /// Adds what is served as it is.
    fn add_public(&mut self, folder: &Path) -> Result<()> {
        let mut files = BTreeMap::new();
        collect(folder, Path::new(""), &mut files)?;
        files.retain(|path, _| !NOT_AS_IT_IS.iter().any(|not| path.starts_with(not)));
        self.files.extend(files);
        Ok(())
    }

    /// Adds the headers of these files, in the forms that hosts read.
    fn add_for_hosts(&mut self, exit: &Exit) {
        let written = headers::hosts::files(exit, self.files.keys().map(PathBuf::as_path));
        self.for_hosts.extend(written.map(|(name, text)| (name.into(), text.into_bytes())));
    }

    /// Writes all of it, each file for browsers that shrinks also as brotli, for servers that can send it so.
    fn write(mut self, out: &Path) -> Result<()> {
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
fn collect(folder: &Path, under: &Path, files: &mut BTreeMap<PathBuf, Vec<u8>>) -> Result<()> {
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
