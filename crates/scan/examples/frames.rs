//! How many of so many frames are read, by pixels for each module and by noise: the table of docs/scanning.md.
//!
//!     cargo run --release -p dalil-scan --example frames [-- DIR]
//!
//! With a folder it also writes each frame there, as PGM with the text in a comment, for other readers to try.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example: it prints, and may fail loudly")]

#[path = "../tests/support/mod.rs"]
mod support;

use std::path::Path;

use support::{Chance, Frame, Scene, code_text, letters_of};

/// How many frames there are for each line of the table.
const FRAMES: u64 = 30;

fn main() {
    let folder = std::env::args().nth(1);
    println!("| noise | pixels a module | read of {FRAMES} |\n|---|---|---|");
    for noise in [3_u32, 7] {
        for per_module in [2_u32, 3, 4, 5, 6, 8] {
            let mut read = 0;
            for at in 0..FRAMES {
                let mut chance = Chance(u64::from(per_module) * 1_000 + u64::from(noise) * 100_000 + at);
                let text = code_text(letters_of(6 + usize::try_from(at % 7).unwrap()), &mut chance);
                let scene = Scene::at_a_desk(per_module.into(), noise.into(), &mut chance);
                let frame = scene.of(&text, &mut chance);
                read += u32::from(scan::read(&frame.luma, frame.width, frame.height) == [text.as_str()]);
                if let Some(folder) = &folder {
                    write(Path::new(folder), &format!("n{noise}-m{per_module}-{at:03}.pgm"), &frame, &text);
                }
            }
            println!("| {noise} | {per_module} | {read} |");
        }
    }
}

fn write(folder: &Path, name: &str, frame: &Frame, text: &str) {
    let mut file = format!("P5\n# {text}\n{} {}\n255\n", frame.width, frame.height).into_bytes();
    file.extend(&frame.luma);
    std::fs::create_dir_all(folder).unwrap();
    std::fs::write(folder.join(name), file).unwrap();
}
