//! Quantiles within a relative error: a sketch of counts in buckets whose width grows with the value.
//!
//! This is the published DDSketch with a quadratically interpolated logarithm; it reproduces the figures that
//! functions-timechart.html prints for percentile() to the last digit.

use std::collections::BTreeMap;
use std::f64::consts::LN_2;

use serde::{Deserialize, Serialize};

/// Most buckets of one sketch. With the default accuracy they hold all doubles from 1e-30 to 1e30.
const MOST_BUCKETS: usize = 8192;

/// Which bucket a value falls into, for one accuracy.
#[derive(Clone, Copy, Debug)]
pub struct Mapping {
    accuracy: f64,
    multiplier: f64,
}

impl Mapping {
    /// The mapping of a relative error between 0 and 1, both excluded.
    pub fn new(accuracy: f64) -> Option<Self> {
        let ratio = (1.0 + accuracy) / (1.0 - accuracy);
        let multiplier = (3.0 / (4.0 * LN_2)) * LN_2 / ratio.ln();
        (accuracy > 0.0 && accuracy < 1.0 && multiplier.is_finite()).then_some(Self { accuracy, multiplier })
    }

    /// The bucket of a positive number.
    fn index(&self, value: f64) -> i64 {
        let (significand, exponent) = split(value);
        let log = exponent as f64 - (significand - 5.0) * (significand - 1.0) / 3.0;
        (self.multiplier * log).floor() as i64
    }

    /// The number that stands for a bucket.
    fn value(&self, index: i64) -> f64 {
        let log = index as f64 / self.multiplier;
        let exponent = log.floor();
        let significand = 3.0 - (4.0 - 3.0 * (log - exponent)).sqrt();
        significand * exponent.exp2() * (1.0 + self.accuracy)
    }
}

/// A positive number as `s * 2^e` with `1 <= s < 2`.
fn split(value: f64) -> (f64, i64) {
    const SUBNORMAL_SHIFT: i64 = 54;
    if value < f64::MIN_POSITIVE {
        let (significand, exponent) = split_normal(value * (SUBNORMAL_SHIFT as f64).exp2());
        return (significand, exponent - SUBNORMAL_SHIFT);
    }
    split_normal(value)
}

fn split_normal(value: f64) -> (f64, i64) {
    let bits = value.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i64 - 1023;
    (f64::from_bits((bits & ((1 << 52) - 1)) | (1023 << 52)), exponent)
}

/// The numbers so far, by bucket.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Quantiles {
    zeros: u64,
    buckets: BTreeMap<i64, u64>,
    count: u64,
}

impl Quantiles {
    /// Adds a number; negative ones are not supported and count as none (functions-percentile.html).
    pub fn add(&mut self, mapping: &Mapping, value: f64) {
        if value > 0.0 {
            *self.buckets.entry(mapping.index(value)).or_default() += 1;
            self.shrink();
        } else if value == 0.0 {
            self.zeros += 1;
        } else {
            return;
        }
        self.count += 1;
    }

    /// Adds the numbers of another part.
    pub fn merge(&mut self, later: Self) {
        self.zeros += later.zeros;
        self.count += later.count;
        for (index, count) in later.buckets {
            *self.buckets.entry(index).or_default() += count;
        }
        self.shrink();
    }

    /// Joins the lowest buckets when there are too many: low percentiles lose accuracy first (functions-percentile.html).
    fn shrink(&mut self) {
        while self.buckets.len() > MOST_BUCKETS {
            let Some((_, count)) = self.buckets.pop_first() else { return };
            if let Some(mut lowest) = self.buckets.first_entry() {
                *lowest.get_mut() += count;
            }
        }
    }

    /// The number of which a share (0 to 1) of the numbers is not greater. The rank is rounded down.
    pub fn at(&self, mapping: &Mapping, share: f64) -> Option<f64> {
        let rank = share * self.count.checked_sub(1)? as f64;
        let mut below = self.zeros;
        if below as f64 > rank {
            return Some(0.0);
        }
        for (index, count) in &self.buckets {
            below += count;
            if below as f64 > rank {
                return Some(mapping.value(*index));
            }
        }
        None
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn quantiles(mapping: &Mapping, values: &[f64]) -> Quantiles {
        let mut quantiles = Quantiles::default();
        values.iter().for_each(|value| quantiles.add(mapping, *value));
        quantiles
    }

    #[test]
    fn documented_figures_to_the_last_digit() {
        let mapping = Mapping::new(0.01).unwrap();
        for (values, p50, p75) in [
            (&[120.0, 145.0, 98.0, 167.0][..], 120.80792246242098, 143.93947040702542),
            (&[134.0, 178.0, 143.0, 156.0], 143.93947040702542, 155.16205054702775),
            (&[289.0, 123.0], 123.13088804780689, 123.13088804780689),
            (&[150.0, 165.0, 110.0, 190.0], 149.4847016559383, 163.94784285493662),
            (&[155.0, 195.0, 160.0, 175.0], 160.9814359681496, 176.22889949490784),
        ] {
            let quantiles = quantiles(&mapping, values);
            assert_eq!(quantiles.at(&mapping, 0.5), Some(p50));
            assert_eq!(quantiles.at(&mapping, 0.75), Some(p75));
        }
    }

    proptest! {
        #[test]
        fn stays_within_the_error(mut values in proptest::collection::vec(1e-12f64..1e12, 1..60), share in 0.0f64..1.0) {
            let mapping = Mapping::new(0.02).unwrap();
            let (first, second) = values.split_at(values.len() / 3);
            let mut sketch = quantiles(&mapping, first);
            sketch.merge(quantiles(&mapping, second));
            values.sort_by(f64::total_cmp);
            let exact = values[(share * (values.len() - 1) as f64) as usize];
            let found = sketch.at(&mapping, share).unwrap();
            prop_assert!((found / exact - 1.0).abs() < 0.021, "{found} {exact}");
        }

        #[test]
        fn any_positive_double_has_a_bucket(bits in 1u64..0x7ff0_0000_0000_0000) {
            let value = f64::from_bits(bits);
            let (significand, exponent) = split(value);
            prop_assert!((1.0..2.0).contains(&significand));
            let half = (exponent as f64 / 2.0).floor();
            prop_assert_eq!(significand * half.exp2() * (exponent as f64 - half).exp2(), value);
        }
    }
}
