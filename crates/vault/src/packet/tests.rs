#![allow(clippy::string_slice, reason = "letters are ASCII")]

use proptest::prelude::*;

use super::*;
use crate::bits::crc32c;
use crate::json::Json;
use crate::parts::{Surface, cut};
use crate::testing::{Soft, now};

const JSON: &str = r#"{"format":1}"#;

/// An organisation that has made its keys on this device.
struct Desk {
    device: Soft,
    key: PrivateKey<Soft>,
}

impl Desk {
    fn new() -> Self {
        Self::on(Soft::default())
    }

    fn on(device: Soft) -> Self {
        let (pkcs8, _) = now(PrivateKey::generate(&device)).unwrap();
        let key = now(PrivateKey::import(&device, &pkcs8)).unwrap();
        Self { device, key }
    }

    fn sealed(&self, json: &str) -> Packet {
        now(Packet::seal(&self.device, self.key.public(), json)).unwrap()
    }

    fn opens(&self, text: &str) -> Result<String, OpenError> {
        now(Packet::read(text)?.open(&self.device, &self.key))
    }

    /// What somebody would send whose header is another: sealed with the right key all the same.
    fn sealed_with(&self, header: impl FnOnce(&mut Vec<(String, Json)>)) -> String {
        let (once, shared) = now(self.device.agree_once(self.key.public().point())).unwrap().unwrap();
        let written = Header { once, to: self.key.public().id() }.to_string();
        let Some(Json::Object(mut members)) = Json::read(&written) else { panic!("{written}") };
        header(&mut members);
        self.sealed_as(&Json::Object(members).to_string(), &shared)
    }

    fn sealed_as(&self, header: &str, shared: &[u8; 32]) -> String {
        let head = to_url_letters(header.as_bytes());
        let key = now(agreed_key(&self.device, shared)).unwrap();
        let sealed =
            now(crate::cipher::Cipher::seal(&self.device, &key, &[7; 12], head.as_bytes(), &padded(JSON).unwrap()));
        let sealed = sealed.unwrap();
        let (sealed, tag) = sealed.split_at(sealed.len() - TAG);
        format!("{head}..{}.{}.{}", to_url_letters(&[7; 12]), to_url_letters(sealed), to_url_letters(tag))
    }
}

fn set(members: &mut Vec<(String, Json)>, name: &str, value: Json) {
    members.retain(|(known, _)| known != name);
    members.push((name.to_owned(), value));
}

fn once_of(members: &mut [(String, Json)]) -> &mut Vec<(String, Json)> {
    match members.iter_mut().find(|(name, _)| name == "epk") {
        Some((_, Json::Object(once))) => once,
        _ => panic!("no epk"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_sealed_opens_to_the_same_from_a_text_and_from_codes(json in "\\PC{0,3000}") {
        let json = json.trim_end_matches(' ');
        let desk = Desk::new();
        let packet = desk.sealed(json);
        prop_assert_eq!(desk.opens(&packet.text()), Ok(json.to_owned()));
        prop_assert_eq!(Packet::read(&packet.text()), Ok(packet.clone()));
        let short = packet.to_bytes();
        prop_assert!(short.len() < packet.text().len() * 3 / 4);
        prop_assert_eq!(Packet::from_bytes(&short), Ok(packet.clone()));
        prop_assert_eq!(Packet::from_bytes(packet.text().as_bytes()), Ok(packet));
    }

    #[test]
    fn no_bytes_are_taken_for_a_packet_of_another_spelling(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(text) = core::str::from_utf8(&bytes) {
            prop_assert!(Packet::read(text).is_err());
        }
        let _ = Packet::from_bytes(&bytes);
    }
}

#[test]
fn a_packet_has_the_form_that_the_standard_and_the_profile_say() {
    let desk = Desk::new();
    let text = desk.sealed(JSON).text();
    let [head, key, nonce, sealed, tag] = text.split('.').collect::<Vec<_>>().try_into().unwrap();
    let header = String::from_utf8(from_url_letters(head).unwrap()).unwrap();
    let once = Packet::read(&text).unwrap().header.once;
    let (x, y) = (to_url_letters(once.x()), to_url_letters(once.y()));
    let kid = desk.key.public().id();
    assert_eq!(
        header,
        format!(
            r#"{{"alg":"ECDH-ES","enc":"A256GCM","epk":{{"kty":"EC","crv":"P-256","x":"{x}","y":"{y}"}},"kid":"{kid}","typ":"avr-ref+jwe","cty":"json"}}"#
        )
    );
    assert_eq!(key, "");
    let lengths = [nonce, sealed, tag].map(|letters| from_url_letters(letters).unwrap().len());
    assert_eq!(lengths, [12, 1024, 16]);
}

#[test]
fn the_length_of_a_packet_says_only_how_many_kib_there_are() {
    let desk = Desk::new();
    let length = |bytes: usize| desk.sealed(&"x".repeat(bytes)).text().len();
    for (bytes, same) in [(0, 1024), (1, 1024), (1023, 1024), (1025, 2048), (2047, 2048)] {
        assert_eq!(length(bytes), length(same), "{bytes}");
    }
    assert!(length(1024) < length(1025));
    assert_eq!(desk.sealed("{}").to_bytes().len(), 1125, "as docs/packets.md has it");
}

#[test]
fn the_short_form_saves_codes() {
    let packet = Desk::new().sealed("{}");
    let codes = |bytes: &[u8]| [Surface::Screen, Surface::Paper].map(|surface| cut(bytes, surface).unwrap().len());
    assert_eq!(codes(&packet.to_bytes()), [5, 7], "as docs/packets.md has it");
    assert_eq!(codes(packet.text().as_bytes()), [7, 10]);
}

#[test]
fn what_is_sealed_is_the_json_and_blanks_only() {
    let bytes = padded(JSON).unwrap();
    assert_eq!(bytes.len(), 1024);
    assert_eq!(&bytes[..JSON.len()], JSON.as_bytes());
    assert!(bytes[JSON.len()..].iter().all(|byte| *byte == b' '));
    let others: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    assert_eq!(others, serde_json::json!({ "format": 1 }), "it stays JSON");
    assert_eq!(padded("").unwrap().len(), 1024);
}

#[test]
fn every_packet_has_keys_and_a_nonce_of_its_own() {
    let desk = Desk::new();
    let packets: Vec<Packet> = (0..50).map(|_| desk.sealed(JSON)).collect();
    for (at, packet) in packets.iter().enumerate() {
        for before in &packets[..at] {
            assert_ne!(packet.header.once, before.header.once);
            assert_ne!(packet.nonce, before.nonce);
        }
    }
}

#[test]
fn of_a_thousand_packets_with_one_bit_turned_none_opens() {
    let desk = Desk::new();
    let (mut accepted, mut tried) = (0, 0);
    for round in 0..10_u32 {
        let text = desk.sealed(&format!(r#"{{"round":{round}}}"#)).text();
        assert!(desk.opens(&text).is_ok(), "only a packet that would open can say something by not opening");
        for time in 0..100_u32 {
            let bit = crc32c(&[round.to_be_bytes(), time.to_be_bytes()].concat()) as usize % (text.len() * 8);
            let mut bytes = text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            tried += 1;
            accepted += usize::from(String::from_utf8(bytes).is_ok_and(|text| desk.opens(&text).is_ok()));
        }
    }
    assert_eq!((tried, accepted), (1_000, 0));
}

#[test]
fn every_turned_bit_of_the_short_form_is_noticed() {
    let desk = Desk::new();
    let bytes = desk.sealed(JSON).to_bytes();
    let mut accepted = 0;
    for bit in 0..bytes.len() * 8 {
        let mut turned = bytes.clone();
        turned[bit / 8] ^= 1 << (bit % 8);
        let opened = Packet::from_bytes(&turned).map(|packet| now(packet.open(&desk.device, &desk.key)));
        accepted += usize::from(matches!(opened, Ok(Ok(_))));
    }
    assert_eq!(accepted, 0);
}

#[test]
fn a_packet_that_was_cut_anywhere_or_grew_does_not_open() {
    let desk = Desk::new();
    let packet = desk.sealed(JSON);
    let text = packet.text();
    for length in 0..text.len() {
        assert!(desk.opens(&text[..length]).is_err(), "{length} letters");
        assert!(desk.opens(&text[text.len() - length..]).is_err(), "the last {length} letters");
    }
    let bytes = packet.to_bytes();
    for length in 0..bytes.len() {
        let opened = Packet::from_bytes(&bytes[..length]).map(|packet| now(packet.open(&desk.device, &desk.key)));
        assert!(!matches!(opened, Ok(Ok(_))), "{length} bytes");
    }
    for more in ["A", "AA", ".", ".A", "=", "==", " x"] {
        assert!(desk.opens(&format!("{text}{more}")).is_err(), "{more}");
    }
}

#[test]
fn blanks_and_line_ends_around_a_packet_are_no_harm_and_those_in_it_are() {
    let desk = Desk::new();
    let text = desk.sealed(JSON).text();
    assert_eq!(desk.opens(&format!("\r\n {text}\n")), Ok(JSON.to_owned()));
    let (one, other) = text.split_at(700);
    for between in ["\n", " ", "\u{feff}", "\0"] {
        assert!(desk.opens(&format!("{one}{between}{other}")).is_err(), "{between:?}");
    }
    assert_eq!(desk.opens(&format!("\u{feff}{text}")), Err(OpenError::NotAPacket));
}

#[test]
fn a_header_in_another_order_opens_and_keeps_its_letters() {
    let desk = Desk::new();
    let text = desk.sealed_with(|members| members.reverse());
    assert_eq!(desk.opens(&text), Ok(JSON.to_owned()));
    let packet = Packet::read(&text).unwrap();
    assert_eq!(packet.text(), text);
    assert_eq!(Packet::from_bytes(&packet.to_bytes()), Ok(packet), "it stays the text it is");
}

/// Checklist of attacks on the header; each is sealed with the right key, so that only the profile refuses it.
#[test]
fn a_header_that_is_not_of_the_profile_is_refused_whatever_is_sealed() {
    type Attack = (&'static str, fn(&mut Vec<(String, Json)>), OpenError);
    let attacks: [Attack; 24] = [
        ("alg none", |it| set(it, "alg", "none".into()), OpenError::OtherProfile),
        ("alg dir", |it| set(it, "alg", "dir".into()), OpenError::OtherProfile),
        ("alg RSA1_5", |it| set(it, "alg", "RSA1_5".into()), OpenError::OtherProfile),
        ("alg with a wrapped key", |it| set(it, "alg", "ECDH-ES+A256KW".into()), OpenError::OtherProfile),
        ("alg in small letters", |it| set(it, "alg", "ecdh-es".into()), OpenError::OtherProfile),
        ("alg a list", |it| set(it, "alg", Json::List(vec!["ECDH-ES".into()])), OpenError::OtherProfile),
        ("no alg", |it| it.retain(|(name, _)| name != "alg"), OpenError::OtherProfile),
        ("enc A128GCM", |it| set(it, "enc", "A128GCM".into()), OpenError::OtherProfile),
        ("enc A256CBC-HS512", |it| set(it, "enc", "A256CBC-HS512".into()), OpenError::OtherProfile),
        ("zip", |it| set(it, "zip", "DEF".into()), OpenError::OtherProfile),
        ("crit", |it| set(it, "crit", Json::List(vec!["exp".into()])), OpenError::OtherProfile),
        ("apu", |it| set(it, "apu", "QWxpY2U".into()), OpenError::OtherProfile),
        ("apv", |it| set(it, "apv", "Qm9i".into()), OpenError::OtherProfile),
        ("jku", |it| set(it, "jku", "https://example.org".into()), OpenError::OtherProfile),
        ("another cty", |it| set(it, "cty", "text".into()), OpenError::OtherProfile),
        ("no kid", |it| it.retain(|(name, _)| name != "kid"), OpenError::OtherProfile),
        ("kid in capitals", |it| set(it, "kid", "ABCDEF0123456789".into()), OpenError::OtherProfile),
        ("no epk", |it| it.retain(|(name, _)| name != "epk"), OpenError::OtherProfile),
        ("X25519", |it| set(once_of(it), "crv", "X25519".into()), OpenError::OtherProfile),
        ("an epk with a private half", |it| set(once_of(it), "d", "AAAA".into()), OpenError::OtherProfile),
        ("a short coordinate", |it| set(once_of(it), "x", "AAAA".into()), OpenError::Damaged),
        ("no typ", |it| it.retain(|(name, _)| name != "typ"), OpenError::NotAPacket),
        ("typ of something else", |it| set(it, "typ", "JWT".into()), OpenError::NotAPacket),
        ("typ of a newer profile", |it| set(it, "typ", "avr-ref-2+jwe".into()), OpenError::Newer),
    ];
    let desk = Desk::new();
    for (what, change, expected) in attacks {
        assert_eq!(desk.opens(&desk.sealed_with(change)), Err(expected), "{what}");
    }
    assert_eq!(desk.opens(&desk.sealed_with(|_| {})), Ok(JSON.to_owned()), "unchanged, it opens");
}

#[test]
fn a_member_that_comes_twice_is_refused_wherever_it_stands() {
    let desk = Desk::new();
    let (once, shared) = now(desk.device.agree_once(desk.key.public().point())).unwrap().unwrap();
    let header = Header { once, to: desk.key.public().id() }.to_string();
    let (_, epk) = header.split_once(r#""epk":"#).unwrap();
    let epk = &epk[..=epk.find('}').unwrap()];
    let twice = [
        header.replacen('{', &format!(r#"{{"epk":{epk},"#), 1),
        header.replacen('{', r#"{"alg":"ECDH-ES","#, 1),
        header.replacen('{', r#"{"\u0061lg":"none","#, 1),
        header.replace(r#""kty":"EC","#, r#""kty":"EC","kty":"EC","#),
        header.replace(r#""cty":"json""#, r#""cty":"json","cty":"json""#),
    ];
    for header in twice {
        assert_eq!(desk.opens(&desk.sealed_as(&header, &shared)), Err(OpenError::NotAPacket), "{header}");
    }
    assert!(desk.opens(&desk.sealed_as(&header, &shared)).is_ok());
}

#[test]
fn a_key_that_is_not_on_the_curve_is_never_computed_with() {
    let desk = Desk::new();
    let forged = |x: [u8; 32], y: [u8; 32]| {
        desk.sealed_with(|members| {
            set(once_of(members), "x", Json::Text(to_url_letters(&x)));
            set(once_of(members), "y", Json::Text(to_url_letters(&y)));
        })
    };
    let point = desk.key.public().point();
    let mut beside = *point.y();
    beside[31] ^= 1;
    for (x, y) in [([0; 32], [0; 32]), ([1; 32], [1; 32]), (*point.x(), beside), ([0xFF; 32], [0xFF; 32])] {
        assert_eq!(desk.opens(&forged(x, y)), Err(OpenError::Damaged));
    }
}

#[test]
fn a_wrapped_key_and_a_tag_or_nonce_of_another_length_are_refused() {
    let desk = Desk::new();
    let text = desk.sealed(JSON).text();
    let parts: Vec<&str> = text.split('.').collect();
    let with = |at: usize, letters: &str| {
        let mut parts = parts.clone();
        parts[at] = letters;
        desk.opens(&parts.join("."))
    };
    assert_eq!(with(1, "AAAA"), Err(OpenError::OtherProfile));
    for (at, whole) in [(2, parts[2]), (4, parts[4])] {
        let bytes = from_url_letters(whole).unwrap();
        for length in (0..bytes.len()).chain([bytes.len() + 1]) {
            let mut other = bytes.clone();
            other.resize(length, 0);
            assert_eq!(with(at, &to_url_letters(&other)), Err(OpenError::Damaged), "{at}: {length} bytes");
        }
    }
    // The last letter of a tag has four bits that say nothing: they have one spelling.
    let next = char::from(parts[4].as_bytes()[21] + 1);
    let same_bytes = format!("{}{next}", &parts[4][..21]);
    assert_eq!(with(4, &same_bytes), Err(OpenError::Damaged));
    assert_eq!(with(4, &format!("{}==", parts[4])), Err(OpenError::Damaged));
    assert_eq!(with(3, ""), Err(OpenError::Damaged));
}

#[test]
fn what_is_not_padded_to_whole_kib_is_refused() {
    let desk = Desk::new();
    let packet = desk.sealed(JSON);
    for length in [0, 1, 1023, 1025] {
        let mut other = packet.clone();
        other.sealed = vec![0; length + TAG];
        assert_eq!(Packet::read(&other.text()), Err(OpenError::Damaged), "{length}");
    }
}

#[test]
fn a_packet_for_another_organisation_names_its_key() {
    let device = Soft::default();
    let (one, other) = (
        Desk::on(device.clone()),
        Desk::on({
            let _ = now(device.generate());
            device
        }),
    );
    assert_ne!(one.key.public().id(), other.key.public().id());
    let packet = one.sealed(JSON);
    assert_eq!(packet.to(), one.key.public().id());
    assert_eq!(other.opens(&packet.text()), Err(OpenError::ForAnother(one.key.public().id())));
    // Under our name and with another's key it is only damaged.
    let renamed = one.sealed_with(|members| set(members, "kid", Json::Text(other.key.public().id().to_string())));
    assert_eq!(one.opens(&renamed), Err(OpenError::ForAnother(other.key.public().id())));
    assert_eq!(other.opens(&renamed), Err(OpenError::Damaged));
}

#[test]
fn a_packet_that_comes_again_has_the_same_id_however_it_came() {
    let desk = Desk::new();
    let packet = desk.sealed(JSON);
    let id = |packet: &Packet| now(packet.id(&desk.device)).unwrap();
    let again = Packet::read(&format!(" {}\n", packet.text())).unwrap();
    assert_eq!(id(&again), id(&packet));
    assert_eq!(id(&Packet::from_bytes(&packet.to_bytes()).unwrap()), id(&packet));
    assert_ne!(id(&desk.sealed(JSON)), id(&packet), "the same words sealed again are another packet");
}

#[test]
fn what_is_longer_than_any_packet_is_refused_before_it_is_looked_at() {
    let desk = Desk::new();
    assert_eq!(Packet::read(&"x".repeat(LONGEST + 1)), Err(OpenError::TooLong));
    assert_eq!(Packet::from_bytes(&vec![SHORT; LONGEST + 1]), Err(OpenError::TooLong));
    let longest = "x".repeat(MOST_SEALED);
    let text = desk.sealed(&longest).text();
    assert!(text.len() <= LONGEST, "{} letters", text.len());
    assert_eq!(desk.opens(&text), Ok(longest));
    let too_long = now(Packet::seal(&desk.device, desk.key.public(), &"x".repeat(MOST_SEALED + 1)));
    assert_eq!(too_long, Err(SealError::TooLong));
    assert_eq!(Packet::read(&format!("{}....", "A".repeat(1_368))), Err(OpenError::NotAPacket));
}

#[test]
fn other_files_are_not_packets() {
    let others =
        ["", "x", ".", "....", "a.b.c.d.e", "a.b.c", "{\"protected\":\"e30\"}", "DL1AAAA", "e30....", "%PDF-1.4", "é"];
    for text in others {
        assert_eq!(Packet::read(text), Err(OpenError::NotAPacket), "{text}");
        assert!(Packet::from_bytes(text.as_bytes()).is_err());
    }
    assert_eq!(Packet::read(&".".repeat(200_000)), Err(OpenError::NotAPacket));
    assert_eq!(Packet::from_bytes(&[0xFF, 0xFE, 0]), Err(OpenError::NotAPacket));
}

#[test]
fn a_device_that_does_not_encrypt_seals_and_opens_nothing() {
    let desk = Desk::new();
    let packet = desk.sealed(JSON);
    desk.device.refuse(true);
    assert_eq!(now(Packet::seal(&desk.device, desk.key.public(), JSON)), Err(SealError::Device(CipherError)));
    assert_eq!(now(packet.open(&desk.device, &desk.key)), Err(OpenError::Device(CipherError)));
    assert!(now(PrivateKey::generate(&desk.device)).is_err());
}
