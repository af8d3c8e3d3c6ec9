//! Where the desk's words are given; while something is done with them, how far that is.

use std::rc::Rc;

use crate::components::kit::{View, part, say};
use crate::components::passphrase_field::passphrase_field;
use crate::desk::keeper::DeskKeeper;
use crate::desk::screens::figures::progress;

/// The field, and the button that says `key`.
pub(super) fn words_field(
    keeper: &Rc<DeskKeeper>,
    test_id: &'static str,
    key: &'static str,
    act: impl Fn(String) + Clone + 'static,
) -> View {
    let keeper = Rc::clone(keeper);
    part(move || {
        if keeper.is_busy() {
            let reads = Rc::clone(&keeper);
            part(move || match reads.reading() {
                Some(read) => progress(read),
                None => say("p", "ui.desk.working").set("role", "status").id("working"),
            })
        } else {
            passphrase_field("ui.desk.words", test_id, key, act.clone())
        }
    })
}
