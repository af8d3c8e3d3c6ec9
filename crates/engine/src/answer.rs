//! What a person said, and how it is read from and written to plain data.

use core::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use thiserror::Error;

use crate::date::PartialDate;
use crate::id::OptionId;
use crate::question::{Kind, Meaning, Question};

/// What a person answered to one question. No answer yet is the absence of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// *I don't know.*
    DontKnow,
    /// *I don't want to say.*
    WontSay,
    /// One option of a one-choice question.
    One(OptionId),
    /// The options ticked in a many-choice question: at least one, in the question's order, none twice.
    Many(Vec<OptionId>),
    /// A whole number within the question's limits.
    Number(i32),
    /// The person's own words, within the question's length, without control characters.
    Text(String),
    /// A date, as exactly as the person knows it.
    Date(PartialDate),
}

/// An answer as other programs see it: the ids of options as words, `skip` and `unknown` among them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Plain {
    /// A word: an option, a date, or free text.
    Word(String),
    /// Several options.
    Words(Vec<String>),
    /// A number.
    Number(i32),
}

/// Why something is not an answer to a question.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// No such option.
    #[error("`{question}` has no option `{option}`")]
    NoSuchOption {
        /// The question.
        question: String,
        /// What was given.
        option: String,
    },
    /// Given as a word where a list is wanted, or the like.
    #[error("`{question}` takes {wanted}")]
    WrongKind {
        /// The question.
        question: String,
        /// What it takes, in words.
        wanted: &'static str,
    },
    /// A number beyond the limits.
    #[error("`{question}` takes a whole number from {min} to {max}")]
    OutOfRange {
        /// The question.
        question: String,
        /// The smallest number.
        min: i32,
        /// The largest number.
        max: i32,
    },
    /// More options than may be ticked.
    #[error("`{question}` takes at most {max} options")]
    TooMany {
        /// The question.
        question: String,
        /// How many it takes.
        max: u8,
    },
    /// More characters than the question takes.
    #[error("`{question}` takes at most {max} characters")]
    TooLong {
        /// The question.
        question: String,
        /// How many it takes.
        max: u16,
    },
}

impl Question {
    /// Reads a plain value as an answer to this question. An empty list or text is no answer: `None`. An option
    /// that goes with no other is left out where others are named.
    ///
    /// # Errors
    /// When the value does not fit the question: [`AnswerError`] says why.
    pub fn accept(&self, plain: &Plain) -> Result<Option<Answer>, AnswerError> {
        if let Plain::Word(word) = plain
            && let Some((_, option)) = self.options.find(|option| option.name == *word)
            && let Some(answer) = open_answer(option.meaning)
        {
            return Ok(Some(answer));
        }
        match (&self.kind, plain) {
            (Kind::One, Plain::Word(word)) => Ok(Some(Answer::One(self.option_named(word)?))),
            (Kind::Many { max_choices }, Plain::Words(words)) => self.accept_many(words, *max_choices),
            (Kind::Number { min, max }, Plain::Number(number)) => {
                if (*min..=*max).contains(number) {
                    Ok(Some(Answer::Number(*number)))
                } else {
                    Err(AnswerError::OutOfRange { question: self.name.clone(), min: *min, max: *max })
                }
            }
            (Kind::Text { max_chars }, Plain::Word(text)) => self.accept_text(text, *max_chars),
            (Kind::Date, Plain::Word(text)) => {
                let date = text.parse().map_err(|_| self.wrong_kind())?;
                Ok(Some(Answer::Date(date)))
            }
            _ => Err(self.wrong_kind()),
        }
    }

    /// Writes an answer as a plain value: the opposite of [`Question::accept`].
    #[must_use]
    pub fn plain(&self, answer: &Answer) -> Plain {
        let name = |id: &OptionId| self.options.get(*id).map_or_else(String::new, |option| option.name.clone());
        let open = |wanted: Meaning| {
            let word =
                self.options.find(|option| option.meaning == wanted).map_or_else(String::new, |(_, o)| o.name.clone());
            if matches!(self.kind, Kind::Many { .. }) { Plain::Words(vec![word]) } else { Plain::Word(word) }
        };
        match answer {
            Answer::DontKnow => open(Meaning::DontKnow),
            Answer::WontSay => open(Meaning::WontSay),
            Answer::One(option) => Plain::Word(name(option)),
            Answer::Many(options) => Plain::Words(options.iter().map(name).collect()),
            Answer::Number(number) => Plain::Number(*number),
            Answer::Text(text) => Plain::Word(text.clone()),
            Answer::Date(date) => Plain::Word(date.to_string()),
        }
    }

    /// The answer after a tap on an option. A tap on a ticked option of a many-choice question takes it back; an
    /// option that goes with no other replaces them, and is replaced by them; a tap beyond `max_choices` changes
    /// nothing.
    #[must_use]
    pub fn tap(&self, before: Option<&Answer>, id: OptionId) -> Option<Answer> {
        let Some(option) = self.options.get(id) else { return before.cloned() };
        let open = open_answer(option.meaning);
        let Kind::Many { max_choices } = self.kind else {
            return Some(open.unwrap_or(Answer::One(id)));
        };
        if open.is_some() {
            return if before == open.as_ref() { None } else { open };
        }
        let mut ticked = before.map(chosen).unwrap_or_default().to_vec();
        if ticked.contains(&id) {
            ticked.retain(|other| *other != id);
        } else if option.alone {
            ticked = vec![id];
        } else {
            ticked.retain(|other| self.options.get(*other).is_some_and(|other| !other.alone));
            if max_choices.is_some_and(|max| ticked.len() >= usize::from(max)) {
                return before.cloned();
            }
            ticked.insert(ticked.partition_point(|other| *other < id), id);
        }
        (!ticked.is_empty()).then_some(Answer::Many(ticked))
    }

    fn accept_many(&self, words: &[String], max_choices: Option<u8>) -> Result<Option<Answer>, AnswerError> {
        let named = words.iter().map(|word| self.option_named(word)).collect::<Result<Vec<_>, _>>()?;
        let mut chosen: Vec<OptionId> = self.options.ids().filter(|id| named.contains(id)).collect();
        if chosen.len() > 1 {
            // What was said counts for more than *none of these* or *I don't want to say*.
            chosen.retain(|id| self.options.get(*id).is_some_and(|option| !option.alone));
        }
        if let Some(max) = max_choices
            && chosen.len() > usize::from(max)
        {
            return Err(AnswerError::TooMany { question: self.name.clone(), max });
        }
        let Some(first) = chosen.first() else { return Ok(None) };
        let meaning = self.options.get(*first).map_or(Meaning::Value, |option| option.meaning);
        Ok(Some(open_answer(meaning).unwrap_or(Answer::Many(chosen))))
    }

    fn accept_text(&self, text: &str, max_chars: u16) -> Result<Option<Answer>, AnswerError> {
        let kept = clean_text(text);
        if kept.chars().count() > usize::from(max_chars) {
            return Err(AnswerError::TooLong { question: self.name.clone(), max: max_chars });
        }
        Ok((!kept.is_empty()).then_some(Answer::Text(kept)))
    }

    fn option_named(&self, word: &str) -> Result<OptionId, AnswerError> {
        self.option(word)
            .ok_or_else(|| AnswerError::NoSuchOption { question: self.name.clone(), option: word.to_owned() })
    }

    fn wrong_kind(&self) -> AnswerError {
        let wanted = match self.kind {
            Kind::One => "one option, as a word",
            Kind::Many { .. } => "a list of options",
            Kind::Number { .. } => "a whole number",
            Kind::Text { .. } => "a text",
            Kind::Date => "a date such as 2026, 2026-11 or 2026-11-24",
        };
        AnswerError::WrongKind { question: self.name.clone(), wanted }
    }
}

/// What an option that leaves the question open answers.
fn open_answer(meaning: Meaning) -> Option<Answer> {
    match meaning {
        Meaning::Value => None,
        Meaning::DontKnow => Some(Answer::DontKnow),
        Meaning::WontSay => Some(Answer::WontSay),
    }
}

/// A person's own words as they are kept: without control characters (a line break becomes a space) and
/// without the marks that could turn the direction of what is printed around them; trimmed.
#[must_use]
pub fn clean_text(text: &str) -> String {
    let direction_mark = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    // U+2028 and U+2029 end a line and a paragraph, and are no control characters to Unicode.
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let spaced: String =
        text.chars().map(|c| if breaks(c) { ' ' } else { c }).filter(|c| !direction_mark(*c)).collect();
    spaced.trim().to_owned()
}

impl Serialize for Plain {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Word(word) => serializer.serialize_str(word),
            Self::Words(words) => words.serialize(serializer),
            Self::Number(number) => serializer.serialize_i32(*number),
        }
    }
}

impl<'de> Deserialize<'de> for Plain {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PlainVisitor)
    }
}

/// Written by hand: a derived untagged enum buffers every value first, which weighs several KB in the browser.
struct PlainVisitor;

impl<'de> de::Visitor<'de> for PlainVisitor {
    type Value = Plain;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a word, a list of words or a whole number")
    }

    fn visit_str<E: de::Error>(self, word: &str) -> Result<Plain, E> {
        Ok(Plain::Word(word.to_owned()))
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<Plain, E> {
        i32::try_from(number).map(Plain::Number).map_err(|_| E::custom("the number is too large"))
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<Plain, E> {
        i32::try_from(number).map(Plain::Number).map_err(|_| E::custom("the number is too large"))
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<Plain, E> {
        // Other programs write 2.0 for 2.
        let whole = number.fract() == 0.0 && number.abs() < 1e9;
        let digits = format!("{number:.0}");
        digits.parse().ok().filter(|_| whole).map(Plain::Number).ok_or_else(|| E::custom("not a whole number"))
    }

    fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<Plain, A::Error> {
        let mut words = Vec::new();
        while let Some(word) = seq.next_element()? {
            words.push(word);
        }
        Ok(Plain::Words(words))
    }
}

/// The options an answer names: none for numbers, texts, dates and open answers.
#[must_use]
pub fn chosen(answer: &Answer) -> &[OptionId] {
    match answer {
        Answer::One(option) => core::slice::from_ref(option),
        Answer::Many(options) => options,
        _ => &[],
    }
}

#[cfg(test)]
mod tests;
