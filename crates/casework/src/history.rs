//! A history to which entries are only ever added.
//!
//! Each entry has a hash: the SHA-256 of [`MARK`], the hash of the entry before (32 zero bytes for the first), and the
//! entry in postcard's encoding. The history keeps how many entries were written and the hash of the last one, so that it
//! is found too when the last ones are gone. Whoever has the bytes in the clear could still write all of it anew: a mark
//! on paper ([`History::mark`]) shows that.
//!
//! Nothing is thrown away: what cannot be read stays as it is, the entries around it are read, and [`History::breaks`]
//! says where something is wrong.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use thiserror::Error;

use crate::entry::{Entry, Happening, What};

/// The most entries of a history.
pub const MOST: usize = 4_000;
/// What every hash begins with, so that it is a hash of nothing else.
pub const MARK: &[u8] = b"dalil casework 1";

type Hash = [u8; 32];

/// The entries of one case, in the order in which they were written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    records: Vec<Record>,
    end: End,
}

/// An entry as it is kept. What it says is read once.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Record {
    kept: Kept,
    entry: Option<Entry>,
}

/// An entry's bytes, and the hash that was written with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Kept {
    body: Vec<u8>,
    hash: Hash,
}

/// How many entries were written, and the hash of the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct End {
    written: u32,
    hash: Hash,
}

/// Where a history is not what was written. Places are counted from 1, as the entries stand now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Break {
    /// What stands there is no entry.
    #[error("what stands in place {place} cannot be read")]
    Unreadable {
        /// Where it stands.
        place: usize,
    },
    /// Entries before it are missing, or were put in, or it stands elsewhere than it was written.
    #[error("in place {place} stands entry {number}, where {expected} should follow")]
    OutOfOrder {
        /// Where it stands.
        place: usize,
        /// Its number.
        number: u32,
        /// The number that should be there.
        expected: u32,
    },
    /// It, or the one before it, does not say what was written.
    #[error("entry {number}, or the one before it, does not say what was written")]
    Changed {
        /// Where it stands.
        place: usize,
        /// Its number.
        number: u32,
    },
    /// The last entries are missing, or others stand in their place.
    #[error("{written} entries were written, and the last of them is not at the end")]
    End {
        /// How many were written.
        written: u32,
    },
}

/// An entry as it stands in a history.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Read<'a> {
    /// What was written.
    Entry(&'a Entry),
    /// Bytes that are no entry. They are kept.
    Unreadable(&'a [u8]),
}

/// A history with too many entries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct TooMany;

impl History {
    /// Everything that stands in it, in order.
    pub fn read(&self) -> impl DoubleEndedIterator<Item = Read<'_>> {
        self.records.iter().map(|record| match &record.entry {
            Some(entry) => Read::Entry(entry),
            None => Read::Unreadable(&record.kept.body),
        })
    }

    /// The entries that can be read, in order.
    pub fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.records.iter().filter_map(|record| record.entry.as_ref())
    }

    /// The entry with this number.
    #[must_use]
    pub fn entry(&self, number: u32) -> Option<&Entry> {
        self.entries().find(|entry| entry.number == number)
    }

    /// How many stand in it.
    #[must_use]
    pub fn len(&self) -> usize {
        self.records.len()
    }

    /// Whether nothing was ever written.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.end == End::default()
    }

    /// What happened as it is known today: each entry with what the corrections of it say, in the order of the entries,
    /// without what did not happen.
    #[must_use]
    pub fn happenings(&self) -> Vec<(&Entry, &Happening)> {
        let mut known: Vec<(&Entry, Option<&Happening>)> = Vec::new();
        // The number of every entry, and where in `known` stands what it is about.
        let mut places: Vec<(u32, usize)> = Vec::new();
        for entry in self.entries() {
            match &entry.what {
                What::New(happening) => {
                    places.push((entry.number, known.len()));
                    known.push((entry, Some(happening)));
                }
                What::Correction { of, instead } => {
                    // Where the entry that it corrects is gone, what is right still counts.
                    let at = places.iter().find(|(number, _)| number == of).map_or(known.len(), |(_, at)| *at);
                    places.push((entry.number, at));
                    match known.get_mut(at) {
                        Some(place) => place.1 = instead.as_ref(),
                        None => known.push((entry, instead.as_ref())),
                    }
                }
            }
        }
        known.into_iter().filter_map(|(entry, happening)| Some((entry, happening?))).collect()
    }

    /// The first place where it is not what was written.
    ///
    /// # Errors
    /// [`Break`]; [`History::breaks`] has all of them.
    pub fn verify(&self) -> Result<(), Break> {
        self.breaks().first().map_or(Ok(()), |first| Err(*first))
    }

    /// Every place where it is not what was written, in order; empty where all is well.
    #[must_use]
    pub fn breaks(&self) -> Vec<Break> {
        let mut breaks = Vec::new();
        let (mut before, mut expected) = (Hash::default(), 1_u32);
        for (place, record) in (1..).zip(&self.records) {
            let follows = record.kept.hash == hash(&before, &record.kept.body);
            match &record.entry {
                None => breaks.push(Break::Unreadable { place }),
                Some(entry) => {
                    let number = entry.number;
                    if number != expected {
                        breaks.push(Break::OutOfOrder { place, number, expected });
                    } else if !follows {
                        breaks.push(Break::Changed { place, number });
                    }
                    expected = number;
                }
            }
            (before, expected) = (record.kept.hash, expected.saturating_add(1));
        }
        if self.end != (End { written: expected.saturating_sub(1), hash: before }) {
            breaks.push(Break::End { written: self.end.written });
        }
        breaks
    }

    /// What stands for everything up to an entry: 16 hexadecimal digits to put on paper. Where the history is written anew, the
    /// mark of the same number is another.
    #[must_use]
    pub fn mark(&self, number: u32) -> Option<String> {
        let numbered = |record: &&Record| record.entry.as_ref().is_some_and(|entry| entry.number == number);
        let hash = self.records.iter().find(numbered)?.kept.hash;
        hash.first_chunk().map(|first| format!("{:016x}", u64::from_be_bytes(*first)))
    }

    /// The number that the next entry has. Numbers of entries that are gone are not used again.
    pub(crate) fn next_number(&self) -> u32 {
        self.end.written.saturating_add(1)
    }

    /// Adds an entry, whose number is the next one.
    pub(crate) fn push(&mut self, entry: Entry) -> Result<(), TooMany> {
        let body = postcard::to_extend(&entry, Vec::new()).map_err(|_| TooMany)?;
        if self.records.len() >= MOST {
            return Err(TooMany);
        }
        // Bound to what was written last, even if that is gone: else an entry would hide that it is.
        let hash = hash(&self.end.hash, &body);
        self.end = End { written: entry.number, hash };
        self.records.push(Record { kept: Kept { body, hash }, entry: Some(entry) });
        Ok(())
    }

    pub(crate) fn kept(&self) -> (impl Iterator<Item = &Kept>, End) {
        (self.records.iter().map(|record| &record.kept), self.end)
    }

    pub(crate) fn of_kept(kept: Vec<Kept>, end: End) -> Result<Self, TooMany> {
        if kept.len() > MOST {
            return Err(TooMany);
        }
        let records = kept.into_iter().map(|kept| Record { entry: entry(&kept.body), kept });
        Ok(Self { records: records.collect(), end })
    }
}

/// The entry that these bytes are: it has one spelling.
fn entry(body: &[u8]) -> Option<Entry> {
    let (entry, after): (Entry, _) = postcard::take_from_bytes(body).ok()?;
    let spelling = postcard::to_extend(&entry, Vec::new()).ok()?;
    (after.is_empty() && spelling == body).then_some(entry)
}

fn hash(before: &Hash, body: &[u8]) -> Hash {
    Sha256::new().chain_update(MARK).chain_update(before).chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests;
