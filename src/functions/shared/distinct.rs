//! Counts different values in bounded memory: exactly up to a number, beyond it by the k smallest hashes.
//!
//! LogScale's count(distinct=true) always estimates, with a standard error below 2 percent (functions-count.html). Which
//! hashes are the smallest does not depend on the order of the values, so partial states merge without loss.

use std::hash::BuildHasher;

use hashbrown::HashSet;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Up to this many values a scan is faster than a table, and most groups never have more.
const SCANNED: usize = 16;

/// The smallest hashes of the values so far.
#[derive(Clone, Debug, Default)]
pub struct Distinct {
    few: Vec<u64>,
    many: HashSet<u64, foldhash::fast::FixedState>,
    /// Hashes above this one are not among the smallest; none while all are kept.
    bound: Option<u64>,
}

impl Distinct {
    /// Adds a value; `exact` is the number of values up to which the count is exact.
    pub fn add(&mut self, value: &[u8], exact: usize) {
        self.add_hash(foldhash::quality::FixedState::default().hash_one(value), exact);
    }

    fn add_hash(&mut self, hash: u64, exact: usize) {
        if self.bound.is_some_and(|bound| hash > bound) {
            return;
        }
        if !self.many.is_empty() {
            self.many.insert(hash);
            if self.many.len() >= exact.saturating_mul(2) {
                self.shrink(exact);
            }
        } else if !self.few.contains(&hash) {
            self.few.push(hash);
            if self.few.len() > SCANNED {
                self.many = self.few.drain(..).collect();
            }
        }
    }

    /// Keeps the `exact` smallest hashes.
    fn shrink(&mut self, exact: usize) {
        let mut hashes: Vec<u64> = self.many.drain().collect();
        if let Some(last) = exact.checked_sub(1).filter(|last| *last < hashes.len()) {
            let (_, bound, _) = hashes.select_nth_unstable(last);
            self.bound = Some(*bound);
            hashes.truncate(exact);
        }
        self.many.extend(hashes);
    }

    /// Adds the values of a later part.
    pub fn merge(&mut self, later: Self, exact: usize) {
        if let Some(later) = later.bound {
            self.bound = Some(self.bound.map_or(later, |bound| bound.min(later)));
            let bound = self.bound;
            self.few.retain(|hash| bound.is_none_or(|bound| *hash <= bound));
            self.many.retain(|hash| bound.is_none_or(|bound| *hash <= bound));
        }
        later.few.iter().chain(&later.many).for_each(|hash| self.add_hash(*hash, exact));
    }

    /// How many different values there were.
    pub fn count(mut self, exact: usize) -> u64 {
        if self.many.len() > exact {
            self.shrink(exact);
        }
        let kept = (self.few.len() + self.many.len()) as u64;
        match self.bound {
            // So many hashes lie in that part of all numbers.
            Some(bound) => ((kept.saturating_sub(1)) as f64 / (bound as f64 / u64::MAX as f64)).round() as u64,
            None => kept,
        }
    }
}

impl Serialize for Distinct {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let hashes: Vec<u64> = self.few.iter().chain(&self.many).copied().collect();
        (self.bound, hashes).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Distinct {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (bound, hashes) = <(Option<u64>, Vec<u64>)>::deserialize(deserializer)?;
        let mut distinct = Self { bound, ..Self::default() };
        if hashes.len() > SCANNED {
            distinct.many = hashes.into_iter().collect();
        } else {
            distinct.few = hashes;
        }
        Ok(distinct)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXACT: usize = 1024;

    fn of(numbers: std::ops::Range<u32>) -> Distinct {
        let mut distinct = Distinct::default();
        numbers.for_each(|number| distinct.add(number.to_string().as_bytes(), EXACT));
        distinct
    }

    #[test]
    fn small_numbers_are_exact_and_large_ones_near() {
        for count in [0, 1, 16, 17, 1000, EXACT as u32] {
            assert_eq!(of(0..count).count(EXACT), u64::from(count));
        }
        for count in [3000, 50_000, 200_000] {
            let estimate = of(0..count).count(EXACT) as f64;
            assert!((estimate / f64::from(count) - 1.0).abs() < 0.1, "{count} {estimate}");
        }
    }

    #[test]
    fn parts_merge_to_the_whole() {
        for (first, second) in
            [(0..10, 5..30), (0..900, 300..1024), (0..5000, 2000..2010), (0..3, 0..40_000), (0..9000, 4000..30_000)]
        {
            let mut merged = of(first.clone());
            merged.merge(of(second.clone()), EXACT);
            assert_eq!(merged.count(EXACT), of(first.start..first.end.max(second.end)).count(EXACT));
        }
    }
}
