//! The first screen: which language. Each language in its own words, no flags.

use engine::pack::Language;

use crate::components::kit::{View, el, group, heading, live, nothing, say};
use crate::components::top_bar::autonym;
use crate::session::{Screen, session};
use crate::text::tables;

/// Choose a language.
pub(crate) fn view() -> View {
    let session = session();
    let pack = session.pack();
    group([
        heading("ui.language.title"),
        el("ul.language-list").all(pack.content().languages.iter().map(language)),
        say("p.question__hint", "ui.language.draft_hint"),
    ])
}

/// One language, in its own words.
fn language(language: &Language) -> View {
    let session = session();
    let (loaded, chosen, marked) = (language.tag.clone(), language.tag.clone(), language.tag.clone());
    let open = el("button.button")
        .set("type", "button")
        .lang(&language.tag)
        .id(&format!("language-{}", language.tag))
        .flag("disabled", move || !tables().has(&loaded))
        .add(el("span.language-list__name").text(autonym(&language.tag)))
        .on("click", move |_| {
            if tables().show(&chosen) {
                session.open(Screen::Welcome);
            }
        });
    let draft = if language.draft { el("span.tag").add(live(move || draft_words(&marked))) } else { nothing() };
    el("li").add(open.add(draft))
}

/// *Draft*, in the language itself.
fn draft_words(tag: &str) -> String {
    tables().of(tag).and_then(|texts| texts.get("ui.language.draft").map(str::to_owned)).unwrap_or_default()
}
