use super::*;
use crate::testing::{case, cell, ibrahim, pack, somebody, texts};

fn words(text: &str) -> Cell {
    Cell::Words(text.to_owned())
}

#[test]
fn no_two_columns_have_the_same_name() {
    let pack = pack();
    let names: Vec<String> = columns(&pack).into_iter().map(|column| column.name(&pack)).collect();
    let unique: std::collections::BTreeSet<&String> = names.iter().collect();
    assert_eq!(unique.len(), names.len());
    assert_eq!(names.first().map(String::as_str), Some("case.code"));
}

#[test]
fn an_answer_stands_there_as_its_code() {
    let interview = ibrahim();
    let ibrahim = case("A", &interview);
    assert_eq!(cell(&ibrahim, "case.code"), words("A"));
    assert_eq!(cell(&ibrahim, "host_country"), words("EG"));
    assert_eq!(cell(&ibrahim, "kids_n"), Cell::Number(1));
    assert_eq!(cell(&ibrahim, "needs"), words("food rent"));
    assert_eq!(cell(&ibrahim, "contact_value"), words("+20 100 000 0000"));
}

#[test]
fn options_are_one_or_zero_where_somebody_chose_among_them() {
    let interview = ibrahim();
    let ibrahim = case("A", &interview);
    assert_eq!(cell(&ibrahim, "needs/food"), Cell::Number(1));
    assert_eq!(cell(&ibrahim, "needs/clothes"), Cell::Number(0));
}

#[test]
fn wont_say_is_no_to_nothing() {
    let interview = ibrahim();
    let ibrahim = case("A", &interview);
    assert_eq!(cell(&ibrahim, "function"), words("skip"));
    assert_eq!(cell(&ibrahim, "function/skip"), Cell::Number(1));
    assert_eq!(cell(&ibrahim, "function/walk"), Cell::Empty);
    assert_eq!(cell(&ibrahim, "function/none"), Cell::Empty);
}

#[test]
fn silence_is_empty_in_every_column() {
    let interview = somebody("{}");
    let silent = case("A", &interview);
    let pack = pack();
    let of_questions = |column: &Column| matches!(column, Column::Question(_) | Column::Option(..));
    let answers: Vec<Cell> = columns(&pack).iter().filter(|it| of_questions(it)).map(|it| it.cell(&silent)).collect();
    assert!(answers.len() > 100 && answers.iter().all(|cell| *cell == Cell::Empty));
}

#[test]
fn conclusions_stand_there_with_their_reasons() {
    let interview = ibrahim();
    let ibrahim = case("A", &interview);
    let card = pack().card_named("RETURN").unwrap();
    assert_eq!(cell(&ibrahim, "card.RETURN"), words(interview.outcome(card).name()));
    let reasons: Vec<&str> = interview.reasons(card).map(|rule| rule.code.as_str()).collect();
    assert!(!reasons.is_empty());
    assert_eq!(cell(&ibrahim, "card.RETURN.reasons"), words(&reasons.join(" ")));
    assert_eq!(cell(&ibrahim, "card.CHILD.reasons"), Cell::Empty);
    assert_eq!(cell(&ibrahim, "case.priority"), words(interview.priority().name()));
}

#[test]
fn every_code_in_a_cell_has_words_in_the_list_of_codes() {
    let pack = pack();
    let interview = ibrahim();
    let ibrahim = case("A", &interview);
    for language in ["en", "fr", "ar"] {
        let list = code_list(&pack, &texts(language));
        for column in columns(&pack) {
            let name = column.name(&pack);
            let is_code =
                !matches!(column, Column::Code | Column::Option(..) | Column::Begun | Column::Changed | Column::ReadOn)
                    && !name.starts_with("contact_value")
                    && name != "ref_name";
            let Cell::Words(codes) = column.cell(&ibrahim) else { continue };
            for code in codes.split(' ').filter(|code| is_code && *code != "na") {
                let row = list.iter().find(|row| row[0] == name && row[2] == code);
                assert!(row.is_some_and(|row| !row[3].is_empty()), "{language}: {name} {code}");
            }
        }
        assert!(list.iter().all(|row| !row[3].contains(['{', '}'])), "no placeholder is left");
    }
}
