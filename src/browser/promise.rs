//! Waiting for what the browser does.

use core::cell::{Cell, RefCell};
use core::future::{Future, poll_fn};
use core::pin::pin;
use core::task::Poll;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::window;

/// What `begin` leads to: it is given what to call on success and on failure.
pub(super) async fn settled(begin: impl FnOnce(&Function, &Function)) -> Result<JsValue, JsValue> {
    let mut begin = Some(begin);
    let promise = Promise::new(&mut |resolve, reject| {
        if let Some(begin) = begin.take() {
            begin(&resolve, &reject);
        }
    });
    JsFuture::from(promise).await
}

/// Waits so many milliseconds.
pub(crate) async fn sleep(milliseconds: i32) {
    let _ = settled(|resolve, _| {
        let set = window().map(|it| it.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, milliseconds));
        if set.is_none_or(|set| set.is_err()) {
            let _ = resolve.call0(&JsValue::NULL);
        }
    })
    .await;
}

/// What comes of `work`, or nothing when it takes longer than so many milliseconds.
pub(super) async fn within<T>(milliseconds: i32, work: impl Future<Output = T>) -> Option<T> {
    let mut work = pin!(work);
    let mut late = pin!(sleep(milliseconds));
    poll_fn(|context| match work.as_mut().poll(context) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => late.as_mut().poll(context).map(|()| None),
    })
    .await
}

/// A waiting that can be ended early.
#[derive(Default)]
pub(crate) struct Wake {
    end: RefCell<Option<Function>>,
    to_try_again: Cell<bool>,
}

impl Wake {
    /// Waits so many milliseconds; says whether it was woken before.
    pub(crate) async fn a_while(&self, milliseconds: i32) -> bool {
        let woken = settled(|resolve, _| {
            self.end.replace(Some(resolve.clone()));
            let set =
                window().map(|it| it.set_timeout_with_callback_and_timeout_and_arguments_0(resolve, milliseconds));
            if set.is_none_or(|set| set.is_err()) {
                let _ = resolve.call0(&JsValue::NULL);
            }
        });
        let woken = woken.await;
        self.end.take();
        woken.is_ok_and(|woken| woken.is_truthy())
    }

    /// Waits before another try; [`Self::wake_if_waiting_to_try_again`] ends it too.
    pub(crate) async fn to_try_again(&self, milliseconds: i32) {
        self.to_try_again.set(true);
        self.a_while(milliseconds).await;
        self.to_try_again.set(false);
    }

    /// Ends the waiting, if any.
    pub(crate) fn wake(&self) {
        if let Some(end) = self.end.take() {
            let _ = end.call1(&JsValue::NULL, &JsValue::TRUE);
        }
    }

    /// Ends the waiting before another try, if any: there is something new to try with.
    pub(crate) fn wake_if_waiting_to_try_again(&self) {
        if self.to_try_again.get() {
            self.wake();
        }
    }
}
