//! Counting people into tables, and hiding what must be hidden.

use crate::LEAST;
use crate::group::groups;
use crate::hide::hide;
use crate::table::{Cell, Code, Heading, Kind, Names, Table};

/// What stands across a table, and in which column each person is. No column has one to four people.
pub(super) struct Columns {
    names: Names,
    kinds: Vec<Kind>,
    /// The column of each person.
    of: Vec<usize>,
    sums: Vec<u32>,
}

impl Columns {
    /// One column for everybody.
    pub(super) fn everybody(names: Names, people: usize) -> Self {
        Self::new(names, vec![Kind::Sum], vec![0; people])
    }

    /// A column for each code, those of too few people taken together.
    pub(super) fn grouped(names: Names, codes: &[Code], order: &[String]) -> Self {
        let there = in_order(codes, order);
        Self::of_kinds(names, codes, &there.into_iter().map(|code| vec![code]).collect::<Vec<_>>())
    }

    /// A column for each row of a table whose sum is shown, and one for all others.
    pub(super) fn by_rows(table: &Table, names: Names, codes: &[Code]) -> Self {
        let (mut kinds, mut others) = (Vec::new(), Vec::new());
        for (kind, cells) in table.rows.iter().zip(&table.cells).filter(|(kind, _)| **kind != Kind::Sum) {
            match cells.last() {
                Some(Cell::Shown(_)) => kinds.push(kind.codes().to_vec()),
                _ => others.extend_from_slice(kind.codes()),
            }
        }
        kinds.push(others);
        Self::of_kinds(names, codes, &kinds)
    }

    fn of_kinds(names: Names, codes: &[Code], kinds: &[Vec<Code>]) -> Self {
        let count = |kind: &Vec<Code>| counted(codes.iter().filter(|code| kind.contains(code)));
        let counts: Vec<u32> = kinds.iter().map(count).collect();
        let Some(groups) = groups(&counts) else { return Self::everybody(names, codes.len()) };
        let group = |group: &Vec<usize>| group.iter().filter_map(|at| kinds.get(*at)).flatten().cloned().collect();
        let groups: Vec<Vec<Code>> = groups.iter().map(group).collect();
        let column = |code: &Code| groups.iter().position(|group| group.contains(code)).unwrap_or(0);
        let of = codes.iter().map(column).collect();
        Self::new(names, groups.into_iter().map(Kind::Of).collect(), of)
    }

    fn new(names: Names, kinds: Vec<Kind>, of: Vec<usize>) -> Self {
        let sums = (0..kinds.len()).map(|column| counted(of.iter().filter(|of| **of == column))).collect();
        Self { names, kinds, of, sums }
    }

    /// How many people there are in each column.
    pub(super) fn sums(&self) -> &[u32] {
        &self.sums
    }

    /// How many of the people for whom something is so there are in each column.
    pub(super) fn count(&self, is_so: impl Iterator<Item = bool>) -> Vec<u32> {
        let mut counts = vec![0; self.kinds.len()];
        for (column, is_so) in self.of.iter().zip(is_so) {
            if let Some(count) = counts.get_mut(*column).filter(|_| is_so) {
                *count += 1;
            }
        }
        counts
    }

    /// Counts that need not be hidden, with their sum where there is more than one.
    pub(super) fn shown(&self, counts: &[u32]) -> Vec<Cell> {
        let sum = (self.kinds.len() > 1).then(|| counts.iter().sum());
        counts.iter().copied().chain(sum).map(|count| cell(count, false)).collect()
    }

    /// A table with these columns, and no rows.
    pub(super) fn table(&self, heading: Heading, rows_are: Names) -> Table {
        let sum = (self.kinds.len() > 1).then_some(Kind::Sum);
        let columns = self.kinds.iter().cloned().chain(sum).collect();
        Table { heading, rows_are, columns_are: self.names, rows: Vec::new(), columns, cells: Vec::new() }
    }
}

impl Table {
    /// A table with a column for each of some codes, and no rows.
    pub(super) fn empty(heading: Heading, rows_are: Names, columns_are: Names, across: Vec<Code>) -> Self {
        let columns = across.into_iter().map(Kind::one).collect();
        Self { heading, rows_are, columns_are, rows: Vec::new(), columns, cells: Vec::new() }
    }
}

/// People by one thing down and another across. Each person is of one code.
pub(super) fn crossed(heading: Heading, rows_are: Names, codes: &[Code], order: &[String], columns: &Columns) -> Table {
    let mut table = columns.table(heading, rows_are);
    let there = in_order(codes, order);
    let counts: Vec<Vec<u32>> = there.iter().map(|code| columns.count(codes.iter().map(|it| it == code))).collect();
    let hidden = hide(&counts);
    for ((counts, cells), sum) in counts.iter().zip(&hidden.cells).zip(&hidden.sums) {
        table.cells.push(row(counts, cells, *sum));
    }
    table.rows = there.into_iter().map(Kind::one).collect();
    table.rows.push(Kind::Sum);
    table.cells.push(columns.shown(columns.sums()));
    table
}

/// How many of some people something is so for: a row that stands for itself. Of the others as few may be known.
pub(super) fn split(counts: &[u32], of: &[u32]) -> Vec<Cell> {
    let others = of.iter().zip(counts).map(|(of, count)| of.saturating_sub(*count)).collect();
    let hidden = hide(&[counts.to_vec(), others]);
    match (hidden.cells.first(), hidden.sums.first()) {
        (Some(cells), Some(sum)) => row(counts, cells, *sum),
        _ => Vec::new(),
    }
}

/// How many people are of each code: a row that stands for itself.
pub(super) fn spread(codes: &[Code], across: &[Code]) -> Vec<Cell> {
    let counts: Vec<u32> = across.iter().map(|code| counted(codes.iter().filter(|it| *it == code))).collect();
    let hidden = hide(&counts.iter().map(|count| vec![*count]).collect::<Vec<_>>());
    counts.iter().zip(hidden.cells.iter().flatten()).map(|(count, hidden)| cell(*count, *hidden)).collect()
}

fn row(counts: &[u32], hidden: &[bool], sum_is_hidden: bool) -> Vec<Cell> {
    let sum = (counts.len() > 1).then(|| (counts.iter().sum(), sum_is_hidden));
    let counts = counts.iter().copied().zip(hidden.iter().copied());
    counts.chain(sum).map(|(count, is_hidden)| cell(count, is_hidden)).collect()
}

fn cell(count: u32, is_hidden: bool) -> Cell {
    // A count that is too small never leaves here, whatever went wrong before.
    if is_hidden || (1..LEAST).contains(&count) { Cell::Hidden } else { Cell::of(count) }
}

fn counted<T>(some: impl Iterator<Item = T>) -> u32 {
    u32::try_from(some.count()).unwrap_or(u32::MAX)
}

/// The codes that anybody is of: options in their order, then what is in no list, then silence.
fn in_order(codes: &[Code], order: &[String]) -> Vec<Code> {
    let mut there = codes.to_vec();
    let position = |code: &Code| match code {
        Code::Id(id) => order.iter().position(|option| option == id).unwrap_or(order.len()),
        _ => order.len() + 1,
    };
    there.sort_by(|one, other| (position(one), one).cmp(&(position(other), other)));
    there.dedup();
    there
}
