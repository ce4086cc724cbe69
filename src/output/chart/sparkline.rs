//! A row of values as one line of small columns, `▁▂▃▄▅▆▇█`.

/// Heights of a column, lowest first.
const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The same for terminals and files that know ASCII only. The first is no blank, which stands for a gap.
const ASCII: [char; 7] = ['.', ':', '-', '=', '+', '*', '#'];

/// Draws the values from left to right in at most `width` columns, one for each value if there is room; else each
/// column shows the largest of the values that share it, so that a spike does not vanish. The lowest value has the
/// lowest column, the highest the full one; values that are all equal stand at half height, or at the lowest if they
/// are zero. `None` and what is not finite is a gap, drawn as a blank.
///
/// ```
/// # use offscale::output::sparkline;
/// assert_eq!(sparkline(&[Some(0.0), Some(3.5), None, Some(7.0)], 40, false), "▁▅ █");
/// assert_eq!(sparkline(&[Some(0.0), Some(3.5), None, Some(7.0)], 40, true), ".= #");
/// ```
pub fn sparkline(values: &[Option<f64>], width: usize, ascii: bool) -> String {
    let finite = |value: &Option<f64>| value.filter(|value| value.is_finite());
    let known = || values.iter().filter_map(finite);
    let low = known().fold(f64::INFINITY, f64::min);
    let high = known().fold(f64::NEG_INFINITY, f64::max);
    let heights: &[char] = if ascii { &ASCII } else { &BLOCKS };
    let columns = values.len().min(width);
    let mut line = String::with_capacity(columns * 3);
    for column in 0..columns {
        let start = column * values.len() / columns;
        let end = (column + 1) * values.len() / columns;
        let shared = values.get(start..end).unwrap_or_default();
        let largest = shared.iter().filter_map(finite).reduce(f64::max);
        line.push(largest.map_or(' ', |value| height(value, low, high, heights)));
    }
    line
}

/// The character for a value between the lowest and the highest one.
fn height(value: f64, low: f64, high: f64, heights: &[char]) -> char {
    let top = heights.len().saturating_sub(1);
    let fraction = if low < high {
        // Halves, because the difference of two huge values may be beyond the doubles.
        (value / 2.0 - low / 2.0) / (high / 2.0 - low / 2.0)
    } else if value == 0.0 {
        0.0
    } else {
        0.5
    };
    let place = (fraction * top as f64).round() as usize;
    heights.get(place.min(top)).copied().unwrap_or(' ')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn line(values: &[f64], width: usize) -> String {
        let values: Vec<_> = values.iter().copied().map(Some).collect();
        sparkline(&values, width, false)
    }

    #[test]
    fn one_column_for_each_value() {
        assert_eq!(line(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 80), "▁▂▃▄▅▆▇█");
        assert_eq!(line(&[-8.0, 0.0, 6.0], 80), "▁▅█");
    }

    #[test]
    fn what_is_missing_is_a_gap() {
        assert_eq!(sparkline(&[Some(1.0), None, Some(f64::NAN), Some(f64::INFINITY), Some(2.0)], 80, false), "▁   █");
        assert_eq!(sparkline(&[None, None], 80, true), "  ");
        assert_eq!(sparkline(&[], 80, false), "");
        assert_eq!(line(&[1.0], 0), "");
    }

    #[test]
    fn equal_values_are_flat() {
        assert_eq!(line(&[5.0, 5.0], 80), "▅▅");
        assert_eq!(line(&[0.0, 0.0], 80), "▁▁");
    }

    #[test]
    fn more_values_than_columns_keep_their_peaks() {
        assert_eq!(line(&[0.0, 9.0, 0.0, 0.0, 0.0, 0.0], 3), "█▁▁");
    }

    #[test]
    fn huge_values() {
        assert_eq!(line(&[-f64::MAX, 0.0, f64::MAX], 80), "▁▅█");
        assert_eq!(line(&[0.0, 1e300], 80), "▁█");
    }

    proptest! {
        #[test]
        fn is_as_long_as_there_are_values_or_columns(
            values in proptest::collection::vec(proptest::option::of(any::<f64>()), 0..50),
            width in 0usize..60,
            ascii in any::<bool>(),
        ) {
            prop_assert_eq!(sparkline(&values, width, ascii).chars().count(), values.len().min(width));
        }
    }
}
