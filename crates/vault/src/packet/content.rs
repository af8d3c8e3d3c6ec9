//! What is in a packet: what a person agreed to hand over, and nothing else.
//!
//! A JSON object with these members and no others; `docs/packet.schema.json` is the same for other programs:
//!
//! ```text
//! format       1
//! pack         id of the pack
//! pack_sha256  its SHA-256, 64 hexadecimal digits
//! reference    what the referral is known by
//! day          when it was made, YYYY-MM-DD
//! language     the language that the person had chosen
//! priority     "emergency" (24 hours), "urgent" (72 hours) or "normal" (two weeks)
//! to           ids of the services that may see it
//! consent      by: who agrees (left out where nobody said), not_share: who must not see it, parts: what is handed over
//! requested    ids of the cards asked for
//! person       what the person wrote for the referral: a name, how to talk, how to reach them; by question id
//! answers      the answers of the parts that were ticked; by question id
//! ```
//!
//! An answer is a text (one option, words, or a date of any precision), a list of options, or a whole number: the same as
//! in the answers that `dalil` reads. *Don't know* and *won't say* are not handed over.
//!
//! It is read in two steps. [`Content::read`] says whether it is of the format. [`Content::against`] says what it means
//! to the pack of today: what that does not know is named, and never taken for something else.

use core::fmt;

use engine::answer::{Answer, Plain, clean_text};
use engine::card::Priority;
use engine::date::Date;
use engine::id::QuestionId;
use engine::interview::{Interview, is_open};
use engine::referral::Line;
use thiserror::Error;

use crate::json::Json;

mod meaning;

pub use meaning::{LeftOut, Understood};

/// The format that this version writes.
pub const FORMAT: i32 = 1;
/// The questions whose answers are handed over besides the parts: asked for the referral alone, and printed on its
/// paper.
pub const PERSON: [&str; 6] = ["ref_name", "lang_talk", "talk_with", "contact_how", "contact_value", "contact_safe"];

const MEMBERS: [&str; 12] = [
    "format",
    "pack",
    "pack_sha256",
    "reference",
    "day",
    "language",
    "priority",
    "to",
    "consent",
    "requested",
    "person",
    "answers",
];

/// A referral as it is sealed, by the names of content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// The id of the pack.
    pub pack: String,
    /// The SHA-256 of the pack, in hexadecimal digits.
    pub pack_sha256: String,
    /// What the referral is known by.
    pub reference: String,
    /// When it was made.
    pub day: Date,
    /// The language that the person had chosen.
    pub language: String,
    /// How soon somebody must act.
    pub priority: Priority,
    /// The services that may see it.
    pub to: Vec<String>,
    /// Who agrees.
    pub consent_by: Option<String>,
    /// Who must not see it.
    pub not_share: Vec<String>,
    /// The parts that are handed over.
    pub parts: Vec<String>,
    /// The cards asked for.
    pub requested: Vec<String>,
    /// What the person wrote for the referral.
    pub person: Vec<(String, Plain)>,
    /// The answers of the parts that were ticked.
    pub answers: Vec<(String, Plain)>,
}

/// Why a text is not the content of a packet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ContentError {
    /// It is not what this app writes.
    #[error("what is in this packet is not a referral")]
    NotAReferral,
    /// A newer version of the app wrote it.
    #[error("written by a newer version of Dalil (format {0}): open it with that version")]
    Newer(i32),
}

impl Content {
    /// What the person agreed to hand over, as the interview stands.
    #[must_use]
    pub fn of(interview: &Interview, reference: &str, language: &str) -> Self {
        let pack = interview.pack();
        let referral = interview.referral();
        let services = &pack.directory().services;
        let named = |line: &Line| {
            let question = pack.question(line.question)?;
            Some((question.name.clone(), question.plain(&line.answer)))
        };
        let person = PERSON.iter().filter_map(|name| {
            let question = pack.question_named(name)?;
            let answer = interview.said(question).filter(|answer| !is_open(answer))?.clone();
            named(&Line { question, answer })
        });
        let words = |said: Option<&(QuestionId, Answer)>| {
            let plain = said.and_then(|(id, answer)| Some(pack.question(*id)?.plain(answer)));
            plain.as_ref().map(words).unwrap_or_default()
        };
        Self {
            pack: pack.content().id.clone(),
            pack_sha256: pack.sha256().to_owned(),
            reference: reference.to_owned(),
            day: interview.today(),
            language: language.to_owned(),
            priority: referral.priority,
            to: referral.to.iter().filter_map(|id| Some(services.get(*id)?.name.clone())).collect(),
            consent_by: words(referral.consent_by.as_ref()).into_iter().next(),
            not_share: words(referral.not_share.as_ref()),
            parts: referral.parts.iter().map(|(part, _)| part.name().to_owned()).collect(),
            requested: referral.requested.iter().filter_map(|id| Some(pack.card(*id)?.name.clone())).collect(),
            person: person.collect(),
            answers: referral.parts.iter().flat_map(|(_, lines)| lines).filter_map(named).collect(),
        }
    }

    /// Reads a content.
    ///
    /// # Errors
    /// [`ContentError`] when it is not of the format.
    pub fn read(text: &str) -> Result<Self, ContentError> {
        let json = Json::read(text).ok_or(ContentError::NotAReferral)?;
        if let Some(Json::Number(format)) = json.member("format")
            && *format > FORMAT
        {
            return Err(ContentError::Newer(*format));
        }
        Self::of_json(&json).ok_or(ContentError::NotAReferral)
    }

    fn of_json(json: &Json) -> Option<Self> {
        let consent = json.member("consent")?;
        let sound = json.has_only(&MEMBERS)
            && json.member("format") == Some(&Json::Number(FORMAT))
            && (consent.has_only(&["by", "not_share", "parts"]) || consent.has_only(&["not_share", "parts"]));
        if !sound {
            return None;
        }
        let text = |name| json.member(name).and_then(Json::text).map(clean_text);
        let pack_sha256 = text("pack_sha256")?;
        let is_hash = pack_sha256.len() == 64 && pack_sha256.bytes().all(|it| matches!(it, b'0'..=b'9' | b'a'..=b'f'));
        Some(Self {
            pack: text("pack")?,
            pack_sha256: is_hash.then_some(pack_sha256)?,
            reference: text("reference")?,
            day: text("day")?.parse().ok()?,
            language: text("language")?,
            priority: priority_named(&text("priority")?)?,
            to: texts(json.member("to")?)?,
            consent_by: consent.member("by").map(|by| by.text().map(clean_text).ok_or(())).transpose().ok()?,
            not_share: texts(consent.member("not_share")?)?,
            parts: texts(consent.member("parts")?)?,
            requested: texts(json.member("requested")?)?,
            person: answers(json.member("person")?)?,
            answers: answers(json.member("answers")?)?,
        })
    }
}

/// Writes it as it is sealed.
impl fmt::Display for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = |words: &[String]| Json::List(words.iter().cloned().map(Json::Text).collect());
        let plain = |said: &Plain| match said {
            Plain::Word(word) => Json::Text(word.clone()),
            Plain::Words(words) => list(words),
            Plain::Number(number) => Json::Number(*number),
        };
        let answers = |answers: &[(String, Plain)]| {
            Json::Object(answers.iter().map(|(question, said)| (question.clone(), plain(said))).collect())
        };
        let by = self.consent_by.iter().map(|by| ("by".to_owned(), Json::Text(by.clone())));
        let rest = [("not_share".to_owned(), list(&self.not_share)), ("parts".to_owned(), list(&self.parts))];
        Json::object([
            ("format", Json::Number(FORMAT)),
            ("pack", self.pack.as_str().into()),
            ("pack_sha256", self.pack_sha256.as_str().into()),
            ("reference", self.reference.as_str().into()),
            ("day", Json::Text(self.day.to_string())),
            ("language", self.language.as_str().into()),
            ("priority", self.priority.name().into()),
            ("to", list(&self.to)),
            ("consent", Json::Object(by.chain(rest).collect())),
            ("requested", list(&self.requested)),
            ("person", answers(&self.person)),
            ("answers", answers(&self.answers)),
        ])
        .fmt(f)
    }
}

/// The words of what was said.
fn words(said: &Plain) -> Vec<String> {
    match said {
        Plain::Word(word) => vec![word.clone()],
        Plain::Words(words) => words.clone(),
        Plain::Number(number) => vec![number.to_string()],
    }
}

fn texts(json: &Json) -> Option<Vec<String>> {
    let Json::List(items) = json else { return None };
    items.iter().map(|item| item.text().map(clean_text)).collect()
}

fn answers(json: &Json) -> Option<Vec<(String, Plain)>> {
    let Json::Object(members) = json else { return None };
    let plain = |value: &Json| match value {
        Json::Text(text) => Some(Plain::Word(clean_text(text))),
        Json::Number(number) => Some(Plain::Number(*number)),
        list => texts(list).map(Plain::Words),
    };
    members.iter().map(|(question, value)| Some((question.clone(), plain(value)?))).collect()
}

fn priority_named(name: &str) -> Option<Priority> {
    [Priority::Normal, Priority::Urgent, Priority::Emergency].into_iter().find(|priority| priority.name() == name)
}

#[cfg(test)]
mod tests;
