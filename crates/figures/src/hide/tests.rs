use std::collections::BTreeMap;

use proptest::prelude::*;

use super::{Hidden, hide};
use crate::LEAST;

type Rows = Vec<Vec<u32>>;

/// As it is shown, with the sums of rows: `·` is hidden. The sums of columns are shown in any case.
fn shown(rows: &[Vec<u32>]) -> Vec<String> {
    let hidden = hide(rows);
    let cell = |(count, hidden): (&u32, &bool)| if *hidden { "·".to_owned() } else { count.to_string() };
    let row = |at: usize| {
        let mut cells: Vec<String> = rows[at].iter().zip(&hidden.cells[at]).map(cell).collect();
        if cells.len() > 1 {
            cells.push(cell((&rows[at].iter().sum(), &hidden.sums[at])));
        }
        cells.join(" ")
    };
    (0..rows.len()).map(row).collect()
}

#[test]
fn large_counts_and_nobody_are_shown_with_their_sums() {
    assert_eq!(shown(&[vec![125, 90], vec![0, 30]]), ["125 90 215", "0 30 30"]);
}

#[test]
fn a_small_count_is_hidden_with_the_smallest_of_a_circle() {
    assert_eq!(shown(&[vec![12, 3], vec![40, 30], vec![25, 26]]), ["· · 15", "40 30 70", "· · 51"]);
}

#[test]
fn a_small_count_among_kinds_without_a_split_is_hidden_with_the_next_smallest() {
    assert_eq!(shown(&[vec![3], vec![40], vec![12]]), ["·", "40", "·"]);
}

#[test]
fn that_nobody_is_there_is_hidden_before_hundreds_and_after_a_few() {
    assert_eq!(shown(&[vec![3, 40], vec![20, 40], vec![0, 40]])[2], "0 40 40");
    let rows = [vec![3, 300], vec![200, 300], vec![0, 300]];
    assert!(hide(&rows).cells[2][0], "{:?}", shown(&rows));
    assert_eq!(shown(&[vec![3], vec![2], vec![0]]), ["·", "·", "0"]);
}

#[test]
fn a_kind_of_few_people_has_its_sum_hidden_and_so_has_another() {
    let rows = [vec![2, 1], vec![40, 30], vec![15, 16]];
    assert_eq!(shown(&rows), ["· · ·", "40 30 70", "· · ·"]);
}

#[test]
fn inner_counts_are_hidden_before_sums() {
    let sums = |rows: &[Vec<u32>]| hide(rows).sums.into_iter().filter(|hidden| *hidden).count();
    assert_eq!(sums(&[vec![12, 3], vec![40, 30], vec![25, 26]]), 0);
    assert_eq!(sums(&[vec![30, 3, 9], vec![40, 30, 8], vec![25, 26, 7]]), 0);
}

#[test]
fn two_small_counts_protect_each_other_where_each_could_be_five() {
    assert_eq!(shown(&[vec![4], vec![3], vec![60]]), ["·", "·", "60"]);
    assert_eq!(shown(&[vec![1], vec![2], vec![60]]), ["·", "·", "·"], "three people in all cannot be five");
}

/// What can be worked out of linear equations: what is hidden is unknown; each row and column is an equation. By Gauss'
/// method, and knowing nothing of flows. The equations are those of a network, for which any field will do.
fn follows(rows: &Rows, hidden: &Hidden) -> Vec<(usize, Option<usize>)> {
    const FIELD: i64 = 101;
    let columns = rows[0].len();
    let cells = (0..rows.len()).flat_map(|row| (0..columns).map(move |column| (row, Some(column))));
    let sums = (0..rows.len()).map(|row| (row, None));
    let is_hidden = |place: &(usize, Option<usize>)| match place {
        (row, Some(column)) => hidden.cells[*row][*column],
        (row, None) => columns > 1 && hidden.sums[*row],
    };
    let unknown: Vec<(usize, Option<usize>)> = cells.chain(sums).filter(is_hidden).collect();
    let mut equations: Vec<Vec<i64>> =
        (0..columns).map(|column| unknown.iter().map(|place| i64::from(place.1 == Some(column))).collect()).collect();
    if columns > 1 {
        for row in 0..rows.len() {
            let factor = |place: &(usize, Option<usize>)| match place {
                (of, Some(_)) if *of == row => 1,
                (of, None) if *of == row => FIELD - 1,
                _ => 0,
            };
            equations.push(unknown.iter().map(factor).collect());
        }
        // All sums of rows add up to the total.
        equations.push(unknown.iter().map(|place| i64::from(place.1.is_none())).collect());
    }
    let inverse = |of: i64| (1..FIELD).find(|it| it * of % FIELD == 1).unwrap();
    let mut done = 0;
    for at in 0..unknown.len() {
        let Some(pivot) = (done..equations.len()).find(|row| equations[*row][at] != 0) else { continue };
        equations.swap(done, pivot);
        let by = inverse(equations[done][at]);
        equations[done].iter_mut().for_each(|factor| *factor = *factor * by % FIELD);
        let lead = equations[done].clone();
        for (other, equation) in equations.iter_mut().enumerate() {
            let times = equation[at];
            if other != done && times != 0 {
                for (place, lead) in equation.iter_mut().zip(&lead) {
                    *place = (*place + (FIELD - times) * lead) % FIELD;
                }
            }
        }
        done += 1;
    }
    let alone = |equation: &&Vec<i64>| equation.iter().filter(|factor| **factor != 0).count() == 1;
    let which = |equation: &Vec<i64>| equation.iter().position(|factor| *factor != 0).map(|at| unknown[at]);
    equations.iter().filter(alone).filter_map(which).collect()
}

/// Every table with the same shown counts and the same sums of columns, by trying all.
fn behind(rows: &Rows, hidden: &Hidden) -> Vec<Rows> {
    let columns = rows[0].len();
    let left: Vec<u32> = (0..columns).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
    let mut found = Vec::new();
    fill(rows, hidden, &mut Vec::new(), &left, &mut found);
    found
}

fn fill(rows: &Rows, hidden: &Hidden, so_far: &mut Rows, left: &[u32], found: &mut Vec<Rows>) {
    let at = so_far.len();
    if at == rows.len() {
        if left.iter().all(|left| *left == 0) {
            found.push(so_far.clone());
        }
        return;
    }
    let mut choices: Vec<Vec<u32>> = vec![Vec::new()];
    for (column, left) in left.iter().enumerate() {
        let count = rows[at][column];
        let values: Vec<u32> = if hidden.cells[at][column] { (0..=*left).collect() } else { vec![count] };
        choices = choices
            .into_iter()
            .flat_map(|row| values.iter().map(move |value| [&row[..], &[*value]].concat()).collect::<Vec<_>>())
            .collect();
    }
    let sum: u32 = rows[at].iter().sum();
    for choice in choices {
        let fits = choice.len() == 1 || hidden.sums[at] || choice.iter().sum::<u32>() == sum;
        if fits && choice.iter().zip(left).all(|(count, left)| count <= left) {
            let left: Vec<u32> = left.iter().zip(&choice).map(|(left, count)| left - count).collect();
            so_far.push(choice);
            fill(rows, hidden, so_far, &left, found);
            so_far.pop();
        }
    }
}

/// All hidden counts of one of the tables that could be behind what is shown, those of sums too.
fn of_hidden(rows: &Rows, hidden: &Hidden) -> Vec<u32> {
    let mut counts = Vec::new();
    for (at, row) in rows.iter().enumerate() {
        counts.extend(row.iter().zip(&hidden.cells[at]).filter(|(_, hidden)| **hidden).map(|(count, _)| *count));
        if row.len() > 1 && hidden.sums[at] {
            counts.push(row.iter().sum());
        }
    }
    counts
}

fn is_small(count: u32) -> bool {
    (1..LEAST).contains(&count)
}

/// Counts as a report has them: in no column are there fewer people than may be shown.
fn some_counts(
    rows: core::ops::Range<usize>,
    columns: core::ops::Range<usize>,
    most: u32,
) -> impl Strategy<Value = Rows> {
    (rows, columns)
        .prop_flat_map(move |(rows, columns)| {
            let cell = prop_oneof![3 => 0..LEAST, 2 => 0..=most];
            proptest::collection::vec(proptest::collection::vec(cell, columns), rows)
        })
        .prop_map(|mut rows| {
            for column in 0..rows[0].len() {
                let sum: u32 = rows.iter().map(|row| row[column]).sum();
                if is_small(sum) {
                    rows[0][column] += LEAST;
                }
            }
            rows
        })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_small_count_is_shown_and_no_hidden_one_follows_from_the_sums(rows in some_counts(2..9, 1..6, 60)) {
        let hidden = hide(&rows);
        for (at, row) in rows.iter().enumerate() {
            for (count, is_hidden) in row.iter().zip(&hidden.cells[at]) {
                prop_assert!(*is_hidden || !is_small(*count));
            }
            prop_assert!(hidden.sums[at] || row.len() == 1 || !is_small(row.iter().sum()));
        }
        prop_assert_eq!(follows(&rows, &hidden), Vec::new(), "{:?}", shown(&rows));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Who knows the rule too knows that where something is hidden there is a count of one to four.
    #[test]
    fn whoever_tries_everything_does_not_know_a_hidden_count(rows in prop_oneof![some_counts(2..4, 1..4, 7), some_counts(3..6, 1..3, 6)]) {
        let hidden = hide(&rows);
        let truth = of_hidden(&rows, &hidden);
        let worlds: Vec<Vec<u32>> = behind(&rows, &hidden).iter().map(|world| of_hidden(world, &hidden)).collect();
        let by_rule = worlds.iter().filter(|world| world.iter().any(|count| is_small(*count)));
        let by_rule: Vec<&Vec<u32>> = by_rule.collect();
        for (at, count) in truth.into_iter().enumerate() {
            prop_assert!(worlds.iter().any(|world| world[at] != count));
            if worlds.iter().any(|world| is_small(world[at])) {
                prop_assert!(worlds.iter().any(|world| world[at] == 0), "{count}: {:?}", shown(&rows));
                prop_assert!(worlds.iter().any(|world| world[at] >= LEAST), "{count}: {:?}", shown(&rows));
            }
            if is_small(count) {
                prop_assert!(by_rule.iter().any(|world| world[at] != count), "{count}: {:?}", shown(&rows));
            }
        }
    }
}

#[test]
fn a_large_sparse_table_is_done_and_nothing_follows_from_it() {
    let rows: Rows = (0..60_u32)
        .map(|row| (0..20).map(|column| (row * 7 + column * 11) * (row + column) % 23 % 9).collect())
        .collect();
    let hidden = hide(&rows);
    assert!(rows.iter().flatten().filter(|count| is_small(**count)).count() > 400);
    assert_eq!(follows(&rows, &hidden), []);
}

/// All columns of so many counts with sums that may be shown, up to the largest.
fn columns_of(rows: usize, largest: u32) -> Vec<Vec<u32>> {
    let mut columns = vec![Vec::new()];
    for _ in 0..rows {
        let longer = |column: Vec<u32>| (0..=largest).map(move |count| [&column[..], &[count]].concat());
        columns = columns.into_iter().flat_map(longer).collect();
        columns.retain(|column| column.iter().sum::<u32>() <= largest);
    }
    columns.retain(|column| column.iter().sum::<u32>() >= LEAST);
    columns
}

/// How many small counts there are in all tables of a size, and how many of them are known to whoever runs this very code
/// on every table that could be behind what is shown, and keeps those that give the same.
fn known_to_who_runs_the_code(rows: usize, columns: usize, largest: u32) -> (usize, usize) {
    let each = columns_of(rows, largest);
    let mut behind: BTreeMap<Vec<String>, Vec<Rows>> = BTreeMap::new();
    for number in 0..each.len().pow(u32::try_from(columns).unwrap()) {
        let column = |at: usize| &each[number / each.len().pow(u32::try_from(at).unwrap()) % each.len()];
        let table: Rows = (0..rows).map(|row| (0..columns).map(|at| column(at)[row]).collect()).collect();
        let sums = (0..columns).map(|at| column(at).iter().sum::<u32>().to_string());
        behind.entry(shown(&table).into_iter().chain(sums).collect()).or_default().push(table);
    }
    let (mut small, mut known) = (0, 0);
    for worlds in behind.values() {
        for (row, column) in (0..rows).flat_map(|row| (0..columns).map(move |column| (row, column))) {
            let counts = || worlds.iter().map(|world| world[row][column]);
            let smalls = counts().filter(|count| is_small(*count)).count();
            small += smalls;
            if counts().all(|count| count == worlds[0][row][column]) {
                known += smalls;
            }
        }
    }
    (small, known)
}

#[test]
fn who_runs_this_very_code_knows_next_to_nothing_more() {
    // docs/figures.md has these figures.
    let sizes = [(2, 2, 12), (3, 1, 12), (4, 1, 10), (3, 2, 8), (2, 3, 8)];
    let found = sizes.map(|(rows, columns, largest)| known_to_who_runs_the_code(rows, columns, largest));
    assert_eq!(found, [(9_728, 0), (672, 0), (2_216, 0), (62_400, 72), (86_400, 0)]);
}
