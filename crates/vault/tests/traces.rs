//! Anybody, doing anything in any order, while anything fails: all that was said is so.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test")]

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use vault::testing::{Failure, Fault, Step, play};

/// How many traces are tried: all of them with `DALIL_TORTURE=all`, else a tenth.
fn traces() -> u32 {
    if std::env::var("DALIL_TORTURE").is_ok_and(|which| which == "all") { 10_000 } else { 1_000 }
}

/// A step; what people do most comes most often.
fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        8 => Just(Step::Save),
        2 => Just(Step::SaveInSecond),
        3 => Just(Step::Reopen),
        3 => Just(Step::Killed),
        2 => Just(Step::Second),
        2 => Just(Step::TakeOver),
        1 => Just(Step::Lock),
        1 => Just(Step::Begin),
        1 => Just(Step::BeginLocked),
        1 => Just(Step::Remove),
        1 => Just(Step::RemoveEverything),
    ]
}

#[test]
fn whatever_people_do_and_whatever_fails_all_that_was_said_is_so() {
    let trace = (proptest::collection::vec(step(), 1..24), any::<prop::sample::Index>(), any::<prop::sample::Index>());
    let mut runner = TestRunner::new(Config { cases: traces(), failure_persistence: None, ..Config::default() });
    let tried = runner.run(&trace, |(steps, number, fault)| {
        let quiet = play(&steps, None).map_err(|wrong| TestCaseError::fail(format!("where nothing fails: {wrong}")))?;
        let calls = quiet.phone.wire.calls();
        if calls.is_empty() {
            return Ok(());
        }
        let number = number.index(calls.len());
        let (place, call) = calls[number];
        let faults = Fault::all(call);
        let fault = faults[fault.index(faults.len())];
        let failure = Failure { number, place, call, fault };
        play(&steps, Some(failure)).map_err(|wrong| TestCaseError::fail(format!("{failure:?}: {wrong}")))?;
        Ok(())
    });
    tried.unwrap();
    println!("torture: random traces of saving, opening, removing | {} | 0 promises broken", traces());
}
