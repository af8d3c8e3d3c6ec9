//! Back: the same as the browser's Back key.

use super::kit::{View, button, when};
use crate::session::session;

/// Goes one screen back; no answer is lost. Absent on the first screen.
pub(crate) fn back_button() -> View {
    let session = session();
    when(
        move || session.can_go_back(),
        move || button("button.button--quiet", "back", "ui.back", move || session.back()),
    )
}
