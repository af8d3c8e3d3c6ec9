//! Four words by chance for a passphrase, to take or to exchange for others. Nothing, in a language that has no list.

use super::kit::{View, actions, button, el, group, live, when};
use crate::passphrase::suggestion;
use crate::signals::prelude::*;
use crate::text::tables;

/// The words, after what is said before them; `key` is what the button says that takes them.
pub(crate) fn suggested_words(
    before: impl Fn() -> View + 'static,
    key: &'static str,
    act: impl Fn(String) + Clone + 'static,
) -> View {
    let asked = RwSignal::new(());
    let suggested = Memo::new(move |_| {
        asked.get();
        suggestion(&tables().language())
    });
    let four = move || {
        let act = act.clone();
        group([
            before(),
            el("p.passphrase")
                .set("dir", "auto")
                .id("suggested")
                .add(live(move || suggested.get().unwrap_or_default())),
            actions([
                button("button.button--primary", "use-words", key, move || {
                    if let Some(words) = suggested.get_untracked() {
                        act(words);
                    }
                }),
                button("button", "other-words", "ui.protect.others", move || asked.set(())),
            ]),
        ])
    };
    when(move || suggested.with(Option::is_some), four)
}
