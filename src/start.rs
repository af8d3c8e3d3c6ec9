//! From an empty page to a running app: the content is loaded, once, and never anything after it.
//!
//! What the first question needs comes first: the pack and a few texts of one language, on their way together. The
//! rest follows while the person reads.

use std::sync::Arc;

use engine::pack::{Pack, Structure};
use engine::plan::Plan;
use engine::text::Texts;

use crate::app::app;
use crate::browser::fetch::{self, Coming};
use crate::browser::leave::leave_on_three_shifts;
use crate::browser::page;
use crate::later::Later;
use crate::session::Session;
use crate::signals;
use crate::signals::prelude::*;
use crate::text::Tables;

/// The files of a language, as the build names them in the page.
struct Files {
    tag: String,
    /// The texts that the first question needs.
    first: String,
    /// All texts.
    all: String,
}

/// Loads what the first question needs, shows the app, then loads the rest.
pub(crate) async fn start() {
    let files = files();
    let tags: Vec<String> = files.iter().map(|file| file.tag.clone()).collect();
    let preferred = page::preferred_language(&tags);
    let first = files.iter().find(|file| file.tag == preferred).and_then(|file| fetch::begin(&file.first).ok());
    let pack = page::built_in("pack").and_then(|name| fetch::begin(&name).ok());
    let (Some(texts), Some(pack)) = (first, pack) else { return page::show_trouble() };
    let (Some(pack), Some(texts)) = (read_pack(pack).await, read_texts(&preferred, texts).await) else {
        return page::show_trouble();
    };
    signals::start();
    // The app owns what it follows as long as the page is open.
    let owner = Owner::new();
    owner.with(|| {
        let tables = Tables::new(texts);
        let pack = Arc::new(pack);
        let session = Session::new(&pack, tables);
        provide_context(session);
        let later = Later::provide();
        page::mount(app(later).node());
        leave_on_three_shifts();
        wasm_bindgen_futures::spawn_local(load_rest(later, session, pack, files));
    });
    core::mem::forget(owner);
}

/// How often a file is asked for before it counts as lost.
const TRIES: usize = 3;

/// Loads all texts, those of the shown language first, and the later screens. After it the page requests nothing any
/// more; the browser puts the same files on the device, where it can.
async fn load_rest(later: Later, session: Session, pack: Arc<Pack>, mut files: Vec<Files>) {
    let tables = session.tables();
    let shown = tables.shown_untracked();
    if let Some(at) = files.iter().position(|file| file.tag == shown) {
        files.swap(0, at);
    }
    let coming: Vec<_> = files.iter().map(|file| fetch::begin(&file.all).ok()).collect();
    let mut complete = later.load(session, pack).await;
    for (file, mut coming) in files.iter().zip(coming) {
        let mut texts = None;
        for _ in 0..TRIES {
            texts = match coming.take().or_else(|| fetch::begin(&file.all).ok()) {
                Some(coming) => read_texts(&file.tag, coming).await,
                None => None,
            };
            if texts.is_some() {
                break;
            }
        }
        match texts {
            Some(texts) => tables.add(texts),
            None if file.tag == shown => return page::show_trouble(),
            // Another language that did not arrive cannot be chosen.
            None => complete = false,
        }
    }
    page::mark_loaded(complete);
}

/// `tag:first:all` for each language, with blanks between them.
fn files() -> Vec<Files> {
    let listed = page::built_in("texts").unwrap_or_default();
    let file = |language: &str| {
        let mut names = language.split(':').map(str::to_owned);
        Some(Files { tag: names.next()?, first: names.next()?, all: names.next()? })
    };
    listed.split(' ').filter_map(file).collect()
}

async fn read_pack(coming: Coming) -> Option<Pack> {
    let sha256 = page::built_in("pack-sha256")?;
    let bytes = coming.bytes().await.ok()?;
    let (structure, plan): (Structure, Plan) = postcard::from_bytes(&bytes).ok()?;
    Some(Pack::new(structure, plan, sha256))
}

async fn read_texts(tag: &str, coming: Coming) -> Option<Texts> {
    Some(Texts::read(tag, coming.text().await.ok()?))
}
