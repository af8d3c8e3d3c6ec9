//! Rows of the paper: the same thing in two languages, each with its own direction.

use std::sync::Arc;

use engine::text::{Texts, plain};
use leptos::prelude::*;

/// The person's language and the staff's.
#[derive(Clone)]
pub(super) struct Pair {
    pub(super) person: Arc<Texts>,
    pub(super) staff: Arc<Texts>,
}

impl Pair {
    /// The same text in both languages.
    pub(super) fn both(&self, key: &str) -> (String, String) {
        self.make(|texts| word(texts, key))
    }

    /// Something made from each of the two tables.
    pub(super) fn make(&self, make: impl Fn(&Texts) -> String) -> (String, String) {
        (make(&self.person), make(&self.staff))
    }

    /// A row with a label and what it says: both made from the same codes.
    pub(super) fn line(&self, label: &str, answer: impl Fn(&Texts) -> String) -> AnyView {
        let cell = |texts: &Texts| {
            let (label, answer) = (word(texts, label), answer(texts));
            view! {
                <td lang=texts.language().to_owned() dir=texts.direction().name()>
                    <span class="sheet__label">{label}": "</span>
                    <strong>{answer}</strong>
                </td>
            }
        };
        view! { <tr>{cell(&self.person)}{cell(&self.staff)}</tr> }.into_any()
    }

    /// A row with one text.
    pub(super) fn sentence(&self, key: &str) -> AnyView {
        self.words(self.both(key))
    }

    /// A row with one text on each side.
    pub(super) fn words(&self, (person, staff): (String, String)) -> AnyView {
        let cell = |texts: &Texts, words: String| {
            view! { <td lang=texts.language().to_owned() dir=texts.direction().name()>{words}</td> }
        };
        view! { <tr>{cell(&self.person, person)}{cell(&self.staff, staff)}</tr> }.into_any()
    }

    /// A heading.
    pub(super) fn heading(&self, key: &str) -> AnyView {
        let cell = |texts: &Texts| {
            view! {
                <th scope="col" lang=texts.language().to_owned() dir=texts.direction().name()>{word(texts, key)}</th>
            }
        };
        view! { <tr class="sheet__section">{cell(&self.person)}{cell(&self.staff)}</tr> }.into_any()
    }

    /// A line to write on.
    pub(super) fn blank(&self, key: &str) -> AnyView {
        let cell = |texts: &Texts| {
            view! {
                <td lang=texts.language().to_owned() dir=texts.direction().name()>
                    <span class="sheet__label">{word(texts, key)}": "</span>
                    <span class="sheet__line"></span>
                </td>
            }
        };
        view! { <tr>{cell(&self.person)}{cell(&self.staff)}</tr> }.into_any()
    }

    /// The person's own words, once, across both columns: they are not translated.
    pub(super) fn quote(&self, label: &str, text: String) -> AnyView {
        let (person, staff) = self.both(label);
        let (own, own_staff) = self.both("form.own_words");
        view! {
            <tr class="sheet__quote">
                <td colspan="2">
                    <span class="sheet__label">
                        <bdi>{person}</bdi>" / "<bdi>{staff}</bdi>" ("<bdi>{own}</bdi>" / "<bdi>{own_staff}</bdi>"): "
                    </span>
                    <bdi dir="auto">{text}</bdi>
                </td>
            </tr>
        }
        .into_any()
    }
}

/// A text without its links to the glossary.
pub(super) fn word(texts: &Texts, key: &str) -> String {
    texts.get(key).map(plain).unwrap_or_default()
}
