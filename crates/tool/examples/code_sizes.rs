//! How large the codes of referrals are: the table of docs/performance.md.
//!
//!     cargo run -p dalil-tool --example code_sizes
//!
//! A hundred people for each line, with so many answers to questions of the pack, chosen by chance, the same in every
//! run. The pack hands over nothing that is written; the lines with a note are those of a pack that did.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "an example: it prints, and may fail loudly")]

use std::path::Path;

use dalil_tool::compile::compile_dir;
use engine::answer::{Answer, Plain};
use engine::pack::Pack;
use engine::question::{Kind, Part, Question};
use engine::referral::Line;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};
use vault::bits::from_letters;
use vault::compact::encode;

const PEOPLE: u64 = 100;
/// The question whose answer is handed over in the lines with a note: 60 letters.
const NOTE: &str = "ref_name";
/// What is written, over and over until the field is full. The second is Tigrinya: three bytes a letter.
const NOTES: [(&str, Option<&str>); 3] = [
    ("nothing", None),
    ("60 letters, Latin", Some("my brother is in Tunis ")),
    ("60 letters, Ethiopic", Some("ሓወይ ኣብ ቱኒስ ኣሎ ")),
];

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
    let pack = compile_dir(&folder).unwrap().pack;
    let mut with_note = pack.content().clone();
    let note = pack.question_named(NOTE).unwrap();
    with_note.questions.get_mut(note).unwrap().part = Some(Part::About);
    let with_note = Pack::link(with_note, pack.sha256().to_owned()).unwrap();

    println!("| answers | and a note | bytes, median | largest | letters, largest | version, median | largest |");
    println!("|---|---|---|---|---|---|---|");
    for answers in [10, 30, usize::MAX] {
        for (name, words) in NOTES {
            let pack = if words.is_some() { &with_note } else { &pack };
            let codes: Vec<Size> =
                (0..PEOPLE).map(|person| Size::of(pack, &lines(pack, answers, words, person))).collect();
            let middle_and_most = |key: fn(&Size) -> usize| {
                let mut all: Vec<usize> = codes.iter().map(key).collect();
                all.sort_unstable();
                (*all.get(all.len() / 2).unwrap(), *all.last().unwrap())
            };
            let (answers, _) = middle_and_most(|it| it.answers);
            let (bytes, most_bytes) = middle_and_most(|it| it.bytes);
            let (_, most_letters) = middle_and_most(|it| it.letters);
            let (version, most) = middle_and_most(|it| it.version);
            let modules = 17 + 4 * most;
            println!(
                "| {answers} | {name} | {bytes} | {most_bytes} | {most_letters} | {version} | {most} ({modules} modules) |"
            );
        }
    }
}

struct Size {
    answers: usize,
    bytes: usize,
    letters: usize,
    version: usize,
}

impl Size {
    fn of(pack: &Pack, lines: &[Line]) -> Self {
        let code = encode(pack, lines);
        let segments = [QrSegment::make_alphanumeric(&code)];
        let drawn =
            QrCode::encode_segments_advanced(&segments, QrCodeEcc::Medium, Version::MIN, Version::MAX, None, false);
        let asked = lines.iter().filter(|line| !matches!(line.answer, Answer::Text(_)));
        Self {
            answers: asked.count(),
            bytes: from_letters(code.strip_prefix("DL1").unwrap()).unwrap().len(),
            letters: code.len(),
            version: drawn.unwrap().version().value().into(),
        }
    }
}

/// So many answers of one person to questions that belong to a part, or all where it is more; and their note.
fn lines(pack: &Pack, most: usize, note: Option<&str>, person: u64) -> Vec<Line> {
    let questions = pack.content().questions.iter().filter(|(_, question)| question.part.is_some());
    let mut lines: Vec<(u64, Line)> = questions
        .zip(1_u64..)
        .map(|((question, asked), at)| {
            let seed = mixed(person * 1_000 + at);
            let answer = note
                .filter(|_| matches!(asked.kind, Kind::Text { .. }))
                .map_or_else(|| said(asked, seed), |note| written(asked, note));
            // The note comes first, so that it is among them however few there are.
            (if matches!(answer, Answer::Text(_)) { 0 } else { mixed(seed) | 1 }, Line { question, answer })
        })
        .collect();
    lines.sort_by_key(|(order, _)| *order);
    lines.truncate(most.saturating_add(usize::from(note.is_some())));
    let mut lines: Vec<Line> = lines.into_iter().map(|(_, line)| line).collect();
    lines.sort_by_key(|line| line.question);
    lines
}

/// A number that looks random (`SplitMix64`).
fn mixed(number: u64) -> u64 {
    let z = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A field, filled.
fn written(question: &Question, note: &str) -> Answer {
    let Kind::Text { max_chars } = question.kind else { return said(question, 0) };
    let text = note.chars().cycle().take(max_chars.into()).collect();
    question.accept(&Plain::Word(text)).unwrap().unwrap()
}

/// An answer to a question, chosen by a number.
fn said(question: &Question, seed: u64) -> Answer {
    let names: Vec<&str> = question.options.iter().map(|(_, option)| option.name.as_str()).collect();
    let name = |at: u64| (*names.get(usize::try_from(at % names.len() as u64).unwrap()).unwrap()).to_owned();
    let plain = match question.kind {
        Kind::One => Plain::Word(name(seed)),
        Kind::Many { .. } => Plain::Words((0..=seed % 3).map(|n| name(seed / 7 + n * 5)).collect()),
        Kind::Number { min, max } => {
            Plain::Number(min + i32::try_from(seed % u64::from(max.abs_diff(min) + 1)).unwrap())
        }
        Kind::Text { .. } => Plain::Word(seed.to_string()),
        Kind::Date => Plain::Word("2026-11-24".to_owned()),
    };
    // Options that exclude each other are no answer together: then another one.
    question.accept(&plain).ok().flatten().unwrap_or_else(|| said(question, mixed(seed)))
}
