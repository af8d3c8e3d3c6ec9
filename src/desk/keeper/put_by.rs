//! What is not saved is not lost when a case is closed or the desk is locked: it is sealed with the desk's key and waits
//! in this page until somebody goes on with it or lets it go. A page that is closed has it no more, and asks before.

use ::desk::case::Case;
use ::desk::code::CaseCode;

use super::DeskKeeper;
use crate::browser::lifecycle;
use crate::signals::prelude::*;

/// A case that waits, sealed.
pub(super) struct PutBy {
    pub(super) code: CaseCode,
    sealed: Vec<u8>,
}

impl DeskKeeper {
    /// Puts a case by.
    pub(super) async fn put_by(&self, case: &Case) {
        let sealed = self.at_desk(async |desk| desk.seal_case(&self.places.room, case).await).await;
        if let Some(Ok(sealed)) = sealed {
            self.forget_put_by(case.code());
            self.put_by.borrow_mut().push(PutBy { code: case.code().clone(), sealed });
        }
        self.show_waiting();
    }

    /// The case that waits under a code, if there is one.
    pub(super) async fn take_put_by(&self, code: &CaseCode) -> Option<Case> {
        let sealed = self.put_by.borrow().iter().find(|it| it.code == *code).map(|it| it.sealed.clone())?;
        let opened = self.at_desk(async |desk| desk.open_sealed_case(&self.places.room, &sealed).await).await;
        opened?.ok()?
    }

    /// Lets go of what waits under a code.
    pub(super) fn forget_put_by(&self, code: &CaseCode) {
        self.put_by.borrow_mut().retain(|it| it.code != *code);
        self.show_waiting();
    }

    fn show_waiting(&self) {
        let waiting: Vec<CaseCode> = self.put_by.borrow().iter().map(|it| it.code.clone()).collect();
        lifecycle::ask_before_closing(!waiting.is_empty());
        if self.waiting.with_untracked(|shown| *shown != waiting) {
            self.waiting.set(waiting);
        }
    }
}
