//! `dalil evaluate`: answers in, outcomes out, a JSON object a line.

use std::collections::BTreeMap;
use std::io::{self, BufRead, Write};
use std::sync::Arc;

use engine::date::Date;
use engine::id::QuestionId;
use engine::interview::Interview;
use engine::pack::Pack;
use serde::Serialize;

use crate::answers;

/// What comes out for one line.
#[derive(Serialize)]
struct Evaluated<'a> {
    outcomes: BTreeMap<&'a str, EvaluatedCard<'a>>,
    priority: &'static str,
    asked: Vec<&'a str>,
}

/// What comes out for one card.
#[derive(Serialize)]
struct EvaluatedCard<'a> {
    outcome: &'static str,
    reasons: Vec<&'a str>,
    missing: Vec<&'a str>,
}

#[derive(Serialize)]
struct Refused {
    error: String,
}

/// Evaluates line by line, in order. A line that is not valid gives `{"error": …}`. Returns how many were not.
///
/// # Errors
/// When reading or writing fails.
pub fn run(pack: &Arc<Pack>, today: Date, input: impl BufRead, mut output: impl Write) -> io::Result<usize> {
    let mut refused = 0;
    for line in input.split(b'\n') {
        let line = line?;
        let text = String::from_utf8_lossy(&line);
        let evaluated = match answers::read_line(pack, today, text.trim_end_matches('\r')) {
            Ok(interview) => serde_json::to_string(&evaluated(&interview)),
            Err(error) => {
                refused += 1;
                serde_json::to_string(&Refused { error: error.to_string() })
            }
        };
        writeln!(output, "{}", evaluated.map_err(io::Error::other)?)?;
    }
    output.flush()?;
    Ok(refused)
}

fn evaluated(interview: &Interview) -> Evaluated<'_> {
    let pack = interview.pack();
    let name = |id: QuestionId| pack.question(id).map(|question| question.name.as_str());
    let cards = pack.content().cards.iter().map(|(id, card)| {
        let evaluated = EvaluatedCard {
            outcome: interview.outcome(id).name(),
            reasons: interview.reasons(id).map(|rule| rule.code.as_str()).collect(),
            missing: interview.missing(id).into_iter().filter_map(name).collect(),
        };
        (card.name.as_str(), evaluated)
    });
    Evaluated {
        outcomes: cards.collect(),
        priority: interview.priority().name(),
        asked: interview.asked().filter_map(name).collect(),
    }
}
