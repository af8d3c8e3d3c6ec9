use crate::card::{Effect, Outcome};
use crate::question::Kind;
use crate::testing::{Person, Sample};
use crate::truth::Truth::{self, False, True, Unknown};

/// Questions of every kind; `hidden` and `hidden_many` are asked of nobody.
fn sample() -> Sample {
    Sample::default()
        .one("fear", &["no", "yes", "unknown", "skip"])
        .one("here", &["EG", "SD", "other"])
        .one("from", &["SD", "NG", "EG", "SY", "skip"])
        .many("needs", &["food", "rent", "none", "skip"])
        .number("kids")
        .asks("back", Kind::Date, &[])
        .asks("name", Kind::Text { max_chars: 20 }, &[])
        .one("hidden", &["no", "yes"])
        .shown_when("false()")
        .fact("afraid", "${fear} = 'yes'")
        .programme("HOME")
        .rule(Effect::Hold, "${afraid}")
}

fn silent() -> Person {
    sample().person()
}

/// In *shown when*, and in rules.
fn both(person: &Person, text: &str) -> [Truth; 2] {
    [person.shown_when(text), person.rule(text)]
}

#[test]
fn what_is_not_answered_is_empty_for_shown_when_and_unknown_for_rules() {
    let person = silent();
    for text in [
        "${fear} = 'yes'",
        "selected(${needs}, 'food')",
        "${kids} > 2",
        "${kids} = 0",
        "${kids} + 1 > 0",
        "${back} < today()",
        "${name} = 'Amina'",
        "${from} = ${here}",
        "listed(${from}, 'advisories')",
        "${afraid}",
        "count-selected(${needs}) > 0",
        "if(${fear} = 'yes', true(), false())",
    ] {
        assert_eq!(both(&person, text), [False, Unknown], "{text}");
        assert_eq!(both(&person, &format!("not({text})")), [True, Unknown], "not({text})");
    }
    assert_eq!(both(&person, "${fear} != 'yes'"), [True, Unknown]);
    assert_eq!(both(&person, "${fear} = ''"), [True, Unknown]);
    assert_eq!(both(&person, "count-selected(${needs}) = 0"), [True, Unknown]);
}

#[test]
fn what_is_not_asked_is_empty_for_both() {
    let person = silent().says("hidden", "yes");
    for (text, truth) in [
        ("${hidden} = 'yes'", False),
        ("${hidden} != 'yes'", True),
        ("${hidden} = ''", True),
        ("answered(${hidden})", False),
        ("shown(${hidden})", False),
        ("coalesce(${hidden}, ${fear}) = 'yes'", False),
    ] {
        let person = if text.contains("fear") { sample().person().says("fear", "no") } else { silent() };
        assert_eq!(both(&person, text), [truth; 2], "{text}");
    }
    assert_eq!(both(&person, "${hidden} = 'yes'"), [False; 2], "an answer from before counts for nothing");
}

#[test]
fn dont_know_and_wont_say_are_that_option_and_leave_every_other_open() {
    for (word, other) in [("skip", "unknown"), ("unknown", "skip")] {
        let person = silent().says("fear", word);
        assert_eq!(both(&person, &format!("${{fear}} = '{word}'")), [True; 2]);
        assert_eq!(both(&person, &format!("${{fear}} = '{other}'")), [False, Unknown]);
        assert_eq!(both(&person, "${fear} = 'yes'"), [False, Unknown]);
        assert_eq!(both(&person, "${fear} = 'no'"), [False, Unknown]);
        assert_eq!(both(&person, "${fear} = ''"), [False; 2], "something was said");
        assert_eq!(both(&person, "answered(${fear})"), [False; 2]);
        assert_eq!(both(&person, "shown(${fear})"), [True; 2]);
    }
    let person = silent().ticks("needs", &["skip"]);
    assert_eq!(both(&person, "selected(${needs}, 'skip')"), [True; 2]);
    assert_eq!(both(&person, "selected(${needs}, 'food')"), [False, Unknown]);
    assert_eq!(both(&person, "count-selected(${needs}) > 0"), [False, Unknown]);
    let person = silent().says("from", "skip").says("here", "EG");
    assert_eq!(both(&person, "${from} = ${here}"), [False, Unknown]);
    assert_eq!(both(&person, "listed(${from}, 'advisories')"), [False, Unknown]);
}

#[test]
fn an_answer_is_read_alike_by_both() {
    let person = silent()
        .says("fear", "no")
        .says("here", "EG")
        .says("from", "SD")
        .ticks("needs", &["food", "rent"])
        .counts("kids", 3)
        .says("back", "2026-11-20")
        .says("name", "Amina");
    for text in [
        "${fear} = 'no'",
        "${fear} != 'yes'",
        "${fear} != ''",
        "'no' = ${fear}",
        "not(${afraid})",
        "${from} != ${here}",
        "listed(${from}, 'advisories')",
        "not(listed(${here}, 'advisories'))",
        "selected(${needs}, 'food') and not(selected(${needs}, 'none'))",
        "selected(${fear}, 'no')",
        "count-selected(${needs}) = 2",
        "${kids} = 3",
        "${kids} != 4",
        "${kids} > 2 and ${kids} >= 3 and ${kids} < 4 and ${kids} <= 3",
        "not(${kids} > 3) and not(${kids} < 3)",
        "${kids} + 2 = 5 and ${kids} - 4 = -1",
        "10 - ${kids} - 2 = 5",
        "${back} < today() and today() - ${back} = 4",
        "${name} = 'Amina' and ${name} != 'amina'",
        "answered(${kids}) and answered(${needs}) and shown(${name})",
        "if(${kids} > 2, ${fear} = 'no', ${fear} = 'yes')",
        "if(${kids} > 2, 1, 2) = 1",
        "if(${kids} > 2, ${here}, ${from}) = 'EG'",
        "coalesce(${kids}, 7) = 3",
        "coalesce(${hidden}, ${fear}) = 'no'",
        "coalesce(${fear}, ${hidden}) = 'no'",
    ] {
        assert_eq!(both(&person, text), [True; 2], "{text}");
        assert_eq!(both(&person, &format!("not({text})")), [False; 2], "not({text})");
    }
}

#[test]
fn same_country_is_the_same_word_wherever_it_stands_in_its_list() {
    let person = silent().says("here", "SD").says("from", "SD");
    assert_eq!(person.rule("${from} = ${here}"), True);
    assert_eq!(person.says("here", "EG").rule("${from} = ${here}"), False);
}

#[test]
fn what_is_known_decides_where_it_can() {
    let person = silent().counts("kids", 3);
    for (text, truth) in [
        ("${kids} = 4 and ${fear} = 'yes'", False),
        ("${kids} = 3 and ${fear} = 'yes'", Unknown),
        ("${kids} = 3 or ${fear} = 'yes'", True),
        ("${kids} = 4 or ${fear} = 'yes'", Unknown),
        ("if(${fear} = 'yes', ${kids} = 3, ${kids} > 2)", True),
        ("if(${fear} = 'yes', ${kids} = 3, ${kids} = 4)", Unknown),
        ("if(${fear} = 'yes', ${kids}, 3) = 3", True),
        ("if(${fear} = 'yes', ${kids}, 4) = 3", Unknown),
    ] {
        assert_eq!(person.rule(text), truth, "{text}");
    }
}

#[test]
fn coalesce_takes_the_second_only_where_the_first_is_empty() {
    assert_eq!(both(&silent(), "coalesce(${kids}, 7) = 7"), [True, Unknown], "unknown is not empty");
    assert_eq!(both(&silent().counts("kids", 0), "coalesce(${kids}, 7) = 0"), [True; 2], "nor is nought");
    let person = silent().says("fear", "skip").says("here", "EG");
    assert_eq!(both(&person, "coalesce(${hidden}, ${fear}) = 'yes'"), [False, Unknown]);
}

#[test]
fn an_option_that_is_not_offered_is_not_chosen() {
    let sample = Sample::default()
        .one("here", &["EG", "LY"])
        .many("city", &["cairo", "tripoli", "other"])
        .offers_when("cairo", "${here} = 'EG'")
        .offers_when("tripoli", "${here} = 'LY'");
    let person = sample.person().says("here", "EG").ticks("city", &["cairo", "other"]);
    assert_eq!(person.rule("selected(${city}, 'cairo') and count-selected(${city}) = 2"), True);
    let moved = person.says("here", "LY");
    assert_eq!(both(&moved, "selected(${city}, 'cairo')"), [False; 2]);
    assert_eq!(both(&moved, "count-selected(${city}) = 1"), [True; 2]);
}

#[test]
fn a_fact_is_read_in_the_way_of_the_place_that_uses_it() {
    let person = silent();
    assert_eq!(both(&person, "${afraid}"), [False, Unknown]);
    assert_eq!(both(&person.says("fear", "yes"), "${afraid}"), [True; 2]);
}

#[test]
fn what_another_card_says_is_always_known() {
    assert_eq!(both(&silent(), "outcome('HOME') = 'possible'"), [True; 2]);
    let person = silent().says("fear", "yes");
    assert_eq!(both(&person, "outcome('HOME') = 'hold'"), [True; 2]);
    assert_eq!(both(&person, "outcome('HOME') != 'hold'"), [False; 2]);
    assert_eq!(person.outcome("HOME"), Outcome::Hold);
}

#[test]
fn a_date_of_which_only_the_year_is_known_begins_with_its_first_day() {
    let person = silent().says("back", "2026");
    assert_eq!(person.rule("today() - ${back} = 327"), True);
    assert_eq!(silent().says("back", "2026-11").rule("today() - ${back} = 23"), True);
}
