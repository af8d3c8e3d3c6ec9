//! Rows of the paper: the same thing in two languages, each with its own direction.

use std::sync::Arc;

use engine::text::{Texts, plain};
use engine::wording::colon;

use crate::components::kit::{View, el};

/// The person's language and the staff's.
#[derive(Clone)]
pub(super) struct Pair {
    pub(super) person: Arc<Texts>,
    pub(super) staff: Arc<Texts>,
}

impl Pair {
    /// The same text in both languages.
    pub(super) fn both(&self, key: &str) -> (String, String) {
        (word(&self.person, key), word(&self.staff, key))
    }

    /// A row with a label and what it says: both made from the same codes.
    pub(super) fn line(&self, label: &str, answer: impl Fn(&Texts) -> String) -> View {
        self.row("tr", |texts| cell("td", texts).add(label_of(texts, label)).add(el("strong").text(&answer(texts))))
    }

    /// A row with one text.
    pub(super) fn sentence(&self, key: &str) -> View {
        self.words(|texts| word(texts, key))
    }

    /// A row with words made from each of the two tables.
    pub(super) fn words(&self, words: impl Fn(&Texts) -> String) -> View {
        self.row("tr", |texts| cell("td", texts).text(&words(texts)))
    }

    /// A heading.
    pub(super) fn heading(&self, key: &str) -> View {
        self.row("tr.sheet__section", |texts| cell("th", texts).set("scope", "col").text(&word(texts, key)))
    }

    /// A line to write on.
    pub(super) fn blank(&self, key: &str) -> View {
        self.row("tr", |texts| cell("td", texts).add(label_of(texts, key)).add(el("span.sheet__line")))
    }

    /// The person's own words, once, across both columns: they are not translated.
    pub(super) fn quote(&self, label: &str, text: &str) -> View {
        let (person, staff) = self.both(label);
        let (own, own_staff) = self.both("form.own_words");
        let bdi = |words: &str| el("bdi").text(words);
        let label = el("span.sheet__label")
            .add(bdi(&person))
            .text(" / ")
            .add(bdi(&staff))
            .text(" (")
            .add(bdi(&own))
            .text(" / ")
            .add(bdi(&own_staff))
            .text("): ");
        let cell = el("td").set("colspan", "2").add(label).add(bdi(text).set("dir", "auto"));
        el("tr.sheet__quote").add(cell)
    }

    fn row(&self, spec: &str, cell: impl Fn(&Texts) -> View) -> View {
        el(spec).add(cell(&self.person)).add(cell(&self.staff))
    }
}

/// A cell in the language of its texts.
fn cell(tag: &str, texts: &Texts) -> View {
    el(tag).lang(texts.language())
}

fn label_of(texts: &Texts, key: &str) -> View {
    el("span.sheet__label").text(&(word(texts, key) + colon(texts)))
}

/// A text without its links to the glossary.
pub(super) fn word(texts: &Texts, key: &str) -> String {
    texts.get(key).map(plain).unwrap_or_default()
}
