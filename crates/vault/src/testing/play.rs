//! Whole interviews, in which one call fails.

use super::{Call, Cost, Fault, Step, World};
use crate::store::StoreError;

/// What a failure may cost when the first store has lost what it had: for good, and as long as it lasts.
fn costs(place: &str, call: Call, fault: Fault) -> (Cost, Cost) {
    match (place, call, fault) {
        ("judge", Call::Write, Fault::Corrupts | Fault::Tears) => (Cost::Said, Cost::Said),
        ("judge", Call::Write, Fault::Drops | Fault::Reorders) => (Cost::Unsaid, Cost::Unsaid),
        ("judge", Call::Ids | Call::Read, Fault::Stale) => (Cost::Nothing, Cost::Unsaid),
        ("judge", Call::Ids | Call::Read, _) => (Cost::Nothing, Cost::Said),
        _ => (Cost::Nothing, Cost::Nothing),
    }
}

/// What may be said falsely because a place says it: somebody is told that nothing is there, or that something is
/// which is not.
fn said_falsely(call: Call, fault: Fault) -> Option<StoreError> {
    match (call, fault) {
        (_, Fault::Throws(error @ (StoreError::Overtaken | StoreError::Gone))) => Some(error),
        (Call::Read, Fault::Stale) | (Call::Write, Fault::Drops | Fault::Reorders) => Some(StoreError::Gone),
        _ => None,
    }
}

/// One call that fails.
#[derive(Clone, Copy, Debug)]
pub struct Failure {
    /// Which call, counted from 0 over all places.
    pub number: usize,
    /// Where it goes to: `first`, `judge` or `keys`.
    pub place: &'static str,
    /// What is asked of it.
    pub call: Call,
    /// How it fails.
    pub fault: Fault,
}

/// Plays an interview, in which one call fails.
///
/// # Errors
/// The promise that was broken.
pub fn play(steps: &[Step], failure: Option<Failure>) -> Result<World, String> {
    let mut world = World::default();
    if let Some(Failure { number, place, call, fault }) = failure {
        world.phone.wire.fail(number, fault);
        (world.lied, world.unread) = costs(place, call, fault);
        world.first_failed = place == "first" || fault == Fault::Full;
        world.said_falsely = said_falsely(call, fault);
    }
    for step in steps {
        let died = world.died;
        world.step(*step)?;
        if world.died > died {
            world.is_as_it_was_told()?;
        }
    }
    world.is_as_it_was_told()?;
    world.phone.wire.works_again();
    world.is_as_it_was_told()?;
    Ok(world)
}
