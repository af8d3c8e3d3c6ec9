//! Words on the screen: which language is shown, and the text of a key in it.

use std::sync::Arc;

use crate::signals::prelude::*;
use engine::text::{Texts, Value};

use crate::browser::page;
use crate::session::session;

/// The texts that are loaded, and the language that is shown.
#[derive(Clone, Copy)]
pub(crate) struct Tables {
    loaded: RwSignal<Vec<Arc<Texts>>>,
    language: RwSignal<String>,
    /// The language to show as soon as it is loaded; empty when none is waited for.
    awaited: RwSignal<String>,
    /// Of the first language, only what the first question needs is there yet.
    partly: RwSignal<bool>,
}

impl Tables {
    /// Shows one language, of which only what the first question needs is loaded.
    pub(crate) fn new(texts: Texts) -> Self {
        let language = texts.language().to_owned();
        page::set_language(&language);
        Self {
            loaded: RwSignal::new(vec![Arc::new(texts)]),
            language: RwSignal::new(language),
            awaited: RwSignal::new(String::new()),
            partly: RwSignal::new(true),
        }
    }

    /// All texts of a language are loaded.
    pub(crate) fn add(self, texts: Texts) {
        let language = texts.language().to_owned();
        self.loaded.update(|loaded| {
            loaded.retain(|known| known.language() != language);
            loaded.push(Arc::new(texts));
        });
        // The first language is completed before another one comes.
        self.partly.set(false);
        if self.awaited.with_untracked(|awaited| *awaited == language) {
            self.show(&language);
        }
    }

    /// Shows a language now, or as soon as it is loaded if the person has not chosen another one by then.
    pub(crate) fn show_when_loaded(self, language: &str) {
        if !self.show(language) {
            self.awaited.set(language.to_owned());
        }
    }

    /// The tag of the language that is shown.
    pub(crate) fn language(self) -> String {
        self.language.get()
    }

    /// The tag of the language that is shown, for those who do not follow it.
    pub(crate) fn shown_untracked(self) -> String {
        self.language.get_untracked()
    }

    /// The texts of the language that is shown.
    pub(crate) fn shown(self) -> Arc<Texts> {
        self.language.with(|language| self.of(language)).unwrap_or_default()
    }

    /// The texts of a language, when they are loaded.
    pub(crate) fn of(self, language: &str) -> Option<Arc<Texts>> {
        self.loaded.with(|loaded| loaded.iter().find(|texts| texts.language() == language).cloned())
    }

    /// The tags of the languages that are loaded.
    pub(crate) fn tags(self) -> Vec<String> {
        self.loaded.with(|loaded| loaded.iter().map(|texts| texts.language().to_owned()).collect())
    }

    /// Whether a language is loaded.
    pub(crate) fn has(self, language: &str) -> bool {
        self.loaded.with(|loaded| loaded.iter().any(|texts| texts.language() == language))
    }

    /// Shows another language, if it is loaded; says whether it is.
    pub(crate) fn show(self, language: &str) -> bool {
        let loaded = self.of(language).is_some();
        if loaded {
            self.awaited.set(String::new());
            page::set_language(language);
            self.language.set(language.to_owned());
        }
        loaded
    }
}

/// The texts of this page.
pub(crate) fn tables() -> Tables {
    session().tables()
}

/// The text of a key in the language that is shown. A key without a text shows itself: the checks find it.
pub(crate) fn t(key: &str) -> String {
    filled(key, &[])
}

/// The text of a key, with values.
pub(crate) fn filled(key: &str, values: &[(&str, Value<'_>)]) -> String {
    let texts = tables().shown();
    texts.fill(key, values).map_or_else(|| missing(key), |text| engine::text::plain(&text))
}

/// The text of a key as the label of what follows it.
pub(crate) fn label(key: &str) -> String {
    t(key) + engine::wording::colon(&tables().shown())
}

/// The text of a key as it stands, with its links to the glossary.
pub(crate) fn raw(key: &str) -> String {
    tables().shown().get(key).map_or_else(|| missing(key), str::to_owned)
}

/// What stands in place of a text: dots while it is on its way, else the key itself, which the checks find.
fn missing(key: &str) -> String {
    if tables().partly.get() { "…".to_owned() } else { format!("⟨{key}⟩") }
}

/// Whether a key has a text in the language that is shown.
pub(crate) fn has_text(key: &str) -> bool {
    tables().shown().get(key).is_some()
}
