use super::*;
use crate::id::Id;
use crate::testing::question;

const NEEDS: &[&str] = &["food", "rent", "papers", "phone", "none", "skip", "unknown"];

fn needs(max_choices: Option<u8>) -> Question {
    question("needs", Kind::Many { max_choices }, NEEDS)
}

fn fear() -> Question {
    question("fear", Kind::One, &["no", "yes", "unknown", "skip"])
}

fn word(word: &str) -> Plain {
    Plain::Word(word.to_owned())
}

fn words(words: &[&str]) -> Plain {
    Plain::Words(words.iter().map(|word| (*word).to_owned()).collect())
}

/// What is ticked after these taps, one after the other.
fn tapped(question: &Question, taps: &[&str]) -> Plain {
    let after = taps.iter().fold(None, |before, tap| question.tap(before.as_ref(), question.option(tap).unwrap()));
    after.map_or(words(&[]), |answer| question.plain(&answer))
}

#[test]
fn a_tap_ticks_and_a_second_tap_takes_back() {
    let needs = needs(None);
    assert_eq!(tapped(&needs, &["rent"]), words(&["rent"]));
    assert_eq!(tapped(&needs, &["rent", "food"]), words(&["food", "rent"]), "in the question's order");
    assert_eq!(tapped(&needs, &["rent", "food", "rent"]), words(&["food"]));
    assert_eq!(tapped(&needs, &["rent", "rent"]), words(&[]), "no answer, not an empty one");
}

#[test]
fn an_option_that_goes_with_no_other_replaces_them_and_is_replaced() {
    let needs = needs(None);
    for alone in ["none", "skip", "unknown"] {
        assert_eq!(tapped(&needs, &["food", "rent", alone]), words(&[alone]));
        assert_eq!(tapped(&needs, &[alone, "food"]), words(&["food"]));
        assert_eq!(tapped(&needs, &[alone, alone]), words(&[]));
        for other in ["none", "skip", "unknown"].into_iter().filter(|other| *other != alone) {
            assert_eq!(tapped(&needs, &[alone, other]), words(&[other]));
        }
    }
}

#[test]
fn a_tap_beyond_the_most_changes_nothing() {
    let needs = needs(Some(2));
    assert_eq!(tapped(&needs, &["food", "rent", "phone"]), words(&["food", "rent"]));
    assert_eq!(tapped(&needs, &["food", "rent", "food", "phone"]), words(&["rent", "phone"]));
    assert_eq!(tapped(&needs, &["food", "rent", "none"]), words(&["none"]), "taking all back is always possible");
    assert_eq!(tapped(&needs, &["none", "rent", "food"]), words(&["food", "rent"]));
}

#[test]
fn a_tap_on_one_choice_replaces_and_stays() {
    let fear = fear();
    assert_eq!(tapped(&fear, &["no", "yes"]), word("yes"));
    assert_eq!(tapped(&fear, &["yes", "yes"]), word("yes"));
    assert_eq!(fear.tap(None, fear.option("skip").unwrap()), Some(Answer::WontSay));
    assert_eq!(fear.tap(None, fear.option("unknown").unwrap()), Some(Answer::DontKnow));
}

#[test]
fn a_tap_on_no_option_changes_nothing() {
    let before = Answer::One(OptionId::from_index(0));
    assert_eq!(fear().tap(Some(&before), OptionId::from_index(9)), Some(before));
}

#[test]
fn a_list_is_taken_in_the_questions_order_and_each_option_once() {
    let answer = needs(None).accept(&words(&["rent", "food", "rent"])).unwrap().unwrap();
    assert_eq!(needs(None).plain(&answer), words(&["food", "rent"]));
    assert_eq!(needs(None).accept(&words(&[])), Ok(None));
}

#[test]
fn what_was_said_counts_for_more_than_none_of_these() {
    for alone in ["none", "skip", "unknown"] {
        let answer = needs(None).accept(&words(&[alone, "rent"])).unwrap().unwrap();
        assert_eq!(needs(None).plain(&answer), words(&["rent"]));
    }
    assert_eq!(needs(None).accept(&words(&["skip"])), Ok(Some(Answer::WontSay)));
    assert_eq!(needs(None).accept(&word("unknown")), Ok(Some(Answer::DontKnow)), "a word alone is taken too");
}

#[test]
fn what_does_not_fit_is_refused_with_the_question() {
    let children = question("kids", Kind::Number { min: 0, max: 20 }, &[]);
    let name = question("name", Kind::Text { max_chars: 5 }, &[]);
    let back = question("back", Kind::Date, &[]);
    for (question, plain, said) in [
        (fear(), word("perhaps"), "`fear` has no option `perhaps`"),
        (fear(), words(&["yes"]), "`fear` takes one option, as a word"),
        (fear(), Plain::Number(1), "`fear` takes one option, as a word"),
        (needs(None), word("food"), "`needs` takes a list of options"),
        (needs(None), words(&["food", "fod"]), "`needs` has no option `fod`"),
        (needs(Some(2)), words(&["food", "rent", "phone"]), "`needs` takes at most 2 options"),
        (children.clone(), Plain::Number(-1), "`kids` takes a whole number from 0 to 20"),
        (children.clone(), Plain::Number(21), "`kids` takes a whole number from 0 to 20"),
        (children, word("2"), "`kids` takes a whole number"),
        (name.clone(), word("Amina2"), "`name` takes at most 5 characters"),
        (name, Plain::Number(5), "`name` takes a text"),
        (back, word("24.11.2026"), "`back` takes a date such as 2026, 2026-11 or 2026-11-24"),
    ] {
        assert_eq!(question.accept(&plain).unwrap_err().to_string(), said);
    }
}

#[test]
fn limits_belong_to_what_is_taken() {
    let children = question("kids", Kind::Number { min: 0, max: 20 }, &[]);
    for number in [0, 20] {
        assert_eq!(children.accept(&Plain::Number(number)), Ok(Some(Answer::Number(number))));
    }
    let name = question("name", Kind::Text { max_chars: 5 }, &[]);
    for five in ["Amina", "أمينة", "🙂🙂🙂🙂🙂", "  Amina  "] {
        let kept = Answer::Text(five.trim().to_owned());
        assert_eq!(name.accept(&word(five)), Ok(Some(kept)), "characters are counted, not bytes");
    }
    let two = needs(Some(2));
    assert!(two.accept(&words(&["food", "rent"])).is_ok());
    assert!(two.accept(&words(&["food", "rent", "skip"])).is_ok(), "only what is kept is counted");
}

#[test]
fn own_words_are_kept_without_what_breaks_a_line_or_turns_it_around() {
    for (written, kept) in [
        ("  Amina \n", "Amina"),
        ("two\r\nlines\tand\u{0}more", "two  lines and more"),
        ("one\u{2028}two\u{2029}three", "one two three"),
        ("\u{202E}evil\u{202C}", "evil"),
        ("\u{2066}a\u{2067}b\u{2068}c\u{2069}", "abc"),
        ("\u{202A}\u{202B}\u{202D} ", ""),
        ("می\u{200C}خواهم", "می\u{200C}خواهم"),
        ("<b>&amp;", "<b>&amp;"),
    ] {
        assert_eq!(clean_text(written), kept, "{written:?}");
        assert_eq!(clean_text(kept), kept, "{kept:?} a second time");
    }
    let name = question("name", Kind::Text { max_chars: 5 }, &[]);
    assert_eq!(name.accept(&word(" \u{202E}\n")), Ok(None), "nothing is left: no answer");
}

#[test]
fn a_date_is_kept_as_exactly_as_it_was_said() {
    let back = question("back", Kind::Date, &[]);
    for date in ["2026", "2026-11", "2026-11-24"] {
        let answer = back.accept(&word(date)).unwrap().unwrap();
        assert_eq!(back.plain(&answer), word(date));
    }
}
