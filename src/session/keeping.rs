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

impl Session {
    /// What can be said of the draft.
    pub(crate) fn keeping(self) -> Keeping {
        self.keeping.get()
    }

    /// Looks for a draft from before.
    pub(super) fn look_for_draft(self) {
        let found = saving::find(&self.pack(), &Local);
        self.keeping.set(match found {
            Ok(Found::Nothing) => Keeping::NotAsked,
            Ok(Found::Draft(saved)) => {
                self.tables.show(&saved.draft().language);
                self.opened.set(vec![Screen::Resume]);
                Keeping::Found
            }
            Ok(Found::Unreadable { error, set_aside: true }) => Keeping::SetAside(error),
            Ok(Found::Unreadable { error, set_aside: false }) => Keeping::InTheWay(error),
            Err(reason) => Keeping::NotSaved(reason),
        });
    }

    /// Saves the draft if the person agreed to it.
    pub(super) fn keep(self) {
        if matches!(self.keeping.get_untracked(), Keeping::Found | Keeping::InTheWay(_)) {
            return;
        }
        let agreed = self.interview.with_untracked(|interview| interview.said_option("store_ok") == Some("yes"));
        if !agreed {
            self.take_back();
            return;
        }
        let saved = saving::save(self.draft(), &Local);
        self.set_keeping(match saved {
            Ok(_) => Keeping::Saved,
            Err(not_saved) => Keeping::NotSaved(not_saved.reason),
        });
    }

    /// The person does not agree (any more): what was saved goes.
    fn take_back(self) {
        if matches!(self.keeping.get_untracked(), Keeping::Saved) {
            let removed = saving::remove_everything(&Local).is_ok();
            self.set_keeping(if removed { Keeping::Removed } else { Keeping::NotRemoved });
        }
    }

    fn set_keeping(self, keeping: Keeping) {
        if self.keeping.get_untracked() != keeping {
            self.keeping.set(keeping);
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
        let Ok(Found::Draft(saved)) = saving::find(&self.pack(), &Local) else {
            self.keeping.set(Keeping::NotSaved(StoreError::NotKept));
            self.opened.set(vec![Screen::Language]);
            return;
        };
        let draft = saved.draft();
        let mut interview = Interview::new(&self.pack(), self.today());
        if let Err(error) = draft.fill(&mut interview) {
            let moved = saving::set_aside_kept(&Local);
            self.keeping.set(if moved { Keeping::SetAside(error) } else { Keeping::InTheWay(error) });
            self.opened.set(vec![Screen::Language]);
            return;
        }
        let before = way_to(&interview, &draft.at);
        self.reference.set(draft.reference.clone());
        self.interview.set(interview);
        self.emergency_said.set(true);
        self.keeping.set(Keeping::Saved);
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
        self.keeping.set(match removed {
            // Where storage is blocked there is nothing to remove.
            Ok(()) | Err(StoreError::Blocked) => Keeping::Removed,
            Err(_) => Keeping::NotRemoved,
        });
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
