//! The steps of case management, as the common approach of the field has them, and why a case is closed.

use serde::{Deserialize, Serialize};

/// A step of case management.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// The person came, and agreed to be helped.
    Intake,
    /// What they need and what they are at risk of was looked at, with them.
    Assessment,
    /// What will be done was agreed with them.
    Plan,
    /// They were referred, or given help.
    Referral,
    /// It was looked at what became of it.
    FollowUp,
    /// The work ended.
    Closure,
}

/// A step that a case has come to; the last one has its reason with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reached {
    /// [`Step::Intake`].
    Intake,
    /// [`Step::Assessment`].
    Assessment,
    /// [`Step::Plan`].
    Plan,
    /// [`Step::Referral`].
    Referral,
    /// [`Step::FollowUp`].
    FollowUp,
    /// [`Step::Closure`], and why.
    Closure(ClosureReason),
}

/// Why a case was closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ClosureReason {
    /// All that was needed was given.
    NeedsMet,
    /// The person went home, and the work here ends with that.
    WentHome,
    /// The person, who had come home, stands on their own feet.
    SettledAtHome,
    /// The person moved to another place.
    MovedOn,
    /// The person could not be reached any more.
    LostContact,
    /// The person asked to stop.
    AskedToStop,
    /// Another organisation goes on with it.
    HandedOver,
    /// This desk has no help that the person needs, and knows of nobody who has.
    NoHelpHere,
    /// The person has died.
    Died,
    /// Something else, which the note says.
    Other,
}

impl Step {
    /// All steps, in their usual order.
    pub const ALL: [Self; 6] =
        [Self::Intake, Self::Assessment, Self::Plan, Self::Referral, Self::FollowUp, Self::Closure];

    /// Its id. It is the end of a text key, and stands in exports: it never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Assessment => "assessment",
            Self::Plan => "plan",
            Self::Referral => "referral",
            Self::FollowUp => "follow_up",
            Self::Closure => "closure",
        }
    }

    /// The step with this id.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.name() == name)
    }
}

impl Reached {
    /// The step.
    #[must_use]
    pub fn step(self) -> Step {
        match self {
            Self::Intake => Step::Intake,
            Self::Assessment => Step::Assessment,
            Self::Plan => Step::Plan,
            Self::Referral => Step::Referral,
            Self::FollowUp => Step::FollowUp,
            Self::Closure(_) => Step::Closure,
        }
    }

    /// That a case has come to this step; `None` for a closure, which has its reason.
    #[must_use]
    pub fn open(step: Step) -> Option<Self> {
        match step {
            Step::Intake => Some(Self::Intake),
            Step::Assessment => Some(Self::Assessment),
            Step::Plan => Some(Self::Plan),
            Step::Referral => Some(Self::Referral),
            Step::FollowUp => Some(Self::FollowUp),
            Step::Closure => None,
        }
    }

    /// Why the case was closed, when this is its closure.
    #[must_use]
    pub fn reason(self) -> Option<ClosureReason> {
        match self {
            Self::Closure(reason) => Some(reason),
            _ => None,
        }
    }
}

impl ClosureReason {
    /// All reasons, in the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::NeedsMet,
        Self::WentHome,
        Self::SettledAtHome,
        Self::MovedOn,
        Self::LostContact,
        Self::AskedToStop,
        Self::HandedOver,
        Self::NoHelpHere,
        Self::Died,
        Self::Other,
    ];

    /// Its id. It is the end of a text key, and stands in exports: it never changes.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::NeedsMet => "needs_met",
            Self::WentHome => "went_home",
            Self::SettledAtHome => "settled_at_home",
            Self::MovedOn => "moved_on",
            Self::LostContact => "lost_contact",
            Self::AskedToStop => "asked_to_stop",
            Self::HandedOver => "handed_over",
            Self::NoHelpHere => "no_help_here",
            Self::Died => "died",
            Self::Other => "other",
        }
    }

    /// The reason with this id.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.name() == name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_step_is_reached_as_itself_and_a_closure_only_with_its_reason() {
        let open = |step: &Step| Reached::open(*step).map(Reached::step);
        assert!(Step::ALL.iter().all(|step| open(step) == (*step != Step::Closure).then_some(*step)));
        let reasons = ClosureReason::ALL.iter().map(|reason| Reached::Closure(*reason));
        assert!(reasons.map(Reached::step).all(|step| step == Step::Closure));
    }

    #[test]
    fn names_lead_back_to_their_steps_and_reasons() {
        assert!(Step::ALL.iter().all(|step| Step::from_name(step.name()) == Some(*step)));
        assert!(ClosureReason::ALL.iter().all(|reason| ClosureReason::from_name(reason.name()) == Some(*reason)));
        assert_eq!((Step::from_name(""), ClosureReason::from_name("closed")), (None, None));
    }
}
