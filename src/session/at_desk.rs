//! What only a help desk does with the state of the app: one case after the other passes through it.

use engine::flow::Half;
use engine::interview::Interview;
use vault::draft::{Draft, LeftOut};

use super::{AtDesk, Keeping, Screen, Session, way};
use crate::signals::prelude::*;

/// Who has the device in their hands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InHandsOf {
    /// The staff.
    Staff,
    /// The person whose case is open.
    Person,
}

impl InHandsOf {
    /// The screens that stand before the questions: the person finds no way to the list.
    fn ground(self) -> &'static [Screen] {
        match self {
            Self::Staff => &[Screen::Desk(AtDesk::List), Screen::Desk(AtDesk::Case)],
            Self::Person => &[],
        }
    }
}

impl Session {
    /// Shows a case that the staff begins: without answers, but for who fills in the form.
    pub(crate) fn begin_case(self, code: &str) {
        self.clear_to(Screen::Desk(AtDesk::Case));
        self.reference.set(code.to_owned());
        self.show_way(InHandsOf::Staff.ground().to_vec());
        self.say("mode", "staff");
    }

    /// Shows a case that was kept; says what of it means nothing to the pack of today.
    pub(crate) fn take_up(self, draft: &Draft) -> LeftOut {
        let (interview, left_out) = self.read(draft);
        self.detour.set(None);
        self.interview.set(interview);
        self.reference.set(draft.reference.clone());
        self.emergency_said.set(true);
        self.show_way(InHandsOf::Staff.ground().to_vec());
        left_out
    }

    /// Goes to the place where the interview stopped: for the staff, or for the person, who finds nothing else there.
    pub(crate) fn go_on_in_hands_of(self, hands: InHandsOf, at: &str) {
        self.detour.set(None);
        let way = self.interview.with_untracked(|interview| {
            let mut way = way::way_to(interview, at, hands.ground());
            if !way::is_a_place(at) {
                // Nothing was asked yet.
                way = hands.ground().to_vec();
                way.extend(interview.first_unanswered(Half::BeforeResults).map(Screen::Question));
            }
            way
        });
        self.show_way(way);
    }

    /// The draft as it stands, and the place where the interview stopped: where the staff looks at something else now,
    /// the one it stopped at `before`.
    pub(crate) fn draft_since(self, before: &str) -> Draft {
        let mut draft = self.draft();
        if !way::is_a_place(&draft.at) {
            before.clone_into(&mut draft.at);
        }
        draft
    }

    /// Whether nothing was answered, but who fills in the form.
    pub(crate) fn has_no_answers(self) -> bool {
        self.interview.with_untracked(|interview| {
            let content = interview.pack().content();
            let mut others = content.questions.iter().filter(|(_, question)| question.name != "mode");
            others.all(|(id, _)| interview.remembered(id).is_none())
        })
    }

    /// Takes all answers out of the page; the screen that is shown stays.
    pub(crate) fn forget_answers(self) {
        let new = Interview::new(&self.pack(), self.today());
        self.interview.set(new);
        self.detour.set(None);
        self.emergency_said.set(false);
        self.reference.set(String::new());
        self.set_keeping(Keeping::NotAsked);
    }

    /// The staff has the device again, at the case.
    pub(crate) fn back_to_staff(self) {
        self.show_way(InHandsOf::Staff.ground().to_vec());
    }

    /// Shows the last of some screens; Back leads through the others.
    fn show_way(self, screens: Vec<Screen>) {
        let length = screens.len();
        self.opened.set(screens);
        super::history::mark(0);
        (1..length).for_each(super::history::push);
    }
}
