//! What is done to the app that should never happen to it, in numbers: `docs/reliability.md` has the figures.

use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::exit::Exit;
use crate::{build, cargo, dist, install, probe, root};

/// The name of the torture that needs no browser.
const NATIVE: &str = "vault";

/// Builds, then runs all tortures, or those that are named. `--smoke`: a little of each; `--write`: keeps the figures.
pub(crate) fn run(words: &[String]) -> Result<()> {
    install::node_modules()?;
    install::browsers()?;
    build::run(&dist(), &Exit::default())?;
    probe::run()?;
    if words.iter().all(|word| word.starts_with("--")) || words.iter().any(|word| word == NATIVE) {
        native(words.iter().any(|word| word == "--smoke"))?;
    }
    let rest: Vec<&String> = words.iter().filter(|word| *word != NATIVE).collect();
    if rest.len() == words.len() || rest.iter().any(|word| !word.starts_with("--")) {
        in_browsers(&rest)
    } else {
        Ok(())
    }
}

/// What every test run does a little of, of the app as it is built. What the browser tests try too is not in it.
const IN_EVERY_TEST_RUN: [&str; 6] = ["--smoke", "kills", "wipes", "full_disk", "clearing", "exit"];

/// A little of it, of the app as it is built.
pub(crate) fn smoke() -> Result<()> {
    let words = IN_EVERY_TEST_RUN.map(str::to_owned);
    in_browsers(&words.iter().collect::<Vec<_>>())
}

/// Every call that fails in every way, and random traces, without a browser.
fn native(smoke: bool) -> Result<()> {
    let mut tests = cargo();
    tests.args([
        "test",
        "--quiet",
        "--package",
        "dalil-vault",
        "--test",
        "torture",
        "--test",
        "traces",
        "--",
        "--nocapture",
    ]);
    if !smoke {
        tests.env("DALIL_TORTURE", "all");
    }
    succeed(&mut tests)
}

fn in_browsers(words: &[&String]) -> Result<()> {
    let mut node = Command::new("node");
    node.arg(root().join("tests/torture/main.mjs")).args(words).env("XTASK", std::env::current_exe()?);
    succeed(&mut node)
}

fn succeed(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| format!("cannot run {command:?}"))?;
    ensure!(status.success(), "{command:?}: {status}");
    Ok(())
}
