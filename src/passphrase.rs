//! Words for a passphrase, from lists that came with the app.
//!
//! Four of 2,048 words are 44 bits: with 600,000 rounds of PBKDF2 some fifty years of one graphics card, where a PIN of
//! six digits is under two minutes.

use core::cell::RefCell;

use crate::browser::{fetch, page, random};

/// How many words.
const WORDS: usize = 4;

thread_local! {
    /// The lists by language: words, one a line.
    static LISTS: RefCell<Vec<(String, String)>> = const { RefCell::new(Vec::new()) };
}

/// Loads the lists. Without them people still lock with words of their own.
pub(crate) async fn load() {
    let listed = page::built_in("words").unwrap_or_default();
    for (tag, name) in listed.split(' ').filter_map(|list| list.split_once(':')) {
        let Ok(coming) = fetch::begin(name) else { continue };
        if let Ok(words) = coming.text().await {
            LISTS.with(|lists| lists.borrow_mut().push((tag.to_owned(), words)));
        }
    }
}

/// Four words by chance in a language; nothing where there is no list.
pub(crate) fn suggestion(language: &str) -> Option<String> {
    LISTS.with(|lists| {
        let lists = lists.borrow();
        let (_, list) = lists.iter().find(|(tag, _)| tag == language)?;
        let words: Vec<&str> = list.lines().collect();
        let mut chosen: Vec<&str> = Vec::new();
        while chosen.len() < WORDS.min(words.len()) {
            let word = words.get(random::below(words.len())?)?;
            // A word that comes twice looks like a mistake; leaving it out costs less than a hundredth of a bit.
            if !chosen.contains(word) {
                chosen.push(word);
            }
        }
        Some(chosen.join(" "))
    })
}
