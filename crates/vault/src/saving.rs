//! Saving a draft, and what may be said of it: a draft that is not saved has another type than one that is.

use engine::pack::Pack;

use crate::draft::{Draft, DraftError};
use crate::store::{Store, StoreError};

/// The name under which the draft is kept.
const DRAFT: &str = "dalil.draft";
/// The beginning of the names under which unreadable drafts are set aside.
const SET_ASIDE: &str = "dalil.set-aside.";

/// A draft that is on the device: it was written, read back, and is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved(Draft);

/// A draft that is not on the device, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NotSaved {
    /// The draft, unchanged: nothing that was said is lost while the page is open.
    pub draft: Draft,
    /// Why it is not saved.
    pub reason: StoreError,
}

/// What was found on the device at the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A draft to go on with.
    Draft(Saved),
    /// Something that is no draft of this pack. It was set aside, unchanged, under a name of its own.
    Unreadable {
        /// What is wrong with it.
        error: DraftError,
        /// Whether its bytes could be set aside; if not, they are still where they were.
        set_aside: bool,
    },
}

impl Saved {
    /// The draft.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.0
    }
}

/// Saves a draft. *Saved* is said only of what was read back.
///
/// # Errors
/// [`NotSaved`] gives the draft back, with the reason.
pub fn save(draft: Draft, store: &impl Store) -> Result<Saved, Box<NotSaved>> {
    let Ok(text) = draft.write() else {
        return Err(Box::new(NotSaved { draft, reason: StoreError::NotKept }));
    };
    match store.write(DRAFT, &text).and_then(|()| store.read(DRAFT)) {
        Ok(Some(kept)) if kept == text => Ok(Saved(draft)),
        Ok(_) => Err(Box::new(NotSaved { draft, reason: StoreError::NotKept })),
        Err(reason) => Err(Box::new(NotSaved { draft, reason })),
    }
}

/// Looks for a draft of this pack. What cannot be read is set aside and never overwritten.
///
/// # Errors
/// [`StoreError`] when the device cannot be read at all.
pub fn find(pack: &Pack, store: &impl Store) -> Result<Found, StoreError> {
    let Some(text) = store.read(DRAFT)? else { return Ok(Found::Nothing) };
    match Draft::read(&text, pack) {
        Ok(draft) => Ok(Found::Draft(Saved(draft))),
        Err(error) => Ok(Found::Unreadable { error, set_aside: set_aside(&text, store) }),
    }
}

/// Sets the kept draft aside because its answers do not fit this pack; says whether that worked.
pub fn set_aside_kept(store: &impl Store) -> bool {
    matches!(store.read(DRAFT), Ok(Some(text)) if set_aside(&text, store))
}

fn set_aside(text: &str, store: &impl Store) -> bool {
    // Without the list of what is set aside, nothing would find it again to remove it.
    let Ok(taken) = store.names(SET_ASIDE) else { return false };
    // A copy from a time when only the removal failed is this very text, and serves again.
    let serves =
        |name: &String| matches!(store.read(name), Ok(kept) if kept.as_deref().is_none_or(|kept| kept == text));
    let Some(name) = (1..=taken.len() + 1).map(|n| format!("{SET_ASIDE}{n}")).find(serves) else { return false };
    let kept = store.write(&name, text).is_ok() && store.read(&name).ok().flatten().as_deref() == Some(text);
    kept && store.remove(DRAFT).is_ok()
}

/// Removes the draft; what was set aside stays.
///
/// # Errors
/// [`StoreError`] when it is still there.
pub fn remove_draft(store: &impl Store) -> Result<(), StoreError> {
    store.remove(DRAFT)?;
    if store.read(DRAFT)?.is_none() { Ok(()) } else { Err(StoreError::NotKept) }
}

/// Removes the draft and everything that was set aside; done only when nothing is left. What cannot be removed
/// does not keep the rest on the device.
///
/// # Errors
/// [`StoreError`] when something could not be removed.
pub fn remove_everything(store: &impl Store) -> Result<(), StoreError> {
    let draft = store.remove(DRAFT);
    for name in store.names(SET_ASIDE)? {
        // Whether it is gone is seen below.
        let _ = store.remove(&name);
    }
    draft?;
    match (store.read(DRAFT)?, store.names(SET_ASIDE)?.is_empty()) {
        (None, true) => Ok(()),
        _ => Err(StoreError::NotKept),
    }
}

#[cfg(test)]
mod tests;
