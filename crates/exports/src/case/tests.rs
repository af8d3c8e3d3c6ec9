use super::*;
use crate::testing::{case, ibrahim, pack, somebody};

fn named(answers: &Case<'_>, question: &str) -> Option<Answer> {
    answers.said(pack().question_named(question).unwrap())
}

#[test]
fn what_is_no_longer_asked_is_not_exported() {
    let mut interview = ibrahim();
    let home = pack().question_named("help_today").unwrap();
    let question = pack().question_named("want_return").unwrap();
    assert!(case("A", &interview).said(question).is_some());
    interview.answer(home, None);
    assert_eq!(case("A", &interview).said(question), None);
    assert!(interview.remembered(question).is_some(), "it is remembered all the same");
    assert!(case("A", &interview).answers().all(|(id, _, _)| id != question));
}

#[test]
fn silence_is_exported_as_what_it_is() {
    let interview = ibrahim();
    let ibrahim = case("A", &interview);
    assert_eq!(named(&ibrahim, "health"), Some(Answer::WontSay));
    assert_eq!(named(&ibrahim, "other_parent_ok"), Some(Answer::DontKnow));
    assert_eq!(named(&ibrahim, "distress"), None, "not answered is no answer");
}

#[test]
fn an_answer_that_is_not_offered_any_more_is_not_exported() {
    let interview = somebody(r#"{ "host_country": "TN", "host_city": "cairo" }"#);
    assert_eq!(named(&case("A", &interview), "host_city"), None);
}

#[test]
fn cases_of_other_questions_do_not_go_together() {
    let interview = ibrahim();
    let cases = [case("A", &interview)];
    let mut other = (*pack()).clone();
    other = Pack::new(other.content().clone(), engine::plan::Plan::of(other.content()).unwrap(), "0".repeat(64));
    let error = Export::new(&other, &cases).unwrap_err();
    assert!(matches!(error, ExportError::OtherPack { case } if case == "A"));
}

#[test]
fn two_cases_of_the_same_name_are_refused() {
    let interview = ibrahim();
    let cases = [case("A", &interview), case("B", &interview), case("A", &interview)];
    let pack = pack();
    assert!(matches!(Export::new(&pack, &cases), Err(ExportError::SameCode { case }) if case == "A"));
    assert_eq!(Export::new(&pack, &cases[..2]).unwrap().cases().len(), 2);
}

#[test]
fn there_may_be_no_case_at_all() {
    let pack = pack();
    assert!(Export::new(&pack, &[]).unwrap().cases().is_empty());
}
