//! When the events of a result happened, in one line above them.

use crate::event::Row;
use crate::output::{span_text, sparkline};
use crate::value::number;
use crate::value::time::Zone;

/// Fields that tell the time of an event, the best first.
const TIMES: [&str; 4] = ["@timestamp", "timestamp", "_time", "UTCTimestamp"];
/// Of fewer events the times themselves tell as much.
const FEWEST: usize = 5;
/// Fields of rows that are no events but figures about them.
const FIGURES: [&str; 2] = ["_count", "_bucket"];
/// Columns of the line, at most.
const MOST_COLUMNS: usize = 60;
/// Numbers below are seconds, above milliseconds (both since 1970; the border is the year 5138 and the year 1973).
const MILLISECONDS: f64 = 1e11;

/// How many of the events fall into each part of their span of time; `None` where that says nothing.
pub(super) fn line(rows: &[Row], columns: usize, ascii: bool, zone: &Zone) -> Option<String> {
    let first = rows.first()?;
    if rows.len() < FEWEST || FIGURES.iter().any(|name| first.get(name).is_some()) {
        return None;
    }
    let field = TIMES.iter().find(|name| first.get(name).and_then(millis).is_some())?;
    let times: Vec<i64> = rows.iter().filter_map(|row| millis(row.get(field)?)).collect();
    let (low, high) = (*times.iter().min()?, *times.iter().max()?);
    let span = span_text(low, high, zone);
    // The line, two blanks, and the span beside it.
    let columns = columns.saturating_sub(span.len() + 2).min(MOST_COLUMNS);
    if low == high || columns < 10 {
        return None;
    }
    let mut counts = vec![None; columns];
    for time in &times {
        let part = (i128::from(time - low) * columns as i128 / (i128::from(high - low) + 1)) as usize;
        if let Some(count) = counts.get_mut(part) {
            *count = Some(count.unwrap_or(0.0) + 1.0);
        }
    }
    Some(format!("{}  {span}", sparkline(&counts, columns, ascii)))
}

/// A time as epoch milliseconds.
fn millis(text: &str) -> Option<i64> {
    let value = number::parse_f64(text).filter(|value| *value > 1e8 && *value < 1e14)?;
    Some(if value < MILLISECONDS { value * 1000.0 } else { value } as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(times: &[&str]) -> Vec<Row> {
        times.iter().map(|time| [("x", "1"), ("timestamp", *time)].into_iter().collect()).collect()
    }

    #[test]
    fn events_are_counted_by_time() {
        let rows = rows(&["1763971200000", "1763971200", "1763971201000", "none", "1763974800000", "1763973000000.5"]);
        let line = line(&rows, 45, true, &Zone::utc()).unwrap_or_default();
        assert_eq!(line, "#     .      .  2025-11-24 08:00 to 09:00 UTC");
    }

    #[test]
    fn what_says_nothing_is_left_out() {
        let same = rows(&["1763971200000"; 6]);
        assert_eq!(line(&same, 80, true, &Zone::utc()), None, "one moment");
        assert_eq!(line(&rows(&["1763971200000", "1763974800000"]), 80, true, &Zone::utc()), None, "few events");
        assert_eq!(line(&rows(&["a", "b", "c", "d", "e", "f"]), 80, true, &Zone::utc()), None, "no times");
        let times = ["1763971200000", "1763974800000", "1763971200000", "1763971200000", "1763971200000"];
        assert_eq!(line(&rows(&times), 30, true, &Zone::utc()), None, "no room");
        let figures = |time: &&str| [("_count", "1"), ("timestamp", *time)].into_iter().collect();
        assert_eq!(line(&times.iter().map(figures).collect::<Vec<Row>>(), 80, true, &Zone::utc()), None, "groups");
    }
}
