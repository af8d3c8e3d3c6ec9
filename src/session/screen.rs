//! The screens there are.

use engine::id::QuestionId;

/// A screen of the help desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AtDesk {
    /// The desk is set up.
    SetUp,
    /// The desk is locked.
    Unlock,
    /// All cases.
    List,
    /// A case that somebody brings on paper or on their phone.
    HandIn,
    /// One case: what can be done with it.
    Case,
    /// What became of the case's referral, and what comes next.
    FollowUp,
    /// What was written of the case.
    History,
    /// The plan for after coming home.
    Plan,
    /// Whether to remove the case.
    RemoveCase,
    /// What the desk is set up with.
    Settings,
    /// The close of a shift: what is removed.
    EndOfShift,
    /// The person gives the device back.
    GiveBack,
    /// How many people, for a period.
    Figures,
    /// Cases as a file that other programs read.
    Export,
    /// The whole desk as a file that opens with its words.
    Backup,
}

/// A screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Screen {
    /// Which language.
    Language,
    /// What this is, and what it is not.
    Welcome,
    /// A draft was found: go on with it, or remove it.
    Resume,
    /// The answers are open in another window.
    Elsewhere,
    /// The draft is not quite as it was.
    CarriedOver,
    /// How to leave at once.
    Leaving,
    /// One question.
    Question(QuestionId),
    /// Somebody must act within a day: said at once.
    Emergency,
    /// What seems to fit, and why.
    Results,
    /// All answers, to check and change.
    Check,
    /// The referral, to look at and print.
    Sheet,
    /// Contacts for emergencies and protection.
    HelpNow,
    /// The words explained.
    Glossary,
    /// Whether the app works without a connection.
    Ready,
    /// Lock the draft with words.
    Protect,
    /// Remove everything?
    Remove,
    /// One of the help desk, which is a page of its own.
    Desk(AtDesk),
}

impl Screen {
    /// The name by which a draft remembers where a person was; `question:<name>` for a question.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Language => "language",
            Self::Welcome => "welcome",
            Self::Resume => "resume",
            Self::Elsewhere => "elsewhere",
            Self::CarriedOver => "carried-over",
            Self::Leaving => "leaving",
            Self::Question(_) => "question",
            Self::Emergency => "emergency",
            Self::Results => "results",
            Self::Check => "check",
            Self::Sheet => "sheet",
            Self::HelpNow => "help-now",
            Self::Glossary => "glossary",
            Self::Ready => "ready",
            Self::Protect => "protect",
            Self::Remove => "remove",
            Self::Desk(_) => "desk",
        }
    }

    /// Whether another version of the app may be offered here: at the start and beside the questions, never among them.
    pub(crate) fn is_safe_to_change(self) -> bool {
        matches!(
            self,
            Self::Language | Self::Welcome | Self::Resume | Self::Ready | Self::Desk(AtDesk::SetUp | AtDesk::Unlock)
        )
    }

    /// Whether a person who comes back can go on here.
    pub(crate) fn can_be_resumed(self) -> bool {
        matches!(self, Self::Question(_) | Self::Results | Self::Check | Self::Sheet)
    }
}
