//! Figures of the pack that ships: every id that they are made of is there, and nothing that a report hides follows from the
//! whole of it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "tests")]

use std::path::Path;
use std::sync::{Arc, OnceLock};

use casework::Casework;
use casework::entry::{About, Event, Happening, Line};
use casework::status::Status;
use casework::words::{Code as Id, Who};
use dalil_tool::compile::compile_dir;
use engine::answer::Plain;
use engine::date::Date;
use engine::id::{Id as _, OptionId};
use engine::interview::Interview;
use engine::pack::Pack;
use engine::question::Kind as Asks;
use figures::{Cell, Code, Heading, Kind, LEAST, Period, Person, Report, Table, ids, survey};
use proptest::prelude::*;

fn pack() -> &'static Arc<Pack> {
    static PACK: OnceLock<Arc<Pack>> = OnceLock::new();
    PACK.get_or_init(|| {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../content/north-africa");
        Arc::new(compile_dir(&content).unwrap_or_else(|findings| panic!("{findings:?}")).pack)
    })
}

fn today() -> Date {
    pack().content().date
}

/// What one person says and what is done for them, drawn from a few numbers. Small numbers come up more often than large ones, so
/// that some kinds are common and some are rare.
type Draw = (u8, u8, u8, u8, u8, u8, u8);

fn draws(most: usize) -> impl Strategy<Value = Vec<Draw>> {
    let rare = || prop_oneof![6 => 0..3_u8, 3 => 0..8_u8, 1 => any::<u8>()];
    proptest::collection::vec((rare(), rare(), rare(), rare(), rare(), rare(), rare()), 5..most)
}

/// Answers one question with an option; beyond the last one, with none.
fn answers(interview: &mut Interview, name: &str, number: u8) {
    let id = pack().question_named(name).unwrap();
    let question = pack().question(id).unwrap();
    let Some(option) = question.options.get(OptionId::from_index(usize::from(number))) else { return };
    let option = option.name.clone();
    let plain = match question.kind {
        Asks::Many { .. } => Plain::Words(vec![option]),
        _ => Plain::Word(option),
    };
    interview.answer(id, question.accept(&plain).unwrap());
}

fn person((sex, age, nationality, place, need, back, work): Draw) -> (Interview, Casework) {
    let mut interview = Interview::new(pack(), today());
    let said = [
        ("mode", 2),
        ("host_country", place % 2),
        (ids::SEX, sex),
        (ids::AGE, age),
        (ids::NATIONALITY, nationality),
        (ids::PLACE, place),
        (ids::NEEDS, need),
        ("back_when", back % 5),
        (ids::CAME_HOME, back),
    ];
    for (question, number) in said {
        answers(&mut interview, question, number);
    }
    let mut casework = Casework::default();
    let mut happens = |event| {
        let happening = Happening { on: today(), event };
        casework.write(today(), Who::new("Amal").unwrap(), happening, None).unwrap();
    };
    let id = |text| Id::new(text).unwrap();
    let status = Status::ALL[usize::from(work % 6)];
    match work % 4 {
        0 => happens(Event::Kit { kit: id("food"), number: 1 }),
        1 => happens(Event::Kit { kit: id("hygiene"), number: 1 }),
        2 => happens(Event::Status(Line::first(About::Service(id("eg_iom"))), status)),
        _ => {
            let about = About::Both { service: id("eg_iom"), card: id("RETURN") };
            happens(Event::Status(Line::first(about), Status::Given));
        }
    }
    (interview, casework)
}

fn report(draws: &[Draw]) -> Report {
    let people: Vec<(Interview, Casework)> = draws.iter().copied().map(person).collect();
    let people =
        people.iter().map(|(interview, casework)| Person { interview, casework: Some(casework), begun: today() });
    survey(people, Period::new(today(), today()).unwrap())
}

/// Everybody is of one row in these tables; in the others each row stands for itself.
fn adds_up(table: &Table) -> bool {
    matches!(table.heading, Heading::Age | Heading::Nationality | Heading::Place | Heading::CameHome)
}

fn number(cell: Cell) -> Option<u32> {
    match cell {
        Cell::Shown(count) => Some(count),
        Cell::Empty => Some(0),
        Cell::Hidden => None,
    }
}

/// What a reader can work out of a report by linear equations, as places of hidden cells.
#[derive(Default)]
struct Reader {
    /// What is not known: table, row and column.
    unknown: Vec<(Heading, usize, usize)>,
    /// Each is a list of factors of what is not known; what they come to does not matter.
    equations: Vec<Vec<(usize, i64)>>,
}

impl Reader {
    fn of(report: &Report) -> Self {
        let mut reader = Self::default();
        for table in &report.tables {
            reader.read(table);
        }
        // The places of a column of kits add up to what stands there.
        if let (Some(kits), Some(place)) = (report.table(Heading::Kits), report.table(Heading::Place)) {
            for kind in &kits.columns {
                let of_kind = |row: &Kind| row.codes().iter().all(|code| kind.codes().contains(code));
                let last = place.columns.len() - 1;
                let rows =
                    (0..place.rows.len()).filter(|row| place.rows[*row] != Kind::Sum && of_kind(&place.rows[*row]));
                let cells = rows.map(|row| (row, last, 1)).collect::<Vec<_>>();
                reader.equation(place, &cells);
            }
        }
        reader
    }

    fn read(&mut self, table: &Table) {
        let (rows, columns) = (table.rows.len(), table.columns.len());
        let sum = table.columns.iter().position(|kind| *kind == Kind::Sum).filter(|_| columns > 1);
        for row in 0..rows {
            let sign = |column| if Some(column) == sum { -1 } else { 1 };
            // A row of outcomes or statuses adds up to everybody; another one to its own sum.
            if sum.is_some() || matches!(table.heading, Heading::Outcomes | Heading::Services) {
                self.equation(table, &(0..columns).map(|column| (row, column, sign(column))).collect::<Vec<_>>());
            } else {
                self.equation(table, &[]);
            }
        }
        if adds_up(table) {
            for column in 0..columns {
                self.equation(table, &(0..rows - 1).map(|row| (row, column, 1)).collect::<Vec<_>>());
            }
        }
        // Hidden cells that no equation is about are unknown all the same.
        for row in 0..rows {
            for column in 0..columns {
                if table.cells[row][column] == Cell::Hidden {
                    self.which(table.heading, row, column);
                }
            }
        }
    }

    fn which(&mut self, heading: Heading, row: usize, column: usize) -> usize {
        let place = (heading, row, column);
        let at = self.unknown.iter().position(|it| *it == place).unwrap_or(self.unknown.len());
        if at == self.unknown.len() {
            self.unknown.push(place);
        }
        at
    }

    fn equation(&mut self, table: &Table, cells: &[(usize, usize, i64)]) {
        let hidden = cells.iter().filter(|(row, column, _)| table.cells[*row][*column] == Cell::Hidden);
        let hidden: Vec<(usize, usize, i64)> = hidden.copied().collect();
        let factors = hidden.into_iter().map(|(row, column, sign)| (self.which(table.heading, row, column), sign));
        let factors: Vec<(usize, i64)> = factors.collect();
        if !factors.is_empty() {
            self.equations.push(factors);
        }
    }

    /// Gauss' method, in a field of a small prime: all factors are 1 and -1.
    fn knows(&self) -> Vec<(Heading, usize, usize)> {
        const FIELD: i64 = 101;
        let mut rows: Vec<Vec<i64>> = Vec::new();
        for equation in &self.equations {
            let mut row = vec![0; self.unknown.len()];
            for (at, factor) in equation {
                row[*at] = factor.rem_euclid(FIELD);
            }
            rows.push(row);
        }
        let mut done = 0;
        for at in 0..self.unknown.len() {
            let Some(pivot) = (done..rows.len()).find(|row| rows[*row][at] != 0) else { continue };
            rows.swap(done, pivot);
            let by = (1..FIELD).find(|by| by * rows[done][at] % FIELD == 1).unwrap();
            rows[done].iter_mut().for_each(|factor| *factor = *factor * by % FIELD);
            let lead = rows[done].clone();
            for (other, row) in rows.iter_mut().enumerate() {
                let times = row[at];
                if other != done && times != 0 {
                    row.iter_mut()
                        .zip(&lead)
                        .for_each(|(place, lead)| *place = (*place + (FIELD - times) * lead) % FIELD);
                }
            }
            done += 1;
        }
        let alone = rows.iter().filter(|row| row.iter().filter(|factor| **factor != 0).count() == 1);
        alone.map(|row| self.unknown[row.iter().position(|factor| *factor != 0).unwrap()]).collect()
    }
}

#[test]
fn the_pack_has_every_question_and_card_that_figures_are_made_of() {
    for question in [ids::SEX, ids::AGE, ids::NATIONALITY, ids::PLACE, ids::NEEDS, ids::CAME_HOME] {
        assert!(pack().question_named(question).is_some(), "{question}");
    }
    for card in ids::RETURNS {
        assert!(pack().card_named(card).is_some(), "{card}");
    }
}

#[test]
fn a_desk_with_many_people_has_every_table() {
    let draws: Vec<Draw> = (0..240_u8).map(|at| (at % 3, at % 4, at % 6, at % 2, at % 4, at % 4, at % 8)).collect();
    let report = report(&draws);
    assert_eq!(report.total, Cell::Shown(240));
    let there: Vec<Heading> = report.tables.iter().map(|table| table.heading).collect();
    assert_eq!(there, Heading::ALL);
    for table in &report.tables {
        assert_eq!(table.rows.len(), table.cells.len());
        assert!(table.cells.iter().all(|row| row.len() == table.columns.len()), "{:?}", table.heading);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_count_of_one_to_four_is_in_a_report_or_follows_from_it(draws in draws(90)) {
        let report = report(&draws);
        for table in &report.tables {
            let small = |cell: &Cell| matches!(cell, Cell::Shown(count) if *count < LEAST);
            prop_assert!(!table.cells.iter().flatten().any(small), "{table:?}");
        }
        let reader = Reader::of(&report);
        prop_assert_eq!(reader.knows(), Vec::new(), "{:?}", report);
    }

    #[test]
    fn what_tables_share_is_the_same_in_all_of_them_and_never_hidden(draws in draws(90)) {
        let report = report(&draws);
        let by_sex = report.tables.iter().filter(|table| adds_up(table));
        let shared: Vec<_> = by_sex.map(|table| (table.columns.clone(), table.cells.last().cloned())).collect();
        prop_assert!(shared.windows(2).all(|pair| pair[0] == pair[1]));
        prop_assert!(shared.iter().flat_map(|(_, sums)| sums.iter().flatten()).all(|cell| *cell != Cell::Hidden));
        prop_assert_eq!(shared[0].1.as_ref().and_then(|sums| sums.last()).copied(), Some(report.total));
    }

    /// Who is not in a row that stands for itself is known from what stands above it.
    #[test]
    fn of_those_who_are_not_in_a_row_as_few_are_known(draws in draws(90)) {
        let report = report(&draws);
        for table in report.tables.iter().filter(|table| matches!(table.heading, Heading::Needs | Heading::Kits | Heading::Returns)) {
            let is_base = |kind: &Kind| *kind == Kind::Sum || kind.codes().contains(&Code::Answered);
            let base = table.rows.iter().position(is_base).map_or_else(
                || report.table(Heading::Age).unwrap().cells.last().unwrap().clone(),
                |at| table.cells[at].clone(),
            );
            for (kind, cells) in table.rows.iter().zip(&table.cells).filter(|(kind, _)| matches!(kind.codes(), [Code::Id(_)])) {
                for (cell, of) in cells.iter().zip(&base) {
                    let others = number(*cell).map(|count| number(*of).unwrap() - count);
                    prop_assert!(others.is_none_or(|others| others == 0 || others >= LEAST), "{kind:?} {table:?}");
                }
            }
        }
    }
}
