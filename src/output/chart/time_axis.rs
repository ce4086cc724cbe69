//! The axis of time: which moments get a label, and how they are written, in the zone of the reader.

use super::super::wrap::width;
use crate::value::time::{Civil, Zone};

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
/// 1970-01-05, the first Monday, where weeks begin.
const FIRST_MONDAY: i64 = 4 * DAY;
/// Blanks between two labels.
const BETWEEN: usize = 2;

/// Time from one label to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Millis(i64),
    Months(i64),
}

/// From fine to coarse.
const STEPS: [Step; 40] = {
    use Step::{Millis, Months};
    [
        Millis(1),
        Millis(2),
        Millis(5),
        Millis(10),
        Millis(20),
        Millis(50),
        Millis(100),
        Millis(200),
        Millis(500),
        Millis(SECOND),
        Millis(2 * SECOND),
        Millis(5 * SECOND),
        Millis(10 * SECOND),
        Millis(15 * SECOND),
        Millis(30 * SECOND),
        Millis(MINUTE),
        Millis(2 * MINUTE),
        Millis(5 * MINUTE),
        Millis(10 * MINUTE),
        Millis(15 * MINUTE),
        Millis(30 * MINUTE),
        Millis(HOUR),
        Millis(2 * HOUR),
        Millis(3 * HOUR),
        Millis(6 * HOUR),
        Millis(12 * HOUR),
        Millis(DAY),
        Millis(2 * DAY),
        Millis(7 * DAY),
        Millis(14 * DAY),
        Months(1),
        Months(3),
        Months(6),
        Months(12),
        Months(24),
        Months(60),
        Months(120),
        Months(600),
        Months(1200),
        Months(12_000),
    ]
};

/// Labels below an axis, and which of its places they name.
#[derive(Debug, Default, PartialEq)]
pub struct Labels {
    /// The line of labels, without blanks at its end.
    pub line: String,
    /// The places with a label, ascending.
    pub places: Vec<usize>,
    /// The label of each.
    pub texts: Vec<String>,
}

/// The labels for the times, which ascend, as many as have room in so many columns; `place` tells the column of a moment.
/// Labels between two times would promise values that are not there, so none comes sooner after another than those do.
pub fn labels(times: &[i64], columns: usize, zone: &Zone, place: &dyn Fn(i64) -> usize) -> Labels {
    let (first, last) = times.first().zip(times.last()).map_or((0, 0), |(first, last)| (*first, *last));
    let least = times.iter().zip(times.iter().skip(1)).map(|(one, next)| next.saturating_sub(*one)).min().unwrap_or(0);
    // Days and hours begin by the clock of the zone, so the steps are counted on it.
    let (local_first, local_last) = (on_the_clock(first, zone), on_the_clock(last, zone));
    if first >= last {
        let step = if local_first.rem_euclid(DAY) == 0 { Step::Millis(DAY) } else { Step::Millis(MINUTE) };
        return arrange(&[(place(first), label(local_first, step, false))], columns).unwrap_or_default();
    }
    let span = last.saturating_sub(first);
    let spans_days = local_first.div_euclid(DAY) != local_last.div_euclid(DAY);
    // Steps that are too fine by far are not even listed.
    let steps = STEPS.into_iter().filter(|step| step.millis() >= least && span / step.millis() <= columns as i64);
    let arranged = steps.filter_map(|step| {
        let placed = |local: i64| {
            let time = zone.instant(&Zone::utc().civil(local));
            // The clock skips hours, and one that it repeats may lie outside.
            let is_shown = on_the_clock(time, zone) == local && (first..=last).contains(&time);
            is_shown.then(|| (place(time), label(local, step, spans_days)))
        };
        arrange(&step.moments(local_first, local_last).into_iter().filter_map(placed).collect::<Vec<_>>(), columns)
    });
    arranged.into_iter().next().unwrap_or_default()
}

/// What the clock of the zone shows at a moment, as milliseconds since 1970 by that clock.
fn on_the_clock(time: i64, zone: &Zone) -> i64 {
    time.saturating_add(i64::from(zone.offset_seconds(time)) * SECOND)
}

/// Puts each label below its place; `None` if they would come too close. The last one may be left out, because it has to
/// stand aside at the end of the line.
fn arrange(labels: &[(usize, String)], columns: usize) -> Option<Labels> {
    let mut arranged = Labels::default();
    let mut used = 0;
    for (number, (place, text)) in labels.iter().enumerate() {
        let needed = width(text);
        let start = place.saturating_sub(needed / 2).min(columns.saturating_sub(needed));
        if needed > columns || (number > 0 && start < used + BETWEEN) {
            if number > 0 && number + 1 == labels.len() {
                break;
            }
            return None;
        }
        arranged.line.push_str(&" ".repeat(start - used));
        arranged.line.push_str(text);
        arranged.places.push(*place);
        arranged.texts.push(text.clone());
        used = start + needed;
    }
    Some(arranged)
}

/// The two ends of a span of time, for a heading, with the name of the zone.
pub fn span_text(first: i64, last: i64, zone: &Zone) -> String {
    let (one, other) = (zone.civil(first), zone.civil(last));
    let seconds = first % MINUTE != 0 || last % MINUTE != 0;
    let clock = |civil: &Civil| match seconds {
        true => format!("{:02}:{:02}:{:02}", civil.hour(), civil.minute(), civil.second()),
        false => format!("{:02}:{:02}", civil.hour(), civil.minute()),
    };
    let date = |civil: &Civil| format!("{:04}-{:02}-{:02}", civil.year, civil.month, civil.day);
    let is_midnight = |civil: &Civil| civil.local_millis() % DAY == 0;
    let name = if zone.is_utc() { "UTC".to_owned() } else { zone.id() };
    if first == last {
        format!("{} {} {name}", date(&one), clock(&one))
    } else if date(&one) == date(&other) {
        format!("{} {} to {} {name}", date(&one), clock(&one), clock(&other))
    } else if is_midnight(&one) && is_midnight(&other) {
        format!("{} to {} {name}", date(&one), date(&other))
    } else {
        format!("{} {} to {} {} {name}", date(&one), clock(&one), date(&other), clock(&other))
    }
}

impl Step {
    /// Its length, about.
    fn millis(self) -> i64 {
        match self {
            Self::Millis(millis) => millis,
            Self::Months(months) => months * 30 * DAY,
        }
    }

    /// The multiples of the step from the first to the last moment, all of them by one clock.
    fn moments(self, first: i64, last: i64) -> Vec<i64> {
        let mut moments = Vec::new();
        match self {
            Self::Millis(step) => {
                let origin = if step % (7 * DAY) == 0 { FIRST_MONDAY } else { 0 };
                let past = first.saturating_sub(origin).rem_euclid(step);
                let mut next = if past == 0 { Some(first) } else { first.checked_add(step - past) };
                while let Some(time) = next.filter(|time| *time <= last) {
                    moments.push(time);
                    next = time.checked_add(step);
                }
            }
            Self::Months(step) => {
                let civil = Zone::utc().civil(first);
                let month = i64::from(civil.year) * 12 + i64::from(civil.month) - 1;
                let mut month = month.div_euclid(step) * step;
                while let Some(time) = start_of_month(month).filter(|time| *time <= last) {
                    if time >= first {
                        moments.push(time);
                    }
                    month += step;
                }
            }
        }
        moments
    }
}

/// The first moment of a month, counted from January of year 0.
fn start_of_month(month: i64) -> Option<i64> {
    let year = i32::try_from(month.div_euclid(12)).ok()?;
    let month = u8::try_from(month.rem_euclid(12) + 1).ok()?;
    Civil::new((year, month, 1), (0, 0, 0), 0).map(|civil| civil.local_millis())
}

fn label(time: i64, step: Step, spans_days: bool) -> String {
    let civil = Zone::utc().civil(time);
    let month = civil.month_name().get(..3).unwrap_or("");
    let is_midnight = time.rem_euclid(DAY) == 0;
    match step {
        Step::Months(step) if step >= 12 || civil.month == 1 => civil.year.to_string(),
        Step::Months(_) => month.to_owned(),
        Step::Millis(step) if step >= DAY || (is_midnight && spans_days) => format!("{month} {}", civil.day),
        Step::Millis(step) if step >= MINUTE => format!("{:02}:{:02}", civil.hour(), civil.minute()),
        Step::Millis(step) => {
            let mut text = format!("{:02}:{:02}:{:02}", civil.hour(), civil.minute(), civil.second());
            if step < SECOND {
                text.push_str(&format!(".{:03}", civil.millis));
            }
            text
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// 2026-03-01.
    const START: i64 = 1_772_323_200_000;

    /// The labels when each moment stands where its share of the span is.
    fn texts(first: i64, last: i64) -> String {
        let place = |time: i64| ((time - first) * 59 / (last - first).max(1)) as usize;
        let line = labels(&[first, last, last], 60, &Zone::utc(), &place).line;
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn labels_follow_the_span() {
        assert_eq!(texts(START, START + 23 * HOUR), "00:00 06:00 12:00 18:00");
        assert_eq!(texts(START, START + 3 * SECOND), "00:00:00 00:00:01 00:00:02 00:00:03");
        assert_eq!(texts(START + 1, START + 3), "00:00:00.001 00:00:00.002 00:00:00.003");
        assert_eq!(texts(START + 20 * HOUR, START + 30 * HOUR), "20:00 22:00 Mar 2 02:00 04:00 06:00");
        assert_eq!(texts(START, START + 6 * DAY), "Mar 1 Mar 2 Mar 3 Mar 4 Mar 5 Mar 6 Mar 7");
        assert_eq!(texts(START, START + 30 * DAY), "Mar 2 Mar 9 Mar 16 Mar 23 Mar 30");
        assert_eq!(texts(START, START + 400 * DAY), "Apr Jul Oct 2027 Apr");
        assert_eq!(texts(START, START + 4000 * DAY), "2028 2030 2032 2034 2036");
        assert_eq!(texts(START, START), "Mar 1");
        assert_eq!(texts(START + HOUR, START + HOUR), "01:00");
    }

    #[test]
    fn spans_for_headings() {
        assert_eq!(span_text(START, START, &Zone::utc()), "2026-03-01 00:00 UTC");
        assert_eq!(span_text(START, START + HOUR, &Zone::utc()), "2026-03-01 00:00 to 01:00 UTC");
        assert_eq!(span_text(START, START + DAY, &Zone::utc()), "2026-03-01 to 2026-03-02 UTC");
        assert_eq!(
            span_text(START, START + DAY + SECOND, &Zone::utc()),
            "2026-03-01 00:00:00 to 2026-03-02 00:00:01 UTC"
        );
    }

    #[test]
    fn days_and_hours_begin_by_the_clock_of_the_zone() {
        let zone = Zone::named("Asia/Kolkata").unwrap();
        let place = |time: i64| ((time - START) / (30 * MINUTE)) as usize;
        let line = |first: i64, last: i64, place: &dyn Fn(i64) -> usize, zone: &Zone| {
            labels(&[first, last, last], 61, zone, place).line.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        assert_eq!(line(START, START + 30 * HOUR, &place, &zone), "06:00 12:00 18:00 Mar 2 06:00");
        assert_eq!(span_text(START, START + HOUR, &zone), "2026-03-01 05:30 to 06:30 Asia/Kolkata");
        // 2026-03-29, when clocks went from 02:00 to 03:00.
        let zone = Zone::named("Europe/Copenhagen").unwrap();
        let begin = START + 27 * DAY + 23 * HOUR;
        let place = |time: i64| ((time - begin) / (6 * MINUTE)) as usize;
        assert_eq!(line(begin, begin + 4 * HOUR, &place, &zone), "00:00 01:00 03:00 04:00 05:00");
    }

    #[test]
    fn no_labels_between_buckets() {
        let hours: Vec<i64> = (0..4).map(|hour| START + hour * HOUR).collect();
        let place = |time: i64| ((time - START) / MINUTE) as usize;
        let labels = labels(&hours, 200, &Zone::utc(), &place);
        assert_eq!(labels.texts, ["00:00", "01:00", "02:00", "03:00"]);
    }

    #[test]
    fn labels_do_not_touch() {
        let label = |place: usize| (place, "00:00".to_owned());
        let line = |places: &[usize]| {
            arrange(&places.iter().copied().map(label).collect::<Vec<_>>(), 20).map(|labels| labels.line)
        };
        assert_eq!(line(&[0, 9, 19]).as_deref(), Some("00:00  00:00   00:00"));
        assert_eq!(line(&[4, 11, 18]).as_deref(), Some("  00:00  00:00"));
        assert_eq!(line(&[0, 8, 19]), None);
        assert_eq!(arrange(&[(0, "x".repeat(30))], 20), None);
    }

    proptest! {
        #[test]
        fn any_span(first in any::<i64>(), span in 0i64.., columns in 0usize..200) {
            let last = first.saturating_add(span);
            let labels = labels(&[first, last, last], columns, &Zone::utc(), &|time| {
                ((time as f64 - first as f64) / (last as f64 - first as f64).max(1.0) * columns as f64) as usize
            });
            prop_assert!(labels.line.len() <= columns);
            prop_assert!(!span_text(first, last, &Zone::utc()).is_empty());
        }
    }
}
