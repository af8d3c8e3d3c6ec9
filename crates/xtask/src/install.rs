//! What a machine may lack: installed where that needs no question, named where it does.
//!
//! A new contributor and a new CI machine run the same command, and neither reads a list of prerequisites first.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, bail};

use crate::programs::succeed;
use crate::root;

const WASM: &str = "wasm32-unknown-unknown";

/// What the browser tests need, each with the Debian package that has it: browsers, what reads a PDF, fonts, so that
/// screenshots and paper look the same on every machine, and the programs that must open our packets.
const BROWSERS: [(&str, &str); 6] = [
    ("/usr/bin/chromium", "chromium"),
    ("/usr/bin/firefox-esr", "firefox-esr"),
    ("/usr/bin/pdftotext", "poppler-utils"),
    ("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", "fonts-noto-core"),
    ("/usr/bin/jose", "jose"),
    ("/usr/lib/python3/dist-packages/jwcrypto", "python3-jwcrypto"),
];
/// What libFuzzer is built with.
const COMPILER: [(&str, &str); 1] = [("/usr/bin/c++", "g++")];

/// What reads exports is written in Python; the second is what makes a folder for its packages.
const PYTHON: [(&str, &str); 2] = [("/usr/bin/python3", "python3"), ("/usr/share/doc/python3-venv", "python3-venv")];

/// The Rust target that the app is built for.
pub(crate) fn wasm_target() -> Result<()> {
    let Ok(installed) = Command::new("rustup").args(["target", "list", "--installed"]).output() else {
        return Ok(()); // no rustup: the compiler came another way, and says itself what it lacks
    };
    if String::from_utf8_lossy(&installed.stdout).lines().any(|target| target == WASM) {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", WASM]))
}

/// The packages of the browser tests, as their lock file has them.
pub(crate) fn node_modules() -> Result<()> {
    let tests = root().join("tests");
    let changed = |path: &Path| path.metadata().and_then(|data| data.modified()).ok();
    let installed = changed(&tests.join("node_modules/.package-lock.json"));
    if installed.is_some() && installed >= changed(&tests.join("package-lock.json")) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(tests))
}

/// What the browser tests need beside them.
pub(crate) fn browsers() -> Result<()> {
    packages("the browser tests", &BROWSERS, "set CHROMIUM and FIREFOX to the browsers' paths and DALIL_INSTALLED=1")
}

/// The programs that read exports, in `target/readers`, in the versions of their list.
pub(crate) fn readers() -> Result<()> {
    let (list, folder) = (root().join("tests/independent/requirements.txt"), root().join("target/readers"));
    // Written last: a copy of the list that was installed.
    let installed = folder.join("requirements.txt");
    let read = |path: &Path| std::fs::read(path).ok();
    if read(&installed).is_some() && read(&installed) == read(&list) {
        return Ok(());
    }
    let can_make_folders = Command::new("python3").args(["-c", "import ensurepip, venv"]).output();
    if !can_make_folders.is_ok_and(|output| output.status.success()) {
        packages("the readers of exports", &PYTHON, "install Python 3 with its modules venv and ensurepip")?;
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
    run(Command::new(folder.join("bin/python")).args(pip).arg(&list))?;
    std::fs::copy(&list, &installed)?;
    Ok(())
}

/// The compiler of C++ that the fuzzer needs.
pub(crate) fn compiler() -> Result<()> {
    packages("the fuzzer", &COMPILER, "install a compiler of C++ and set DALIL_INSTALLED=1")
}

/// Installs the Debian packages of what is not there, or says which they are and what to do `elsewhere`.
fn packages(what: &str, needed: &[(&str, &str)], elsewhere: &str) -> Result<()> {
    let missing: Vec<&str> =
        needed.iter().filter(|(path, _)| !Path::new(path).exists()).map(|(_, package)| *package).collect();
    if missing.is_empty() || std::env::var_os("DALIL_INSTALLED").is_some() {
        return Ok(());
    }
    let wanted = missing.join(" ");
    if !Path::new("/etc/debian_version").exists() || !is_root() {
        bail!("{what} cannot run without {wanted}; on Debian: sudo apt-get install {wanted}; elsewhere {elsewhere}");
    }
    run(Command::new("apt-get").args(["update", "-qq"]))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "-qq", "--no-install-recommends"])
        .args(missing)
        .env("DEBIAN_FRONTEND", "noninteractive"))
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn run(command: &mut Command) -> Result<()> {
    println!("{}", format!("{command:?}").replace('"', ""));
    succeed(command)
}
