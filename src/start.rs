//! From an empty page to a running app: the content is loaded, once, and never anything after it.

use std::sync::Arc;

use engine::pack::{Pack, Structure};
use engine::text::Texts;
use leptos::prelude::*;

use crate::app::App;
use crate::browser::{fetch, page};
use crate::session::Session;
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
    let tables = Tables::new(first);
    let session = Session::new(Arc::new(pack), tables);
    page::mount(move || {
        provide_context(tables);
        provide_context(session);
        view! { <App/> }
    });
    let mut complete = true;
    for tag in tags.iter().filter(|tag| **tag != preferred) {
        match load_texts(tag).await {
            Some(texts) => tables.add(texts),
            None => complete = false,
        }
    }
    // From here on, nothing is requested any more.
    page::mark_loaded(complete);
}

async fn load_pack() -> Option<Pack> {
    let name = page::meta("dalil-pack")?;
    let sha256 = page::meta("dalil-pack-sha256")?;
    let bytes = fetch::bytes(&name).await.ok()?;
    let structure: Structure = postcard::from_bytes(&bytes).ok()?;
    Pack::link(structure, sha256).ok()
}

async fn load_texts(tag: &str) -> Option<Texts> {
    let name = page::meta(&format!("dalil-text-{tag}"))?;
    let text = fetch::text(&name).await.ok()?;
    Some(Texts::read(tag, text))
}
