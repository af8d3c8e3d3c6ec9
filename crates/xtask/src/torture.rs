//! What is done to the app that should never happen to it, in numbers: `docs/reliability.md` has the figures.

use std::process::Command;

use anyhow::Result;

use crate::exit::Exit;
use crate::programs::{succeed, succeed_within};
use crate::{build, dist, install, probe, root};

/// Builds, then runs all tortures, or those that are named. `--smoke`: a little of each; `--write`: keeps the figures.
pub(crate) fn run(words: &[String]) -> Result<()> {
    install::node_modules()?;
    install::browsers()?;
    build::run(&dist(), &Exit::default())?;
    probe::run()?;
    succeed(&mut torture(words)?)
}

/// What every test run does a little of, of the app as it is built. What the browser tests try too is not in it.
const IN_EVERY_TEST_RUN: [&str; 6] = ["--smoke", "kills", "wipes", "full_disk", "clearing", "exit"];

/// How long that little may take: five times what it does on two cores.
const MINUTES: u64 = 20;

/// A little of it, of the app as it is built.
pub(crate) fn smoke() -> Result<()> {
    succeed_within(MINUTES, &mut torture(&IN_EVERY_TEST_RUN.map(str::to_owned))?)
}

fn torture(words: &[String]) -> Result<Command> {
    let mut node = Command::new("node");
    node.arg(root().join("tests/torture/main.mjs")).args(words).env("XTASK", std::env::current_exe()?);
    Ok(node)
}
