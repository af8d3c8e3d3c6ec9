//! Kinds of people taken together until each group is large enough to be shown.

use crate::LEAST;

/// Groups of positions, each with at least [`LEAST`] people. Kinds of which nobody is are left out. `None` where there are
/// fewer than [`LEAST`] people in all.
///
/// All kinds of too few people are taken together. Where that is not enough, or would say what each of them counts (eight
/// people of two kinds are four and four), the last of the large kinds goes with them: the last in the order of the
/// content and not the smallest, since its size beside the sizes of the others would tell something.
pub(crate) fn groups(counts: &[u32]) -> Option<Vec<Vec<usize>>> {
    let at_least_one = || counts.iter().enumerate().filter(|(_, count)| **count > 0);
    let (mut few, mut large) = (Vec::new(), Vec::new());
    for (at, count) in at_least_one() {
        if *count < LEAST { &mut few } else { &mut large }.push(at);
    }
    let (kinds, people) =
        at_least_one().fold(
            (0_u32, 0_u32),
            |(kinds, people), (_, count)| {
                if *count < LEAST { (kinds + 1, people + count) } else { (kinds, people) }
            },
        );
    let is_told_by_the_sum = people == kinds || people == kinds * (LEAST - 1);
    if !few.is_empty() && (people < LEAST || is_told_by_the_sum) {
        match large.pop() {
            Some(last) => few.push(last),
            None if people < LEAST => return None,
            None => {}
        }
    }
    few.sort_unstable();
    let mut groups: Vec<Vec<usize>> = large.into_iter().map(|at| vec![at]).collect();
    if !few.is_empty() {
        groups.push(few);
    }
    groups.sort();
    (!groups.is_empty()).then_some(groups)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::groups;
    use crate::LEAST;

    #[test]
    fn kinds_of_few_people_are_counted_together_and_with_the_last_large_kind_where_that_is_too_few() {
        assert_eq!(groups(&[40, 30, 2, 4]), Some(vec![vec![0], vec![1], vec![2, 3]]));
        assert_eq!(groups(&[30, 40, 1, 3]), Some(vec![vec![0], vec![1, 2, 3]]));
        assert_eq!(groups(&[40, 2, 0, 0]), Some(vec![vec![0, 1]]));
        assert_eq!(groups(&[125, 90, 0, 0]), Some(vec![vec![0], vec![1]]));
    }

    #[test]
    fn eight_people_of_two_kinds_would_be_four_and_four() {
        assert_eq!(groups(&[40, 30, 4, 4]), Some(vec![vec![0], vec![1, 2, 3]]));
        assert_eq!(groups(&[4, 4]), Some(vec![vec![0, 1]]));
    }

    #[test]
    fn of_fewer_than_five_people_nothing_is_told() {
        assert_eq!(groups(&[1, 2, 0, 1]), None);
        assert_eq!(groups(&[]), None);
    }

    /// Each group with its size.
    type Told = Vec<(Vec<usize>, u32)>;

    /// Everything that could be behind the groups and their sizes, by trying all counts of four kinds.
    #[test]
    fn no_count_that_is_in_a_group_follows_from_what_is_shown_of_the_groups() {
        let mut behind: BTreeMap<Told, Vec<[u32; 4]>> = BTreeMap::new();
        for number in 0..10_000_u32 {
            let counts = [number % 10, number / 10 % 10, number / 100 % 10, number / 1000];
            if let Some(groups) = groups(&counts) {
                let size = |group: &Vec<usize>| group.iter().map(|at| counts[*at]).sum();
                let told = groups.iter().map(|group| (group.clone(), size(group))).collect();
                behind.entry(told).or_default().push(counts);
            }
        }
        for (told, counts) in behind {
            // Larger counts were not tried.
            if told.iter().any(|(_, size)| *size > 9) {
                continue;
            }
            for at in told.iter().filter(|(group, _)| group.len() > 1).flat_map(|(group, _)| group) {
                assert!(counts.iter().any(|other| other[*at] != counts[0][*at]), "{told:?}: {at}");
            }
        }
    }

    proptest! {
        #[test]
        fn every_group_is_large_enough_and_nobody_is_left_out(counts in proptest::collection::vec(0..12_u32, 1..6)) {
            if let Some(groups) = groups(&counts) {
                for group in &groups {
                    prop_assert!(group.iter().map(|at| counts[*at]).sum::<u32>() >= LEAST);
                }
                let mut all: Vec<usize> = groups.into_iter().flatten().collect();
                all.sort_unstable();
                let there: Vec<usize> = (0..counts.len()).filter(|at| counts[*at] > 0).collect();
                prop_assert_eq!(all, there);
            } else {
                prop_assert!(counts.iter().sum::<u32>() < LEAST);
            }
        }
    }
}
