//! From people to tables.
//!
//! Everybody whose case was begun in a period is counted once, as the case stands now. What all tables share is never hidden,
//! and is the same in all of them: how many people there are, and how many of each sex. So what one table hides does not follow
//! from another:
//!
//! - Across tables stand the sexes, those of too few people taken together ([`crate::table::Kind::Of`] has several codes then).
//! - Of people's needs, how many answered is shown where that is safe for every sex; else what people did not tick is
//!   not told apart from what they did not answer.
//! - Kits stand by the places whose sums are shown, and all other places together.
//! - Where people can be several things at once, each row is split for itself, into those and all others.

mod count;
mod read;

use casework::Casework;
use engine::date::Date;
use engine::interview::Interview;

use crate::LEAST;
use crate::ids;
use crate::table::{Cell, Code, Heading, Kind, Names, Table};
use count::{Columns, crossed, split, spread};
pub use read::Counted;
use read::{options, services};

/// One case, as it is counted.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// What the person said.
    pub interview: &'a Interview,
    /// What was done since, where anything was.
    pub casework: Option<&'a Casework>,
    /// The day on which the case was begun.
    pub begun: Date,
}

/// The days from the first to the last, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    first: Date,
    last: Date,
}

/// What may be told of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// The days.
    pub period: Period,
    /// How many people. Where that is hidden, there are no tables.
    pub total: Cell,
    /// The tables, in the order of [`Heading::ALL`]; those that the pack has no question for, or nobody is in, are left out.
    pub tables: Vec<Table>,
}

impl Period {
    /// The days from `first` to `last`; `None` where the last comes before the first.
    #[must_use]
    pub fn new(first: Date, last: Date) -> Option<Self> {
        (first <= last).then_some(Self { first, last })
    }

    /// The first day.
    #[must_use]
    pub fn first(self) -> Date {
        self.first
    }

    /// The last day.
    #[must_use]
    pub fn last(self) -> Date {
        self.last
    }

    /// The whole month that a day is in.
    #[must_use]
    pub fn month_of(day: Date) -> Option<Self> {
        let first = begun(day, "-01", 31)?;
        // No month has more than 31 days, and two have no fewer than 59: this day is in the next one.
        let next = begun(Date::from_days(first.days() + 31)?, "-01", 31)?;
        Self::new(first, Date::from_days(next.days() - 1)?)
    }

    /// The whole month before the one that a day is in.
    #[must_use]
    pub fn month_before(day: Date) -> Option<Self> {
        let first = Self::month_of(day)?.first;
        Self::month_of(Date::from_days(first.days() - 1)?)
    }

    /// The whole year that a day is in.
    #[must_use]
    pub fn year_of(day: Date) -> Option<Self> {
        let first = begun(day, "-01-01", 366)?;
        let next = begun(Date::from_days(first.days() + 366)?, "-01-01", 366)?;
        Self::new(first, Date::from_days(next.days() - 1)?)
    }

    /// Whether a day is one of them.
    #[must_use]
    pub fn has(self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }
}

/// The last day up to this one that is written with this end, of so many days.
fn begun(day: Date, end: &str, days: i32) -> Option<Date> {
    let mut before = (0..days).filter_map(|back| Date::from_days(day.days() - back));
    before.find(|day| day.to_string().ends_with(end))
}

impl Report {
    /// The table about something.
    #[must_use]
    pub fn table(&self, heading: Heading) -> Option<&Table> {
        self.tables.iter().find(|table| table.heading == heading)
    }
}

/// What may be told of the people whose cases were begun in a period.
#[must_use]
pub fn survey<'a>(people: impl IntoIterator<Item = Person<'a>>, period: Period) -> Report {
    tally(people.into_iter().map(Counted::of), period)
}

/// The same of people who were read one after the other: whoever reads needs to keep no answers until all are read.
#[must_use]
pub fn tally(people: impl IntoIterator<Item = Counted>, period: Period) -> Report {
    let people: Vec<Counted> = people.into_iter().filter(|person| period.has(person.begun)).collect();
    let count = u32::try_from(people.len()).unwrap_or(u32::MAX);
    let total = if (1..LEAST).contains(&count) { Cell::Hidden } else { Cell::of(count) };
    let mut tables = Vec::new();
    if count >= LEAST {
        let sexes = sexes(&people);
        let place = by_sex(&people, Heading::Place, ids::PLACE, &sexes);
        tables.extend(by_sex(&people, Heading::Age, ids::AGE, &sexes));
        tables.extend(by_sex(&people, Heading::Nationality, ids::NATIONALITY, &sexes));
        tables.extend(place.clone());
        tables.extend(needs(&people, &sexes));
        tables.extend(outcomes(&people));
        tables.extend(by_service(&people));
        tables.extend(kits(&people, place.as_ref()));
        tables.extend(by_sex(&people, Heading::CameHome, ids::CAME_HOME, &sexes));
        tables.extend(returns(&people, &sexes));
    }
    Report { period, total, tables }
}

/// What each person is of one question; `None` where no pack has it.
fn codes(people: &[Counted], question: &'static str) -> Option<Vec<Code>> {
    options(people, question)?;
    Some(people.iter().map(|person| person.said(question)).collect())
}

/// What most tables have across.
fn sexes(people: &[Counted]) -> Columns {
    match (codes(people, ids::SEX), options(people, ids::SEX)) {
        (Some(codes), Some(order)) => Columns::grouped(Names::Options(ids::SEX), &codes, &order),
        _ => Columns::everybody(Names::Options(ids::SEX), people.len()),
    }
}

fn by_sex(people: &[Counted], heading: Heading, question: &'static str, sexes: &Columns) -> Option<Table> {
    let (codes, order) = (codes(people, question)?, options(people, question)?);
    Some(crossed(heading, Names::Options(question), &codes, &order, sexes))
}

fn needs(people: &[Counted], sexes: &Columns) -> Option<Table> {
    let order = options(people, ids::NEEDS)?;
    let answered = |person: &Counted| match person.said(ids::NEEDS) {
        Code::Id(_) => Code::Answered,
        other => other,
    };
    let standing: Vec<Code> = people.iter().map(answered).collect();
    let base = [Code::Answered, Code::NotKnown, Code::NotAsked].map(|code| {
        let counts = sexes.count(standing.iter().map(|it| *it == code));
        (code, counts)
    });
    let [(_, of_answered), ..] = &base;
    if of_answered.iter().all(|count| *count == 0) {
        return None;
    }
    let is_safe = base.iter().flat_map(|(_, counts)| counts).all(|count| !(1..LEAST).contains(count));
    let mut table = sexes.table(Heading::Needs, Names::Options(ids::NEEDS));
    let there = base.iter().filter(|(_, counts)| counts.iter().any(|count| *count > 0));
    let of = if is_safe {
        for (code, counts) in there {
            table.rows.push(Kind::one(code.clone()));
            table.cells.push(sexes.shown(counts));
        }
        of_answered
    } else {
        table.rows.push(Kind::Of(there.map(|(code, _)| code.clone()).collect()));
        table.cells.push(sexes.shown(sexes.sums()));
        sexes.sums()
    };
    for option in order {
        let counts = sexes.count(people.iter().map(|person| person.needs(&option)));
        table.rows.push(Kind::one(Code::Id(option)));
        table.cells.push(split(&counts, of));
    }
    Some(table)
}

fn outcomes(people: &[Counted]) -> Option<Table> {
    let pack = people.first()?.pack();
    let across = engine::card::Outcome::ALL.map(|outcome| Code::id(outcome.name()));
    let mut table = Table::empty(Heading::Outcomes, Names::Cards, Names::Outcomes, across.to_vec());
    for (_, card) in pack.content().cards.iter() {
        let codes: Vec<Code> = people.iter().map(|person| person.outcome(&card.name)).collect();
        table.rows.push(Kind::one(Code::id(&card.name)));
        table.cells.push(spread(&codes, &across));
    }
    (!table.rows.is_empty()).then_some(table)
}

fn by_service(people: &[Counted]) -> Option<Table> {
    let open = casework::status::Status::ALL.into_iter().filter(|status| *status != casework::status::Status::Closed);
    let mut across: Vec<Code> = open.map(|status| Code::id(status.name())).collect();
    across.push(Code::NotReferred);
    let mut table = Table::empty(Heading::Services, Names::Services, Names::Statuses, across.clone());
    for service in services(people) {
        let codes: Vec<Code> = people.iter().map(|person| person.service_status(&service)).collect();
        table.rows.push(Kind::one(Code::Id(service)));
        table.cells.push(spread(&codes, &across));
    }
    (!table.rows.is_empty()).then_some(table)
}

/// Kits by place, where people's places are asked.
fn kits(people: &[Counted], place: Option<&Table>) -> Option<Table> {
    let columns = match (place, codes(people, ids::PLACE)) {
        (Some(place), Some(codes)) => Columns::by_rows(place, Names::Options(ids::PLACE), &codes),
        _ => Columns::everybody(Names::Options(ids::PLACE), people.len()),
    };
    let mut table = columns.table(Heading::Kits, Names::Options(ids::NEEDS));
    table.rows.push(Kind::Sum);
    table.cells.push(columns.shown(columns.sums()));
    for kit in read::kits(people) {
        let counts = columns.count(people.iter().map(|person| person.was_given_kit(&kit)));
        table.rows.push(Kind::one(Code::Id(kit)));
        table.cells.push(split(&counts, columns.sums()));
    }
    (table.rows.len() > 1).then_some(table)
}

fn returns(people: &[Counted], sexes: &Columns) -> Option<Table> {
    let mut table = sexes.table(Heading::Returns, Names::Cards);
    for card in ids::RETURNS {
        let counts = sexes.count(people.iter().map(|person| person.was_given(card)));
        if counts.iter().any(|count| *count > 0) {
            table.rows.push(Kind::one(Code::id(card)));
            table.cells.push(split(&counts, sexes.sums()));
        }
    }
    (!table.rows.is_empty()).then_some(table)
}

#[cfg(test)]
mod tests;
