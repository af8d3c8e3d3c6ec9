//! The page itself: its language, its title, where the focus is, and the plain screen that stands there before the
//! app does and comes back when it fails.

use engine::text::Direction;
use wasm_bindgen::JsCast;
use web_sys::{Document, Element, HtmlElement, Node, window};

/// The element that the app lives in.
const APP: &str = "app";
/// The element that says that something went wrong.
const TROUBLE: &str = "trouble";

fn document() -> Option<Document> {
    window()?.document()
}

/// What the build wrote into the page: the value of a `data-` attribute of its root.
pub(crate) fn built_in(name: &str) -> Option<String> {
    root()?.get_attribute(&format!("data-{name}"))
}

/// Puts the app in place of the plain first screen.
pub(crate) fn mount(app: &Node) {
    let place = document().and_then(|document| document.get_element_by_id(APP));
    let mounted = place.and_then(|place| {
        place.set_text_content(None);
        place.append_child(app).ok()
    });
    if mounted.is_none() {
        show_trouble();
    }
}

/// Adds a stylesheet, which is on its way at once. One that does not arrive leaves plain pages, which can be read and
/// printed all the same.
pub(crate) fn add_stylesheet(name: &str) {
    let Some(document) = document() else { return };
    let (Some(head), Ok(link)) = (document.head(), document.create_element("link")) else { return };
    let _ = link.set_attribute("rel", "stylesheet");
    let _ = link.set_attribute("href", name);
    let _ = head.append_child(&link);
}

/// Everything is loaded: from here on nothing is requested. `complete`: all languages are there.
pub(crate) fn mark_loaded(complete: bool) {
    if let Some(root) = root() {
        let _ = root.set_attribute("data-loaded", if complete { "yes" } else { "partly" });
    }
}

/// Shows that something went wrong, in words that need no app.
pub(crate) fn show_trouble() {
    if let Some(element) = document().and_then(|document| document.get_element_by_id(TROUBLE)) {
        let _ = element.remove_attribute("hidden");
    }
}

/// A panic shows the plain words instead of a screen that does not react. It says where it happened, never with
/// what: a message could hold an answer.
pub(crate) fn show_trouble_on_panic() {
    std::panic::set_hook(Box::new(|panic| {
        show_trouble();
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        web_sys::console::error_1(&format!("dalil stopped at {place}").into());
    }));
}

/// The language of the browser if we have it, else the first that we have.
pub(crate) fn preferred_language(tags: &[String]) -> String {
    let wanted = window().map(|window| window.navigator().languages()).unwrap_or_default();
    let mut wanted = wanted.iter().filter_map(|tag| tag.as_string());
    let known = |tag: String| {
        let language = tag.split('-').next().unwrap_or_default().to_owned();
        tags.contains(&language).then_some(language)
    };
    wanted.find_map(known).or_else(|| tags.first().cloned()).unwrap_or_default()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// The page is in this language, in its direction.
pub(crate) fn set_language(tag: &str) {
    if let Some(root) = root() {
        let _ = root.set_attribute("lang", tag);
        let _ = root.set_attribute("dir", Direction::of(tag).name());
    }
}

/// The title of the page, which the browser shows and keeps: never anything that was answered.
pub(crate) fn set_title(title: &str) {
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Whether nobody on the way can read or change the page, and no other page can read what it keeps. A page that comes
/// from a file shares its storage with every other file.
pub(crate) fn is_secure() -> bool {
    window().is_some_and(|it| it.is_secure_context() && it.location().protocol().is_ok_and(|from| from != "file:"))
}

/// Whether the screen that stands there has a heading: while it is still being loaded it has none.
pub(crate) fn has_heading() -> bool {
    document().and_then(|document| document.query_selector("h1").ok().flatten()).is_some()
}

/// Moves the focus to the heading of a new screen, and the page to its top.
pub(crate) fn focus_heading() {
    if let Some(window) = window() {
        window.scroll_to_with_x_and_y(0.0, 0.0);
    }
    focus("h1");
}

/// Moves the focus to the first element that fits a selector.
pub(crate) fn focus(selector: &str) {
    let found = document().and_then(|document| document.query_selector(selector).ok().flatten());
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}

/// Takes everything off the screen, and the title.
pub(crate) fn empty() {
    if let Some(body) = document().and_then(|document| document.body()) {
        body.set_text_content(None);
    }
    set_title("");
}
