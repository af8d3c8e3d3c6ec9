//! People at a device, with up to two pages, who do one thing after the other.

use super::witness::{CANARY, Cost, WORDS, Witness, number_of};
use super::{Phone, Soft, begin, draft, stands_in_the_clear};
use crate::opening::{find, open};
use crate::removing::{remove, remove_everything};
use crate::saving::{Hold, NotSaved};
use crate::store::{DraftId, StoreError};

/// What somebody does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Begins a draft.
    Begin,
    /// Begins a draft with a passphrase.
    BeginLocked,
    /// Answers a question: it is saved.
    Save,
    /// Answers one in the second page.
    SaveInSecond,
    /// Closes the page and comes back.
    Reopen,
    /// The browser is killed: the first store loses its last changes. The person comes back.
    Killed,
    /// Opens the draft in a second page as well.
    Second,
    /// Takes the draft over from the second page.
    TakeOver,
    /// Locks the draft with a passphrase: a new one is saved, and the old one removed.
    Lock,
    /// Removes the draft.
    Remove,
    /// Removes everything.
    RemoveEverything,
}

impl Step {
    /// The step that a letter stands for in a script.
    #[must_use]
    pub fn of(letter: char) -> Self {
        match letter {
            'b' => Self::Begin,
            'p' => Self::BeginLocked,
            's' => Self::Save,
            't' => Self::SaveInSecond,
            'o' => Self::Reopen,
            'k' => Self::Killed,
            '2' => Self::Second,
            'u' => Self::TakeOver,
            'w' => Self::Lock,
            'x' => Self::Remove,
            'e' => Self::RemoveEverything,
            _ => panic!("{letter} stands for nothing"),
        }
    }
}

/// How many changes the first store loses when the browser is killed.
const LOST: usize = 3;

struct Page {
    hold: Hold<Soft>,
    shown: Option<u32>,
}

/// A device, the pages on it, and somebody who remembers what they were told.
pub struct World {
    /// The device.
    pub phone: Phone,
    /// Who remembers.
    pub witness: Witness,
    /// What may be missing for good when the first store has lost its last changes: what the judge may have kept
    /// otherwise than it said.
    pub lied: Cost,
    /// What may be missing, then, as long as the failure lasts.
    pub unread: Cost,
    /// Whether the first store may have less than the judge.
    pub first_failed: bool,
    /// What may be said although it is not so, because a place says it.
    pub said_falsely: Option<StoreError>,
    pages: [Option<Page>; 2],
    current: Option<DraftId>,
    writers: Vec<DraftId>,
    /// How often *saved* was said.
    pub told_saved: usize,
    /// How often *not saved* was said.
    pub told_not_saved: usize,
    /// How often a page died.
    pub died: usize,
}

impl Default for World {
    fn default() -> Self {
        Self {
            phone: Phone::quick(),
            witness: Witness::default(),
            lied: Cost::Nothing,
            unread: Cost::Nothing,
            first_failed: false,
            said_falsely: None,
            pages: [None, None],
            current: None,
            writers: Vec::new(),
            told_saved: 0,
            told_not_saved: 0,
            died: 0,
        }
    }
}

type Outcome = Result<(), String>;

impl World {
    /// Does a step, and compares what is said with what was said before.
    ///
    /// # Errors
    /// What is wrong.
    pub fn step(&mut self, step: Step) -> Outcome {
        let died = self.died;
        match step {
            Step::Begin => {
                self.begins(None);
                Ok(())
            }
            Step::BeginLocked => {
                self.begins(Some(WORDS));
                Ok(())
            }
            Step::Save => {
                self.comes_if_away()?;
                self.saves(0)
            }
            Step::SaveInSecond => self.saves(1),
            Step::Reopen => self.comes(0, self.cost_of_reading()),
            Step::Killed => {
                self.pages = [None, None];
                self.phone.first.lose_last(LOST);
                self.first_failed = true;
                self.witness.looks_at(&self.phone.as_it_stands(), self.lied)?;
                self.comes(0, self.unread)
            }
            Step::Second => self.comes(1, self.cost_of_reading()),
            Step::TakeOver => {
                self.pages[1] = None;
                self.comes(0, self.cost_of_reading())
            }
            Step::Lock => self.locks(),
            Step::Remove => {
                self.removes();
                Ok(())
            }
            Step::RemoveEverything => {
                self.removes_everything();
                Ok(())
            }
        }?;
        // Whoever was there when the page died comes back; what it said until then must hold.
        if self.died > died { self.comes(0, self.cost_of_reading()) } else { Ok(()) }
    }

    /// Compares what anybody would find now with what was said, whatever one of the stores has lost meanwhile.
    /// Nothing stands anywhere in the clear.
    ///
    /// # Errors
    /// What is wrong.
    pub fn is_as_it_was_told(&self) -> Outcome {
        let now = |world: &Self| world.phone.as_it_stands();
        let look = |phone: Phone, cost: Cost, what: &str| {
            // What is found now is not what counts later.
            let mut witness = self.witness.clone();
            witness.looks_at(&phone, cost).map_err(|wrong| format!("{what}: {wrong}"))
        };
        let (mut phones, mut costs) = (Vec::new(), Vec::new());
        phones.push(("as it stands", now(self)));
        costs.push(Cost::Nothing);
        let emptied = now(self);
        emptied.first.lose_everything();
        phones.push(("without the first store", emptied));
        costs.push(self.lied);
        let behind = now(self);
        behind.first.lose_last(LOST);
        phones.push(("the first store behind", behind));
        costs.push(self.lied);
        let alone = now(self);
        alone.judge.lose_everything();
        phones.push(("without the judge", alone));
        costs.push(if self.first_failed { Cost::Unsaid } else { Cost::Nothing });
        for ((what, phone), cost) in phones.into_iter().zip(costs) {
            look(phone, cost, what)?;
        }
        if stands_in_the_clear(&self.phone, CANARY) || stands_in_the_clear(&self.phone, WORDS) {
            return Err("something stands in the clear".to_owned());
        }
        Ok(())
    }

    /// What a failed reading may cost now: nothing, as long as the first store has all that the judge has.
    fn cost_of_reading(&self) -> Cost {
        if self.first_failed { self.unread } else { Cost::Nothing }
    }

    fn begins(&mut self, words: Option<&str>) {
        self.pages[0] = None;
        match self.phone.run(begin(&self.phone, words)) {
            None => self.died += 1,
            Some(Err(_)) => self.told_not_saved += 1,
            Some(Ok(hold)) => {
                self.witness.begun(hold.id(), words.is_some());
                self.writers.push(hold.id());
                self.current = Some(hold.id());
                self.pages[0] = Some(Page { hold, shown: None });
            }
        }
    }

    /// Somebody who has no page open opens one: with the draft, or a new one.
    fn comes_if_away(&mut self) -> Outcome {
        if self.pages[0].is_none() {
            self.comes(0, self.cost_of_reading())?;
        }
        if self.pages[0].is_none() {
            self.begins(None);
        }
        Ok(())
    }

    fn saves(&mut self, at: usize) -> Outcome {
        let Some(mut page) = self.pages[at].take() else { return Ok(()) };
        let number = self.witness.wrote(page.shown);
        page.shown = Some(number);
        let id = page.hold.id();
        let told = self.phone.run(page.hold.save(&draft(&format!("{CANARY}{number}")), &self.phone));
        match told {
            None => self.died += 1,
            Some(Ok(saved)) => {
                self.told_saved += 1;
                // What is said to last until the page is closed need not be there afterwards.
                if saved.lasting {
                    self.witness.saved(id, number);
                }
                self.pages[at] = Some(page);
            }
            Some(Err(NotSaved::Store(error @ (StoreError::Overtaken | StoreError::Gone)))) => {
                self.told_not_saved += 1;
                let is_so = match error {
                    StoreError::Gone => self.witness.is_to_go(id),
                    _ => self.writers.iter().filter(|writer| **writer == id).count() > 1,
                };
                if !is_so && self.said_falsely != Some(error) {
                    return Err(format!("{error:?} was said, and is not so"));
                }
                // It goes on as a draft of its own, the next time something is answered.
                if at == 0 {
                    self.current = None;
                }
            }
            Some(Err(NotSaved::Store(_))) => {
                self.told_not_saved += 1;
                self.pages[at] = Some(page);
            }
            Some(Err(error)) => return Err(format!("{error:?}, and nothing speaks against saving")),
        }
        Ok(())
    }

    /// Somebody opens a page, looks which drafts there are, and opens theirs; a second time if that fails.
    fn comes(&mut self, at: usize, cost: Cost) -> Outcome {
        self.pages[at] = None;
        for _ in 0..2 {
            let Some(found) = self.phone.run(find(&self.phone)) else {
                self.died += 1;
                continue;
            };
            let Ok(found) = found else { continue };
            if cost == Cost::Nothing && self.said_falsely.is_none() {
                let there = |id: &DraftId| found.iter().any(|it| it.id == *id);
                if let Some(id) = self.witness.kept().into_iter().find(|id| !there(id)) {
                    return Err(format!("{} is not found", id.digits()));
                }
            }
            let Some(id) = self.current else { return Ok(()) };
            let words = self.witness.is_locked(id).then_some(WORDS);
            match self.phone.run(open(&self.phone, id, words)) {
                None => self.died += 1,
                Some(Ok(opened)) => {
                    let number = number_of(&opened.record.reference)?;
                    self.witness.opened(id, number, opened.last_may_be_missing, cost)?;
                    self.writers.push(id);
                    self.pages[at] = Some(Page { hold: opened.hold, shown: Some(number) });
                    return Ok(());
                }
                Some(Err(_)) => {}
            }
        }
        Ok(())
    }

    fn locks(&mut self) -> Outcome {
        let Some(old) = self.pages[0].take() else { return Ok(()) };
        let id = old.hold.id();
        self.begins(Some(WORDS));
        let Some(page) = self.pages[0].as_mut() else {
            self.current = Some(id);
            self.pages[0] = Some(old);
            return Ok(());
        };
        page.shown = old.shown;
        let before = self.told_saved;
        self.saves(0)?;
        if self.told_saved > before {
            self.removes_this(id);
        }
        Ok(())
    }

    fn removes(&mut self) {
        if let Some(page) = self.pages[0].take() {
            self.current = None;
            self.removes_this(page.hold.id());
        }
    }

    fn removes_this(&mut self, id: DraftId) {
        self.witness.asked_to_remove(id);
        match self.phone.run(remove(&self.phone, id)) {
            None => self.died += 1,
            Some(Ok(())) => self.witness.removed(id),
            Some(Err(_)) => {}
        }
    }

    fn removes_everything(&mut self) {
        self.pages[0] = None;
        self.current = None;
        self.witness.asked_to_remove_everything();
        match self.phone.run(remove_everything(&self.phone)) {
            None => self.died += 1,
            Some(Ok(())) => self.witness.removed_everything(),
            Some(Err(_)) => {}
        }
    }
}
