//! Which text says an answer: the one way from codes to words, for the screen, for paper and for the tool.

use crate::answer::{Answer, chosen};
use crate::id::OptionId;
use crate::question::{Choice, Meaning, OptionSource, Question};
use crate::text::{Direction, Texts, Value, isolated, plain};

/// The words of an option.
#[must_use]
pub fn option(texts: &Texts, question: &Question, id: OptionId) -> String {
    question.options.get(id).map_or_else(String::new, |choice| plain(choice_text(texts, question, choice)))
}

/// The text of an option, with its links to the glossary.
#[must_use]
pub fn choice_text<'a>(texts: &'a Texts, question: &Question, choice: &Choice) -> &'a str {
    let own = texts.get(&format!("q.{}.o.{}", question.name, choice.name));
    let common = || match choice.meaning {
        Meaning::DontKnow => texts.get("answer.unknown"),
        Meaning::WontSay => texts.get("answer.skip"),
        Meaning::Value => match question.options_from {
            OptionSource::Services => texts.get(&format!("service.{}.name", choice.name)),
            OptionSource::Languages => texts.get(&format!("language.{}", choice.name)),
            OptionSource::Countries { .. } | OptionSource::Listed => texts.get(&format!("country.{}", choice.name)),
        },
    };
    own.or_else(common).unwrap_or_default()
}

/// An answer in words; several options one after the other, in the question's order.
#[must_use]
pub fn answer(texts: &Texts, question: &Question, answer: &Answer) -> String {
    match answer {
        Answer::DontKnow | Answer::WontSay => {
            let wanted = if *answer == Answer::DontKnow { Meaning::DontKnow } else { Meaning::WontSay };
            let found = question.options.find(|choice| choice.meaning == wanted);
            found.map_or_else(String::new, |(_, choice)| plain(choice_text(texts, question, choice)))
        }
        Answer::One(_) | Answer::Many(_) => {
            let words: Vec<String> = chosen(answer).iter().map(|id| option(texts, question, *id)).collect();
            words.join(separator(texts))
        }
        Answer::Number(number) => isolated(Value::Code(&number.to_string())),
        Answer::Date(date) => isolated(Value::Code(&date.to_string())),
        Answer::Text(text) => isolated(Value::Words(text)),
    }
}

/// What stands between a label and what it says. French has a no-break space before its colon.
#[must_use]
pub fn colon(texts: &Texts) -> &'static str {
    if texts.language() == "fr" { "\u{a0}: " } else { ": " }
}

/// What stands between two things that are listed.
#[must_use]
pub fn separator(texts: &Texts) -> &'static str {
    match texts.direction() {
        Direction::Ltr => ", ",
        Direction::Rtl => "، ",
    }
}
