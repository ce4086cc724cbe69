//! Where series() cuts the events of a group, in the order of time.

use serde::{Deserialize, Serialize};

/// An event of a series.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moment {
    /// Epoch milliseconds.
    pub time: i64,
    /// Whether it starts a series.
    pub start: bool,
    /// Whether it is the last of its series.
    pub end: bool,
    /// The values of the collected fields.
    pub values: Vec<Option<Box<str>>>,
}

impl Moment {
    /// Whether it has a value to collect.
    pub fn has_value(&self) -> bool {
        self.values.iter().any(Option::is_some)
    }

    /// Bytes of its values.
    fn bytes(&self) -> usize {
        self.values.iter().flatten().map(|value| value.len()).sum()
    }
}

/// When a series ends, and how much all of them may hold.
pub struct Rules {
    /// The longest pause between events of a series, in milliseconds.
    pub pause: Option<i64>,
    /// The latest an event can be after the first one, in milliseconds.
    pub duration: Option<i64>,
    /// Whether events outside of a series that a start has opened are ignored.
    pub needs_start: bool,
    /// Bytes of values in all series.
    pub limit: usize,
}

impl Rules {
    /// What a moment costs, for knowing when it is time to [`Rules::shorten`]. Never much more than the limit, so that a
    /// single long value does not make it time at every event; at least one, since there is no limit of moments.
    pub fn bounded_cost(&self, moment: &Moment) -> usize {
        moment.bytes().clamp(1, self.limit.max(1))
    }

    /// Drops moments that come after the first one that is beyond the limit. That one stays to tell.
    pub fn shorten(&self, moments: &mut Vec<Moment>) {
        moments.sort_by_key(|moment| moment.time);
        let mut bytes = 0usize;
        let beyond = moments.iter().position(|moment| {
            bytes += moment.bytes();
            bytes > self.limit
        });
        if let Some(beyond) = beyond {
            moments.truncate(beyond + 1);
        }
    }

    /// The series in the order of time, and whether the limit cut them off.
    pub fn cut(&self, mut moments: Vec<Moment>) -> (Vec<Vec<Moment>>, bool) {
        // A stable sort: events of one time keep the input order.
        moments.sort_by_key(|moment| moment.time);
        let mut series: Vec<Vec<Moment>> = Vec::new();
        let mut open = false;
        // Times of the first value of the open series and of the last one.
        let mut times: Option<(i64, i64)> = None;
        let mut bytes = 0usize;
        for moment in moments {
            if let Some((first, last)) = times.filter(|_| moment.has_value()) {
                let after =
                    |limit: Option<i64>, time: i64| limit.is_some_and(|limit| moment.time.saturating_sub(time) > limit);
                open &= !after(self.pause, last) && !after(self.duration, first);
            }
            open &= !moment.start;
            if !open && self.needs_start && !moment.start {
                continue;
            }
            bytes += moment.bytes();
            if bytes > self.limit {
                return (series, true);
            }
            if !open {
                times = None;
                series.push(Vec::new());
            }
            if moment.has_value() {
                times = Some((times.map_or(moment.time, |(first, _)| first), moment.time));
            }
            open = !moment.end;
            if let Some(series) = series.last_mut() {
                series.push(moment);
            }
        }
        (series, false)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(time: i64, start: bool, end: bool, value: Option<&str>) -> Moment {
        Moment { time, start, end, values: vec![value.map(Box::from)] }
    }

    fn texts(rules: &Rules, moments: &[Moment]) -> (Vec<String>, bool) {
        let (series, cut) = rules.cut(moments.to_vec());
        let join = |series: &Vec<Moment>| series.iter().flat_map(|m| m.values.iter().flatten()).map(|v| &**v).collect();
        (series.iter().map(join).collect(), cut)
    }

    const ALL: Rules = Rules { pause: None, duration: None, needs_start: false, limit: 1024 };

    #[test]
    fn pauses_and_durations_of_exactly_the_limit_stay() {
        let moments: Vec<Moment> = [0, 10, 20, 31, 41, 42].map(|time| moment(time, false, false, Some("x"))).into();
        assert_eq!(texts(&Rules { pause: Some(10), ..ALL }, &moments).0, ["xxx", "xxx"]);
        assert_eq!(texts(&Rules { duration: Some(20), ..ALL }, &moments).0, ["xxx", "xxx"]);
        assert_eq!(texts(&ALL, &moments).0, ["xxxxxx"]);
    }

    #[test]
    fn a_pause_ends_a_started_series() {
        let moments = [
            moment(0, false, false, Some("a")),
            moment(1, true, false, Some("b")),
            moment(2, false, false, Some("c")),
            moment(100, false, false, Some("d")),
            moment(101, true, false, None),
            moment(102, false, true, Some("e")),
            moment(103, false, true, Some("f")),
        ];
        assert_eq!(texts(&Rules { pause: Some(50), needs_start: true, ..ALL }, &moments).0, ["bc", "e"]);
        assert_eq!(texts(&ALL, &moments).0, ["a", "bcd", "e", "f"]);
    }

    #[test]
    fn shortening_does_not_change_the_series() {
        let rules = Rules { limit: 5, ..ALL };
        let moments: Vec<Moment> = (0..20).map(|n| moment(n * 7 % 20, false, n % 4 == 0, Some("xy"))).collect();
        let mut short = moments.clone();
        rules.shorten(&mut short);
        assert_eq!(short.len(), 3);
        assert_eq!(texts(&rules, &short), texts(&rules, &moments));
        assert!(texts(&rules, &moments).1);
    }
}
