//! Keeping the draft: only when the person agreed, and never said to be saved when it is not.

use crate::signals::prelude::*;
use engine::flow::Half;
use engine::interview::Interview;
use vault::draft::{Draft, DraftError};
use vault::saving::{self, Found};
use vault::store::StoreError;

use super::{Screen, Session};
use crate::browser::local_storage::Local;
use crate::browser::{history, page};

/// What can be said of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Keeping {
    /// The person was not asked yet, or did not agree: nothing is on the device.
    NotAsked,
    /// It is on the device as it stands.
    Saved,
    /// It is not on the device.
    NotSaved(StoreError),
    /// A draft from before is on the device.
    Found,
    /// What was on the device is no draft of this version; it was kept, and the session is clean.
    SetAside(DraftError),
    /// What was on the device is no draft of this version and could not be moved: it stays, and nothing is saved.
    InTheWay(DraftError),
    /// What was on the device was removed.
    Removed,
    /// It could not be removed.
    NotRemoved,
}

/// Whose the place is where the draft stands on this device. What another session left there is never overwritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It could not be read yet.
    Unseen,
    /// Nothing is there.
    Free,
    /// This session's draft is there, as it was last saved.
    Ours,
    /// A draft from before is there, or something that could not be read nor moved.
    Others,
}

impl Session {
    /// What can be said of the draft.
    pub(crate) fn keeping(self) -> Keeping {
        self.kept.with(|(_, keeping)| keeping.clone())
    }

    fn place(self) -> Place {
        self.kept.with_untracked(|(place, _)| *place)
    }

    fn set_kept(self, place: Place, keeping: Keeping) {
        let kept = (place, keeping);
        // What is said is read out: the same is not said again.
        if self.kept.with_untracked(|before| *before != kept) {
            self.kept.set(kept);
        }
    }

    /// Looks for a draft from before.
    pub(super) fn look_for_draft(self) {
        if let Some(draft) = self.take_stock() {
            self.tables.show_when_loaded(&draft.language);
            self.opened.set(vec![Screen::Resume]);
        }
    }

    /// Looks at what is on the device, and remembers whose it is. Gives a draft from before.
    fn take_stock(self) -> Option<Draft> {
        let found = saving::find(&self.pack(), &Local);
        let (place, keeping) = match &found {
            Ok(Found::Nothing) => (Place::Free, Keeping::NotAsked),
            Ok(Found::Draft(_)) => (Place::Others, Keeping::Found),
            Ok(Found::Unreadable { error, set_aside: true }) => (Place::Free, Keeping::SetAside(error.clone())),
            Ok(Found::Unreadable { error, set_aside: false }) => (Place::Others, Keeping::InTheWay(error.clone())),
            Err(reason) => (Place::Unseen, Keeping::NotSaved(reason.clone())),
        };
        self.set_kept(place, keeping);
        match found {
            Ok(Found::Draft(saved)) => Some(saved.draft().clone()),
            _ => None,
        }
    }

    /// Saves the draft if the person agreed to it.
    pub(super) fn keep(self) {
        if !self.interview.with_untracked(|interview| interview.said_option("store_ok") == Some("yes")) {
            self.take_back();
            return;
        }
        if self.place() == Place::Unseen {
            self.take_stock();
        }
        if matches!(self.place(), Place::Unseen | Place::Others) {
            return;
        }
        match saving::save(self.draft(), &Local) {
            Ok(_) => self.set_kept(Place::Ours, Keeping::Saved),
            Err(not_saved) => self.set_kept(self.place(), Keeping::NotSaved(not_saved.reason)),
        }
    }

    /// The person does not agree (any more): what this session saved goes.
    fn take_back(self) {
        if self.place() == Place::Ours {
            match saving::remove_draft(&Local) {
                Ok(()) => self.set_kept(Place::Free, Keeping::NotAsked),
                Err(_) => self.set_kept(Place::Ours, Keeping::NotRemoved),
            }
        }
    }

    fn draft(self) -> Draft {
        let at = self.opened.with_untracked(|opened| {
            opened.iter().rev().find(|screen| screen.can_be_resumed()).copied().unwrap_or(Screen::Welcome)
        });
        let language = self.tables.shown_untracked();
        let reference = self.reference.get_untracked();
        self.interview.with_untracked(|interview| {
            let at = match at {
                Screen::Question(id) => {
                    let name = interview.pack().question(id).map_or("", |question| question.name.as_str());
                    format!("{}:{name}", at.name())
                }
                other => other.name().to_owned(),
            };
            Draft::of(interview, &language, &at, &reference)
        })
    }

    /// Goes on with the draft that was found, at the place where the person was.
    pub(crate) fn resume(self) {
        let Some(draft) = self.take_stock() else {
            // Another page removed it, or it cannot be read any more.
            self.opened.set(vec![Screen::Language]);
            return;
        };
        let mut interview = Interview::new(&self.pack(), self.today());
        if let Err(error) = draft.fill(&mut interview) {
            if saving::set_aside_kept(&Local) {
                self.set_kept(Place::Free, Keeping::SetAside(error));
            } else {
                self.set_kept(Place::Others, Keeping::InTheWay(error));
            }
            self.opened.set(vec![Screen::Language]);
            return;
        }
        let before = way_to(&interview, &draft.at);
        self.reference.set(draft.reference.clone());
        self.interview.set(interview);
        self.emergency_said.set(true);
        self.set_kept(Place::Ours, Keeping::Saved);
        // Back leads through the questions before, as if the page had never been closed.
        let length = before.len();
        self.opened.set(before);
        history::mark(0);
        (1..length).for_each(history::push);
        self.keep();
    }

    /// Removes everything from this device and starts clean.
    pub(crate) fn remove_everything(self) {
        let removed = saving::remove_everything(&Local);
        self.start_clean();
        match removed {
            Ok(()) => self.set_kept(Place::Free, Keeping::Removed),
            // Where storage is blocked there is nothing to remove.
            Err(StoreError::Blocked) => self.set_kept(Place::Unseen, Keeping::Removed),
            Err(_) => self.set_kept(self.place(), Keeping::NotRemoved),
        }
        page::focus_heading();
    }
}

/// The screens that lead to the place a draft names.
fn way_to(interview: &Interview, at: &str) -> Vec<Screen> {
    let questions = |half: Half, until: Option<&str>| {
        let pack = interview.pack();
        let mut way = Vec::new();
        for id in interview.way(half) {
            way.push(Screen::Question(id));
            if until.is_some() && pack.question(id).map(|question| question.name.as_str()) == until {
                return Some(way);
            }
        }
        until.is_none().then_some(way)
    };
    let name = at.strip_prefix("question:");
    let mut way = vec![Screen::Language, Screen::Welcome];
    if let Some(name) = name
        && let Some(found) = questions(Half::BeforeResults, Some(name))
    {
        way.extend(found);
        return way;
    }
    way.extend(questions(Half::BeforeResults, None).unwrap_or_default());
    let found = name.and_then(|name| questions(Half::AfterResults, Some(name)));
    match (name, found) {
        (Some(_), None) => {
            // The question is not asked any more: go on where the first answer is missing.
            let open = interview.first_unanswered(Half::BeforeResults);
            let keep = way.iter().position(|screen| open.is_some_and(|open| *screen == Screen::Question(open)));
            way.truncate(keep.map_or(way.len(), |at| at + 1));
        }
        (_, found) => {
            way.push(Screen::Results);
            way.extend(found.unwrap_or_default());
            way.extend(match at {
                "check" => Some(Screen::Check),
                "sheet" => Some(Screen::Sheet),
                _ => None,
            });
        }
    }
    way
}
