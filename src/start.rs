//! From an empty page to a running app: the content is loaded, once, and never anything after it.

use std::sync::Arc;

use crate::signals::prelude::*;
use engine::pack::{Pack, Structure};
use engine::text::Texts;

use crate::app::app;
use crate::browser::{fetch, page};
use crate::session::Session;
use crate::signals;
use crate::text::Tables;

/// Loads the pack and the texts of one language, shows the app, then loads the other languages.
pub(crate) async fn start() {
    let Some(pack) = load_pack().await else {
        page::show_trouble();
        return;
    };
    let tags: Vec<String> = pack.content().languages.iter().map(|language| language.tag.clone()).collect();
    let preferred = page::preferred_language(&tags);
    let Some(first) = load_texts(&preferred).await else {
        page::show_trouble();
        return;
    };
    signals::start();
    // The app owns what it follows as long as the page is open.
    let owner = Owner::new();
    owner.with(|| {
        let tables = Tables::new(first);
        provide_context(tables);
        provide_context(Session::new(&Arc::new(pack), tables));
        page::mount(app().node());
        wasm_bindgen_futures::spawn_local(load_others(tables, tags));
    });
    core::mem::forget(owner);
}

/// Loads the languages that are not there yet. After it nothing is requested any more.
async fn load_others(tables: Tables, tags: Vec<String>) {
    let mut complete = true;
    for tag in tags {
        if tables.of(&tag).is_some() {
            continue;
        }
        match load_texts(&tag).await {
            Some(texts) => tables.add(texts),
            None => complete = false,
        }
    }
    page::mark_loaded(complete);
}

async fn load_pack() -> Option<Pack> {
    let name = page::built_in("pack")?;
    let sha256 = page::built_in("pack-sha256")?;
    let bytes = fetch::bytes(&name).await.ok()?;
    let structure: Structure = postcard::from_bytes(&bytes).ok()?;
    Pack::link(structure, sha256).ok()
}

async fn load_texts(tag: &str) -> Option<Texts> {
    let files = page::built_in("texts")?;
    let name = files.split(' ').find_map(|file| file.strip_prefix(tag)?.strip_prefix(':'))?;
    let text = fetch::text(name).await.ok()?;
    Some(Texts::read(tag, text))
}
