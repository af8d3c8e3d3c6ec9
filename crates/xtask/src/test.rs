//! Everything that must hold, in the order in which a mistake is cheapest to find.
//!
//! The same command for whoever writes the code and for CI; a step that fails does not hide the next one.

use std::path::PathBuf;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};

use crate::exit::Exit;
use crate::programs::{succeed, succeed_within};
use crate::{build, cargo, cldr, dist, fuzz, install, probe, root, size, styles, torture};

type Step = (&'static str, fn() -> Result<()>);

const QUICK: [Step; 4] =
    [("format", format), ("lints", lints), ("native tests", native_tests), ("the pack", check_pack)];

const REST: [Step; 10] = [
    ("exports read by others", exports_read_by_others),
    ("lints of the app", app_lints),
    ("names from CLDR", cldr::check),
    ("stylesheets", styles::check),
    ("build", || build::run(&dist(), &Exit::default())),
    ("size", || size::run(&dist())),
    ("a minute of fuzzing each", fuzz::a_minute_each),
    ("probe", probe::run),
    ("browser tests", browser_tests),
    ("torture, a little of it", torture::smoke),
];

/// The longest that one test in a browser may take, in milliseconds, and all of them together, in minutes: both are several
/// times what they take on two cores, so that only what hangs is stopped.
const LONGEST_TEST: u32 = 600_000;
const MINUTES_IN_BROWSERS: u64 = 40;

/// Runs the steps; fails when one of them has failed.
pub(crate) fn run(quick: bool) -> Result<()> {
    let mut failed = Vec::new();
    let mut passed = 0;
    let rest: &[Step] = if quick { &[] } else { &REST };
    for (name, step) in QUICK.iter().chain(rest) {
        println!("\n== {name}");
        #[expect(clippy::disallowed_methods, reason = "a native program: the clock is there")]
        let start = Instant::now();
        let result = step();
        let seconds = start.elapsed().as_secs_f32();
        match result {
            Ok(()) => {
                passed += 1;
                println!("ok: {name} ({seconds:.1} s)");
            }
            Err(error) => {
                println!("FAILED: {name} ({seconds:.1} s): {error:#}");
                failed.push(*name);
            }
        }
    }
    println!("\n{passed} passed, {} failed", failed.len());
    ensure!(failed.is_empty(), "failed: {}", failed.join(", "));
    Ok(())
}

fn format() -> Result<()> {
    succeed(cargo().args(["fmt", "--all", "--check"]))
}

fn lints() -> Result<()> {
    let clippy = ["clippy", "--quiet", "--workspace", "--exclude", "dalil", "--all-targets", "--", "-D", "warnings"];
    succeed(cargo().args(clippy))
}

fn app_lints() -> Result<()> {
    install::wasm_target()?;
    let clippy = ["clippy", "--quiet", "--package", "dalil", "--package", "dalil-probe", "--package", "dalil-scan"];
    succeed(cargo().args(clippy).args(["--target", "wasm32-unknown-unknown", "--", "-D", "warnings"]))
}

fn native_tests() -> Result<()> {
    succeed(cargo().args(["test", "--workspace", "--exclude", "dalil"]))
}

fn check_pack() -> Result<()> {
    let dalil = ["run", "--quiet", "--package", "dalil-tool", "--bin", "dalil", "--"];
    succeed(cargo().args(dalil).args(["check", "content/north-africa"]))
}

fn exports_read_by_others() -> Result<()> {
    install::readers()?;
    let test = ["test", "--package", "dalil-tool", "--test", "others_read", "--", "--include-ignored", "--nocapture"];
    succeed(cargo().args(test))
}

fn browser_tests() -> Result<()> {
    install::node_modules()?;
    install::browsers()?;
    let folder = root().join("tests/browser");
    let entries = std::fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    files.retain(|path| path.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    if files.is_empty() {
        bail!("no tests in tests/browser");
    }
    let mut node = Command::new("node");
    node.args(["--test", "--test-concurrency=2", "--test-force-exit"]).arg(format!("--test-timeout={LONGEST_TEST}"));
    node.args(files).env("XTASK", std::env::current_exe()?);
    succeed_within(MINUTES_IN_BROWSERS, &mut node)
}
