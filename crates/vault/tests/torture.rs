//! Twenty interviews from beginning to end. At every call of each that reaches a store or a key, everything fails that
//! can fail there, and afterwards all that was said must be so: `vault::testing` says what each failure may cost.
//!
//! All cases are run with `DALIL_TORTURE=all`; without it, every eleventh.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout, reason = "a test")]

use std::sync::atomic::{AtomicUsize, Ordering};

use vault::testing::{Failure, Fault, Step, play};

/// `b` begin, `p` begin with a passphrase, `s` save, `t` save in the second page, `o` close and come back, `k` the
/// browser is killed, `2` open in a second page too, `u` take over from it, `w` lock with a passphrase, `x` remove,
/// `e` remove everything.
const SCRIPTS: [&str; 20] = [
    "bsssssssosssssssossssssssosssssssosss",
    "bsososososososososososososososososo",
    "bsksksksksksksksksksksks",
    "bssssskssssskssssskssssk",
    "pssossksspssosskssx",
    "bsswssosskssswssok",
    "bsss2tsutsusstsuss2ttutk",
    "bs2tttussst2tutsok",
    "bssxbssxbssxbssxbssxbsso",
    "bssebssebssebssok",
    "bssbssbssbssosskssbssosskso",
    "psoskxpsoskxpsoskxpsoskxpsoskso",
    "bss2xtsbss2ettbss2utsokst",
    "bswsosxbswskseobswsosk",
    "bsssssssssssssssssssssssssssssssso",
    "bsssok2tuk2tuk2tuk2tuko",
    "psswssx2bssobsskebso",
    "bookooksosooksooksosko",
    "b2stb2sstteosskxbs2tusst",
    "bsso2sstuxbsso2tteobss2tsk",
];

#[derive(Default)]
struct Figures {
    cases: AtomicUsize,
    saved: AtomicUsize,
    not_saved: AtomicUsize,
    died: AtomicUsize,
}

fn steps(script: &str) -> Vec<Step> {
    script.chars().map(Step::of).collect()
}

fn torture(script: &str, every: usize, figures: &Figures) -> (usize, usize) {
    let quiet = play(&steps(script), None).unwrap_or_else(|wrong| panic!("{script}, where nothing fails: {wrong}"));
    let calls = quiet.phone.wire.calls();
    let mut all = 0;
    for (number, (place, call)) in calls.iter().enumerate() {
        for fault in Fault::all(*call) {
            all += 1;
            if all % every != 0 {
                continue;
            }
            figures.cases.fetch_add(1, Ordering::Relaxed);
            match play(&steps(script), Some(Failure { number, place, call: *call, fault })) {
                Ok(world) => {
                    figures.saved.fetch_add(world.told_saved, Ordering::Relaxed);
                    figures.not_saved.fetch_add(world.told_not_saved, Ordering::Relaxed);
                    figures.died.fetch_add(world.died, Ordering::Relaxed);
                }
                Err(wrong) => panic!("{script}, {place} {call:?} (call {number}) {fault:?}: {wrong}"),
            }
        }
    }
    (calls.len(), all)
}

#[test]
fn whatever_fails_at_whichever_call_all_that_was_said_is_so() {
    let every = if std::env::var("DALIL_TORTURE").is_ok_and(|which| which == "all") { 1 } else { 11 };
    let (figures, next) = (Figures::default(), AtomicUsize::new(0));
    let (most, all) = (AtomicUsize::new(0), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(script) = SCRIPTS.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let (calls, cases) = torture(script, every, &figures);
                    most.fetch_max(calls, Ordering::Relaxed);
                    all.fetch_add(cases, Ordering::Relaxed);
                }
            });
        }
    });
    let Figures { cases, saved, not_saved, died } = figures;
    let (cases, all) = (cases.into_inner(), all.into_inner());
    println!(
        "torture: every call of a store fails in every way, in {} interviews of up to {} calls | {cases} | of {all} failures; said: \
         {} times saved, {} times not saved; pages died {} times; 0 promises broken",
        SCRIPTS.len(),
        most.into_inner(),
        saved.into_inner(),
        not_saved.into_inner(),
        died.into_inner(),
    );
    assert!(all >= 36_000, "{all} failures");
    assert!(cases >= all / every - SCRIPTS.len());
}
