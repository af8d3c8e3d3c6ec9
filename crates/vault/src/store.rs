//! Where sealed drafts are kept on the device: in two stores, for each fails where the other holds.
//!
//! Measured: a store that answers at once (`localStorage`) loses up to five seconds when the browser is killed, keeps
//! nothing on a full disk without saying so, and gives nothing at all once its files are damaged. A store that answers
//! when the bytes are on the disk (`IndexedDB`) did not lose any. So the first is a copy, and the second is the judge:
//! only what it has acknowledged is *saved*.

use thiserror::Error;

use crate::envelope::Claim;

/// What a draft is known by on the device: 16 random bytes, which say nothing about the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DraftId(pub [u8; 16]);

impl DraftId {
    /// The id in hexadecimal digits, as names of places in the stores hold it.
    #[must_use]
    pub fn digits(self) -> String {
        let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
        self.0.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
    }

    /// The id that digits spell; `None` when they spell none.
    #[must_use]
    pub fn from_digits(digits: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        if digits.len() != 32 {
            return None;
        }
        for (at, byte) in bytes.iter_mut().enumerate() {
            *byte = u8::from_str_radix(digits.get(at * 2..at * 2 + 2)?, 16).ok()?;
        }
        let id = Self(bytes);
        // One spelling only: no capitals, no signs.
        (id.digits() == digits).then_some(id)
    }
}

/// The places that a draft has in each store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// One of the two that are written in turn, so that the last draft that was saved stays until the next one is.
    A,
    /// The other.
    B,
    /// What was damaged and may have been newer than what could be opened. It is never read, and never thrown away
    /// but with the draft.
    Aside,
}

impl Slot {
    /// The two that are written in turn.
    pub const BOTH: [Self; 2] = [Self::A, Self::B];
    /// All of them.
    pub const ALL: [Self; 3] = [Self::A, Self::B, Self::Aside];

    /// The other of the two.
    #[must_use]
    pub fn other(self) -> Self {
        if self == Self::A { Self::B } else { Self::A }
    }

    /// The name of the place: one digit.
    #[must_use]
    pub fn digit(self) -> &'static str {
        match self {
            Self::A => "0",
            Self::B => "1",
            Self::Aside => "2",
        }
    }
}

/// What must hold of a draft's slots for a write to be carried out. A store looks and writes in one step, so that of
/// two pages that write at the same time one is refused, and a write that comes late does not overwrite a later one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guard {
    /// Who writes: 8 random bytes for each page that has opened a draft.
    pub writer: [u8; 8],
    /// The generation that is written.
    pub generation: u64,
    /// The newest generation that the writer saw when it opened the draft.
    pub seen: u64,
    /// Whether something of the draft must still be there: it was, and whoever took it away did not want it back.
    pub stands: bool,
}

impl Guard {
    /// Whether the write may be carried out over what stands in slots A and B.
    ///
    /// # Errors
    /// [`StoreError::Overtaken`] or [`StoreError::Gone`] when it may not.
    pub fn allows(&self, standing: &[Option<Vec<u8>>]) -> Result<(), StoreError> {
        let unseen = |claim: Claim| {
            let ours = claim.writer == self.writer;
            let newer = claim.generation > self.generation;
            newer || (!ours && claim.generation > self.seen)
        };
        if standing.iter().flatten().filter_map(|bytes| Claim::of(bytes)).any(unseen) {
            Err(StoreError::Overtaken)
        } else if self.stands && standing.iter().all(Option::is_none) {
            Err(StoreError::Gone)
        } else {
            Ok(())
        }
    }
}

/// A place that keeps bytes. Each call is done when it has answered, or says why it is not.
#[expect(async_fn_in_trait, reason = "a page has one thread")]
pub trait Store {
    /// The drafts of which something is kept here.
    ///
    /// # Errors
    /// [`StoreError`] when the place cannot be read.
    async fn ids(&self) -> Result<Vec<DraftId>, StoreError>;

    /// The bytes in a slot; `None` when there are none.
    ///
    /// # Errors
    /// [`StoreError`] when the place cannot be read.
    async fn read(&self, id: DraftId, slot: Slot) -> Result<Option<Vec<u8>>, StoreError>;

    /// Keeps bytes in a slot, in place of what was there, if the guard allows it.
    ///
    /// # Errors
    /// [`StoreError`] when the bytes are not kept. After [`StoreError::TimedOut`] they may arrive late.
    async fn write(&self, id: DraftId, slot: Slot, bytes: &[u8], guard: Option<Guard>) -> Result<(), StoreError>;

    /// Removes all slots of a draft. It is no error when there are none.
    ///
    /// # Errors
    /// [`StoreError`] when something could not be removed.
    async fn remove(&self, id: DraftId) -> Result<(), StoreError>;
}

/// Why a place does not keep or give bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The browser does not let this page keep anything.
    #[error("storage is blocked")]
    Blocked,
    /// The page came over a connection that others can read and change, or from a file that other files can read.
    #[error("the address is not safe to keep anything")]
    Insecure,
    /// There is no room left.
    #[error("storage is full")]
    Full,
    /// The place gave up, or does not work.
    #[error("what was written did not arrive")]
    NotKept,
    /// There was no answer in time.
    #[error("storage does not answer")]
    TimedOut,
    /// Another page has saved since: its work would be overwritten unseen.
    #[error("another page has saved since")]
    Overtaken,
    /// What was saved has been removed from elsewhere.
    #[error("what was saved has been removed")]
    Gone,
}
