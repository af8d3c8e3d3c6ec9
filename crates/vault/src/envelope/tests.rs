use proptest::prelude::*;

use super::*;

/// The layout of security.md 4.2, written out by hand, each field from its offset.
fn by_hand(passphrase: bool) -> Vec<u8> {
    let mut bytes = vec![0_u8; 171 + 1040];
    bytes[0..4].copy_from_slice(&[0x41, 0x56, 0x52, 0x44]);
    bytes[4] = 1;
    bytes[5] = if passphrase { 3 } else { 2 };
    bytes[6..8].copy_from_slice(&[147, 0]);
    bytes[8..24].copy_from_slice(&[0x1D; 16]);
    bytes[24..32].copy_from_slice(&[0x08, 0x07, 0x06, 0x05, 0x04, 0x03, 0x02, 0x01]);
    bytes[32..40].copy_from_slice(&[0x3E; 8]);
    bytes[40..42].copy_from_slice(&[1, 0]);
    bytes[42..74].copy_from_slice(&[0x5A; 32]);
    if passphrase {
        bytes[74] = 1;
        // 600,000 = 0x000927C0
        bytes[75..79].copy_from_slice(&[0xC0, 0x27, 0x09, 0x00]);
    }
    bytes[79..95].copy_from_slice(&[0x6B; 16]);
    bytes[95..107].copy_from_slice(&[0x7C; 12]);
    bytes[107..155].copy_from_slice(&[0x8D; 48]);
    bytes[155..167].copy_from_slice(&[0x9E; 12]);
    // 1,040 = 0x0410
    bytes[167..171].copy_from_slice(&[0x10, 0x04, 0x00, 0x00]);
    bytes[171..].fill(0xAF);
    let crc = by_table(&bytes);
    #[expect(clippy::cast_possible_truncation, reason = "by hand, byte by byte: this is not how the code does it")]
    bytes.extend([crc as u8, (crc >> 8) as u8, (crc >> 16) as u8, (crc >> 24) as u8]);
    bytes
}

/// CRC-32C in its other form: most significant bit first, over mirrored bits.
fn by_table(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(byte.reverse_bits()) << 24;
        for _ in 0..8 {
            crc = if crc & 0x8000_0000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1EDC_6F41 };
        }
    }
    !crc.reverse_bits()
}

fn envelope(derivation: Derivation) -> Envelope {
    Envelope {
        id: DraftId([0x1D; 16]),
        generation: 0x0102_0304_0506_0708,
        writer: [0x3E; 8],
        format: 1,
        pack_sha256: [0x5A; 32],
        lock: Lock { derivation, salt: [0x6B; 16], nonce: [0x7C; 12], sealed: [0x8D; 48] },
        nonce: [0x9E; 12],
        sealed: vec![0xAF; 1040],
    }
}

/// The same bytes, changed, with a check value that fits.
fn resealed(change: impl Fn(&mut Vec<u8>)) -> Vec<u8> {
    let mut bytes = by_hand(true);
    bytes.truncate(bytes.len() - 4);
    change(&mut bytes);
    let crc = by_table(&bytes);
    bytes.extend(crc.to_le_bytes());
    bytes
}

#[test]
fn the_layout_is_that_of_the_format_byte_for_byte() {
    for (passphrase, derivation) in [(false, Derivation::Device), (true, Derivation::Passphrase { rounds: 600_000 })] {
        let (written, read) = (envelope(derivation).write(), Envelope::read(&by_hand(passphrase)));
        assert_eq!(written, by_hand(passphrase));
        assert_eq!(read, Ok(envelope(derivation)));
        assert_eq!(envelope(derivation).sealed_with(), by_hand(passphrase)[..171]);
        let claim = Claim { generation: 0x0102_0304_0506_0708, writer: [0x3E; 8] };
        assert_eq!(Claim::of(&by_hand(passphrase)), Some(claim));
    }
}

#[test]
fn a_drafts_key_is_bound_to_the_draft_and_to_how_it_is_opened() {
    let (id, salt) = (DraftId([0x1D; 16]), [0x6B; 16]);
    let device = Lock::bound_to(id, Derivation::Device, &salt);
    assert_eq!(device, [&[0x1D; 16][..], &[0, 0, 0, 0, 0], &[0x6B; 16]].concat());
    let words = Lock::bound_to(id, Derivation::Passphrase { rounds: 600_000 }, &salt);
    assert_eq!(words, [&[0x1D; 16][..], &[1, 0xC0, 0x27, 0x09, 0], &[0x6B; 16]].concat());
}

#[test]
fn every_single_flipped_bit_is_noticed() {
    for passphrase in [false, true] {
        let whole = by_hand(passphrase);
        for bit in 0..whole.len() * 8 {
            let mut bytes = whole.clone();
            bytes[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Envelope::read(&bytes), Err(EnvelopeError::Damaged), "{bit}");
            assert_eq!(Claim::of(&bytes), None, "{bit}");
        }
    }
}

#[test]
fn whatever_is_cut_off_or_added_is_noticed() {
    let whole = by_hand(false);
    for length in 0..whole.len() {
        assert_eq!(Envelope::read(&whole[..length]), Err(EnvelopeError::Damaged));
        assert_eq!(Claim::of(&whole[..length]), None);
    }
    for added in [&[0_u8][..], &[0; 4], b"AVRD", &whole] {
        assert_eq!(Envelope::read(&[&whole, added].concat()), Err(EnvelopeError::Damaged));
        assert_eq!(Envelope::read(&[added, &whole].concat()), Err(EnvelopeError::Damaged));
    }
}

#[test]
fn a_newer_version_is_told_from_damage() {
    for version in 2..=255 {
        let newer = resealed(|bytes| bytes[4] = version);
        assert_eq!(Envelope::read(&newer), Err(EnvelopeError::Newer(version)));
        assert!(Claim::of(&newer).is_some(), "so that it is not overwritten");
        let mut damaged = newer;
        damaged[500] ^= 1;
        assert_eq!(Envelope::read(&damaged), Err(EnvelopeError::Damaged));
    }
    assert_eq!(Envelope::read(&resealed(|bytes| bytes[4] = 0)), Err(EnvelopeError::Damaged));
}

#[test]
fn flags_and_derivation_agree() {
    let put = |bytes: &mut Vec<u8>, flags: u8, kind: u8, rounds: u32| {
        bytes[5] = flags;
        bytes[74] = kind;
        bytes[75..79].copy_from_slice(&rounds.to_le_bytes());
    };
    for flags in 0..=255 {
        let is = |kind, rounds| Envelope::read(&resealed(|bytes| put(bytes, flags, kind, rounds))).is_ok();
        assert_eq!(is(0, 0), flags == 2, "{flags}");
        assert_eq!(is(1, 600_000), flags == 3, "{flags}");
    }
    for (kind, rounds) in [(0, 1), (0, 600_000), (1, 0), (2, 0), (2, 600_000), (255, 600_000)] {
        for flags in [2, 3] {
            let read = Envelope::read(&resealed(|bytes| put(bytes, flags, kind, rounds)));
            assert_eq!(read, Err(EnvelopeError::Damaged), "{kind} {rounds}");
        }
    }
}

#[test]
fn more_rounds_than_a_phone_can_do_and_fewer_than_protect_are_refused() {
    let with = |rounds: u32| Envelope::read(&resealed(|bytes| bytes[75..79].copy_from_slice(&rounds.to_le_bytes())));
    for rounds in [600_000, 600_001, 5_000_000] {
        assert_eq!(with(rounds).unwrap().lock.derivation, Derivation::Passphrase { rounds });
    }
    for rounds in [0, 1, 1_000, 599_999, 5_000_001, 4_000_000_000, u32::MAX] {
        assert_eq!(with(rounds), Err(EnvelopeError::Damaged), "{rounds}");
    }
}

#[test]
fn another_length_than_that_of_the_format_is_refused() {
    for length in [0_u16, 146, 148, 1024, u16::MAX] {
        let read = Envelope::read(&resealed(|bytes| bytes[6..8].copy_from_slice(&length.to_le_bytes())));
        assert_eq!(read, Err(EnvelopeError::Damaged), "{length}");
    }
    for length in [0_u32, 1, 1039, 1041, u32::MAX] {
        let read = Envelope::read(&resealed(|bytes| bytes[167..171].copy_from_slice(&length.to_le_bytes())));
        assert_eq!(read, Err(EnvelopeError::Damaged), "{length}");
    }
    let too_short = resealed(|bytes| {
        bytes.truncate(171 + 1039);
        bytes[167..171].copy_from_slice(&1039_u32.to_le_bytes());
    });
    assert_eq!(Envelope::read(&too_short), Err(EnvelopeError::Damaged));
}

#[test]
fn the_longest_is_read_and_what_is_longer_is_not_even_looked_at() {
    let mut longest = Envelope { sealed: vec![1; MOST_SEALED], ..envelope(Derivation::Device) };
    assert!(longest.write().len() <= LONGEST);
    assert_eq!(Envelope::read(&longest.write()).as_ref(), Ok(&longest));
    longest.sealed.push(1);
    assert_eq!(Envelope::read(&longest.write()), Err(EnvelopeError::Damaged));
    // Its check value is right: only its length speaks against it.
    let huge = resealed(|bytes| bytes.resize(LONGEST - 4, 0));
    assert!(Claim::of(&huge).is_some());
    let huge = resealed(|bytes| bytes.resize(LONGEST - 3, 0));
    assert_eq!(Claim::of(&huge), None);
}

#[test]
fn a_claim_that_is_cut_short_is_none() {
    for length in 0..40 {
        let cut = resealed(|bytes| bytes.truncate(length));
        assert_eq!(Claim::of(&cut), None, "{length}");
    }
    assert!(Claim::of(&resealed(|bytes| bytes.truncate(40))).is_some());
}

#[test]
fn what_is_padded_is_full_kibibytes_and_comes_back() {
    for length in [0, 1, 1019, 1020, 1021, 2044, 2045, 262_144] {
        let draft = vec![7; length];
        let bytes = padded(&draft).unwrap();
        assert_eq!(bytes.len(), (length + 4).div_ceil(1024) * 1024);
        assert_eq!(unpadded(&bytes), Some(&draft[..]));
        assert_eq!(sealed_length(bytes.len()), bytes.len() + 16);
    }
    assert!(padded(&vec![7; 1024 * 1024 - 4]).is_some());
    assert_eq!(padded(&vec![7; 1024 * 1024 - 3]), None);
}

#[test]
fn padding_has_one_form_only() {
    let whole = padded(&[7; 100]).unwrap();
    let changed = |change: fn(&mut Vec<u8>)| {
        let mut bytes = whole.clone();
        change(&mut bytes);
        bytes
    };
    for wrong in [
        changed(|bytes| bytes.truncate(1023)),
        changed(|bytes| bytes.push(0)),
        changed(|bytes| bytes[1023] = 1),
        changed(|bytes| bytes[104] = 1),
        changed(|bytes| bytes[0] = 99),
        changed(|bytes| bytes[3] = 1),
        changed(|bytes| bytes.resize(2048, 0)),
        changed(|bytes| bytes.truncate(3)),
        changed(Vec::clear),
    ] {
        assert_eq!(unpadded(&wrong), None);
    }
}

prop_compose! {
    fn any_envelope()(
        (id, generation, writer, format) in any::<([u8; 16], u64, [u8; 8], u16)>(),
        (pack_sha256, salt, key_nonce, nonce) in any::<([u8; 32], [u8; 16], [u8; 12], [u8; 12])>(),
        rounds in proptest::option::of(FEWEST_ROUNDS..=MOST_ROUNDS),
        key in any::<[u8; 32]>(),
        tag in any::<[u8; 16]>(),
        sealed in proptest::collection::vec(any::<u8>(), STEP + TAG..3 * STEP),
    ) -> Envelope {
        let derivation = rounds.map_or(Derivation::Device, |rounds| Derivation::Passphrase { rounds });
        let key: [u8; 48] = [&key[..], &tag[..]].concat().try_into().unwrap();
        let lock = Lock { derivation, salt, nonce: key_nonce, sealed: key };
        Envelope { id: DraftId(id), generation, writer, format, pack_sha256, lock, nonce, sealed }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_envelope_comes_back(envelope in any_envelope()) {
        prop_assert_eq!(Envelope::read(&envelope.write()), Ok(envelope));
    }

    #[test]
    fn what_is_read_has_one_spelling(at in 0..1211_usize, by in any::<u8>(), passphrase in any::<bool>()) {
        let mut bytes = by_hand(passphrase);
        bytes.truncate(bytes.len() - 4);
        bytes[at] ^= by;
        bytes.extend(by_table(&bytes).to_le_bytes());
        if let Ok(envelope) = Envelope::read(&bytes) {
            prop_assert_eq!(envelope.write(), bytes);
        }
    }

    #[test]
    fn foreign_bytes_are_no_envelope(bytes in proptest::collection::vec(any::<u8>(), 0..2_000)) {
        prop_assert_eq!(Envelope::read(&bytes), Err(EnvelopeError::Damaged));
        prop_assert_eq!(Envelope::read(&[b"AVRD\x01\x02\x93\0", &bytes[..]].concat()), Err(EnvelopeError::Damaged));
    }
}
