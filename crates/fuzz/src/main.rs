//! libFuzzer over one target, which `DALIL_FUZZ` names: `cargo xtask fuzz`.
#![no_main]

use std::sync::OnceLock;

use dalil_fuzz::{Target, target};
use libfuzzer_sys::fuzz_target;

fn chosen() -> &'static Target {
    static CHOSEN: OnceLock<&Target> = OnceLock::new();
    CHOSEN.get_or_init(|| {
        let name = std::env::var("DALIL_FUZZ").unwrap_or_default();
        target(&name).unwrap_or_else(|| panic!("DALIL_FUZZ names no target: `{name}`"))
    })
}

fuzz_target!(|bytes: &[u8]| (chosen().holds)(bytes));
