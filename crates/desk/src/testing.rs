//! A desk in memory, and cases to put on it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::missing_panics_doc,
    clippy::must_use_candidate,
    reason = "for tests only"
)]

use core::marker::PhantomData;

use casework::entry::{Event, Happening};
use casework::step::{ClosureReason, Reached};
use casework::words::Who;
use engine::date::Date;
use vault::cipher::FEWEST_ROUNDS;
use vault::device::Device;
use vault::record::Record;
use vault::saving::Passphrase;
use vault::store::DraftId;
use vault::testing::{Files, Memory, Phone, Soft};

use crate::case::Case;
use crate::code::{CaseCode, SIGNS};
use crate::desk::Desk;
use crate::entry::Entry;

/// The words that the desk is locked with.
pub const WORDS: &str = "lamp river stone cup";

/// The passphrase of the desk.
pub fn passphrase() -> Passphrase<'static> {
    Passphrase { words: WORDS, rounds: FEWEST_ROUNDS }
}

/// A code for a number.
pub fn code(mut number: u32) -> CaseCode {
    let base = u32::try_from(SIGNS.len()).unwrap();
    let sign = |number: u32| char::from(SIGNS.as_bytes()[(number % base) as usize]);
    let mut signs = String::new();
    for _ in 0..8 {
        signs.push(sign(number));
        number /= base;
    }
    CaseCode::read(&signs).unwrap()
}

/// A line of the list for a number.
pub fn entry(number: u32) -> Entry {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_le_bytes());
    Entry::new(DraftId(id), code(number), 20_000)
}

/// What stands in the answers of a case, and nowhere else.
pub fn canary(number: u32) -> String {
    format!("canary-{number}-canary")
}

/// A case for a number.
pub fn case(number: u32) -> Case {
    Case::new(code(number), 20_000, vault::testing::draft(&canary(number)))
}

/// A day of the month in which all tests happen.
pub fn day(day: u8) -> Date {
    Date::new(2026, 11, day).unwrap()
}

fn writes(mut case: Case, event: Event) -> Case {
    let happening = Happening { on: day(1), event };
    case.work.write(day(1), Who::new("Amal").unwrap(), happening, None).unwrap();
    case
}

/// A case that was closed.
pub fn closed(case: Case) -> Case {
    writes(case, Event::Step(Reached::Closure(ClosureReason::NeedsMet)))
}

/// A case that somebody must look at again on a day.
pub fn look_again(case: Case, on: u8) -> Case {
    writes(case, Event::Next { line: None, on: Some(day(on)) })
}

/// The draft of a case is this number's.
pub fn draft_of(case: &Case) -> &str {
    &case.draft.reference
}

/// A device in memory: the places of the desk's record, and those of cases.
pub struct Machine {
    /// The places of the desk's record.
    pub front: Front,
    /// The places of cases.
    pub room: Room,
}

impl Default for Machine {
    fn default() -> Self {
        Self::new()
    }
}

/// Where one kind of record is, in memory.
pub struct Places<R>(pub Phone, PhantomData<R>);
/// Where the desk's own record is.
pub type Front = Places<Desk>;
/// Where cases are.
pub type Room = Places<Case>;

impl Machine {
    /// A machine without a desk.
    pub fn new() -> Self {
        let phone = Phone::quick();
        Self { room: Places(phone.beside(), PhantomData), front: Places(phone, PhantomData) }
    }
}

impl<R: Record> Device for Places<R> {
    type Record = R;
    type First = Memory;
    type Judge = Memory;
    type Keys = Files;
    type Cipher = Soft;

    fn first(&self) -> &Memory {
        &self.0.first
    }

    fn judge(&self) -> &Memory {
        &self.0.judge
    }

    fn keys(&self) -> &Files {
        &self.0.keys
    }

    fn cipher(&self) -> &Soft {
        &self.0.cipher
    }
}
