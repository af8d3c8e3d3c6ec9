//! Which counts of a table are hidden.
//!
//! The sums of its columns are shown in any case; the sum of each is nought or at least [`LEAST`]. Whoever reads a table knows
//! that each row and column adds up to its sum and that no count is less than nothing. Think of each count as a pipe
//! between its row and its column, and of a change that leaves everything shown as it is as a flow in a circle through hidden
//! pipes: upwards as much as there is, downwards no more than the count.
//!
//! So a count is safe when it could be nought and could be [`LEAST`] or more: that much must be able to flow in a circle
//! through its pipe, each way. Where it cannot, more pipes are opened: those of the path on which the least is lost
//! (Dijkstra's), the flow being found path by path (Ford and Fulkerson's). So safe is every count of one to four, and every
//! hidden count that could be one to four as far as the others tell: what must be safe is then no sign of what is small.
//! Every other count that is hidden lies on a circle, and is not known either.

use core::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::LEAST;

/// Where a count stands: its row, and its column (`None`: the sum of the row).
pub(crate) type Place = (usize, Option<usize>);

/// Which counts of a table are hidden: of each row those of its columns, and whether its sum is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Hidden {
    pub(crate) cells: Vec<Vec<bool>>,
    pub(crate) sums: Vec<bool>,
}

/// Which counts are hidden, of a table with these rows, all of the same length.
pub(crate) fn hide(rows: &[Vec<u32>]) -> Hidden {
    let mut network = Network::of(rows);
    let mut safe = vec![false; network.pipes.len()];
    loop {
        // Large ones first: they need the most to flow, and what is opened for them often serves the others too.
        let due = (0..network.pipes.len()).filter(|at| safe.get(*at) == Some(&false) && network.could_be_small(*at));
        let mut due: Vec<usize> = due.collect();
        if due.is_empty() {
            return network.hidden(rows);
        }
        due.sort_by_key(|at| Reverse(network.pipes.get(*at).map(|pipe| pipe.count)));
        for at in due {
            network.protect(at);
            if let Some(safe) = safe.get_mut(at) {
                *safe = true;
            }
        }
    }
}

/// Everything that could be hidden, and how it hangs together.
struct Network {
    pipes: Vec<Pipe>,
    /// Of each node, the pipes that end there.
    ends: Vec<Vec<usize>>,
    hidden: Vec<bool>,
}

#[derive(Clone, Copy)]
struct Pipe {
    place: Place,
    from: usize,
    to: usize,
    count: u32,
    /// How much is lost when it is hidden.
    cost: u64,
}

/// One step of a path: a pipe, and whether its count grows.
type Step = (usize, bool);

impl Network {
    fn of(rows: &[Vec<u32>]) -> Self {
        let columns = rows.first().map_or(0, Vec::len);
        // A row of one column is its own sum: it is bound to no other count, so all rows are one node.
        let is_alone = columns == 1;
        let (sums, first_column) = (rows.len(), rows.len() + 1);
        let mut pipes = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            let from = if is_alone { 0 } else { at };
            for (column, count) in row.iter().enumerate() {
                let cost = cost(*count);
                pipes.push(Pipe { place: (at, Some(column)), from, to: first_column + column, count: *count, cost });
            }
            if !is_alone {
                // Sums say more than counts: they are hidden where nothing else helps.
                let count = row.iter().fold(0, |sum: u32, count| sum.saturating_add(*count));
                pipes.push(Pipe { place: (at, None), from: sums, to: at, count, cost: cost(count) * 20 });
            }
        }
        let mut ends = vec![Vec::new(); first_column + columns];
        for (at, pipe) in pipes.iter().enumerate() {
            for node in [pipe.from, pipe.to] {
                if let Some(pipes) = ends.get_mut(node) {
                    pipes.push(at);
                }
            }
        }
        let hidden = pipes.iter().map(|pipe| (1..LEAST).contains(&pipe.count)).collect();
        Self { pipes, ends, hidden }
    }

    /// Whether a count is hidden and could be one to four, as far as the others tell.
    fn could_be_small(&self, at: usize) -> bool {
        let Some(pipe) = self.pipes.get(at).filter(|_| self.is_hidden(at)) else { return false };
        let too_many = pipe.count.saturating_sub(LEAST - 1);
        self.flow(pipe.from, pipe.to, too_many, at, true).is_some()
    }

    fn is_hidden(&self, at: usize) -> bool {
        self.hidden.get(at) == Some(&true)
    }

    /// Hides what must be hidden so that a count could be nought, and could be [`LEAST`].
    fn protect(&mut self, at: usize) {
        let Some(pipe) = self.pipes.get(at).copied() else { return };
        let ways = [(pipe.from, pipe.to, pipe.count), (pipe.to, pipe.from, LEAST.saturating_sub(pipe.count))];
        for (from, to, amount) in ways {
            match self.flow(from, to, amount, at, false) {
                Some(through) => through.into_iter().for_each(|at| self.open(at)),
                // Does not happen where the sums of the columns are as they should be; else nothing is shown at all.
                None => self.hidden.iter_mut().for_each(|hidden| *hidden = true),
            }
        }
    }

    fn open(&mut self, at: usize) {
        if let Some(hidden) = self.hidden.get_mut(at) {
            *hidden = true;
        }
    }

    /// The pipes through which an amount can flow from one node to another, not through the one that is left out.
    fn flow(&self, from: usize, to: usize, amount: u32, without: usize, as_hidden: bool) -> Option<Vec<usize>> {
        let mut counts: Vec<u32> = self.pipes.iter().map(|pipe| pipe.count).collect();
        let mut used = vec![false; self.pipes.len()];
        let mut left = amount;
        while left > 0 {
            let path = self.path(from, to, without, &counts, &used, as_hidden)?;
            let shrink = path.iter().filter(|(_, grows)| !grows).filter_map(|(at, _)| counts.get(*at));
            let amount = shrink.copied().min().unwrap_or(left).min(left);
            for (at, grows) in path {
                if let (Some(count), Some(used)) = (counts.get_mut(at), used.get_mut(at)) {
                    *count = if grows { count.saturating_add(amount) } else { count.saturating_sub(amount) };
                    *used = true;
                }
            }
            left = left.saturating_sub(amount);
        }
        let changed = counts.iter().zip(&self.pipes).enumerate().filter(|(_, (count, pipe))| **count != pipe.count);
        Some(changed.map(|(at, _)| at).collect())
    }

    /// The path on which the least is lost; what is hidden or used already costs nothing.
    fn path(
        &self,
        from: usize,
        to: usize,
        without: usize,
        counts: &[u32],
        used: &[bool],
        as_hidden: bool,
    ) -> Option<Vec<Step>> {
        let mut reached: Vec<Option<(u64, Option<Step>)>> = vec![None; self.ends.len()];
        let mut due = BinaryHeap::from([(Reverse(0), from, None)]);
        while let Some((Reverse(cost), node, step)) = due.pop() {
            let Some(place @ None) = reached.get_mut(node) else { continue };
            *place = Some((cost, step));
            if node == to {
                break;
            }
            let open = |at: &usize| *at != without && (!as_hidden || self.is_hidden(*at));
            for at in self.ends.get(node)?.iter().copied().filter(open) {
                let pipe = self.pipes.get(at)?;
                let grows = pipe.from == node;
                if grows || counts.get(at).is_some_and(|count| *count > 0) {
                    let is_free = self.is_hidden(at) || used.get(at) == Some(&true);
                    let more = if is_free { 0 } else { pipe.cost };
                    due.push((Reverse(cost + more), if grows { pipe.to } else { pipe.from }, Some((at, grows))));
                }
            }
        }
        let mut path = Vec::new();
        let mut node = to;
        while let (_, Some((at, grows))) = reached.get(node).copied().flatten()? {
            let pipe = self.pipes.get(at)?;
            path.push((at, grows));
            node = if grows { pipe.from } else { pipe.to };
        }
        Some(path)
    }

    fn hidden(&self, rows: &[Vec<u32>]) -> Hidden {
        let cells: Vec<Vec<bool>> = rows.iter().map(|row| vec![false; row.len()]).collect();
        let mut hidden = Hidden { sums: vec![false; cells.len()], cells };
        for (pipe, is_hidden) in self.pipes.iter().zip(&self.hidden) {
            let place = match pipe.place {
                (row, Some(column)) => hidden.cells.get_mut(row).and_then(|row| row.get_mut(column)),
                (row, None) => hidden.sums.get_mut(row),
            };
            if let Some(place) = place {
                *place = *is_hidden;
            }
        }
        hidden
    }
}

/// How much is lost when a count is hidden: something in any case, and the more the more people it counts. That nobody is there
/// says as much as that fifty are; if it were cheap, its being hidden would tell how little was beside it.
fn cost(count: u32) -> u64 {
    let worth = if count == 0 { 50 } else { count.min(1_000) };
    10 + u64::from(worth)
}

#[cfg(test)]
mod tests;
