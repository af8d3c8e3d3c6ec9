//! The service worker, which keeps the app on this device (`public/sw.js`). Where a browser has none or refuses, the
//! app works all the same, with a connection.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Event, EventTarget, MessageChannel, MessageEvent, window};

use super::object::{call, get, object};
use super::promise::{settled, within};

/// The worker's file, as the build names it.
const FILE: &str = "sw.js";
/// How long the worker may take to read what it keeps, in milliseconds.
const PATIENCE: i32 = 30_000;

/// What the browser knows of the worker.
pub(crate) struct Registration(JsValue);

/// One file that the worker keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptFile {
    /// Its name.
    pub(crate) name: String,
    /// What its SHA-256 must be, in hexadecimal digits.
    pub(crate) expected: String,
    /// What it is; empty where the file cannot be read.
    pub(crate) found: String,
}

/// What the worker keeps, as it was read when asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KeptVersion {
    /// The SHA-256 of the version's list of files, in hexadecimal digits.
    pub(crate) version: String,
    /// Whether the browser promised to keep it when space is short; `None` where it does not say.
    pub(crate) promised: Option<bool>,
    /// All its files.
    pub(crate) files: Vec<KeptFile>,
}

/// Registers the worker. The browser asks for it past its own cache, so that no old worker comes back.
pub(crate) async fn register() -> Option<Registration> {
    let past_cache = object(&[("updateViaCache", "none".into())]);
    of_container("register", &Array::of2(&FILE.into(), &past_cache)).await
}

/// What is registered already.
pub(crate) async fn registered() -> Option<Registration> {
    of_container("getRegistration", &Array::new()).await
}

async fn of_container(method: &str, with: &Array) -> Option<Registration> {
    let promise = call(&get(&window()?.navigator(), "serviceWorker"), method, with).ok()?;
    let found = JsFuture::from(Promise::from(promise)).await.ok()?;
    (!found.is_undefined()).then_some(Registration(found))
}

impl Registration {
    /// Whether a version is being put on this device now.
    pub(crate) fn is_coming(&self) -> bool {
        self.worker("installing").is_some()
    }

    /// Whether a new version waits until the person agrees.
    pub(crate) fn waits(&self) -> bool {
        self.worker("active").and(self.worker("waiting")).is_some()
    }

    /// The worker that stands at a place, if there is one.
    fn worker(&self, place: &str) -> Option<JsValue> {
        let worker = get(&self.0, place);
        (!worker.is_null()).then_some(worker)
    }

    /// Calls `act` whenever a version has come, waits, serves or is dropped.
    pub(crate) fn on_change(&self, act: impl Fn() + Clone + 'static) {
        let registration = Self(self.0.clone());
        let follow = move || {
            for worker in ["installing", "waiting"].iter().filter_map(|place| registration.worker(place)) {
                let act = act.clone();
                listen(&worker, "statechange", Box::new(move |_| act()));
            }
        };
        follow();
        listen(&self.0, "updatefound", Box::new(move |_| follow()));
    }

    /// Lets the version that waits take over, and loads the page again when it has.
    pub(crate) fn take_over(&self) {
        let Some(waiting) = self.worker("waiting") else { return };
        let worker = waiting.clone();
        listen(
            &waiting,
            "statechange",
            Box::new(move |_| {
                if get(&worker, "state").as_string().as_deref() == Some("activated") {
                    reload();
                }
            }),
        );
        // A worker that is gone by now hears nothing, and nothing is lost.
        let _ = call(&waiting, "postMessage", &Array::of1(&"activate".into()));
    }

    /// Reads all files that the serving version keeps. `None`: there is no version yet, or it does not answer.
    pub(crate) async fn read_kept(&self) -> Option<KeptVersion> {
        let active = self.worker("active")?;
        let channel = MessageChannel::new().ok()?;
        let answer = settled(|resolve, _| {
            channel.port1().set_onmessage(Some(resolve));
            let ports = Array::of1(&channel.port2());
            // Who does not hear does not answer.
            let _ = call(&active, "postMessage", &Array::of2(&"state".into(), &ports));
        });
        let event = within(PATIENCE, answer).await?.ok()?;
        channel.port1().close();
        read(&event.unchecked_ref::<MessageEvent>().data().as_string()?)
    }
}

/// Calls `act` on an event, for as long as the page is open.
fn listen(to: &JsValue, event: &str, act: Box<dyn Fn(Event)>) {
    let listener = Closure::<dyn Fn(Event)>::new(act);
    let target: &EventTarget = to.unchecked_ref();
    let _ = target.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Loads the page again, which asks the worker.
fn reload() {
    if let Some(window) = window() {
        let _ = call(&window.location(), "reload", &Array::new());
    }
}

/// The version and `true`, `false` or nothing for the promise on the first line, then on each line a file: its name,
/// what its SHA-256 must be, what it is.
fn read(lines: &str) -> Option<KeptVersion> {
    let mut lines = lines.split('\n');
    let mut head = lines.next()?.split('\t');
    let file = |line: &str| {
        let mut parts = line.split('\t').map(str::to_owned);
        Some(KeptFile { name: parts.next()?, expected: parts.next()?, found: parts.next()? })
    };
    Some(KeptVersion {
        version: head.next()?.to_owned(),
        promised: head.next()?.parse().ok(),
        files: lines.map(file).collect::<Option<_>>()?,
    })
}
