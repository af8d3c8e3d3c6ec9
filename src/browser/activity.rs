//! Whether somebody is there: touches and keys, and whether the page can be seen.

use core::cell::Cell;

use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use web_sys::window;

use super::object::get;

/// What somebody does who is there.
const SIGNS: [&str; 4] = ["pointerdown", "keydown", "wheel", "input"];

/// Calls `act` at each sign of somebody, before the page itself hears of it.
pub(crate) fn on_sign(act: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(act);
    if let Some(window) = window() {
        for sign in SIGNS {
            let call = listener.as_ref().unchecked_ref();
            let _ = window.add_event_listener_with_callback_and_bool(sign, call, true);
        }
    }
    // It listens as long as the page is open.
    listener.forget();
}

/// Calls `act` when the page is seen (`true`) or not any more.
pub(crate) fn on_seen(act: impl Fn(bool) + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let seen = document.clone();
    let is_seen = move || get(&seen, "visibilityState").as_string().as_deref() != Some("hidden");
    let listener = Closure::<dyn Fn()>::new(move || act(is_seen()));
    let _ = document.add_event_listener_with_callback("visibilitychange", listener.as_ref().unchecked_ref());
    listener.forget();
}

thread_local! {
    /// When it was last asked, by both clocks, and what has passed until then.
    static LAST: Cell<Option<(f64, f64, f64)>> = const { Cell::new(None) };
}

/// Milliseconds that have passed since it was first asked. It never goes back, and it counts the time in which the device
/// slept: the page's own clock may stand still then, and the device's may be set, so the one that has gone further counts.
pub(crate) fn passed() -> f64 {
    let page = window().and_then(|window| window.performance()).map_or(0.0, |clock| clock.now());
    let device = js_sys::Date::now();
    let passed = LAST
        .get()
        .map_or(0.0, |(last_page, last_device, passed)| passed + (page - last_page).max(device - last_device).max(0.0));
    LAST.set(Some((page, device, passed)));
    passed
}
