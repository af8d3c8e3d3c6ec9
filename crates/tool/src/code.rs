//! `dalil read-code`: what a referral's QR code holds.

use std::collections::BTreeMap;

use anyhow::Result;
use engine::answer::Plain;
use engine::pack::Pack;
use vault::compact;

/// The answers of a code as a JSON object, question id to value.
///
/// # Errors
/// When the code is damaged or belongs to other questions.
pub fn answers(pack: &Pack, code: &str) -> Result<String> {
    let lines = compact::decode(pack, code)?;
    let answers: BTreeMap<&str, Plain> = lines
        .iter()
        .filter_map(|line| {
            let question = pack.question(line.question)?;
            Some((question.name.as_str(), question.plain(&line.answer)))
        })
        .collect();
    Ok(serde_json::to_string(&answers)?)
}
