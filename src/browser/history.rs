//! The Back key: every screen is an entry of the history, under one unchanging address. An entry holds its depth
//! and nothing else, so that nothing about the answers stands in the history.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::Closure;
use web_sys::{PopStateEvent, window};

/// Adds an entry for the screen at `depth`.
pub(crate) fn push(depth: usize) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        // A browser that refuses leaves the on-screen Back, which does not need it.
        let _ = history.push_state(&depth_value(depth), "");
    }
}

/// Marks the entry that is open as the one at `depth`.
pub(crate) fn mark(depth: usize) {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.replace_state(&depth_value(depth), "");
    }
}

/// One entry back, as the Back key does.
pub(crate) fn back() {
    if let Some(history) = window().and_then(|window| window.history().ok()) {
        let _ = history.back();
    }
}

/// Calls `act` with the depth of the entry that the person went to.
pub(crate) fn on_move(act: impl Fn(usize) + 'static) {
    let listener = Closure::<dyn Fn(PopStateEvent)>::new(move |event: PopStateEvent| {
        act(event.state().as_f64().map_or(0, as_depth));
    });
    if let Some(window) = window() {
        window.set_onpopstate(Some(wasm_bindgen::JsCast::unchecked_ref(listener.as_ref())));
    }
    // It listens as long as the page is open.
    listener.forget();
}

fn depth_value(depth: usize) -> JsValue {
    JsValue::from_f64(u32::try_from(depth).map_or(0.0, f64::from))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small whole number, written by us")]
fn as_depth(depth: f64) -> usize {
    depth.clamp(0.0, 65_535.0) as usize
}
