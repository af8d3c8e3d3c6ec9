//! Sealed packets, keys and what is in packets: whatever a file, a code or somebody who means harm gives for one.

use engine::interview::Interview;
use vault::bits::{from_url_letters, to_url_letters};
use vault::json::Json;
use vault::packet::Packet;
use vault::packet::content::Content;
use vault::packet::key::Claim;

use crate::{shipped, walks};

/// A packet is refused or has one spelling. Bytes are also tried as the header of a packet whose other segments are
/// sound, as JSON, as a public key, and as what was in a packet.
pub(crate) fn packet(bytes: &[u8]) {
    if let Ok(packet) = Packet::from_bytes(bytes) {
        has_one_spelling(&packet);
    }
    let Ok(text) = core::str::from_utf8(bytes) else { return };
    if let Ok(packet) = Packet::read(text) {
        assert_eq!(packet.text(), text.trim_ascii(), "a packet has one spelling");
        has_one_spelling(&packet);
    }
    if let Ok(packet) = Packet::read(&with_head(text)) {
        has_one_spelling(&packet);
    }
    json(text);
    if let Ok(claim) = Claim::read(text) {
        assert!(!claim.name.is_empty() && !claim.name.contains(char::is_control));
    }
    content(text);
}

fn has_one_spelling(packet: &Packet) {
    assert_eq!(Packet::read(&packet.text()).as_ref(), Ok(packet), "it comes back from its text");
    assert_eq!(Packet::from_bytes(&packet.to_bytes()).as_ref(), Ok(packet), "it comes back from its bytes");
}

/// A packet with this header, and nothing but zeros sealed in it.
fn with_head(header: &str) -> String {
    let [head, nonce, sealed, tag] = [header.as_bytes(), &[0; 12], &[0; 1024], &[0; 16]].map(to_url_letters);
    format!("{head}..{nonce}.{sealed}.{tag}")
}

/// What we read, `serde_json` reads to the same value; it is written and read again as it was.
fn json(text: &str) {
    let Some(json) = Json::read(text) else { return };
    match serde_json::from_str::<serde_json::Value>(text) {
        Ok(others) => assert!(same(&json, &others), "{json:?} is not {others:?}"),
        // A number that is JSON and no number of a computer is none of ours either.
        Err(error) => assert!(error.to_string().contains("number out of range"), "{error}: {text}"),
    }
    assert_eq!(Json::read(&json.to_string()), Some(json));
}

fn same(json: &Json, others: &serde_json::Value) -> bool {
    match (json, others) {
        (Json::Text(text), serde_json::Value::String(other)) => text == other,
        (Json::Number(number), serde_json::Value::Number(other)) => other.as_i64() == Some((*number).into()),
        (Json::List(items), serde_json::Value::Array(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(item, other)| same(item, other))
        }
        // A name that comes twice would make them differ in number.
        (Json::Object(members), serde_json::Value::Object(others)) => {
            let found = |(name, value): &(String, Json)| others.get(name).is_some_and(|other| same(value, other));
            members.len() == others.len() && members.iter().all(found)
        }
        (Json::Other, serde_json::Value::Null | serde_json::Value::Bool(_)) => true,
        (Json::Other, serde_json::Value::Number(other)) => {
            // Only what is no small whole number in its one spelling.
            other.as_i64().and_then(|other| i32::try_from(other).ok()).is_none()
        }
        _ => false,
    }
}

/// What is read is written and read again as it was; what it means to the pack is what a person could have said.
fn content(text: &str) {
    let Ok(content) = Content::read(text) else { return };
    assert_eq!(Content::read(&content.to_string()).as_ref(), Ok(&content));
    let pack = shipped();
    let understood = content.against(&pack);
    let lines = understood.referral.parts.iter().flat_map(|(_, lines)| lines).chain(&understood.person);
    for line in lines {
        let question = pack.question(line.question).unwrap_or_else(|| unreachable!("understood by this pack"));
        let plain = question.plain(&line.answer);
        assert_eq!(question.accept(&plain).ok().flatten().as_ref(), Some(&line.answer), "{}: {plain:?}", question.name);
    }
}

/// A header of the profile, with the point that P-256 begins with (SEC 2, 2.4.2).
const HEADER: &str = r#"{"alg":"ECDH-ES","enc":"A256GCM","epk":{"kty":"EC","crv":"P-256","x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"},"kid":"0123456789abcdef","typ":"avr-ref+jwe","cty":"json"}"#;
const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY","y":"T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU","use":"enc","alg":"ECDH-ES","kid":"0123456789abcdef","name":"Help desk"}"#;

pub(crate) fn seeds() -> Vec<Vec<u8>> {
    let pack = shipped();
    let text = with_head(HEADER);
    let short = Packet::read(&text).map(|packet| packet.to_bytes()).unwrap_or_default();
    assert!(Claim::read(KEY).is_ok() && from_url_letters("AA").is_some(), "seeds are valid");
    let mut seeds = vec![HEADER.into(), KEY.into(), text.into_bytes(), short];
    for with in 0..4_u8 {
        let mut interview = Interview::new(&pack, walks::today());
        walks::answer_all(&mut interview, |index| u8::try_from(index % 256).unwrap_or(0).wrapping_mul(with));
        seeds.push(Content::of(&interview, "K7M4-QX2P", "ar").to_string().into_bytes());
    }
    seeds
}
