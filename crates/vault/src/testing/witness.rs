//! Somebody who remembers everything that people were told, and compares it with what can be opened.

use std::collections::BTreeMap;

use super::Phone;
use crate::opening::{OpenError, State, Unreadable, find, open};
use crate::store::DraftId;

/// What every text that somebody saves begins with; it must not stand anywhere as it is.
pub const CANARY: &str = "said-by-a-person-in-danger-";
/// The passphrase of everybody who has one.
pub const WORDS: &str = "قارب صغير فوق البحر";

/// What a failure may cost at most.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cost {
    /// Everything that was said to be saved opens.
    #[default]
    Nothing,
    /// Something older may open, or nothing, if that is said.
    Said,
    /// Something older may open, or nothing: nobody can know.
    Unsaid,
}

/// How far a removal got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Removal {
    No,
    Asked,
    Said,
}

/// What was said of one draft.
#[derive(Clone)]
struct Told {
    saved: Option<u32>,
    is_locked: bool,
    removal: Removal,
}

/// Somebody who remembers everything that people were told.
#[derive(Clone, Default)]
pub struct Witness {
    told: BTreeMap<DraftId, Told>,
    /// What each text that somebody wrote was written after.
    after: Vec<Option<u32>>,
}

impl Witness {
    /// Somebody has written something, after what their page showed before. Gives its number.
    pub fn wrote(&mut self, shown: Option<u32>) -> u32 {
        self.after.push(shown);
        u32::try_from(self.after.len() - 1).unwrap()
    }

    /// A draft was begun.
    pub fn begun(&mut self, id: DraftId, is_locked: bool) {
        self.told.insert(id, Told { saved: None, is_locked, removal: Removal::No });
    }

    /// *Saved* was said.
    pub fn saved(&mut self, id: DraftId, number: u32) {
        self.told.get_mut(&id).unwrap().saved = Some(number);
    }

    /// Somebody wants a draft removed.
    pub fn asked_to_remove(&mut self, id: DraftId) {
        self.told.get_mut(&id).unwrap().removal = Removal::Asked;
    }

    /// Somebody wants everything removed.
    pub fn asked_to_remove_everything(&mut self) {
        self.told.values_mut().for_each(|told| told.removal = Removal::Asked);
    }

    /// *Removed* was said of a draft.
    pub fn removed(&mut self, id: DraftId) {
        self.told.get_mut(&id).unwrap().removal = Removal::Said;
    }

    /// *Removed* was said of everything.
    pub fn removed_everything(&mut self) {
        self.told.values_mut().for_each(|told| told.removal = Removal::Said);
    }

    /// Whether somebody has asked to remove this draft.
    #[must_use]
    pub fn is_to_go(&self, id: DraftId) -> bool {
        self.told[&id].removal != Removal::No
    }

    /// Whether it opens with the passphrase only.
    #[must_use]
    pub fn is_locked(&self, id: DraftId) -> bool {
        self.told[&id].is_locked
    }

    /// The drafts that must still be there.
    #[must_use]
    pub fn kept(&self) -> Vec<DraftId> {
        let kept = self.told.iter().filter(|(_, told)| told.saved.is_some() && told.removal == Removal::No);
        kept.map(|(id, _)| *id).collect()
    }

    /// How many drafts were begun.
    #[must_use]
    pub fn count(&self) -> usize {
        self.told.len()
    }

    /// What was opened: whether it is what was last said to be saved, or was written after that. If it is not and may
    /// be, that is what counts from now on.
    ///
    /// # Errors
    /// What is wrong.
    pub fn opened(&mut self, id: DraftId, number: u32, missing: bool, cost: Cost) -> Result<(), String> {
        let told = self.told.get_mut(&id).unwrap();
        if told.removal == Removal::Said {
            return Err(format!("{number} opens, and was said to be removed"));
        }
        let mut before = Some(number);
        while before > told.saved {
            before = self.after[before.unwrap() as usize];
        }
        let is_older = before != told.saved && told.removal == Removal::No;
        let may_be = cost == Cost::Unsaid || (cost == Cost::Said && missing);
        if is_older && !may_be {
            return Err(format!("{number} opens, and {:?} was said to be saved; missing: {missing}", told.saved));
        }
        if is_older {
            told.saved = Some(number);
        }
        Ok(())
    }

    /// Looks at everything that somebody would find who came now: each draft that was said to be saved opens as it was,
    /// and what was said to be removed does not. What is lost and may be is not looked for again.
    ///
    /// # Errors
    /// What is wrong.
    pub fn looks_at(&mut self, phone: &Phone, cost: Cost) -> Result<(), String> {
        let found = phone.expect(find(phone)).map_err(|error| format!("nothing is found: {error}"))?;
        let ids: Vec<DraftId> = self.told.keys().copied().collect();
        for id in ids {
            let state = found.iter().find(|it| it.id == id).map(|it| &it.state);
            let words = self.is_locked(id).then_some(WORDS);
            let opened = phone.expect(open(phone, id, words));
            match opened {
                Ok(opened) => {
                    let listed = match state {
                        Some(State::Ready(draft)) => words.is_none() && **draft == opened.record,
                        Some(State::Locked) => words.is_some(),
                        _ => false,
                    };
                    if !listed {
                        return Err(format!("{state:?} was found, and {:?} opens", opened.record));
                    }
                    self.opened(id, number_of(&opened.record.reference)?, opened.last_may_be_missing, cost)?;
                }
                Err(error) => self.refused(id, error, state.is_some(), cost)?,
            }
        }
        Ok(())
    }

    fn refused(&mut self, id: DraftId, error: OpenError, listed: bool, cost: Cost) -> Result<(), String> {
        let told = self.told.get_mut(&id).unwrap();
        let removed = matches!(error, OpenError::Removed | OpenError::Unreadable(Unreadable::KeyLost));
        let fits = match told.removal {
            Removal::Said => removed,
            Removal::Asked => true,
            Removal::No => match told.saved {
                None => true,
                Some(_) if error == OpenError::Unreadable(Unreadable::Damaged) => cost >= Cost::Said && listed,
                Some(_) => cost == Cost::Unsaid && error == OpenError::Removed,
            },
        };
        let before = told.saved.take();
        if fits { Ok(()) } else { Err(format!("{error:?}, and {before:?} was said to be saved")) }
    }
}

/// The number of the text that a draft holds.
///
/// # Errors
/// When it is none that anybody wrote.
pub(super) fn number_of(reference: &str) -> Result<u32, String> {
    let number = reference.strip_prefix(CANARY).and_then(|number| number.parse().ok());
    number.ok_or_else(|| format!("nobody wrote {reference:?}"))
}
