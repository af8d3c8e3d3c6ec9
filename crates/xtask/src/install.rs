//! What a machine may lack: installed where that needs no question, named where it does.
//!
//! A new contributor and a new CI machine run the same command, and neither reads a list of prerequisites first.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

use crate::root;

const WASM: &str = "wasm32-unknown-unknown";

/// Programs of the browser tests, each with the Debian package that has it.
const PROGRAMS: [(&str, &str); 3] = [
    ("/usr/bin/chromium", "chromium"),
    ("/usr/bin/firefox-esr", "firefox-esr"),
    ("/usr/bin/pdftotext", "poppler-utils"),
];

/// Fonts, so that screenshots and paper look the same on every machine.
const FONTS: (&str, &str) = ("/usr/share/fonts/truetype/noto/NotoSansArabic-Regular.ttf", "fonts-noto-core");

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

/// The browsers, what reads a PDF, and the fonts.
pub(crate) fn browsers() -> Result<()> {
    let missing: Vec<&str> = PROGRAMS
        .into_iter()
        .chain([FONTS])
        .filter(|(path, _)| !Path::new(path).exists())
        .map(|(_, package)| package)
        .collect();
    if missing.is_empty() || std::env::var_os("DALIL_INSTALLED").is_some() {
        return Ok(());
    }
    let wanted = missing.join(" ");
    if !Path::new("/etc/debian_version").exists() || !is_root() {
        bail!(
            "the browser tests need {wanted}; on Debian: sudo apt-get install {wanted}; \
             elsewhere set CHROMIUM and FIREFOX to the browsers' paths and DALIL_INSTALLED=1"
        );
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
    let words = format!("{command:?}").replace('"', "");
    println!("{words}");
    let status = command.status().with_context(|| format!("cannot run {words}"))?;
    ensure!(status.success(), "{words}: {status}");
    Ok(())
}
