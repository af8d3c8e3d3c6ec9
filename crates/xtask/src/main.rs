//! `cargo xtask`: everything that is done with this repository besides writing it.
//!
//! Plain Rust, so that building and testing need what building already needs, and no more.

#![allow(clippy::print_stdout, reason = "a command tells what it does")]

mod build;
mod cldr;
mod exit;
mod fuzz;
mod headers;
mod icons;
mod install;
mod offline;
mod probe;
mod programs;
mod scanner;
mod serve;
mod shrink;
mod site;
mod size;
mod styles;
mod test;
mod torture;
mod wasm;

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use anyhow::{Result, bail};

const USAGE: &str = "\
cargo xtask build [--exit ADDRESS]    the app, ready to be put online, in dist/; ADDRESS: where Quick exit leads
cargo xtask serve [--port 8080]       build, then serve it on this computer
                  [--dist DIR] [--no-build]
cargo xtask test  [--quick]           everything that must hold; --quick: what takes under a minute
cargo xtask probe                     what the browser tests call beside the app, in target/probe/
cargo xtask size                      bytes until the first question, against the budget
cargo xtask torture [--smoke] [--write] [NAME…]   what should never happen, in numbers; docs/reliability.md has them
cargo xtask fuzz  [--seconds 60] [--keep] [NAME…]  looks for bytes that break what is read from outside; --keep: keeps
                                      in tests/corpus/fuzz what covers more than is there
cargo xtask cldr  [--check]           names of countries and languages, from CLDR";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &[String]) -> Result<()> {
    let (verb, options) = args.split_first().map_or(("", args), |(verb, options)| (verb.as_str(), options));
    match (verb, options) {
        ("build", options) => build::run(&dist(), &build::exit(options)?),
        ("serve", options) => serve::run(options),
        ("probe", []) => probe::run(),
        ("size", []) => size::run(&dist()),
        ("cldr", []) => cldr::write(),
        ("cldr", [check]) if check == "--check" => cldr::check(),
        ("fuzz", words) => fuzz::run(words),
        ("torture", words) => torture::run(words),
        ("test", []) => test::run(false),
        ("test", [quick]) if quick == "--quick" => test::run(true),
        _ => bail!("these are the commands:\n{USAGE}"),
    }
}

/// The folder that holds the workspace.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pack that the app is built with.
fn pack() -> PathBuf {
    root().join("content/north-africa")
}

/// Where the built app is written.
fn dist() -> PathBuf {
    root().join("dist")
}

/// The cargo that runs this.
fn cargo() -> Command {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(root());
    cargo
}
