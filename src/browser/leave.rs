//! Leaving at once.
//!
//! What is on the screen goes first, then the page is replaced by a neutral one. Who goes back from there finds an
//! empty page (`public/boot.js`), never an answer. The browser's history still has the visit: no page can change that.

use core::cell::Cell;

use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{KeyboardEvent, window};

use super::page;

/// How often Shift is pressed to leave, and within how many milliseconds.
const PRESSES: u8 = 3;
const WITHIN: f64 = 5_000.0;

/// Leaves at once.
pub(crate) fn leave() {
    page::empty();
    let to = page::built_in("exit").unwrap_or_else(|| "about:blank".to_owned());
    if let Some(window) = window() {
        // Nothing may ask on the way out.
        window.set_onbeforeunload(None);
        let _ = window.location().replace(&to);
    }
}

/// Leaves when Shift is pressed three times and no other key between: a way out that needs no look at the screen.
pub(crate) fn leave_on_three_shifts() {
    let pressed = Cell::new((0_u8, 0.0));
    let listener = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let now = event.time_stamp();
        let (count, first) = pressed.get();
        let goes_on = count > 0 && now - first < WITHIN;
        let (count, first) = match (event.key().as_str(), event.repeat()) {
            ("Shift", true) => (count, first),
            ("Shift", false) if goes_on => (count + 1, first),
            ("Shift", false) => (1, now),
            _ => (0, 0.0),
        };
        pressed.set((count, first));
        if count >= PRESSES {
            leave();
        }
    });
    if let Some(window) = window() {
        let call: &js_sys::Function = listener.as_ref().unchecked_ref();
        let _ = window.add_event_listener_with_callback_and_bool("keydown", call, true);
    }
    // It listens as long as the page is open.
    let _: JsValue = listener.into_js_value();
}
