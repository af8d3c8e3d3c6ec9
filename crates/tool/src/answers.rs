//! Answers as other programs write them: one JSON object, question id to value.

use std::collections::BTreeMap;
use std::sync::Arc;

use engine::answer::{AnswerError, Plain};
use engine::date::Date;
use engine::interview::Interview;
use engine::pack::Pack;
use serde::Deserialize;
use serde_json::Value;
use thiserror::Error;

/// Why a line is not a set of answers.
#[derive(Debug, Error)]
pub enum LineError {
    /// It is not a JSON object of answers.
    #[error("not a JSON object of answers: {0}")]
    NotJson(#[from] serde_json::Error),
    /// A value that is no answer to any question.
    #[error("`{question}`: {problem}")]
    NoAnswer {
        /// The question.
        question: String,
        /// What is wrong with the value.
        problem: String,
    },
    /// A question that the pack does not have.
    #[error("there is no question `{0}`")]
    NoSuchQuestion(String),
    /// An answer that does not fit its question.
    #[error(transparent)]
    Answer(#[from] AnswerError),
}

/// An interview with the answers of one JSON object.
///
/// # Errors
/// [`LineError`] when the line is not JSON, or an answer does not fit the pack.
pub fn read_line(pack: &Arc<Pack>, today: Date, line: &str) -> Result<Interview, LineError> {
    let values: BTreeMap<String, Value> = serde_json::from_str(line)?;
    let mut answers = BTreeMap::new();
    for (question, value) in values {
        match Plain::deserialize(value) {
            Ok(plain) => answers.insert(question, plain),
            Err(error) => return Err(LineError::NoAnswer { question, problem: error.to_string() }),
        };
    }
    read(pack, today, &answers)
}

/// An interview with these answers.
///
/// # Errors
/// [`LineError`] when an answer does not fit the pack.
pub fn read(pack: &Arc<Pack>, today: Date, answers: &BTreeMap<String, Plain>) -> Result<Interview, LineError> {
    let mut interview = Interview::new(pack, today);
    for (name, plain) in answers {
        let id = pack.question_named(name).ok_or_else(|| LineError::NoSuchQuestion(name.clone()))?;
        if let Some(question) = pack.question(id) {
            let answer = question.accept(plain)?;
            interview.answer(id, answer);
        }
    }
    Ok(interview)
}
