//! One file a screen of the desk.

mod case;
mod end_of_shift;
mod give_back;
mod hand_in;
mod list;
mod remove_case;
mod set_up;
mod settings;
mod troubles;
mod unlock;

use crate::components::kit::View;
use crate::session::AtDesk;

/// A screen of the desk.
pub(super) fn view(screen: AtDesk) -> View {
    match screen {
        AtDesk::SetUp => set_up::view(),
        AtDesk::Unlock => unlock::view(),
        AtDesk::List => list::view(),
        AtDesk::HandIn => hand_in::view(),
        AtDesk::Case => case::view(),
        AtDesk::RemoveCase => remove_case::view(),
        AtDesk::Settings => settings::view(),
        AtDesk::EndOfShift => end_of_shift::view(),
        AtDesk::GiveBack => give_back::view(),
    }
}
