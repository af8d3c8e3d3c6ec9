use casework::status::Status;

use super::*;
use crate::testing::{Desk, day};

#[test]
fn two_hundred_and_fifteen_returns_are_125_women_and_90_men() {
    let helped = |work: &mut crate::testing::Work| work.card("RETURN", Status::Given);
    let desk =
        Desk::new().come_and(125, "sex f", helped).come_and(90, "sex m", helped).come(40, "sex m").come(60, "sex f");
    assert_eq!(desk.shows(Heading::Returns), ["f m sum", "RETURN: 125 90 215"]);
}

#[test]
fn everybody_who_came_is_counted_by_sex_and_age() {
    let desk = Desk::new()
        .come(20, "sex f, age_band 25_59")
        .come(30, "sex m, age_band 25_59")
        .come(10, "sex m, age_band 15_17")
        .come(7, "sex f, age_band u15");
    assert_eq!(desk.report().total, Cell::Shown(67));
    assert_eq!(
        desk.shows(Heading::Age),
        ["f m sum", "u15: 7 0 7", "15_17: 0 10 10", "25_59: 20 30 50", "sum: 27 40 67"]
    );
}

#[test]
fn silence_is_a_kind_of_its_own_and_stands_last() {
    let desk = Desk::new()
        .come(6, "sex f, nationality unknown")
        .come(7, "sex f, nationality skip")
        .come(8, "sex f")
        .come(9, "sex f, nationality ET");
    assert_eq!(desk.shows(Heading::Nationality), ["f", "ET: 9", "not_known: 21", "sum: 30"]);
}

#[test]
fn a_few_people_are_neither_shown_nor_do_they_follow_from_the_sums() {
    let desk = Desk::new().come(20, "nationality SD").come(30, "nationality ET").come(3, "nationality NG");
    assert_eq!(desk.shows(Heading::Nationality), ["not_known", "SD: ·", "ET: 30", "NG: ·", "sum: 53"]);
}

#[test]
fn a_sex_of_few_people_is_counted_together_with_another_in_every_table() {
    let desk = Desk::new()
        .come(20, "sex f, age_band 25_59, nationality SD")
        .come(30, "sex m, age_band 25_59, nationality SD")
        .come(2, "sex other, age_band 25_59, nationality SD");
    for heading in [Heading::Age, Heading::Nationality, Heading::Place] {
        let table = desk.shows(heading);
        assert_eq!((table[0].as_str(), table.last().unwrap().as_str()), ("f m+other sum", "sum: 20 32 52"));
    }
}

#[test]
fn of_fewer_than_five_people_nothing_is_told() {
    let report = Desk::new().come(4, "sex f, age_band 25_59").report();
    assert_eq!((report.total, report.tables.len()), (Cell::Hidden, 0));
    assert_eq!(Desk::new().report().total, Cell::Empty);
    assert_eq!(Desk::new().come(5, "").report().total, Cell::Shown(5));
}

#[test]
fn whose_case_was_begun_on_another_day_is_not_counted() {
    let mut desk = Desk::new();
    for on in [9, 10, 20, 21] {
        desk = desk.come_on(on, 10, "sex f", |_| {});
    }
    let interview = Interview::new(Desk::new().pack(), day(1));
    let people = [9, 10, 20, 21].map(|on| Person { interview: &interview, casework: None, begun: day(on) });
    let people = people.iter().flat_map(|person| [*person; 10]);
    assert_eq!(survey(people, Period::new(day(10), day(20)).unwrap()).total, Cell::Shown(20));
    assert_eq!(desk.report().total, Cell::Shown(40));
    assert_eq!(Period::new(day(20), day(10)), None);
    assert!(Period::new(day(10), day(10)).is_some());
}

#[test]
fn what_people_need_is_counted_of_those_who_answered() {
    let desk = Desk::new()
        .come(10, "sex f, needs food")
        .come(20, "sex f, needs food hygiene")
        .come(15, "sex m, needs hygiene")
        .come(6, "sex f, needs skip")
        .come(8, "sex m");
    assert_eq!(
        desk.shows(Heading::Needs),
        ["f m sum", "answered: 30 15 45", "not_known: 6 8 14", "food: 30 0 30", "hygiene: 20 15 35", "rent: 0 0 0"]
    );
}

#[test]
fn how_many_answered_is_not_told_where_few_did_not() {
    let desk = Desk::new().come(30, "sex f, needs food").come(20, "sex m, needs rent").come(2, "sex m");
    assert_eq!(desk.shows(Heading::Needs)[..2], ["f m sum", "answered+not_known: 30 22 52"]);
    assert_eq!(desk.shows(Heading::Needs)[2], "food: 30 0 30");
}

#[test]
fn how_many_do_not_need_something_is_not_known_where_they_are_few() {
    let desk = Desk::new().come(28, "sex f, needs food").come(2, "sex f, needs rent");
    assert_eq!(desk.shows(Heading::Needs), ["f", "answered: 30", "food: ·", "hygiene: 0", "rent: ·"]);
}

#[test]
fn each_card_has_a_row_with_its_outcomes() {
    let table = Desk::new().come(30, "").shows(Heading::Outcomes);
    assert_eq!(table, ["likely possible unlikely hold na", "RETURN: 0 30 0 0 0"]);
}

#[test]
fn what_came_of_referrals_is_counted_by_service_closed_or_not() {
    let desk = Desk::new()
        .come_and(10, "", |work| work.service("eg_iom", Status::Referred))
        .come_and(7, "", |work| {
            work.service("eg_iom", Status::Given);
            work.service("eg_iom", Status::Closed);
        })
        .come_and(6, "", |work| work.service("eg_unhcr", Status::AlreadyReceived))
        .come(9, "");
    assert_eq!(
        desk.shows(Heading::Services),
        [
            "referred accepted given already_received not_available declined not_referred",
            "eg_iom: 10 0 7 0 0 0 15",
            "eg_unhcr: 0 0 0 6 0 0 26"
        ]
    );
}

#[test]
fn kits_stand_by_place_and_small_places_together() {
    let kit = |work: &mut crate::testing::Work| {
        work.kit("food");
        work.kit("food");
    };
    let desk = Desk::new()
        .come_and(20, "host_city cairo", kit)
        .come(20, "host_city cairo")
        .come(3, "host_city aswan")
        .come_and(9, "host_city giza", kit);
    assert_eq!(desk.shows(Heading::Place), ["not_known", "cairo: 40", "giza: ·", "aswan: ·", "sum: 52"]);
    assert_eq!(desk.shows(Heading::Kits), ["cairo giza+aswan sum", "sum: 40 12 52", "food: · · 29"]);
}

#[test]
fn what_nobody_was_given_has_no_table() {
    let report = Desk::new().come(30, "sex f, host_city cairo").report();
    let there: Vec<Heading> = report.tables.iter().map(|table| table.heading).collect();
    let expected = [Heading::Age, Heading::Nationality, Heading::Place, Heading::Outcomes, Heading::CameHome];
    assert_eq!(there, expected, "nobody said what they need, either");
}

#[test]
fn a_question_that_the_pack_does_not_have_gives_no_table() {
    let about = [
        (ids::AGE, Heading::Age),
        (ids::NATIONALITY, Heading::Nationality),
        (ids::PLACE, Heading::Place),
        (ids::NEEDS, Heading::Needs),
        (ids::CAME_HOME, Heading::CameHome),
    ];
    for (question, heading) in about {
        let desk = Desk::that_asks(|asked| asked != question).come(30, "sex f");
        let desk = desk.come_and(10, "", |work| work.kit("food"));
        assert!(desk.report().table(heading).is_none(), "{question}");
        assert!(desk.report().tables.len() >= 4, "the others are there");
    }
}

#[test]
fn without_a_question_about_sex_everybody_is_in_one_column() {
    let desk = Desk::that_asks(|asked| asked != ids::SEX).come(30, "age_band u15").come(10, "age_band 60p");
    assert_eq!(desk.shows(Heading::Age), ["sum", "u15: 30", "60p: 10", "sum: 40"]);
}

#[test]
fn without_a_question_about_places_kits_are_counted_all_the_same() {
    let desk = Desk::that_asks(|asked| asked != ids::PLACE).come_and(30, "", |work| work.kit("food")).come(10, "");
    assert_eq!(desk.shows(Heading::Kits), ["sum", "sum: 40", "food: 30"]);
}

#[test]
fn months_and_years_are_whole() {
    let days = |period: Option<Period>| period.map(|it| format!("{} {}", it.first(), it.last())).unwrap();
    let on = |text: &str| text.parse::<Date>().unwrap();
    for (day, month, before, year) in [
        ("2026-11-25", "2026-11-01 2026-11-30", "2026-10-01 2026-10-31", "2026-01-01 2026-12-31"),
        ("2024-02-29", "2024-02-01 2024-02-29", "2024-01-01 2024-01-31", "2024-01-01 2024-12-31"),
        ("2026-01-01", "2026-01-01 2026-01-31", "2025-12-01 2025-12-31", "2026-01-01 2026-12-31"),
        ("2026-03-31", "2026-03-01 2026-03-31", "2026-02-01 2026-02-28", "2026-01-01 2026-12-31"),
        ("2024-12-31", "2024-12-01 2024-12-31", "2024-11-01 2024-11-30", "2024-01-01 2024-12-31"),
    ] {
        assert_eq!(days(Period::month_of(on(day))), month);
        assert_eq!(days(Period::month_before(on(day))), before);
        assert_eq!(days(Period::year_of(on(day))), year);
    }
}
