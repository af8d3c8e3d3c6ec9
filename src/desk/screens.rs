//! One file a screen of the desk.

mod backup;
mod case;
mod end_of_shift;
mod export;
mod figures;
mod give_back;
mod list;
mod remove_case;
mod restore;
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
        AtDesk::Case => case::view(),
        AtDesk::RemoveCase => remove_case::view(),
        AtDesk::Settings => settings::view(),
        AtDesk::EndOfShift => end_of_shift::view(),
        AtDesk::GiveBack => give_back::view(),
        AtDesk::Figures => figures::view(),
        AtDesk::Export => export::view(),
        AtDesk::Backup => backup::view(),
    }
}
