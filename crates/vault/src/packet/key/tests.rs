#![allow(clippy::string_slice, reason = "letters are ASCII")]

use super::*;
use crate::testing::{Soft, now};

/// The English words, which are compared by people who have different copies of the app: a changed list would give the
/// same key other words.
const LIST: &str = include_str!("../../../../../content/words/en.txt");

/// Bob's key of RFC 7518, appendix C.
const X: &str = "weNJy2HscCSM6AEDTDg04biOvhFhyyWvOHQfeF_PxMQ";
const Y: &str = "e8lnCO-AlStT-NJVX-crhB7QRYhiix03illJOVAOyck";

fn bob() -> PublicKey {
    let bytes = |letters| from_url_letters(letters).unwrap().try_into().unwrap();
    now(PublicKey::of(&Soft::default(), Point::new(bytes(X), bytes(Y)).unwrap())).unwrap()
}

fn read(text: &str) -> Result<Organisation, KeyError> {
    now(Organisation::read(&Soft::default(), text))
}

/// The key as it is given away, with one change.
fn changed(from: &str, to: &str) -> String {
    let jwk = Organisation::new("Help desk", bob()).unwrap().to_jwk();
    let changed = jwk.replace(from, to);
    assert_ne!(changed, jwk, "{from}");
    changed
}

#[test]
fn a_thumbprint_is_that_of_rfc_7638_and_gives_id_and_words() {
    // Worked out with jwcrypto 1.1: JWK.thumbprint() of the same key.
    assert_eq!(to_url_letters(&bob().thumbprint().0), "Vy57XrArUrW0NbpI12tEzDHABxMwrTh6HHXRenSpnCo");
    assert_eq!(bob().id().to_string(), "572e7b5eb02b52b5");
    assert_eq!(bob().thumbprint().words(LIST), Some(["gallery", "kitchen", "subtle", "gymnast", "resort", "glass"]));
}

#[test]
fn other_lists_give_no_words() {
    for list in ["", "one\ntwo", &format!("{LIST}more\n"), &LIST.replacen("ability\n", "", 1)] {
        assert_eq!(bob().thumbprint().words(list), None);
    }
}

#[test]
fn the_first_66_bits_are_in_the_words_and_no_two_keys_share_them_by_chance() {
    let mut print = Thumbprint([0; 32]);
    let zero = print.words(LIST).unwrap();
    assert_eq!(zero, ["ability"; 6]);
    for bit in 0..66 {
        print.0 = [0; 32];
        print.0[bit / 8] |= 0x80 >> (bit % 8);
        let words = print.words(LIST).unwrap();
        assert_eq!(words.iter().filter(|word| **word != "ability").count(), 1, "bit {bit}");
        assert_ne!(words[bit / 11], "ability");
    }
    print.0 = [0; 32];
    print.0[8] = 0x3F;
    assert_eq!(print.words(LIST).unwrap(), zero, "bits after the 66th are in no word");
}

#[test]
fn a_public_key_that_was_given_away_is_read_again_in_any_order() {
    let organisation = Organisation::new("مكتب المساعدة \"Cairo\"", bob()).unwrap();
    let jwk = organisation.to_jwk();
    assert_eq!(read(&jwk), Ok(organisation));
    let Some(Json::Object(mut members)) = Json::read(&jwk) else { panic!("{jwk}") };
    members.reverse();
    assert_eq!(read(&format!(" {} \n", Json::Object(members))), read(&jwk));
}

#[test]
fn a_changed_key_is_told_from_a_foreign_one_and_from_a_private_one() {
    assert_eq!(read(&changed(&bob().id().to_string(), "0123456789abcdef")), Err(KeyError::OtherId));
    assert_eq!(read(&changed(r#""kty""#, r#""d":"AAAA","kty""#)), Err(KeyError::Private));
    let foreign = [
        ("P-256", "P-384"),
        (r#""EC""#, r#""OKP""#),
        (r#""enc""#, r#""sig""#),
        ("ECDH-ES", "ECDH-ES+A128KW"),
        (r#""kty":"EC","#, r#""kty":"EC","kty":"EC","#),
        (r#""kty":"EC","#, r#""kty":"EC","x5u":"https://example.org","#),
        (r#","name":"Help desk""#, ""),
        ("Help desk", ""),
        ("Help desk", " Help desk"),
        ("Help desk", "Help\\ndesk"),
        ("Help desk", "\u{202e}ksed pleH"),
        (X, "AAAA"),
        (X, Y),
        (X, "_____wAAAAEAAAAAAAAAAAAAAAD_______________8"),
    ];
    for (from, to) in foreign {
        assert_eq!(read(&changed(from, to)), Err(KeyError::NotAKey), "{from} {to}");
    }
    assert_eq!(read(&changed("Help desk", &"x".repeat(81))), Err(KeyError::NotAKey));
    assert!(read(&changed("Help desk", &"ض".repeat(80))).is_ok());
    assert_eq!(read(&changed("Help desk", &"x".repeat(LONGEST))), Err(KeyError::NotAKey));
    for text in ["", "{}", "[]", "null", "DL1"] {
        assert_eq!(read(text), Err(KeyError::NotAKey));
    }
}

#[test]
fn every_changed_letter_of_a_point_is_noticed() {
    for at in 0..43 {
        let letter = if X.as_bytes()[at] == b'A' { "B" } else { "A" };
        let x = format!("{}{letter}{}", &X[..at], &X[at + 1..]);
        let error = read(&changed(X, &x)).unwrap_err();
        assert!(matches!(error, KeyError::NotAKey | KeyError::OtherId), "{at}");
    }
}

#[test]
fn a_private_key_comes_back_from_its_bytes_with_the_public_one() {
    let device = Soft::default();
    let (pkcs8, public) = now(PrivateKey::generate(&device)).unwrap();
    assert_eq!(pkcs8.len(), 138);
    assert_eq!(now(PrivateKey::import(&device, &pkcs8)).map(|key| *key.public()), Ok(public));
    for at in 0..pkcs8.len() {
        let mut turned = pkcs8.clone();
        turned[at] ^= 1;
        assert!(now(PrivateKey::import(&device, &turned)).is_err(), "byte {at}");
        assert!(now(PrivateKey::import(&device, &pkcs8[..at])).is_err(), "{at} bytes");
    }
}

#[test]
fn a_private_key_beside_the_public_key_of_another_is_refused() {
    let device = Soft::default();
    let (one, _) = now(PrivateKey::generate(&device)).unwrap();
    let (other, _) = now(PrivateKey::generate(&device)).unwrap();
    let mixed = [&one[..73], &other[73..]].concat();
    assert!(matches!(now(PrivateKey::import(&device, &mixed)), Err(KeyError::NotAKey)));
}

#[test]
fn a_private_key_for_another_tool_has_both_halves() {
    let device = Soft::default();
    let (pkcs8, public) = now(PrivateKey::generate(&device)).unwrap();
    let jwk: serde_json::Value = serde_json::from_str(&private_jwk(&pkcs8).unwrap()).unwrap();
    assert_eq!(jwk["x"], to_url_letters(public.point().x()));
    assert_eq!(jwk["d"], to_url_letters(&pkcs8[36..68]));
    assert_eq!(private_jwk(&pkcs8[1..]), None);
    assert_eq!(read(&private_jwk(&pkcs8).unwrap()), Err(KeyError::Private), "and nobody takes it for a public one");
}

#[test]
fn an_id_has_one_spelling() {
    assert_eq!(KeyId::read("0123456789abcdef").unwrap().to_string(), "0123456789abcdef");
    for digits in
        ["0123456789ABCDEF", "+123456789abcdef", "123456789abcdef", "00123456789abcdef", "", "0123456789abcdeg"]
    {
        assert_eq!(KeyId::read(digits), None, "{digits}");
    }
}
