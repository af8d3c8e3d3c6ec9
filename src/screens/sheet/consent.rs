//! The consent, and what the receiving organisation fills in.

use engine::interview::Interview;
use engine::referral::Referral;
use engine::wording;

use super::row::{Pair, word};
use crate::components::kit::View;

/// How many sentences the consent has.
const SENTENCES: usize = 7;

/// The consent with who agrees and lines to sign; then the receiving part.
pub(super) fn consent_rows(pair: &Pair, interview: &Interview, referral: &Referral) -> Vec<View> {
    let mut rows = vec![pair.heading("form.consent")];
    rows.push(pair.words(|texts| {
        let sentences: Vec<String> = (1..=SENTENCES).map(|n| word(texts, &format!("consent.{n}"))).collect();
        sentences.join(" ")
    }));
    if let Some((question, answer)) = &referral.consent_by
        && let Some(asked) = interview.pack().question(*question)
    {
        rows.push(pair.line("q.consent_by.short", |texts| wording::answer(texts, asked, answer)));
    }
    rows.push(pair.blank("form.signed"));
    rows.push(pair.blank("form.signed_guardian"));
    rows.push(pair.heading("form.receiving"));
    rows.push(pair.blank("form.received_by"));
    rows.push(pair.blank("form.accepted"));
    rows.push(pair.blank("form.follow_up"));
    rows.push(pair.sentence("form.copies"));
    rows
}
