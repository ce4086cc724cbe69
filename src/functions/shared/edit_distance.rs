//! The edit distance of two texts, up to a limit.

use bumpalo::Bump;

/// The least number of insertions, deletions and substitutions of characters, and where allowed swaps of neighbours (each
/// place is edited once: optimal string alignment), that turn one text into the other; at most `limit`.
///
/// Takes time proportional to the shorter text times the limit.
pub fn distance(left: &str, right: &str, limit: usize, swaps: bool, arena: &Bump) -> usize {
    if left.is_ascii() && right.is_ascii() {
        return banded(left.as_bytes(), right.as_bytes(), limit, swaps, arena);
    }
    let left = bumpalo::collections::Vec::from_iter_in(left.chars(), arena);
    let right = bumpalo::collections::Vec::from_iter_in(right.chars(), arena);
    banded(&left, &right, limit, swaps, arena)
}

fn banded<T: PartialEq>(left: &[T], right: &[T], limit: usize, swaps: bool, arena: &Bump) -> usize {
    let (left, right) = without_common_ends(left, right);
    let (left, right) = if left.len() <= right.len() { (left, right) } else { (right, left) };
    if right.len() - left.len() >= limit {
        return limit;
    }
    let width = right.len() + 1;
    // Cells outside the band count as the limit, which no path through them can get below.
    let mut before: &mut [usize] = arena.alloc_slice_fill_copy(width, limit);
    let mut above: &mut [usize] = arena.alloc_slice_fill_with(width, |column| column.min(limit));
    let mut row: &mut [usize] = arena.alloc_slice_fill_copy(width, limit);
    let mut previous: Option<&T> = None;
    for (index, letter) in left.iter().enumerate() {
        let first = index.saturating_sub(limit);
        let last = (index + 1 + limit).min(right.len());
        if let Some(cell) = row.get_mut(first) {
            *cell = if first == 0 { (index + 1).min(limit) } else { limit };
        }
        let mut best = limit;
        let mut beside = row.get(first).copied().unwrap_or(limit);
        for column in first..last {
            let Some(other) = right.get(column) else { break };
            let at = |cells: &[usize], column: usize| cells.get(column).copied().unwrap_or(limit);
            let same = usize::from(letter != other);
            let mut cost = (at(above, column) + same).min(at(above, column + 1) + 1).min(beside + 1);
            if swaps
                && let (Some(previous), Some(before_column)) = (previous, column.checked_sub(1))
                && previous == other
                && right.get(before_column) == Some(letter)
            {
                cost = cost.min(at(before, before_column) + 1);
            }
            beside = cost.min(limit);
            best = best.min(beside);
            if let Some(cell) = row.get_mut(column + 1) {
                *cell = beside;
            }
        }
        // The cell behind the band must not keep a value of an older row.
        if let Some(cell) = row.get_mut(last + 1) {
            *cell = limit;
        }
        // A swap looks two rows back, so one row at the limit does not end the search yet; two in a row do.
        if best >= limit && above.iter().all(|cost| *cost >= limit) {
            return limit;
        }
        previous = Some(letter);
        let oldest = before;
        before = above;
        above = row;
        row = oldest;
    }
    above.last().copied().unwrap_or(limit).min(limit)
}

/// What two texts have in common at the beginning and at the end needs no edit.
fn without_common_ends<'t, T: PartialEq>(left: &'t [T], right: &'t [T]) -> (&'t [T], &'t [T]) {
    let start = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let (left, right) = (left.get(start..).unwrap_or_default(), right.get(start..).unwrap_or_default());
    let end = left.iter().rev().zip(right.iter().rev()).take_while(|(left, right)| left == right).count();
    (left.get(..left.len() - end).unwrap_or_default(), right.get(..right.len() - end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn counts_edits() {
        let arena = Bump::new();
        let counted = |left, right, limit, swaps| distance(left, right, limit, swaps, &arena);
        assert_eq!(counted("crowdstreak.com", "crowdstrike.com", 5, true), 3);
        assert_eq!(counted("logscale.com", "crowdstrike.com", 5, true), 5);
        assert_eq!(counted("abdc", "abcd", 9, true), 1);
        assert_eq!(counted("abdc", "abcd", 9, false), 2);
        assert_eq!(counted("", "abc", 9, true), 3);
        assert_eq!(counted("", "abc", 2, true), 2);
        assert_eq!(counted("naïve", "naive", 9, true), 1);
        assert_eq!(counted("same", "same", 1, true), 0);
    }

    proptest! {
        #[test]
        fn agrees_with_the_full_table(left in "[abc]{0,12}", right in "[abc]{0,12}", limit in 1usize..9) {
            let arena = Bump::new();
            prop_assert_eq!(distance(&left, &right, limit, false, &arena), strsim::levenshtein(&left, &right).min(limit));
            prop_assert_eq!(distance(&left, &right, limit, true, &arena), strsim::osa_distance(&left, &right).min(limit));
        }
    }
}
