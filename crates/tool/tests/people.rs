//! Statements about people and rules, beyond the examples of the pack (which `dalil check` runs).
#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use engine::card::{Outcome, Priority};
use support::{Person, id, pack};

#[test]
fn the_quiet_person_seems_to_fit_and_nothing_is_missing() {
    let person = Person::quiet();
    assert_eq!(person.outcome("RETURN"), Outcome::Likely);
    assert_eq!(person.reasons("RETURN"), ["R0"]);
    assert!(person.missing("RETURN").is_empty());
}

#[test]
fn nothing_about_return_is_said_to_who_did_not_ask() {
    let person = Person::quiet().says_all("help_today", &["things"]);
    assert_eq!(person.outcome("RETURN"), Outcome::Na);
    assert_eq!(person.outcome("REINT"), Outcome::Na);
    assert!(!person.is_asked("want_return"));
}

#[test]
fn child_without_guardian_is_held() {
    let person = Person::quiet().says("age_band", "15_17").says("with_adult", "nobody");
    assert_eq!(person.outcome("RETURN"), Outcome::Hold);
    assert_eq!(person.reasons("RETURN"), ["P5"]);
    assert_eq!(person.outcome("CHILD"), Outcome::Likely);
    assert_eq!(person.0.priority(), Priority::Urgent);
}

#[test]
fn married_child_is_a_separated_child() {
    let person = Person::quiet().says("age_band", "15_17").says("with_adult", "spouse");
    assert_eq!(person.outcome("RETURN"), Outcome::Hold);
}

#[test]
fn child_who_has_not_said_who_cares_for_it_may_fit_and_is_asked() {
    let person = Person::quiet().says("age_band", "15_17");
    assert_eq!(person.outcome("RETURN"), Outcome::Possible);
    assert_eq!(person.missing("RETURN"), ["with_adult"]);
}

#[test]
fn a_hold_beats_a_third_country() {
    let person = Person::quiet().says("go_where", "third").says("fear_return", "yes");
    assert_eq!(person.outcome("RETURN"), Outcome::Hold);
    assert_eq!(person.reasons("RETURN"), ["P1"]);
}

#[test]
fn an_answer_that_is_left_out_is_missing_and_says_what_it_would_change() {
    let person = Person::quiet().takes_back("can_pay");
    assert_eq!(person.outcome("RETURN"), Outcome::Possible);
    assert_eq!(person.reasons("RETURN"), ["R4u"]);
    assert_eq!(person.missing("RETURN"), ["can_pay"]);
    let changes = person.0.what_if(pack().card_named("RETURN").unwrap(), id("can_pay"));
    let pack = pack();
    let named: Vec<(&str, Outcome)> = changes
        .iter()
        .map(|(option, outcome)| {
            (pack.question(id("can_pay")).unwrap().options.get(*option).unwrap().name.as_str(), *outcome)
        })
        .collect();
    assert_eq!(named, [("no", Outcome::Likely)]);
}

#[test]
fn wont_say_is_never_a_no() {
    for question in ["fear_return", "own_choice", "can_pay", "health", "free_move", "detained", "unhcr", "prior_avr"] {
        let person = Person::quiet().says(question, "skip");
        assert_eq!(person.outcome("RETURN"), Outcome::Possible, "{question}");
        assert!(person.missing("RETURN").contains(&question.to_owned()), "{question}");
    }
}

#[test]
fn age_that_is_not_said_can_still_change_return() {
    let person = Person::quiet().says("age_band", "skip");
    assert_eq!(person.reasons("RETURN"), ["C13"]);
    assert!(person.missing("RETURN").contains(&"age_band".to_owned()));
}

#[test]
fn a_held_card_misses_nothing_that_could_not_change_it() {
    let person = Person::quiet().says("fear_return", "yes").takes_back("can_pay").takes_back("health");
    assert_eq!(person.outcome("RETURN"), Outcome::Hold);
    assert!(person.missing("RETURN").is_empty());
}

#[test]
fn country_of_stay_that_is_not_said_counts_as_outside_the_five() {
    let person = Person::quiet().takes_back("host_country");
    assert_eq!(person.outcome("RETURN"), Outcome::Na);
    assert_eq!(person.outcome("DIRECT"), Outcome::Na);
    assert_eq!(person.missing("RETURN"), ["host_country"]);
}

#[test]
fn change_of_nationality_leaves_no_ghost_of_the_stay() {
    let person = Person::quiet().says("unhcr", "refugee").says("fear_return", "yes").says("nationality", "EG");
    assert_eq!(person.outcome("RETURN"), Outcome::Unlikely);
    assert_eq!(person.reasons("RETURN"), ["R2"]);
    assert_eq!(person.outcome("ASYLUM"), Outcome::Na);
    // The answers are still there if the change was a mistake.
    let back = person.says("nationality", "NG");
    assert_eq!(back.reasons("RETURN"), ["P1", "P4"]);
}

#[test]
fn city_of_another_country_is_no_answer() {
    let person = Person::quiet().says("host_country", "TN");
    assert_eq!(person.0.said(id("host_city")), None);
    assert!(person.0.remembered(id("host_city")).is_some());
}

#[test]
fn an_emergency_needs_only_the_one_answer() {
    let person = Person::silent().says("danger_now", "yes");
    assert_eq!(person.0.priority(), Priority::Emergency);
    assert_eq!(Person::silent().0.priority(), Priority::Normal);
}

#[test]
fn registered_and_exploited_may_fit_direct_help() {
    let needy = Person::quiet().says_all("help_today", &["things"]).says_all("needs", &["food"]);
    let registered = needy.says("unhcr", "seeker");
    assert_eq!(registered.reasons("DIRECT"), ["D3"]);
    let exploited = registered.says_all("work_hard", &["unpaid"]);
    assert_eq!(exploited.outcome("DIRECT"), Outcome::Possible);
    assert_eq!(exploited.reasons("DIRECT"), ["D3x"]);
}

#[test]
fn one_answer_looks_only_at_what_hangs_on_it() {
    let mut person = Person::quiet();
    let pack = pack();
    let after_help = pack.question(id("after_help")).unwrap();
    let answer = after_help.accept(&engine::answer::Plain::Words(vec!["job".to_owned()])).unwrap();
    // Nothing depends on it but itself.
    assert_eq!(person.0.answer(id("after_help"), answer).evaluated, 1);
}

#[test]
fn every_option_that_a_person_can_tap_is_taken_and_given_back() {
    let pack = pack();
    for (id, question) in pack.content().questions.iter() {
        for option in question.options.ids() {
            let tapped = question.tap(None, option).unwrap();
            assert_eq!(question.accept(&question.plain(&tapped)).unwrap(), Some(tapped), "{id:?} {option:?}");
        }
    }
}

#[test]
fn who_does_not_want_to_go_home_is_told_so_whatever_would_hold_them() {
    let person = Person::quiet()
        .says("mode", "staff")
        .says("want_return", "no")
        .says("fear_return", "yes")
        .says("nationality", "none")
        .says("unhcr", "refugee")
        .says("free_move", "no")
        .says_all("work_hard", &["debt", "forced", "threat"])
        .says("embassy_safe", "no")
        .says("own_choice", "pressed")
        .says_all("staff_sees", &["spoken_for", "not_understand"])
        .says("age_band", "15_17")
        .says("with_adult", "nobody");
    assert_eq!(person.outcome("RETURN"), Outcome::Unlikely);
    assert_eq!(person.reasons("RETURN"), ["R3n"]);
    assert_eq!(person.outcome("REINT"), Outcome::Na);
    // Help is shown all the same.
    for card in ["ASYLUM", "CHILD", "TRAFF"] {
        assert_eq!(person.outcome(card), Outcome::Likely, "{card}");
    }
}

#[test]
fn a_third_country_does_not_fit_and_is_said_only_where_nothing_holds() {
    let person = Person::quiet().says("go_where", "third");
    assert_eq!(person.outcome("RETURN"), Outcome::Unlikely);
    assert_eq!(person.reasons("RETURN"), ["R5"]);
    for (question, answer) in
        [("fear_return", "not_sure"), ("embassy_safe", "no"), ("unhcr", "seeker"), ("free_move", "no")]
    {
        let held = person.clone().says(question, answer);
        assert_eq!(held.outcome("RETURN"), Outcome::Hold, "{question}");
        assert!(!held.reasons("RETURN").contains(&"R5".to_owned()), "{question}");
    }
}

#[test]
fn more_than_six_months_in_egypt_begin_at_six() {
    let needy = || Person::quiet().says_all("help_today", &["things"]).says_all("needs", &["food"]);
    for (arrived, outcome) in [
        ("lt1", Outcome::Possible),
        ("1_6", Outcome::Possible),
        ("6_12", Outcome::Likely),
        ("1_3y", Outcome::Likely),
        ("gt3y", Outcome::Likely),
        ("skip", Outcome::Possible),
    ] {
        let person = needy().says("arrived", arrived);
        assert_eq!(person.outcome("DIRECT"), outcome, "{arrived}");
        assert_eq!(person.reasons("DIRECT").contains(&"D4b".to_owned()), outcome == Outcome::Likely, "{arrived}");
    }
}

#[test]
fn a_pregnancy_lowers_return_from_the_seventh_month() {
    let woman = || Person::quiet().says("sex", "f");
    for (weeks, outcome) in [
        ("no", Outcome::Likely),
        ("lt28", Outcome::Likely),
        ("28_35", Outcome::Possible),
        ("ge36", Outcome::Possible),
        ("unknown_weeks", Outcome::Possible),
        ("skip", Outcome::Possible),
    ] {
        let person = woman().says("pregnant", weeks);
        assert_eq!(person.outcome("RETURN"), outcome, "{weeks}");
        assert_eq!(person.reasons("RETURN").contains(&"C6".to_owned()), outcome == Outcome::Possible, "{weeks}");
    }
    let due = woman().says("pregnant", "ge36");
    assert_eq!(due.0.priority(), Priority::Urgent);
    assert_eq!(Person::quiet().says("pregnant", "ge36").outcome("RETURN"), Outcome::Likely, "a man is not asked");
}

#[test]
fn help_for_who_came_home_ends_after_two_years() {
    let home = || Person::quiet().says("nationality", "EG").says("back_how", "self").says("back_from", "libya");
    for (when, returnee, direct) in [
        ("lt3m", Outcome::Possible, "D2"),
        ("3_12m", Outcome::Possible, "D2"),
        ("1_2y", Outcome::Possible, "D2"),
        ("gt2y", Outcome::Unlikely, "D2n"),
        ("never_left", Outcome::Na, "D2n"),
    ] {
        let person = home().says("back_when", when).says_all("help_today", &["things"]).says_all("needs", &["food"]);
        assert_eq!(person.outcome("RETURNEE"), returnee, "{when}");
        assert!(person.reasons("DIRECT").contains(&direct.to_owned()), "{when}: {:?}", person.reasons("DIRECT"));
        assert_eq!(person.reasons("RETURN"), ["R2"], "{when}");
    }
}

#[test]
fn a_helper_is_never_asked_what_staff_see_and_what_staff_saw_counts_no_more() {
    let staff = Person::quiet()
        .says("mode", "staff")
        .says("fear_return", "not_sure")
        .says_all("staff_sees", &["spoken_for", "self_harm"])
        .says_all("fear_from", &["family"]);
    assert!(staff.is_asked("staff_sees") && staff.is_asked("fear_from"));
    assert_eq!(staff.reasons("RETURN"), ["P1", "P6"]);
    assert_eq!(staff.0.priority(), Priority::Emergency);
    for mode in ["helper", "self"] {
        let other = staff.clone().says("mode", mode);
        assert!(!other.is_asked("staff_sees") && !other.is_asked("fear_from"), "{mode}");
        assert_eq!(other.reasons("RETURN"), ["P1"], "{mode}");
        assert_eq!(other.0.priority(), Priority::Normal, "{mode}");
    }
}
