//! The pages of this app that are open at the same time: which of them has a draft in its hands, and what they say to
//! each other.
//!
//! A Web Lock ends by itself when its page crashes. A browser without them has the generations of drafts alone, which
//! refuse a second writer too, only later.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{BroadcastChannel, MessageEvent, window};

use super::object::{call, get, object};
use super::promise::{settled, sleep};
use vault::store::DraftId;

const CHANNEL: &str = "avr";
/// How often, and with how many milliseconds between, a page that was asked for a draft is waited for.
const WAITS: usize = 20;
const WAIT: i32 = 50;

/// A draft that no other page may write while this stands.
pub(crate) struct Held(js_sys::Function);

impl Drop for Held {
    fn drop(&mut self) {
        let _ = self.0.call0(&JsValue::NULL);
    }
}

/// Takes a draft if no other page has it; `lost` is called if another page takes it away.
pub(crate) async fn take(id: DraftId, lost: impl FnOnce() + 'static) -> Option<Held> {
    request(id, false, Box::new(lost)).await
}

/// Takes a draft from the page that has it: asks it first to save and let go, and does not wait for one that is stuck.
pub(crate) async fn take_over(id: DraftId, lost: impl FnOnce() + Clone + 'static) -> Option<Held> {
    say(&format!("{HAND_OVER}{}", id.digits()));
    for _ in 0..WAITS {
        if let Some(held) = request(id, false, Box::new(lost.clone())).await {
            return Some(held);
        }
        sleep(WAIT).await;
    }
    request(id, true, Box::new(lost)).await
}

/// The locks of this browser; nothing in one that has none.
fn locks() -> Option<JsValue> {
    let locks = get(&window()?.navigator(), "locks");
    (!locks.is_undefined()).then_some(locks)
}

async fn request(id: DraftId, steal: bool, lost: Box<dyn FnOnce()>) -> Option<Held> {
    let mut release = None;
    let released = Promise::new(&mut |resolve, _| release = Some(resolve));
    let held = Held(release?);
    let Some(locks) = locks() else { return Some(held) };
    let options = object(&[(if steal { "steal" } else { "ifAvailable" }, true.into())]);
    let mut kept = None;
    let granted = settled(|resolve, reject| {
        let resolve = resolve.clone();
        let callback = Closure::once_into_js(move |lock: JsValue| {
            let _ = resolve.call1(&JsValue::NULL, &(!lock.is_null()).into());
            // The lock is held until this is settled.
            if lock.is_null() { JsValue::UNDEFINED } else { released.into() }
        });
        let name = format!("{CHANNEL}:{}", id.digits());
        kept = call(&locks, "request", &Array::of3(&name.into(), &options, &callback)).ok();
        if kept.is_none() {
            let _ = reject.call0(&JsValue::NULL);
        }
    });
    let granted = granted.await.is_ok_and(|granted| granted.is_truthy());
    let kept = kept?;
    if !granted {
        return None;
    }
    spawn_local(async move {
        // It fails when another page has taken the lock away.
        if JsFuture::from(Promise::from(kept)).await.is_err() {
            lost();
        }
    });
    Some(held)
}

/// What a page says that wants a draft: this, and its id.
const HAND_OVER: &str = "hand-over:";

/// Says something to the other pages.
fn say(words: &str) {
    if let Ok(channel) = BroadcastChannel::new(CHANNEL) {
        let _ = channel.post_message(&words.into());
        channel.close();
    }
}

/// Calls `act` when another page wants a draft.
pub(crate) fn on_hand_over(act: impl Fn(DraftId) + 'static) {
    let Ok(channel) = BroadcastChannel::new(CHANNEL) else { return };
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let words = event.data().as_string().unwrap_or_default();
        if let Some(id) = words.strip_prefix(HAND_OVER).and_then(DraftId::from_digits) {
            act(id);
        }
    });
    channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // Both last as long as the page.
    listener.forget();
    core::mem::forget(channel);
}

/// The drafts that some page has in its hands.
pub(crate) async fn held() -> Vec<DraftId> {
    let Some(locks) = locks() else { return Vec::new() };
    let Ok(asked) = call(&locks, "query", &Array::new()) else { return Vec::new() };
    let Ok(state) = JsFuture::from(Promise::from(asked)).await else { return Vec::new() };
    let id =
        |lock: JsValue| DraftId::from_digits(get(&lock, "name").as_string()?.strip_prefix(CHANNEL)?.strip_prefix(':')?);
    Array::from(&get(&state, "held")).iter().filter_map(id).collect()
}
