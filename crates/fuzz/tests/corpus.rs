//! What must hold for any bytes holds for all seeds, for what fuzzers have found, and for bytes near them.

use std::fs;
use std::path::{Path, PathBuf};

use dalil_fuzz::TARGETS;
use proptest::prelude::Rng as _;
use proptest::test_runner::{RngAlgorithm, TestRng};

fn folder(target: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/fuzz").join(target)
}

#[test]
fn it_holds_for_everything_that_fuzzers_have_found() {
    for target in &TARGETS {
        let kept = fs::read_dir(folder(target.name)).into_iter().flatten().flatten();
        for file in kept {
            println!("{}", file.path().display());
            (target.holds)(&fs::read(file.path()).unwrap());
        }
    }
}

#[test]
fn every_target_begins_from_something_and_holds_for_it() {
    for target in &TARGETS {
        let seeds = (target.seeds)();
        assert!(!seeds.is_empty(), "{}", target.name);
        for seed in seeds {
            (target.holds)(&seed);
            (target.holds)(&[]);
        }
    }
}

#[test]
fn it_holds_near_every_seed() {
    let mut random = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    for target in &TARGETS {
        for seed in (target.seeds)() {
            for _ in 0..20 {
                let mut near = seed.clone();
                if near.is_empty() {
                    continue;
                }
                let at = usize::try_from(random.next_u32()).unwrap_or(0) % near.len();
                near[at] = u8::try_from(random.next_u32() % 256).unwrap_or(0);
                if random.next_u32().is_multiple_of(4) {
                    near.truncate(at);
                }
                (target.holds)(&near);
            }
        }
    }
}
