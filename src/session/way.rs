//! From a draft back to the screens that led to it, and from the screens to what a draft remembers of them.

use engine::flow::Half;
use engine::interview::Interview;

use super::Screen;

/// The name by which a draft remembers the place where a person was.
pub(super) fn name_of(opened: &[Screen], interview: &Interview) -> String {
    let resumed = opened.iter().rev().find(|screen| screen.can_be_resumed()).copied();
    match resumed.unwrap_or(Screen::Welcome) {
        Screen::Question(id) => {
            let name = interview.pack().question(id).map_or("", |question| question.name.as_str());
            format!("{}:{name}", Screen::Question(id).name())
        }
        other => other.name().to_owned(),
    }
}

/// Whether a draft names a place where a person can go on.
pub(super) fn is_a_place(at: &str) -> bool {
    at.starts_with("question:") || matches!(at, "results" | "check" | "sheet")
}

/// The screens that lead to the place a draft names, from those where it begins.
pub(super) fn way_to(interview: &Interview, at: &str, from: &[Screen]) -> Vec<Screen> {
    let questions = |half: Half, until: Option<&str>| {
        let pack = interview.pack();
        let mut way = Vec::new();
        for id in interview.way(half) {
            way.push(Screen::Question(id));
            if until.is_some() && pack.question(id).map(|question| question.name.as_str()) == until {
                return Some(way);
            }
        }
        until.is_none().then_some(way)
    };
    let name = at.strip_prefix("question:");
    let mut way = from.to_vec();
    if let Some(name) = name
        && let Some(found) = questions(Half::BeforeResults, Some(name))
    {
        way.extend(found);
        return way;
    }
    way.extend(questions(Half::BeforeResults, None).unwrap_or_default());
    let found = name.and_then(|name| questions(Half::AfterResults, Some(name)));
    match (name, found) {
        (Some(_), None) => {
            // The question is not asked any more: go on where the first answer is missing.
            let open = interview.first_unanswered(Half::BeforeResults);
            let keep = way.iter().position(|screen| open.is_some_and(|open| *screen == Screen::Question(open)));
            way.truncate(keep.map_or(way.len(), |at| at + 1));
        }
        (_, found) => {
            way.push(Screen::Results);
            way.extend(found.unwrap_or_default());
            way.extend(match at {
                "check" => Some(Screen::Check),
                "sheet" => Some(Screen::Sheet),
                _ => None,
            });
        }
    }
    way
}
