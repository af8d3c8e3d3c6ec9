//! Taking in what somebody brings: the code on their paper or their phone. Everything is shown before it is taken in, nothing
//! is overwritten, and the same code is known when it comes again.

use std::rc::Rc;

use ::desk::code::CaseCode;
use ::desk::mark::Mark;
use engine::referral::Line;
use vault::compact::{self, CodeError};

use super::DeskKeeper;
use crate::session::{AtDesk, Screen};
use crate::signals::prelude::*;

/// What was read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum HandedIn {
    /// Answers that somebody has handed over.
    Answers {
        /// The answers, in the order of the questions.
        lines: Vec<Line>,
        /// The mark of the code.
        mark: Mark,
        /// The case that was taken in from the same code before.
        known: Option<CaseCode>,
    },
    /// It is no code that can be read.
    NotRead(CodeError),
}

impl DeskKeeper {
    /// What was read last.
    pub(crate) fn handed_in(&self) -> Option<HandedIn> {
        self.handed_in.get()
    }

    /// Reads a code as it was scanned or typed; says whether it is one of ours, whole or not.
    pub(crate) fn read_code(&self, text: &str) -> bool {
        let pack = self.session.pack();
        let read = match compact::decode(&pack, text) {
            Ok(lines) => {
                let mark = Mark::of(text);
                let taken_in = |list: &Vec<::desk::entry::Entry>| {
                    list.iter().find(|entry| entry.mark == Some(mark)).map(|entry| entry.code.clone())
                };
                HandedIn::Answers { lines, mark, known: self.list.with_untracked(taken_in) }
            }
            Err(error) => HandedIn::NotRead(error),
        };
        let is_ours = read != HandedIn::NotRead(CodeError::NotACode);
        self.handed_in.set(Some(read));
        is_ours
    }

    /// Forgets what was read.
    pub(crate) fn forget_code(&self) {
        self.handed_in.set(None);
    }

    /// Takes in what was read, as a case of its own. The person has agreed that this desk keeps it.
    pub(crate) fn take_in(self: &Rc<Self>) {
        let Some(HandedIn::Answers { lines, mark, .. }) = self.handed_in.get_untracked() else { return };
        self.handed_in.set(None);
        self.begin_case();
        if self.in_hand.with_untracked(Option::is_none) {
            return;
        }
        for Line { question, answer } in lines {
            self.session.answer(question, Some(answer));
        }
        self.change_in_hand(|it| it.mark = Some(mark));
        self.session.say("store_ok", "yes");
    }

    /// Opens the screen on which something is taken in.
    pub(crate) fn to_hand_in(&self) {
        self.forget_code();
        self.trouble.set(None);
        self.session.open(Screen::Desk(AtDesk::HandIn));
    }
}
