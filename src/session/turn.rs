//! One after the other: what must not be done at the same time waits for its turn.

use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::task::{Poll, Waker};

/// Who waits, and whether somebody has the turn.
#[derive(Default)]
pub(crate) struct Turns {
    taken: Cell<bool>,
    waiting: RefCell<Vec<Waker>>,
}

/// The turn of whoever holds this.
pub(crate) struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits until nobody else has the turn.
    pub(crate) async fn mine(&self) -> Turn<'_> {
        poll_fn(|context| {
            if self.taken.replace(true) {
                self.waiting.borrow_mut().push(context.waker().clone());
                Poll::Pending
            } else {
                Poll::Ready(())
            }
        })
        .await;
        Turn(self)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.taken.set(false);
        // All wake, one gets it: at most three ever wait.
        self.0.waiting.take().into_iter().for_each(Waker::wake);
    }
}
