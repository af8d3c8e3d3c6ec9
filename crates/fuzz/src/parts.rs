//! Numbered parts: whatever scanners give, in whatever order.

use vault::bits::{crc32c, to_letters};
use vault::parts::{Collector, Progress, Surface, cut};

/// The bytes of a part before its share of the whole.
const HEAD: usize = 8;

/// Lines are taken as parts, one after the other; each is also tried as the bytes of a part, with its check value put right.
/// Whatever comes, it is the whole that the parts name, or nothing. Any bytes come back from the parts they are cut into.
pub(crate) fn parts(bytes: &[u8]) {
    comes_back(bytes);
    let text = String::from_utf8_lossy(bytes);
    let mut collector = Collector::default();
    text.lines().for_each(|line| taken(&mut collector, line, None));
    let mut collector = Collector::default();
    for inside in bytes.chunks(usize::from(bytes.first().copied().unwrap_or(0)).max(HEAD + 1)) {
        let checked = [inside, &crc32c(inside).to_be_bytes()[..]].concat();
        taken(&mut collector, &format!("DP1{}", to_letters(&checked)), Some(inside));
    }
}

fn taken(collector: &mut Collector, part: &str, inside: Option<&[u8]>) {
    let missing = collector.missing().count();
    match collector.take(part) {
        Ok(Progress::Part { have, of }) => {
            assert!(have >= 1 && have < of && of <= 64);
            assert_eq!(collector.missing().count(), usize::from(of - have));
        }
        Ok(Progress::Whole(whole)) => {
            assert_eq!(collector.missing().count(), 0);
            if let Some(head) = inside.and_then(|inside| inside.first_chunk::<HEAD>()) {
                assert_eq!(whole.len(), usize::from(u16::from_be_bytes([head[2], head[3]])));
                assert_eq!(crc32c(&whole).to_be_bytes(), head[4..], "never a whole that is not the one named");
            }
        }
        Err(_) => assert!(collector.missing().count() == missing || collector.missing().count() == 0),
    }
}

fn comes_back(bytes: &[u8]) {
    for surface in [Surface::Screen, Surface::Paper] {
        let Some(parts) = cut(bytes, surface) else {
            assert!(bytes.is_empty() || bytes.len() > 64 * 180);
            continue;
        };
        let mut collector = Collector::default();
        let turned = usize::from(bytes.first().copied().unwrap_or(0)) % parts.len();
        let order = parts.iter().skip(turned).chain(parts.iter().take(turned));
        let last = order.map(|part| collector.take(part)).last();
        assert_eq!(last, Some(Ok(Progress::Whole(bytes.to_vec()))));
        assert!(parts.iter().all(|part| part.len() <= surface.letters()));
    }
}

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let whole: Vec<u8> = (0..1_125_u32).map(|at| u8::try_from(at * 7 % 251).unwrap_or(0)).collect();
    let some = |length: usize| cut(&whole[..length], Surface::Screen).unwrap_or_default().join("\n").into_bytes();
    let bare = |length: u8| {
        let share: Vec<u8> = whole.iter().copied().take(length.into()).collect();
        [&[1, 1, 0, length][..], &crc32c(&share).to_be_bytes(), &share].concat()
    };
    vec![some(1), some(300), some(1_125), bare(1), bare(40), b"DP2AAAA".to_vec()]
}
