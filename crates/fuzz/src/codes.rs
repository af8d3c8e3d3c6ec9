//! The code of a referral: whatever a scanner, a hand or somebody who means harm gives for one.

use engine::interview::Interview;
use engine::question::Part;
use vault::bits::{crc32, to_letters};
use vault::compact::{decode, encode};

use crate::{shipped, walks};

/// The version, and the first bytes of the pack's hash.
const HEAD: usize = 5;

/// A text is refused, or has one meaning and one spelling. Bytes are also tried as the answers of a code whose head and
/// check value are right.
pub(crate) fn code(bytes: &[u8]) {
    if let Ok(text) = core::str::from_utf8(bytes) {
        has_one_spelling(text);
    }
    let mut inside = head();
    inside.extend(bytes);
    inside.extend(crc32(&inside).to_be_bytes());
    has_one_spelling(&format!("DL1{}", to_letters(&inside)));
}

fn has_one_spelling(text: &str) {
    let pack = shipped();
    let Ok(lines) = decode(&pack, text) else { return };
    let again = encode(&pack, &lines);
    // Some scanners give small letters.
    assert_eq!(again, text.trim().to_ascii_uppercase(), "a code has one spelling");
    // Each answer fits its question: it goes into an interview and comes out the same.
    for line in &lines {
        let question = pack.question(line.question).unwrap_or_else(|| unreachable!("decoded by this pack"));
        let plain = question.plain(&line.answer);
        assert_eq!(question.accept(&plain).ok().flatten().as_ref(), Some(&line.answer), "{}: {plain:?}", question.name);
    }
}

fn head() -> Vec<u8> {
    let empty = encode(&shipped(), &[]);
    let bytes = empty.strip_prefix("DL1").and_then(vault::bits::from_letters).unwrap_or_default();
    bytes.into_iter().take(HEAD).collect()
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let pack = shipped();
    let mut seeds = vec![encode(&pack, &[])];
    for with in 0..6_u8 {
        let mut interview = Interview::new(&pack, walks::today());
        walks::answer_all(&mut interview, |index| u8::try_from(index % 256).unwrap_or(0).wrapping_mul(with));
        let lines: Vec<_> = Part::ALL.iter().flat_map(|part| interview.lines(*part)).collect();
        seeds.push(encode(&pack, &lines));
    }
    let inside = seeds.iter().filter_map(|code| vault::bits::from_letters(code.strip_prefix("DL1")?));
    let answers = inside.map(|bytes| bytes.get(HEAD..bytes.len() - 4).unwrap_or_default().to_vec());
    answers.chain(seeds.iter().map(|code| code.clone().into_bytes())).collect()
}
