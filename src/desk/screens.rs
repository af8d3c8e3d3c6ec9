//! One file a screen of the desk.

mod backup;
mod case;
mod due;
mod end_of_shift;
mod export;
mod fields;
mod figures;
mod follow_up;
mod give_back;
mod hand_in;
mod history;
mod list;
mod more;
mod not_written;
mod plan;
mod remove_case;
mod restore;
mod set_up;
mod settings;
mod troubles;
mod unlock;
mod who;
mod words;
mod work_words;

use super::keeper::keeper;
use crate::components::kit::{View, nothing};
use crate::session::AtDesk;

/// A screen of the desk. While the person has the device, only the one on which they give it back.
pub(super) fn view(screen: AtDesk) -> View {
    let with_person = keeper().is_some_and(|keeper| keeper.is_with_person());
    match screen {
        _ if with_person && screen != AtDesk::GiveBack => nothing(),
        AtDesk::SetUp => set_up::view(),
        AtDesk::Unlock => unlock::view(),
        AtDesk::List => list::view(),
        AtDesk::HandIn => hand_in::view(),
        AtDesk::Case => case::view(),
        AtDesk::FollowUp => follow_up::view(),
        AtDesk::History => history::view(),
        AtDesk::Plan => plan::view(),
        AtDesk::RemoveCase => remove_case::view(),
        AtDesk::Settings => settings::view(),
        AtDesk::EndOfShift => end_of_shift::view(),
        AtDesk::GiveBack => give_back::view(),
        AtDesk::Figures => figures::view(),
        AtDesk::Export => export::view(),
        AtDesk::Backup => backup::view(),
    }
}
