use super::*;
use crate::entry::{About, Happening};
use crate::step::ClosureReason;
use crate::testing::{Case, code, day, line};

fn kit(kit: &str, number: u8) -> Event {
    Event::Kit { kit: code(kit), number }
}

#[test]
fn a_line_stands_as_was_written_of_it_last() {
    let case = Case::default().status(1, "eg_iom", Status::Referred).status(2, "eg_unhcr", Status::Referred).status(
        5,
        "eg_iom",
        Status::Accepted,
    );
    let lines = case.0.history().lines();
    assert_eq!(lines.len(), 2);
    assert_eq!((&lines[0].line, lines[0].status, lines[0].since), (&line("eg_iom"), Some(Status::Accepted), day(5)));
    assert_eq!((lines[1].status, lines[1].since), (Some(Status::Referred), day(2)));
}

#[test]
fn a_service_a_card_and_both_together_are_three_lines() {
    let (service, card) = (code("eg_iom"), code("RETURN"));
    let about = [
        About::Service(service.clone()),
        About::Card(card.clone()),
        About::Both { service: service.clone(), card: card.clone() },
    ];
    let case = about.iter().fold(Case::default(), |case, about| {
        case.event(1, Event::Status(Line::first(about.clone()), Status::Referred))
    });
    assert_eq!(case.0.history().lines().len(), 3);
    assert_eq!(about.clone().map(|it| it.service().is_some()), [true, false, true]);
    assert_eq!(about.map(|it| it.card().is_some()), [false, true, true]);
}

#[test]
fn a_correction_counts_in_the_place_of_what_it_corrects() {
    let case = Case::default()
        .status(1, "eg_iom", Status::Referred)
        .status(3, "eg_iom", Status::Given)
        .corrects(2, Some((4, Event::Status(line("eg_iom"), Status::Accepted))));
    let lines = case.0.history().lines();
    assert_eq!((lines[0].status, lines[0].since), (Some(Status::Accepted), day(4)));
    assert_eq!(case.0.history().len(), 3, "what was wrong still stands there");
    let Some(first) = case.0.history().entry(2) else { panic!("entry 2 is gone") };
    assert!(matches!(&first.what, crate::entry::What::New(Happening { event: Event::Status(_, Status::Given), .. })));
}

#[test]
fn what_did_not_happen_leaves_the_line_as_it_was_before() {
    let case =
        Case::default().status(1, "eg_iom", Status::Referred).status(3, "eg_iom", Status::Given).corrects(2, None);
    assert_eq!(case.0.history().status(&line("eg_iom")), Some(Status::Referred));
    let none = case.corrects(1, None);
    assert_eq!(none.0.history().lines(), []);
}

#[test]
fn a_correction_can_be_corrected_and_so_can_what_was_taken_back() {
    let accepted = || Some((4, Event::Status(line("eg_iom"), Status::Accepted)));
    let case = Case::default().status(1, "eg_iom", Status::Referred).corrects(1, accepted()).corrects(2, None);
    assert_eq!(case.0.history().lines(), []);
    let again = case.corrects(3, accepted());
    assert_eq!(again.0.history().status(&line("eg_iom")), Some(Status::Accepted));
}

#[test]
fn the_last_correction_of_an_entry_counts() {
    let status = |status| Some((4, Event::Status(line("eg_iom"), status)));
    let case = Case::default()
        .status(1, "eg_iom", Status::Referred)
        .corrects(1, status(Status::Accepted))
        .corrects(1, status(Status::Declined));
    assert_eq!(case.0.history().status(&line("eg_iom")), Some(Status::Declined));
}

#[test]
fn a_closed_line_is_opened_again_as_another_round_or_by_a_correction() {
    let mut case = Case::default().status(1, "eg_iom", Status::Referred).status(2, "eg_iom", Status::Closed);
    let again = line("eg_iom").again();
    assert!(case.try_event(9, Event::Status(line("eg_iom"), Status::Referred)).is_err());
    assert!(case.try_event(9, Event::Status(again.clone(), Status::Referred)).is_ok());
    let history = case.0.history();
    assert_eq!(
        (history.status(&line("eg_iom")), history.status(&again)),
        (Some(Status::Closed), Some(Status::Referred))
    );
    let mended = case.corrects(2, None).status(9, "eg_iom", Status::Given);
    assert_eq!(mended.0.history().status(&line("eg_iom")), Some(Status::Given));
}

#[test]
fn what_came_of_a_line_is_known_after_it_was_closed() {
    let case = Case::default()
        .status(1, "eg_iom", Status::Referred)
        .status(2, "eg_iom", Status::Given)
        .status(3, "eg_iom", Status::Closed)
        .status(3, "eg_unhcr", Status::Declined);
    let lines = case.0.history().lines();
    assert_eq!((lines[0].status, lines[0].came_to), (Some(Status::Closed), Some(Status::Given)));
    assert_eq!((lines[1].status, lines[1].came_to), (Some(Status::Declined), Some(Status::Declined)));
    assert_eq!((lines[0].given, lines[1].given), (Some(day(2)), None));
}

#[test]
fn what_was_given_once_was_given_whatever_came_after() {
    let case = Case::default().status(1, "eg_iom", Status::Given).status(9, "eg_iom", Status::Referred);
    assert_eq!(case.0.history().lines()[0].given, Some(day(1)));
    assert_eq!(case.corrects(1, None).0.history().lines()[0].given, None);
}

#[test]
fn a_line_and_the_case_have_each_a_day_to_look_again() {
    let case = Case::default()
        .status(1, "eg_iom", Status::Referred)
        .next(1, Some("eg_iom"), Some(8))
        .next(1, None, Some(20))
        .next(2, Some("eg_iom"), Some(9));
    assert_eq!((case.0.history().lines()[0].next, case.0.history().next()), (Some(day(9)), Some(day(20))));
    let later = case.next(9, Some("eg_iom"), None).next(9, None, None);
    assert_eq!((later.0.history().lines()[0].next, later.0.history().next()), (None, None));
}

#[test]
fn a_closed_line_has_no_day_to_look_again() {
    let case = Case::default().status(1, "eg_iom", Status::Referred).next(1, Some("eg_iom"), Some(8)).status(
        2,
        "eg_iom",
        Status::Closed,
    );
    assert_eq!(case.0.history().lines()[0].next, None);
}

#[test]
fn a_case_is_in_the_step_it_came_to_last() {
    let case = Case::default().step(1, Reached::Intake).step(2, Reached::Assessment).step(3, Reached::Referral);
    let history = case.0.history();
    assert_eq!(history.step(), Some((Reached::Referral, day(3))));
    assert_eq!((history.reached(Step::Assessment), history.reached(Step::Plan)), (Some(day(2)), None));
    assert!(!history.is_closed());
    assert_eq!(Case::default().0.history().step(), None);
}

#[test]
fn a_closed_case_can_be_opened_again_and_keeps_both_days() {
    let closed = Case::default().step(1, Reached::Intake).step(5, Reached::Closure(ClosureReason::LostContact));
    assert!(closed.0.history().is_closed());
    assert_eq!(closed.0.history().step().and_then(|(reached, _)| reached.reason()), Some(ClosureReason::LostContact));
    let open = closed.step(9, Reached::Intake);
    assert!(!open.0.history().is_closed());
    assert_eq!((open.0.history().reached(Step::Intake), open.0.history().steps().len()), (Some(day(9)), 3));
}

#[test]
fn kits_that_were_given_out_are_listed_and_corrected() {
    let case =
        Case::default().event(1, kit("hygiene", 2)).event(2, kit("food", 1)).corrects(1, Some((1, kit("hygiene", 1))));
    let kits: Vec<(String, u8)> =
        case.0.history().kits().into_iter().map(|given| (given.kit.to_string(), given.number)).collect();
    assert_eq!(kits, [("hygiene".to_owned(), 1), ("food".to_owned(), 1)]);
    assert_eq!(case.corrects(2, None).0.history().kits().len(), 1);
}
