//! What the tests need: the pack that ships, people with answers, and what stands in a cell of their table.

use std::path::Path;
use std::sync::{Arc, OnceLock};

use dalil_tool::answers;
use dalil_tool::compile::{Compiled, compile_dir};
use engine::date::Date;
use engine::interview::Interview;
use engine::pack::Pack;
use engine::text::Texts;

use crate::Case;
use crate::table::{Cell, columns};

fn content() -> &'static Compiled {
    static CONTENT: OnceLock<Compiled> = OnceLock::new();
    CONTENT.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
        compile_dir(&folder).unwrap_or_else(|findings| panic!("the pack is wrong: {findings:?}"))
    })
}

pub(crate) fn pack() -> Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    Arc::clone(PACK.get_or_init(|| Arc::new(content().pack.clone())))
}

pub(crate) fn texts(language: &str) -> Texts {
    content().texts(language).unwrap()
}

/// Somebody with these answers, as `dalil evaluate` reads them.
pub(crate) fn somebody(answers: &str) -> Interview {
    answers::read_line(&pack(), pack().content().date, answers).unwrap()
}

/// A man of 25 to 59 from Nigeria in Cairo, with a child, who fears to go back; he does not say how his health is.
pub(crate) fn ibrahim() -> Interview {
    somebody(IBRAHIM)
}

pub(crate) const IBRAHIM: &str = r#"{
    "mode": "staff", "help_today": ["home", "things"], "host_country": "EG", "host_city": "cairo",
    "nationality": "NG", "age_band": "25_59", "sex": "m", "family_here": ["own_children"], "kids_n": 1,
    "fear_return": "yes", "health": "skip", "function": ["skip"], "food": "some_days", "needs": ["food", "rent"],
    "want_return": "yes", "other_parent_ok": "unknown", "want_paper": "yes", "ref_name": "Ibrahim",
    "contact_how": "call", "contact_value": "+20 100 000 0000", "lang_talk": ["ar", "ha"]
}"#;

pub(crate) fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub(crate) fn case<'a>(code: &'a str, interview: &'a Interview) -> Case<'a> {
    Case { code, begun: day("2026-11-20"), changed: day("2026-11-24"), interview }
}

/// What stands in the column of this name.
pub(crate) fn cell(case: &Case<'_>, name: &str) -> Cell {
    let pack = case.interview.pack();
    let column = columns(pack).into_iter().find(|column| column.name(pack) == name);
    column.unwrap_or_else(|| panic!("no column {name}")).cell(case)
}
