//! Drafts and the envelopes they are kept in: what another app, an older version or a broken disk left on the device.

use engine::interview::Interview;
use vault::bits::{crc32c, from_url_letters};
use vault::draft::Draft;
use vault::envelope::{Claim, Envelope, padded, unpadded};
use vault::record::Record as _;

use crate::{shipped, walks};

/// A draft has one spelling; what it says goes into an interview without harm, and comes out as it went in.
pub(crate) fn draft(bytes: &[u8]) {
    let Ok(draft) = Draft::from_bytes(bytes) else { return };
    assert_eq!(draft.to_bytes().as_deref(), Ok(bytes), "a draft has one spelling");
    let mut interview = Interview::new(&shipped(), walks::today());
    let _ = draft.fill(&mut interview);
    let again = Draft::of(&interview, "en", "", "");
    let mut filled = Interview::new(&shipped(), walks::today());
    let left_out = again.fill(&mut filled);
    assert!(left_out.is_nothing(), "what an interview holds can be put into another");
    assert_eq!(Draft::of(&filled, "en", "", ""), again);
}

pub(crate) fn draft_seeds() -> Vec<Vec<u8>> {
    let mut interview = Interview::new(&shipped(), walks::today());
    let mut seeds = vec![Draft::of(&interview, "en", "", "").to_bytes()];
    for at in 0..4_u8 {
        walks::answer_all(&mut interview, |index| u8::try_from(index).unwrap_or(0).wrapping_mul(at).wrapping_add(at));
        seeds.push(Draft::of(&interview, "ar", "kids_n", "K7M2-9QX").to_bytes());
    }
    seeds.into_iter().flatten().collect()
}

/// An envelope has one spelling, and with one byte changed it is none. With its check value put right, any bytes.
pub(crate) fn envelope(bytes: &[u8]) {
    whole(bytes);
    let mut checked = bytes.to_vec();
    checked.extend(crc32c(bytes).to_le_bytes());
    whole(&checked);
    if let Some(inside) = unpadded(bytes) {
        assert_eq!(padded(inside).as_deref(), Some(bytes), "padding has one spelling");
    }
}

fn whole(bytes: &[u8]) {
    let claim = Claim::of(bytes);
    let Ok(envelope) = Envelope::read(bytes) else { return };
    assert_eq!(envelope.write(), bytes, "an envelope has one spelling");
    assert_eq!(claim.map(|claim| (claim.generation, claim.writer)), Some((envelope.generation, envelope.writer)));
    let mut changed = bytes.to_vec();
    let at = usize::from(envelope.nonce[0]) * 7 % bytes.len();
    changed[at] ^= 1 << (envelope.nonce[1] % 8);
    assert!(Envelope::read(&changed).is_err(), "a changed byte is noticed");
}

pub(crate) fn envelope_seeds() -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/corpus/drafts");
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let texts = files.filter_map(|file| std::fs::read_to_string(file.path()).ok());
    let envelopes = texts.flat_map(|text| text.split_whitespace().filter_map(from_url_letters).collect::<Vec<_>>());
    // Without the check value, which the target adds itself: so the fuzzer comes past it.
    envelopes
        .filter_map(|bytes| bytes.split_last_chunk::<4>().map(|(head, _)| head.to_vec()))
        .filter(|it| it.len() > 200)
        .collect()
}
