//! What is done right after the unlocking: the list and what is on the device are brought together again, where
//! something was interrupted between the two.

use std::collections::BTreeSet;

use engine::card::Priority;
use vault::cipher::Cipher;
use vault::device::Device;
use vault::keys::Keys as _;
use vault::opening::{self, OpenError};
use vault::removing;
use vault::saving::NotSaved;
use vault::store::{DraftId, Store as _, StoreError};

use super::Unlocked;
use crate::case::Case;
use crate::code::CaseCode;
use crate::desk::Desk;
use crate::entry::{Entry, Status};

/// What was found when the list was compared with what is on the device.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LookedOver {
    /// Cases that were on the device and not on the list. They are on it now.
    pub found: Vec<CaseCode>,
    /// Cases that were on the list and are not on the device any more. They are off it now.
    pub gone: Vec<CaseCode>,
    /// What is on the device, not on the list, and cannot be opened: what was cut off at its first saving, or another
    /// desk's. It stays until somebody removes it.
    pub unreadable: Vec<DraftId>,
}

impl<C: Cipher> Unlocked<C> {
    /// Compares the list with what is on the device. No case is opened but those that are not on the list. `priority`
    /// says how soon somebody must act for a case.
    ///
    /// # Errors
    /// [`StoreError`] when the device cannot be read: nothing is changed then.
    pub async fn look_over<F, R>(
        &mut self,
        front: &F,
        room: &R,
        priority: impl Fn(&Case) -> Priority,
    ) -> Result<LookedOver, StoreError>
    where
        F: Device<Record = Desk, Cipher = C>,
        R: Device<Record = Case, Cipher = C>,
    {
        let cases = self.cases(room);
        let with_keys = cases.keys().ids().await?;
        let (first, judge) = (cases.first().ids().await?, cases.judge().ids().await?);
        let on_device: BTreeSet<DraftId> = [with_keys, first, judge].concat().into_iter().collect();
        let mut report = LookedOver::default();
        let listed: Vec<_> = self.desk.cases().map(|entry| (entry.id(), entry.code.clone(), entry.status)).collect();
        let known: BTreeSet<DraftId> = listed.iter().map(|(id, ..)| *id).collect();
        for (id, code, status) in listed {
            if status == Status::Going {
                // Its removal was interrupted.
                if removing::remove(&cases, id).await.is_ok() {
                    self.desk.take_off(&code);
                    self.unsaved = true;
                }
            } else if !on_device.contains(&id) {
                self.desk.take_off(&code);
                report.gone.push(code);
            }
        }
        for id in on_device.difference(&known) {
            match opening::open(&cases, *id, None).await {
                Ok(opened) => {
                    let entry = opened.record.entry(*id, priority(&opened.record));
                    let code = entry.code.clone();
                    // Two cases with one code cannot be told apart: the one on the list stays there.
                    match self.desk.put(entry) {
                        Ok(_) => report.found.push(code),
                        Err(_) => report.unreadable.push(*id),
                    }
                }
                // What was being removed, or was begun and never saved, goes.
                Err(OpenError::Removed) => drop(removing::remove(&cases, *id).await),
                Err(_) => report.unreadable.push(*id),
            }
        }
        self.unsaved |= !report.found.is_empty() || !report.gone.is_empty();
        // If it is not saved now, the same is found again.
        let _: Result<(), NotSaved> = self.save_list(front).await;
        Ok(report)
    }

    /// Removes what cannot be opened. What stands on the list is not touched.
    ///
    /// # Errors
    /// [`StoreError`] when something is still there.
    pub async fn remove_unreadable<R: Device<Record = Case, Cipher = C>>(
        &self,
        room: &R,
        unreadable: &[DraftId],
    ) -> Result<(), StoreError> {
        let listed: BTreeSet<DraftId> = self.desk.cases().map(Entry::id).collect();
        let mut result = Ok(());
        for id in unreadable.iter().filter(|id| !listed.contains(id)) {
            result = removing::remove(&self.cases(room), *id).await.and(result);
        }
        result
    }
}
