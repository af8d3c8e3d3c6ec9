//! A device in memory for tests: two stores, files for keys, and real cryptography (`RustCrypto` does here what
//! `WebCrypto` does in the browser). It counts what is asked of its places, and at one call it fails as it is told to.
//!
//! Whatever fails, nothing panics, nothing stands anywhere in the clear, and after a removal nothing opens. For the
//! rest, what each failure may cost at most:
//!
//! | the place | says that it failed, hangs, is late, is full, or the page dies there | says *done* and is not |
//! | --- | --- | --- |
//! | first store | nothing: all that was said to be saved opens, even if this store loses everything afterwards | nothing: the judge has it |
//! | judge | nothing: it is not said to be saved | nothing as long as the first store has it. If that loses it too: what it kept damaged or half is missing *and that is said*; what it dropped or kept too late is missing, and nobody can know |
//! | reading, either store | nothing: the other has it, and that the last answers may be missing is said where it was the judge | the same; where it was the judge and the first store has less, an older draft may be shown once; nothing is lost |
//! | keys | nothing: it is not said to be saved, or not said to be removed | nothing: what was written is read back before *saved* is said, and what was destroyed before *removed* is said |
//!
//! A store that breaks off ([`Fault::Tears`] at a write) or flips a bit ([`Fault::Corrupts`]) does that to one slot; a
//! place for keys does it to one of the two files.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::missing_panics_doc,
    reason = "for tests only"
)]

use core::cell::Cell;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, Waker};
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use engine::date::Date;
use engine::id::Table;
use engine::interview::Interview;
use engine::pack::{Pack, Structure};

use crate::bits::to_url_letters;
use crate::cipher::FEWEST_ROUNDS;
use crate::device::Device;
use crate::draft::Draft;
use crate::opening::{OpenError, open};
use crate::saving::{Hold, NotSaved, Passphrase};
use crate::store::DraftId;

mod agreement;
mod cipher;
mod files;
mod memory;
mod play;
mod wire;
mod witness;
mod world;

pub use cipher::Soft;
pub use files::Files;
pub use memory::{Memory, Shelf};
pub use play::{Failure, play};
pub use wire::{Call, Fault, Wire};
pub use witness::{CANARY, Cost, WORDS, Witness};
pub use world::{Step, World};

/// A device that drafts can be kept on.
pub struct Phone {
    /// The store that answers at once.
    pub first: Memory,
    /// The store that answers when bytes are on the disk.
    pub judge: Memory,
    /// Where keys are.
    pub keys: Files,
    /// What encrypts.
    pub cipher: Soft,
    /// What all places hang on: it counts the calls.
    pub wire: Rc<Wire>,
}

impl Phone {
    /// A device on which nothing is kept yet. It stretches passphrases as often as it is told to.
    #[must_use]
    pub fn new() -> Self {
        Self::with(Soft::default())
    }

    /// A device that only counts how often a passphrase would be stretched.
    #[must_use]
    pub fn quick() -> Self {
        Self::with(Soft::counting())
    }

    fn with(cipher: Soft) -> Self {
        let wire = Rc::new(Wire::default());
        Self { first: Memory::first(&wire), judge: Memory::judge(&wire), keys: Files::new(&wire), cipher, wire }
    }

    /// Other places of the same device: they hang on the same wire, so that a page dies in both.
    #[must_use]
    pub fn beside(&self) -> Self {
        let wire = Rc::clone(&self.wire);
        let cipher = self.cipher.clone();
        Self { first: Memory::first(&wire), judge: Memory::judge(&wire), keys: Files::new(&wire), cipher, wire }
    }

    /// Another device with the same on it, on which nothing fails: what somebody would find who came now.
    #[must_use]
    pub fn as_it_stands(&self) -> Self {
        let wire = Rc::new(Wire::default());
        Self {
            first: self.first.copy(&wire),
            judge: self.judge.copy(&wire),
            keys: self.keys.copy(&wire),
            cipher: self.cipher.clone(),
            wire,
        }
    }

    /// Runs what a page does. `None`: the page died.
    pub fn run<T>(&self, work: impl Future<Output = T>) -> Option<T> {
        let mut work = pin!(work);
        loop {
            match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
                Poll::Ready(done) => return Some(done),
                Poll::Pending if self.wire.is_dead() => {
                    self.wire.next_page();
                    return None;
                }
                Poll::Pending => {}
            }
        }
    }

    /// Runs what two pages do at the same time. Their calls take turns as `turns` says (`true`: the second page's);
    /// when it has said its last, the first page goes on to its end.
    pub fn run_both<A, B>(
        &self,
        one: impl Future<Output = A>,
        other: impl Future<Output = B>,
        turns: impl IntoIterator<Item = bool>,
    ) -> (A, B) {
        self.wire.take_turns(true);
        let (mut one, mut other) = (Running::new(one), Running::new(other));
        let mut turns = turns.into_iter();
        while one.done.is_none() || other.done.is_none() {
            if one.done.is_some() || (other.done.is_none() && turns.next() == Some(true)) {
                other.step();
            } else {
                one.step();
            }
        }
        self.wire.take_turns(false);
        (one.done.unwrap(), other.done.unwrap())
    }

    /// Runs what a page does, where the page is not to die.
    pub fn expect<T>(&self, work: impl Future<Output = T>) -> T {
        self.run(work).expect("the page died")
    }

    /// Everything that stands anywhere.
    #[must_use]
    pub fn all_bytes(&self) -> Vec<u8> {
        [self.first.all_bytes(), self.judge.all_bytes(), self.keys.all_bytes()].concat()
    }
}

impl Default for Phone {
    fn default() -> Self {
        Self::new()
    }
}

impl Device for Phone {
    type Record = Draft;
    type First = Memory;
    type Judge = Memory;
    type Keys = Files;
    type Cipher = Soft;

    fn first(&self) -> &Memory {
        &self.first
    }

    fn judge(&self) -> &Memory {
        &self.judge
    }

    fn keys(&self) -> &Files {
        &self.keys
    }

    fn cipher(&self) -> &Soft {
        &self.cipher
    }
}

struct Running<T, F: Future<Output = T>> {
    work: Pin<Box<F>>,
    done: Option<T>,
}

impl<T, F: Future<Output = T>> Running<T, F> {
    fn new(work: F) -> Self {
        Self { work: Box::pin(work), done: None }
    }

    fn step(&mut self) {
        if let Poll::Ready(done) = self.work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            self.done = Some(done);
        }
    }
}

/// What comes of work that waits for nothing, such as cryptography.
pub fn now<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("it waits for something"),
    }
}

/// Waits for its turn once.
pub(crate) async fn turn() {
    let waited = Cell::new(false);
    core::future::poll_fn(|_| if waited.replace(true) { Poll::Ready(()) } else { Poll::Pending }).await;
}

/// A pack without questions: enough for whatever does not look at answers.
pub fn pack() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    let structure = || Structure {
        id: "empty".to_owned(),
        version: "1.0.0".to_owned(),
        date: Date::new(2026, 11, 24).unwrap(),
        languages: Vec::new(),
        draft_days: 30,
        contacts_warn_after_days: 180,
        sections: Table::default(),
        questions: Table::default(),
        facts: Table::default(),
        cards: Table::default(),
        priorities: Vec::new(),
    };
    Arc::clone(PACK.get_or_init(|| Arc::new(Pack::link(structure(), "ab".repeat(32)).unwrap())))
}

/// An interview of [`pack`], without answers.
#[must_use]
pub fn interview() -> Interview {
    let pack = pack();
    Interview::new(&pack, pack.content().date)
}

/// A draft of [`pack`] that can be told from others by its reference.
#[must_use]
pub fn draft(reference: &str) -> Draft {
    Draft::of(&interview(), "ar", "welcome", reference)
}

/// What a page does that begins a draft.
///
/// # Errors
/// [`NotSaved`] when the device cannot keep its key, or does not encrypt.
pub async fn begin(phone: &Phone, words: Option<&str>) -> Result<Hold<Soft>, NotSaved> {
    Hold::begin(phone, words.map(|words| Passphrase { words, rounds: FEWEST_ROUNDS })).await
}

/// A draft that was saved as often as there are references, the last of them the newest.
pub fn saved(phone: &Phone, references: &[&str]) -> Hold<Soft> {
    let mut hold = phone.expect(begin(phone, None)).unwrap();
    save_all(phone, &mut hold, references);
    hold
}

/// Saves drafts one after the other; each must be said to be saved.
pub fn save_all(phone: &Phone, hold: &mut Hold<Soft>, references: &[&str]) {
    for reference in references {
        let _ = phone.expect(hold.save(&draft(reference), phone)).unwrap();
    }
}

/// Opens a draft as a page does that comes now: its reference, and whether its last answers may be missing.
///
/// # Errors
/// [`OpenError`] as [`open`] gives it.
pub fn opens(phone: &Phone, id: DraftId) -> Result<(String, bool), OpenError> {
    let opened = phone.expect(open(phone, id, None))?;
    Ok((opened.record.reference, opened.last_may_be_missing))
}

/// Whether a passphrase that was used for tests, or anything else, stands somewhere as it is, or as it is spelt in a
/// store of texts.
#[must_use]
pub fn stands_in_the_clear(phone: &Phone, words: &str) -> bool {
    let all = phone.all_bytes();
    // Base 64 of the same bytes at each of its three offsets.
    let spelt = (0..3).map(|before| {
        let letters = to_url_letters(&[&vec![0; before], words.as_bytes()].concat());
        letters.as_bytes()[4..letters.len() - 4].to_vec()
    });
    spelt.chain([words.as_bytes().to_vec()]).any(|needle| all.windows(needle.len()).any(|window| window == needle))
}
