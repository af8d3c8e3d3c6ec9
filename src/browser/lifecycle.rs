//! What happens to the page as a whole: it is hidden, it is left, what it has kept is cleared.

use js_sys::Array;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::{Event, window};

use super::object::{call, get};

/// Calls `act` when the page may not come back: it is hidden, or it is left.
pub(crate) fn on_hidden(act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act);
    let Some(window) = window() else { return };
    let call: &js_sys::Function = listener.as_ref().unchecked_ref();
    let _ = window.add_event_listener_with_callback("pagehide", call);
    if let Some(document) = window.document() {
        // Coming back is harmless: what is saved already is not saved again.
        let _ = document.add_event_listener_with_callback("visibilitychange", call);
    }
    listener.forget();
}

/// Calls `act` when another page has cleared what is kept.
pub(crate) fn on_cleared(act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if get(&event, "key").is_null() {
            act();
        }
    });
    if let Some(window) = window() {
        let _ = window.add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    }
    listener.forget();
}

/// Has the browser ask before the page is closed, or no longer.
pub(crate) fn ask_before_closing(ask: bool) {
    let Some(window) = window() else { return };
    if ask {
        let listener = Closure::<dyn Fn(Event)>::new(|event: Event| event.prevent_default());
        window.set_onbeforeunload(Some(listener.into_js_value().unchecked_ref()));
    } else {
        window.set_onbeforeunload(None);
    }
}

/// Asks the browser not to clear what is kept when room gets scarce. It may say no; the page of what is ready tells.
pub(crate) fn ask_to_persist() {
    if let Some(window) = window() {
        // A browser that does not know the question keeps as it likes.
        let _ = call(&get(&window.navigator(), "storage"), "persist", &Array::new());
    }
}
