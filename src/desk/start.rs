//! From an empty page to a desk: everything is loaded before anything is shown, for the staff waits once a day.

use crate::browser::leave::leave_on_three_shifts;
use crate::browser::page;
use crate::later::Later;
use crate::signals;
use crate::signals::prelude::*;
use crate::start::{Begun, first_content};

use super::{frame, keeper};

/// Loads the content, and shows the desk.
pub(crate) async fn start() {
    let Some(content) = first_content().await else { return page::show_trouble() };
    signals::start();
    // The desk owns what it follows as long as the page is open.
    let owner = Owner::new();
    let (begun, later) = owner.with(|| (Begun::provide(content), Later::provide()));
    owner.with(|| keeper::begin(begun.session()));
    let complete = begun.load_rest(later, keeper::look).await;
    owner.with(|| page::mount(frame::desk(later).node()));
    leave_on_three_shifts();
    page::mark_loaded(complete);
    core::mem::forget(owner);
}
