//! What is said when something does not work.

use std::rc::Rc;

use vault::opening::Unreadable;
use vault::store::StoreError;

use crate::components::kit::{View, nothing, part};
use crate::desk::frame::alert;
use crate::desk::keeper::{DeskKeeper, Trouble};

/// What there is to say of the desk.
pub(super) fn trouble(keeper: &Rc<DeskKeeper>) -> View {
    let keeper = Rc::clone(keeper);
    part(move || keeper.trouble().map_or_else(nothing, |trouble| alert(words(trouble), "trouble-said")))
}

fn words(trouble: Trouble) -> &'static str {
    match trouble {
        Trouble::WrongWords => "ui.desk.wrong_words",
        Trouble::Unreadable(Unreadable::Newer) => "ui.unreadable.newer",
        Trouble::Unreadable(Unreadable::Damaged) => "ui.unreadable.damaged",
        Trouble::Unreadable(_) => "ui.unreadable.key_lost",
        Trouble::Device(StoreError::Full) => "ui.desk.full",
        Trouble::Device(StoreError::Insecure) => "ui.saving.insecure",
        Trouble::Device(StoreError::Blocked) => "ui.desk.blocked",
        Trouble::Device(_) => "ui.desk.device",
        Trouble::CaseNotOpened => "ui.desk.not_opened",
        Trouble::NotRemoved => "ui.saving.not_removed",
        Trouble::NoSuchCase => "ui.desk.no_such_case",
        Trouble::NoBackup => "ui.desk.restore.no_backup",
        Trouble::ThereIsADesk => "ui.desk.restore.there_is_one",
    }
}
