use std::path::Path;

use engine::expression::parse::{self, Names};

use super::*;
use crate::compile::compile_dir;

fn shipped() -> Pack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
    compile_dir(&folder).unwrap_or_else(|_| panic!()).pack
}

/// What an author wrote, as XPath. `others_read.rs` shows that it means the same.
fn translated(text: &str) -> Result<String> {
    let pack = shipped();
    let content = pack.content();
    let facts: Vec<String> = content.facts.iter().map(|(_, fact)| fact.name.clone()).collect();
    let cards: Vec<String> = content.cards.iter().map(|(_, card)| card.name.clone()).collect();
    let lists = [("two".to_owned(), vec!["SD".to_owned(), "SY".to_owned()])];
    let names = Names { questions: &content.questions, facts: &facts, cards: &cards, lists: &lists };
    condition(&pack, &parse::condition(text, &names).unwrap())
}

#[test]
fn what_xpath_says_as_we_do_stays() {
    for text in ["${mode} = 'staff'", "selected(${needs}, 'food')", "${ref_name} = ''"] {
        assert_eq!(translated(text).unwrap(), text);
    }
    assert_eq!(translated("${mode} = 'staff' and ${sex} != 'm'").unwrap(), "(${mode} = 'staff' and not(${sex} = 'm'))");
}

#[test]
fn what_xpath_has_not_is_written_out() {
    for (text, written) in [
        ("${minor}", "(${age_band} = 'u15' or ${age_band} = '15_17')"),
        ("answered(${food})", "(${food} != '' and ${food} != 'skip')"),
        ("answered(${function})", "(${function} != '' and not(selected(${function}, 'skip')))"),
        ("shown(${with_adult})", "(${age_band} = 'u15' or ${age_band} = '15_17')"),
        ("shown(${mode})", "true()"),
        ("listed(${nationality}, 'two')", "(${nationality} = 'SD' or ${nationality} = 'SY')"),
        ("${kids_n} > 2", "2 < number(${kids_n})"),
        (
            "count-selected(${function}) = 1",
            "if(selected(${function}, 'skip'), number(''), count-selected(${function})) = 1",
        ),
    ] {
        assert_eq!(translated(text).unwrap(), written, "{text}");
    }
}

#[test]
fn what_a_form_cannot_say_is_refused() {
    assert_eq!(translated("outcome('RETURN') = 'hold'"), Err(Untranslatable::Outcome("RETURN".to_owned())));
    assert_eq!(translated("${mode} = 'staff' or today() > 3"), Err(Untranslatable::Date));
}

#[test]
fn words_with_both_marks_are_put_together() {
    assert_eq!(quoted("a"), "'a'");
    assert_eq!(quoted("it's"), "\"it's\"");
    assert_eq!(quoted("'\"'"), "concat('', \"'\", '\"', \"'\", '')");
}
