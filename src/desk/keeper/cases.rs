//! Opening, closing and removing cases. One is open at a time.

use std::rc::Rc;

use ::desk::case::Case;
use ::desk::code::CaseCode;
use ::desk::entry::Status;
use casework::Casework;
use engine::card::Priority;
use engine::interview::Interview;

use super::{CarriedOver, DeskKeeper, InHand, Trouble};
use crate::browser::random;
use crate::session::{AtDesk, InHandsOf, Keeping, Screen};
use crate::signals::prelude::*;

/// A case that was taken out of the page.
pub(super) struct PutDown {
    case: Case,
    /// Whether the person agreed that it is kept.
    agreed: bool,
    /// The change it stands at.
    change: u64,
    /// Whether there is nothing in it.
    is_empty: bool,
    priority: Priority,
}

impl DeskKeeper {
    /// Begins a case. Nothing of it is kept before the person agrees.
    pub(crate) fn begin_case(&self) {
        let taken = |code: &CaseCode| self.list.with_untracked(|list| list.iter().any(|entry| entry.code == *code));
        let code = core::iter::from_fn(random::reference).filter_map(|code| CaseCode::read(&code).ok());
        let Some(code) = code.take(10).find(|code| !taken(code)) else { return };
        self.trouble.set(None);
        self.carried_over.set(None);
        let begun = self.session.today().days();
        self.session.set_keeping(Keeping::NotAsked);
        let language = self.session.tables().shown_untracked();
        let place = String::new();
        let work = Casework::default();
        self.in_hand.set(Some(InHand { code: code.clone(), begun, work, mark: None, language, place }));
        self.session.begin_case(code.as_str());
    }

    /// Opens a case by its code, as somebody types it.
    pub(crate) fn find_case(self: &Rc<Self>, typed: &str) {
        match CaseCode::read(typed) {
            Ok(code) => self.open_case(code),
            Err(_) => self.trouble.set(Some(Trouble::NoSuchCase)),
        }
    }

    /// Opens a case: as it waits in this page, or as it is on the device.
    pub(crate) fn open_case(self: &Rc<Self>, code: CaseCode) {
        self.trouble.set(None);
        self.spawn(async move |keeper| {
            let _turn = keeper.turns.mine().await;
            if keeper.in_hand.with_untracked(Option::is_some) {
                return;
            }
            let waits = keeper.take_put_by(&code).await;
            let opened = keeper
                .at_desk(async |desk| (desk.open(&keeper.places.room, &code).await, desk.desk().case(&code).is_some()));
            let Some((opened, known)) = opened.await else { return };
            let (case, last_may_be_missing) = match (waits, opened) {
                (waits, Ok(open)) => {
                    let (case, missing) = (open.case.clone(), open.last_may_be_missing);
                    keeper.kept.replace(Some(open));
                    (waits.unwrap_or(case), missing)
                }
                (Some(case), Err(_)) if !known => (case, false),
                (_, Err(_)) => {
                    let trouble = if known { Trouble::CaseNotOpened } else { Trouble::NoSuchCase };
                    keeper.trouble.set(Some(trouble));
                    return;
                }
            };
            keeper.forget_put_by(&code);
            let (begun, work, mark) = (case.begun(), case.work.clone(), case.mark);
            let (language, place) = (case.draft.language.clone(), case.draft.at.clone());
            keeper.in_hand.set(Some(InHand { code, begun, work, mark, language, place }));
            let left_out = keeper.session.take_up(&case.draft);
            let is_as_it_was = left_out.is_nothing() && !last_may_be_missing;
            keeper.carried_over.set((!is_as_it_was).then_some(CarriedOver { left_out, last_may_be_missing }));
            keeper.session.set_keeping(Keeping::NotAsked);
            // It is saved as it stands now, with the questions of today.
            keeper.changed();
        });
    }

    /// Which language the person speaks.
    pub(crate) fn set_language(self: &Rc<Self>, language: String) {
        self.change_in_hand(|it| it.language = language);
    }

    pub(super) fn change_in_hand(self: &Rc<Self>, change: impl FnOnce(&mut InHand)) {
        self.in_hand.update(|it| {
            if let Some(it) = it {
                change(it);
            }
        });
        self.changed();
    }

    /// Closes the case, if one is open. What is not saved waits in this page.
    pub(crate) fn close_case(self: &Rc<Self>) {
        let Some(put_down) = self.put_down() else { return };
        self.spawn(async |keeper| {
            let _turn = keeper.turns.mine().await;
            keeper.keep(Some(put_down)).await;
        });
    }

    /// Closes the case, and shows the list.
    pub(crate) fn to_list(self: &Rc<Self>) {
        self.close_case();
        self.session.clear_to(Screen::Desk(AtDesk::List));
    }

    /// Goes on with the questions.
    pub(crate) fn go_on(&self) {
        if let Some(case) = self.case_as_it_stands() {
            self.session.go_on_in_hands_of(InHandsOf::Staff, &case.draft.at);
        }
    }

    /// Back at the case, from wherever it was looked at.
    pub(crate) fn to_case(&self) {
        let place = self.case_as_it_stands().map(|case| case.draft.at).unwrap_or_default();
        self.in_hand.update(|it| {
            if let Some(it) = it {
                it.place = place;
            }
        });
        self.session.back_to_staff();
    }

    /// Takes the case out of the page at once, if one is open. What comes of it is for [`Self::keep`] to see to.
    pub(super) fn put_down(&self) -> Option<PutDown> {
        let case = self.case_as_it_stands()?;
        let agreed = self.session.agreed();
        let is_empty = self.session.has_no_answers() && case.work == Casework::default();
        let priority = self.session.interview().with_untracked(Interview::priority);
        let put_down = PutDown { case, agreed, change: self.changes.get(), is_empty, priority };
        self.in_hand.set(None);
        self.with_person.set(false);
        self.carried_over.set(None);
        self.session.forget_answers();
        self.speak_to_staff();
        Some(put_down)
    }

    /// Saves what was put down and is not saved; where that fails, or the person has not agreed, it waits in this page. To be
    /// called in a turn.
    pub(super) async fn keep(&self, put_down: Option<PutDown>) {
        if let Some(PutDown { case, agreed, change, is_empty, priority }) = put_down {
            let is_saved = agreed && self.saved.get() == change;
            if !is_saved && !is_empty {
                let saved = if agreed { self.save_case(case.clone(), priority).await } else { None };
                if saved != Some(Ok(())) {
                    self.put_by(&case).await;
                }
            }
        }
        self.kept.take();
    }

    /// Lets go of answers that wait in this page and were not saved.
    pub(crate) fn let_go(&self, code: &CaseCode) {
        self.forget_put_by(code);
    }

    /// Removes the case that is open, and shows the list.
    pub(crate) fn remove_case(self: &Rc<Self>) {
        let Some(InHand { code, .. }) = self.in_hand.get_untracked() else { return };
        self.in_hand.set(None);
        self.session.clear_to(Screen::Desk(AtDesk::List));
        self.speak_to_staff();
        self.remove(vec![code]);
    }

    /// Removes the cases that are closed.
    pub(crate) fn remove_closed(self: &Rc<Self>) {
        let closed = |list: &Vec<::desk::entry::Entry>| {
            list.iter().filter(|entry| entry.status != Status::Open).map(|entry| entry.code.clone()).collect()
        };
        self.remove(self.list.with_untracked(closed));
    }

    /// Removes all cases.
    pub(crate) fn remove_all(self: &Rc<Self>) {
        self.remove(self.list.with_untracked(|list| list.iter().map(|entry| entry.code.clone()).collect()));
    }

    /// Removes what is on the device and cannot be opened.
    pub(crate) fn remove_unreadable(self: &Rc<Self>) {
        self.spawn(async |keeper| {
            let _turn = keeper.turns.mine().await;
            let unreadable = keeper.looked_over.with_untracked(|found| found.unreadable.clone());
            let room = &keeper.places.room;
            match keeper.at_desk(async |desk| desk.remove_unreadable(room, &unreadable).await).await {
                Some(Ok(())) => keeper.looked_over.update(|found| found.unreadable.clear()),
                Some(Err(_)) => keeper.trouble.set(Some(Trouble::NotRemoved)),
                None => {}
            }
        });
    }

    fn remove(self: &Rc<Self>, codes: Vec<CaseCode>) {
        self.trouble.set(None);
        self.busy.set(true);
        self.spawn(async move |keeper| {
            let _turn = keeper.turns.mine().await;
            keeper.kept.take();
            let removed = keeper.remove_in_turn(&codes).await;
            keeper.trouble.set((!removed).then_some(Trouble::NotRemoved));
            keeper.busy.set(false);
        });
    }

    /// Removes cases, in its turn; says whether all are gone.
    pub(super) async fn remove_in_turn(&self, codes: &[CaseCode]) -> bool {
        for code in codes {
            self.forget_put_by(code);
        }
        let removed = self.at_desk(async |desk| {
            let listed: Vec<CaseCode> = codes.iter().filter(|code| desk.desk().case(code).is_some()).cloned().collect();
            let removed = desk.remove_all(&self.places.front, &self.places.room, &listed).await;
            self.show_list(desk);
            removed
        });
        removed.await.is_some_and(|removed| removed.is_ok())
    }

    /// Gives the device to the person: they see their own case and nothing else.
    pub(crate) fn hand_to_person(&self) {
        let Some(case) = self.case_as_it_stands() else { return };
        self.with_person.set(true);
        self.session.tables().show_when_loaded(&case.draft.language);
        self.session.go_on_in_hands_of(InHandsOf::Person, &case.draft.at);
    }
}
