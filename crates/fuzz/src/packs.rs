//! Pack files: what the browser loads, and what a desk may be handed one day.

use std::sync::Arc;

use engine::pack::{Pack, Structure};
use engine::plan::Plan;

use crate::{content, walks};

/// A walk through whatever pack the bytes are.
const STEPS: [u8; 64] = {
    let mut steps = [0; 64];
    let mut at = 0_u8;
    while at < 64 {
        steps[at as usize] = at.wrapping_mul(37).wrapping_add(3);
        at += 1;
    }
    steps
};

/// Bytes are refused, or are a pack whose parts are all there and that can be walked through to an end.
pub(crate) fn pack(bytes: &[u8]) {
    let Ok((structure, plan)) = postcard::from_bytes::<(Structure, Plan)>(bytes) else { return };
    // With the plan that came with it, which nothing has checked: nonsense, but no harm.
    if Plan::of(&structure).is_ok_and(|worked_out| worked_out == plan) {
        let again = postcard::to_allocvec(&(&structure, &plan)).unwrap_or_default();
        let read: Result<(Structure, Plan), _> = postcard::from_bytes(&again);
        assert_eq!(read.ok(), Some((structure.clone(), plan)), "what was read is written and read again");
    }
    let Ok(pack) = Pack::link(structure, "00".repeat(32)) else { return };
    walks::walk_in(&Arc::new(pack), &STEPS);
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let whole = content().structure.clone();
    let Ok((structure, _)) = postcard::from_bytes::<(Structure, Plan)>(&whole) else { return vec![whole] };
    // Small packs are changed in more telling ways than large ones.
    let mut small = structure;
    small.cards = engine::id::Table::new(Vec::new());
    small.priorities = Vec::new();
    small.facts = engine::id::Table::new(Vec::new());
    let questions: Vec<_> = small.questions.iter().take(4).map(|(_, question)| question.clone()).collect();
    small.questions = engine::id::Table::new(questions);
    let plan = Plan::of(&small).ok();
    let small = plan.and_then(|plan| postcard::to_allocvec(&(small, plan)).ok());
    small.into_iter().chain([whole]).collect()
}
