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
pub(crate) struct Files {
    tag: String,
    /// The texts that the first question needs.
    first: String,
    /// All texts.
    all: String,
}

/// What the first screen needs.
pub(crate) struct Begun {
    session: Session,
    files: Vec<Files>,
}

/// Loads what the first question needs, shows the app, then loads the rest.
pub(crate) async fn start() {
    let Some(content) = first_content().await else { return page::show_trouble() };
    signals::start();
    // The app owns what it follows as long as the page is open.
    let owner = Owner::new();
    owner.with(|| {
        let begun = Begun::provide(content);
        let later = Later::provide();
        page::mount(app(later).node());
        leave_on_three_shifts();
        wasm_bindgen_futures::spawn_local(async move {
            let session = begun.session;
            let complete = begun.load_rest(later, async || later.begin_to_keep(session).await).await;
            page::mark_loaded(complete);
        });
    });
    core::mem::forget(owner);
}

/// What was loaded first: the pack, a few texts of one language, and the names of the files that follow.
pub(crate) type FirstContent = (Pack, Texts, Vec<Files>);

/// Loads what the first question needs; nothing when it does not arrive.
pub(crate) async fn first_content() -> Option<FirstContent> {
    let files = files();
    let tags: Vec<String> = files.iter().map(|file| file.tag.clone()).collect();
    let preferred = page::preferred_language(&tags);
    let texts = files.iter().find(|file| file.tag == preferred).and_then(|file| fetch::begin(&file.first).ok())?;
    let pack = fetch::begin(&page::built_in("pack")?).ok()?;
    let pack = read_pack(pack).await?;
    Some((pack, read_texts(&preferred, texts).await?, files))
}

/// How often a file is asked for before it counts as lost.
const TRIES: usize = 3;

impl Begun {
    /// Makes the session known below here.
    pub(crate) fn provide((pack, texts, files): FirstContent) -> Self {
        let session = Session::new(&Arc::new(pack), Tables::new(texts));
        provide_context(session);
        Self { session, files }
    }

    /// The state of the app.
    pub(crate) fn session(&self) -> Session {
        self.session
    }

    /// Loads all texts, those of the shown language first, and the later screens; says whether all of it is there.
    /// `then` is done as soon as the later screens are. After it the page requests nothing any more; the browser puts
    /// the same files on the device, where it can.
    pub(crate) async fn load_rest(self, later: Later, then: impl AsyncFnOnce()) -> bool {
        let Self { session, mut files } = self;
        let tables = session.tables();
        let shown = tables.shown_untracked();
        if let Some(at) = files.iter().position(|file| file.tag == shown) {
            files.swap(0, at);
        }
        let coming: Vec<_> = files.iter().map(|file| fetch::begin(&file.all).ok()).collect();
        let mut complete = later.load(session.pack()).await;
        if complete {
            // What is on the device is known before the page says that it is loaded.
            then().await;
        }
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
            if let Some(texts) = texts {
                tables.add(texts);
                continue;
            }
            // Another language that did not arrive cannot be chosen.
            complete = false;
            if file.tag == shown {
                page::show_trouble();
                break;
            }
        }
        complete
    }
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
