//! From sources to the folder that is put online.
//!
//! Every file but the page itself has its content's hash in its name, so that a phone never mixes two versions and
//! may keep each file for ever. The names stand in the page: the app finds the pack and the texts without asking.

use std::path::Path;

use anyhow::{Context, Result, bail};
use dalil_tool::compile::Compiled;
use engine::pack::Pack;

use crate::exit::Exit;
use crate::scanner::Scanner;
use crate::site::Site;
use crate::{headers, offline, pack, root, shrink, styles, wasm};

/// Reads the options of `cargo xtask build`: where "Quick exit" leads.
pub(crate) fn exit(options: &[String]) -> Result<Exit> {
    match options {
        [] => Ok(Exit::default()),
        [option, address] if option == "--exit" => Exit::read(address).with_context(|| format!("--exit {address}")),
        _ => bail!("build takes --exit ADDRESS, and nothing else"),
    }
}

/// One of the two pages, both made of `index.html`.
struct Page {
    /// Its program.
    program: &'static str,
    /// The stylesheets that follow the first.
    later_styles: &'static [&'static str],
    /// Whether it has the texts that only the staff of a help desk reads.
    is_desk: bool,
}

const PERSON: Page = Page { program: "dalil", later_styles: &styles::LATER, is_desk: false };
const DESK: Page = Page { program: "desk", later_styles: &styles::DESK, is_desk: true };

impl Page {
    /// The folder that it is put online in. The desk has one of its own, with a worker of its own, which a phone never
    /// loads.
    fn folder(&self) -> &'static Path {
        Path::new(if self.is_desk { headers::DESK } else { "" })
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
    let mut site = made(&PERSON, &content, exit)?;
    site.take_in(DESK.folder(), made(&DESK, &content, exit)?);
    site.add_for_hosts(exit);
    site.write(out)
}

/// A page with everything that belongs to it.
fn made(page: &Page, content: &Compiled, exit: &Exit) -> Result<Site> {
    let mut site = Site::default();
    site.add_app(wasm::bundle(page.program)?);
    site.add_hashed("styles", "styles", "css", styles::joined(&styles::FIRST)?.into_bytes());
    site.add_hashed("later_styles", "later", "css", styles::joined(page.later_styles)?.into_bytes());
    site.add_hashed("pack", "pack", "bin", content.structure.clone());
    site.add_hashed("directory", "directory", "bin", content.directory.clone());
    site.names.insert("pack_sha256", content.sha256_hex.clone());
    let mut texts = Vec::new();
    for (language, table) in &content.texts {
        let first = site.add_hashed("", &format!("first-{language}"), "tsv", first_texts(&content.pack, table));
        let table = if page.is_desk { table.clone() } else { without_desk_texts(table) };
        let all = site.add_hashed("", &format!("text-{language}"), "tsv", table);
        texts.push(format!("{language}:{first}:{all}"));
    }
    site.names.insert("texts", texts.join(" "));
    site.add_words(&root().join("content/words"))?;
    site.names.insert("csp", headers::policy_of_page());
    site.names.insert("headers", headers::for_worker(exit, &page.folder().join(headers::PAGE)));
    site.names.insert("exit", exit.address().to_owned());
    let files = shrink::without_comments(&site.filled(&root().join("public/files.js"))?);
    site.add_hashed("files", "files", "js", files.into_bytes());
    let boot = shrink::without_comments(&site.filled(&root().join("public/boot.js"))?);
    site.add_hashed("boot", "boot", "js", boot.into_bytes());
    if page.is_desk {
        site.add_scanner(Scanner::build()?);
    } else {
        site.names.insert("data_scan", String::new());
        let words = site.filled(&root().join("first_words.html"))?;
        site.names.insert("first_words", words);
    }
    for (placeholder, stem, png) in offline::icons()? {
        site.add_hashed(placeholder, stem, "png", png);
    }
    let manifest = site.filled(&root().join("public/manifest.webmanifest"))?;
    site.add_hashed("manifest", "manifest", "webmanifest", manifest.into_bytes());
    let html = site.filled(&root().join(headers::PAGE))?;
    site.files.insert("index.html".into(), html.into_bytes());
    site.add_public(&root().join("public"))?;
    site.add_worker()?;
    Ok(site)
}

/// What begins the keys of texts that only the staff of a help desk reads.
const DESK_TEXTS: &str = "ui.desk.";

/// A table of texts for a person's page.
fn without_desk_texts(table: &[u8]) -> Vec<u8> {
    let table = String::from_utf8_lossy(table);
    table.split_inclusive('\n').filter(|line| !line.starts_with(DESK_TEXTS)).collect::<String>().into_bytes()
}

/// What begins the keys of texts that only later screens say.
const LATER_TEXTS: [&str; 15] = [
    "ui.bring",
    "ui.card",
    "ui.channel",
    "ui.characters",
    "ui.check",
    "ui.contact",
    "ui.date",
    DESK_TEXTS,
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
