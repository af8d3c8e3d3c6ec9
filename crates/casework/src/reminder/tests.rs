use super::*;
use crate::status::Status;
use crate::step::{ClosureReason, Reached};
use crate::testing::{Case, day, line};

/// A case that somebody must look at on a day.
fn due(on: u8) -> Casework {
    Case::default().next(1, None, Some(on)).0
}

fn on_the_tenth(cases: &[(&'static str, Priority, Casework)]) -> Vec<(&'static str, Due)> {
    let cases = cases.iter().map(|(name, priority, casework)| (*name, *priority, casework));
    reminders(cases, day(10)).into_iter().map(|reminder| (reminder.case, reminder.due)).collect()
}

#[test]
fn what_is_overdue_comes_before_today_and_today_before_this_week() {
    let cases = [
        ("in a week", Priority::Emergency, due(17)),
        ("tomorrow", Priority::Normal, due(11)),
        ("today", Priority::Normal, due(10)),
        ("yesterday", Priority::Normal, due(9)),
        ("in eight days", Priority::Emergency, due(18)),
    ];
    assert_eq!(
        on_the_tenth(&cases),
        [("yesterday", Due::Overdue), ("today", Due::Today), ("in a week", Due::ThisWeek), ("tomorrow", Due::ThisWeek)]
    );
}

#[test]
fn the_urgent_come_first_then_who_has_waited_longest_then_the_order_of_the_cases() {
    let cases = [
        ("normal, since the 2nd", Priority::Normal, due(2)),
        ("urgent, since the 9th", Priority::Urgent, due(9)),
        ("also urgent, since the 9th", Priority::Urgent, due(9)),
        ("urgent, since the 3rd", Priority::Urgent, due(3)),
        ("emergency, since the 9th", Priority::Emergency, due(9)),
    ];
    let order: Vec<&str> = on_the_tenth(&cases).into_iter().map(|(case, _)| case).collect();
    assert_eq!(
        order,
        [
            "emergency, since the 9th",
            "urgent, since the 3rd",
            "urgent, since the 9th",
            "also urgent, since the 9th",
            "normal, since the 2nd"
        ]
    );
}

#[test]
fn a_case_reminds_of_itself_and_of_each_of_its_lines() {
    let case = Case::default()
        .status(1, "eg_iom", Status::Referred)
        .next(1, Some("eg_iom"), Some(9))
        .next(1, Some("eg_unhcr"), Some(10))
        .next(1, None, Some(12));
    let found = reminders([("case", Priority::Normal, &case.0)], day(10));
    let lines: Vec<Option<Line>> = found.iter().map(|reminder| reminder.line.clone()).collect();
    assert_eq!(lines, [Some(line("eg_iom")), Some(line("eg_unhcr")), None]);
    assert_eq!((found[0].on, found[0].priority), (day(9), Priority::Normal));
}

#[test]
fn closed_cases_remind_of_nothing_until_they_are_opened_again() {
    let case = Case::default().next(1, None, Some(9)).step(2, Reached::Closure(ClosureReason::NeedsMet));
    assert_eq!(on_the_tenth(&[("case", Priority::Emergency, case.0.clone())]), []);
    let open = case.step(3, Reached::Assessment);
    assert_eq!(on_the_tenth(&[("case", Priority::Emergency, open.0)]), [("case", Due::Overdue)]);
}

#[test]
fn names_lead_back_to_what_is_due() {
    assert!(Due::ALL.iter().all(|due| Due::from_name(due.name()) == Some(*due)));
}
