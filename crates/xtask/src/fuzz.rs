//! Fuzzing: libFuzzer over the targets of `crates/fuzz`, with the stable compiler.
//!
//! What breaks a target is written to `tests/corpus/fuzz/TARGET`, from where `cargo test` tries it in every run.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail, ensure};

use crate::programs::succeed;
use crate::{cargo, install, root};

/// How the code is built so that the fuzzer sees which ways it takes; libFuzzer's own list, as `cargo fuzz` has it.
const COVERAGE: [&str; 8] = [
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cllvm-args=-simplifycfg-branch-fold-threshold=0",
    "--cfg=fuzzing",
    "-Cdebuginfo=line-tables-only",
];
/// How many files of a target are kept, and how many bytes one has at most: the corpus is where the next run begins, and
/// must not weigh more than the code.
const MOST_KEPT: usize = 48;
const LONGEST_KEPT: u64 = 2_048;

/// What a run is asked to do.
struct Wish {
    seconds: u32,
    keep: bool,
    names: Vec<String>,
}

/// Fuzzes the targets that are named, or all, two at a time on two cores.
pub(crate) fn run(words: &[String]) -> Result<()> {
    let mut wish = Wish { seconds: 60, keep: false, names: Vec::new() };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--keep" => wish.keep = true,
            "--seconds" => wish.seconds = words.next().context("--seconds: how many?")?.parse()?,
            name if !name.starts_with('-') => wish.names.push(name.to_owned()),
            _ => bail!("`{word}` means nothing here: cargo xtask fuzz [--seconds 60] [--keep] [NAME…]"),
        }
    }
    fuzz(&wish)
}

/// A minute for each target: what every test run does.
pub(crate) fn a_minute_each() -> Result<()> {
    fuzz(&Wish { seconds: 60, keep: false, names: Vec::new() })
}

fn fuzz(wish: &Wish) -> Result<()> {
    let all = write_seeds()?;
    for name in &wish.names {
        ensure!(all.contains(name), "there is no target `{name}`; there are {}", all.join(", "));
    }
    let names = if wish.names.is_empty() { &all } else { &wish.names };
    let fuzzer = build()?;
    let at_once = std::thread::available_parallelism().map_or(1, usize::from);
    let mut broken = Vec::new();
    for some in names.chunks(at_once) {
        let started: Result<Vec<_>> = some.iter().map(|name| Ok((name, start(&fuzzer, name, wish.seconds)?))).collect();
        for (name, child) in started? {
            let output = child.wait_with_output()?;
            let log = String::from_utf8_lossy(&output.stderr).into_owned();
            let figures = log.lines().rfind(|line| line.starts_with("Done")).unwrap_or("did not end by itself");
            println!("{name}: {figures}");
            if !output.status.success() {
                println!("{}", last_lines(&log, 40));
                broken.push(name.clone());
            }
        }
    }
    if wish.keep {
        names.iter().try_for_each(|name| keep(&fuzzer, name))?;
    }
    ensure!(broken.is_empty(), "something is broken by what is now in tests/corpus/fuzz: {}", broken.join(", "));
    Ok(())
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.lines().collect();
    lines.get(lines.len().saturating_sub(count)..).unwrap_or_default().join("\n")
}

/// What the fuzzer works in, from one run to the next; gives the names of the targets.
fn write_seeds() -> Result<Vec<String>> {
    let folder = working();
    fs::create_dir_all(&folder)?;
    let seeds = ["run", "--quiet", "--package", "dalil-fuzz", "--bin", "dalil-fuzz-seeds", "--"];
    succeed(cargo().args(seeds).arg(&folder))?;
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder)? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

fn build() -> Result<PathBuf> {
    install::compiler()?;
    let version = Command::new("rustc").arg("-vV").output().context("cannot run rustc")?;
    let version = String::from_utf8_lossy(&version.stdout).into_owned();
    let host = version.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc does not say its host")?;
    let folder = root().join("target/fuzz");
    // With a target named, the flags are not those of build scripts and macros, which no fuzzer is linked to.
    succeed(
        cargo()
            .args(["build", "--quiet", "--package", "dalil-fuzz", "--bin", "dalil-fuzz", "--features", "fuzzer"])
            .args(["--profile", "fuzz", "--target", host, "--target-dir"])
            .arg(&folder)
            .env("CARGO_ENCODED_RUSTFLAGS", COVERAGE.join("\u{1f}")),
    )?;
    Ok(folder.join(host).join("fuzz/dalil-fuzz"))
}

fn start(fuzzer: &PathBuf, name: &str, seconds: u32) -> Result<Child> {
    let kept = kept(name)?;
    Command::new(fuzzer)
        .env("DALIL_FUZZ", name)
        .arg(format!("-max_total_time={seconds}"))
        // A page that hangs for seconds, or takes the memory of a phone, is broken too.
        .args(["-timeout=5", "-rss_limit_mb=1024", "-max_len=65536", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/", kept.display()))
        .args([working().join(name), kept])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .with_context(|| format!("cannot run {}", fuzzer.display()))
}

/// Makes the corpus anew from what covers most, the smallest first. What once broke the target stays whatever it covers.
fn keep(fuzzer: &PathBuf, name: &str) -> Result<()> {
    let covering = root().join("target/fuzz/covering").join(name);
    let _ = fs::remove_dir_all(&covering);
    fs::create_dir_all(&covering)?;
    let kept = kept(name)?;
    succeed(
        Command::new(fuzzer)
            .env("DALIL_FUZZ", name)
            .arg("-merge=1")
            .args([&covering, &kept, &working().join(name)])
            .stderr(Stdio::null()),
    )?;
    for entry in fs::read_dir(&kept)? {
        let entry = entry?;
        if !entry.file_name().to_string_lossy().contains('-') {
            fs::remove_file(entry.path())?;
        }
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(&covering)? {
        let entry = entry?;
        files.push((entry.metadata()?.len(), entry.file_name()));
    }
    files.sort();
    for (_, file) in files.iter().filter(|(length, _)| *length <= LONGEST_KEPT).take(MOST_KEPT) {
        fs::copy(covering.join(file), kept.join(file))?;
    }
    Ok(())
}

fn working() -> PathBuf {
    root().join("target/fuzz/corpus")
}

fn kept(name: &str) -> Result<PathBuf> {
    let folder = root().join("tests/corpus/fuzz").join(name);
    fs::create_dir_all(&folder)?;
    Ok(folder.canonicalize()?)
}
