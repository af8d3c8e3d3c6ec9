//! What every screen is made of: pieces of the page, and the blocks they form: words of a key, headings, notices,
//! buttons, lists.
//!
//! Each part of a page is a [`View`]: one type for everything, built once with the browser's own calls, and followed
//! by effects of Leptos' reactive graph where it changes. A `view!` macro makes a type of its own out of every tuple
//! and every handler, and with it code of its own to build, mount and rebuild it: 80 % of what a phone had to load.

use crate::browser::events;
pub(crate) use crate::browser::live::{each, follow_words, live, part, part_then, when};
pub(crate) use crate::browser::view::{View, el, group, nothing, plain, svg};
use crate::text::t;

/// The words of a key, in the language that is shown.
fn translated(key: &str) -> View {
    let key = key.to_owned();
    live(move || t(&key))
}

/// An element that says the words of a key.
pub(crate) fn say(spec: &str, key: &str) -> View {
    el(spec).add(translated(key))
}

/// The heading of a screen, which takes the focus when the screen opens.
pub(crate) fn heading(key: &str) -> View {
    heading_of("h1", translated(key))
}

/// The heading of a screen, made of other things than the words of a key.
pub(crate) fn heading_of(spec: &str, words: View) -> View {
    el(spec).set("tabindex", "-1").add(words)
}

/// A notice; `kind` is nothing, `warning` or `emergency`.
pub(crate) fn notice(kind: &str, key: &str) -> View {
    say(if kind.is_empty() { "p.notice".to_owned() } else { format!("p.notice.notice--{kind}") }.as_str(), key)
}

/// A button with the words of a key. `look` is its classes, as in `button.button--primary`.
pub(crate) fn button(look: &str, test_id: &str, key: &str, act: impl Fn() + 'static) -> View {
    let made = el(&format!("button.{look}")).set("type", "button").add(translated(key)).on("click", move |_| act());
    if test_id.is_empty() { made } else { made.id(test_id) }
}

/// A row of buttons.
pub(crate) fn actions(buttons: impl IntoIterator<Item = View>) -> View {
    el("div.actions").all(buttons)
}

/// Buttons one below the other, for what is decided and not merely gone through.
pub(crate) fn actions_stacked(buttons: impl IntoIterator<Item = View>) -> View {
    el("div.actions.actions--stacked").all(buttons)
}

/// What is closed until the person opens it.
pub(crate) fn details(spec: &str, key: &str) -> View {
    el(spec).add(say("summary", key))
}

/// A list with a view in each line.
pub(crate) fn list(spec: &str, lines: impl IntoIterator<Item = View>) -> View {
    el(spec).all(lines)
}

/// A field that a person types in. The browser remembers nothing of it, offers it nowhere, and has no service check its
/// spelling.
pub(crate) fn typed(tag: &str) -> View {
    let off = ["autocomplete", "autocorrect", "autocapitalize"];
    off.into_iter().fold(el(tag).set("spellcheck", "false"), |field, name| field.set(name, "off"))
}

/// A field that nothing is typed in: a `checkbox` or `radio` to tick, a `file` to choose.
pub(crate) fn untyped(kind: &str) -> View {
    el("input").set("type", kind).set("autocomplete", "off")
}

/// What a select offers: values, with the words and the language of each.
pub(crate) fn choices(test_id: &str, options: impl IntoIterator<Item = View>, act: impl Fn(String) + 'static) -> View {
    el("select")
        .set("autocomplete", "off")
        .id(test_id)
        .all(options)
        .on("change", move |event| act(events::value(&event)))
}
