//! Whatever bytes come from outside: what must hold for all of them.
//!
//! Each target takes any bytes, tries to read them as one of our formats, and asserts what must hold then. A fuzzer
//! (`cargo xtask fuzz`) looks for bytes for which it does not; what it found is kept in `tests/corpus/fuzz` and tried
//! again by `cargo test -p dalil-fuzz`, together with the seeds, which are of every kind that is valid.

mod caseworks;
mod codes;
mod directories;
mod drafts;
mod expressions;
mod packets;
mod packs;
mod parts;
mod slowly;
mod texts;
mod walks;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use dalil_tool::compile::{Compiled, compile_dir};
use engine::pack::Pack;

/// Something that takes bytes from outside.
pub struct Target {
    /// What `cargo xtask fuzz` calls it, and the name of its folder in the corpus.
    pub name: &'static str,
    /// Asserts what must hold for any bytes.
    pub holds: fn(&[u8]),
    /// Bytes of every valid kind, to begin from.
    pub seeds: fn() -> Vec<Vec<u8>>,
}

/// All targets.
pub const TARGETS: [Target; 11] = [
    Target { name: "draft", holds: drafts::draft, seeds: drafts::draft_seeds },
    Target { name: "envelope", holds: drafts::envelope, seeds: drafts::envelope_seeds },
    Target { name: "code", holds: codes::code, seeds: codes::seeds },
    Target { name: "casework", holds: caseworks::casework, seeds: caseworks::seeds },
    Target { name: "packets", holds: packets::packet, seeds: packets::seeds },
    Target { name: "parts", holds: parts::parts, seeds: parts::seeds },
    Target { name: "pack", holds: packs::pack, seeds: packs::seeds },
    Target { name: "directory", holds: directories::directory, seeds: directories::seeds },
    Target { name: "expression", holds: expressions::expression, seeds: expressions::seeds },
    Target { name: "texts", holds: texts::texts, seeds: texts::seeds },
    Target { name: "walk", holds: walks::walk, seeds: walks::seeds },
];

/// The target of this name.
#[must_use]
pub fn target(name: &str) -> Option<&'static Target> {
    TARGETS.iter().find(|target| target.name == name)
}

/// The content that ships, compiled once.
fn content() -> &'static Compiled {
    static CONTENT: OnceLock<Compiled> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
        compile_dir(&folder).unwrap_or_else(|findings| panic!("the pack is wrong: {findings:?}"))
    })
}

/// The pack that ships.
fn shipped() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    Arc::clone(PACK.get_or_init(|| Arc::new(content().pack.clone())))
}
