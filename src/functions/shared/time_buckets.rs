//! Aggregates by bucket of time and by series: what bucket() and timeChart() have in common.

use hashbrown::HashMap;

use super::bucket_width::Width;
use super::event_time::EventTime;
use super::groups::{GroupField, Groups, group_fields, values, write_values};
use super::rate_unit::RateUnit;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, States, from_bytes, to_bytes};
use crate::exec::{Aggregate, Build, Context, RowCount, Stats, Target};
use crate::functions::count::Count;
use crate::functions::group_by::total;
use crate::symbol::FieldName;
use crate::value::number::{self, Number};
use crate::value::time::{self, Zone};

/// Most rows that are made for buckets without events. A span of a millisecond over a year is a slip.
const MOST_EMPTY: usize = 10_000;

/// Buckets of time, perhaps for each value of some fields.
pub struct TimeBuckets {
    function_name: &'static str,
    time: EventTime,
    series: Vec<GroupField>,
    function: Stats,
    width: Width,
    zone: Zone,
    limit: usize,
    limit_given: bool,
    units: Vec<RateUnit>,
    output: FieldName,
}

/// The groups so far. A key is the beginning of the bucket in eight bytes and the values of the series.
struct Buckets {
    groups: Groups,
    /// The width of the buckets now, in milliseconds; 0 before the first event.
    grain: i64,
    /// Earliest and latest time of an event.
    range: Option<(i64, i64)>,
    /// Length of the range, in milliseconds, up to which the width need not be looked at again.
    roomy: i64,
    /// How many events had no time.
    timeless: u64,
    /// Whether the windows over several buckets have been joined.
    slid: bool,
}

impl TimeBuckets {
    /// From the arguments of a call; `series` is the name of the parameter with the grouping fields.
    ///
    /// # Errors
    /// When an argument is out of range.
    pub fn new(build: &mut Build<'_>, series: &str) -> Result<Self, Diagnostic> {
        let targets: Vec<Target> = build.fields(series);
        let function = match build.aggregates("function") {
            Some(function) => function,
            None => Stats::new(vec![Box::new(Count::events("_count"))]),
        };
        Ok(Self {
            function_name: build.function.name,
            time: EventTime::new(build),
            series: group_fields(build, &targets),
            function,
            width: Width::argument(build)?,
            zone: build.zone("timezone")?,
            limit: build.limit("limit")?,
            limit_given: build.has("limit"),
            units: RateUnit::argument(build)?,
            output: "_bucket".into(),
        })
    }

    /// Makes the buckets as wide as `grain`, a multiple of what they are.
    fn widen(&self, buckets: &mut Buckets, grain: i64, context: &Context) {
        if grain <= buckets.grain {
            return;
        }
        if buckets.grain != 0 {
            let old = std::mem::replace(&mut buckets.groups, Groups::new(&self.function));
            let outer: Vec<usize> = (0..old.outer_len()).collect();
            self.absorb(&mut buckets.groups, old, &outer, grain, context);
        }
        buckets.grain = grain;
    }

    fn absorb(&self, groups: &mut Groups, later: Groups, outer: &[usize], grain: i64, context: &Context) {
        let rewrite = |key: &[u8], own: &mut Vec<u8>| {
            if let Some((start, series)) = split_start(key) {
                own.extend_from_slice(&time::align(start, grain, &self.zone).to_le_bytes());
                own.extend_from_slice(series);
            }
        };
        groups.merge(later, outer, &self.function, rewrite, context);
    }

    /// Takes in a time, or a range of them; widens the buckets where the range asks for it.
    fn extend(&self, buckets: &mut Buckets, first: i64, last: i64, context: &Context) {
        let range = match buckets.range {
            Some((known_first, known_last)) if known_first <= first && last <= known_last => return,
            Some((known_first, known_last)) => (known_first.min(first), known_last.max(last)),
            None => (first, last),
        };
        buckets.range = Some(range);
        let length = range.1.saturating_sub(range.0);
        if buckets.grain == 0 || length > buckets.roomy {
            buckets.roomy = length.saturating_mul(2);
            self.widen(buckets, self.width.grain(range), context);
        }
    }
}

fn split_start(key: &[u8]) -> Option<(i64, &[u8])> {
    let (start, series) = key.split_first_chunk::<8>()?;
    Some((i64::from_le_bytes(*start), series))
}

impl Aggregate for TimeBuckets {
    fn start(&self) -> Box<dyn States> {
        Box::new(Buckets {
            groups: Groups::new(&self.function),
            grain: 0,
            range: None,
            roomy: 0,
            timeless: 0,
            slid: false,
        })
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let Some(buckets) = states.as_any().downcast_mut::<Buckets>() else { return };
        let Some(millis) = self.time.of(event) else {
            buckets.timeless += 1;
            return;
        };
        self.extend(buckets, millis, millis, context);
        let start = time::align(millis, buckets.grain, &self.zone);
        let inner = buckets.groups.enter(group, |key| {
            key.extend_from_slice(&start.to_le_bytes());
            self.series.is_empty() || write_values(&self.series, event, key)
        });
        if let Some(inner) = inner {
            self.function.update(&mut *buckets.groups.inner, inner, event, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, outer: &[usize], context: &Context) {
        let Some(buckets) = states.as_any().downcast_mut::<Buckets>() else { return };
        let Ok(later) = later.into_any().downcast::<Buckets>() else { return };
        buckets.timeless += later.timeless;
        if let Some((first, last)) = later.range {
            self.extend(buckets, first, last, context);
            self.widen(buckets, later.grain, context);
            self.absorb(&mut buckets.groups, later.groups, outer, buckets.grain, context);
        }
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let Some(buckets) = states.as_any().downcast_mut::<Buckets>() else { return Vec::new() };
        if std::mem::take(&mut buckets.timeless) > 0 {
            let function = self.function_name;
            context.warn(codes::NO_TIMESTAMP, format!("{function}() left out events without @timestamp"));
        }
        let Some(((start, end), span)) = self.width.span(buckets.range) else { return Vec::new() };
        self.widen(buckets, span, context);
        self.slide(buckets, (start, end), span, context);
        let mut cells = self.cells(buckets, group, context);
        if context.failed() {
            return Vec::new();
        }
        if self.series.is_empty() {
            self.fill(&mut cells, &mut buckets.groups, (start, end), span, context);
        } else {
            self.cut_series(&mut cells, context);
        }
        cells.sort_by_key(|cell| cell.start);
        cells.iter().flat_map(|cell| cell.results.iter().map(|result| self.row(cell, result, span))).collect()
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        let Some(buckets) = states.as_any().downcast_mut::<Buckets>() else {
            return Err(BadState("states of another aggregate".to_owned()));
        };
        let groups = buckets.groups.encode(&self.function)?;
        to_bytes(&(buckets.grain, buckets.range, buckets.roomy, buckets.timeless, groups))
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        let (grain, range, roomy, timeless, groups): (i64, Option<(i64, i64)>, i64, u64, Vec<u8>) = from_bytes(bytes)?;
        let groups = Groups::decode(&groups, &self.function)?;
        Ok(Box::new(Buckets { groups, grain, range, roomy, timeless, slid: false }))
    }

    fn row_count(&self) -> RowCount {
        RowCount::Several
    }
}

/// To which buckets the events of a bucket go when windows are joined.
struct WindowShift<'s> {
    /// The beginnings of all buckets of the chart.
    starts: &'s [i64],
    /// How many groups saw events; the others are there only for windows.
    present: usize,
}

impl WindowShift<'_> {
    /// For each group the group of the bucket that is `later` buckets later; it begins where it is not there yet.
    fn targets(&self, groups: &mut Groups, later: usize) -> Vec<usize> {
        let mut targets = Vec::with_capacity(self.present);
        for group in 0..self.present {
            let target = groups.with_outer_key(group).and_then(|(outer, key)| {
                let (start, series) = split_start(key)?;
                let place = self.starts.binary_search(&start).ok()?.checked_add(later)?;
                Some((outer, *self.starts.get(place)?, Box::<[u8]>::from(series)))
            });
            let target = target.and_then(|(outer, start, series)| {
                groups.enter(outer, |key| {
                    key.extend_from_slice(&start.to_le_bytes());
                    key.extend_from_slice(&series);
                    true
                })
            });
            targets.push(target);
        }
        // What leaves the chart goes to a group that nobody asks for: the one behind that of no event.
        let nowhere = groups.len() + 1;
        targets.into_iter().map(|target| target.unwrap_or(nowhere)).collect()
    }
}

/// A bucket of one series, with the rows of the functions.
struct Cell {
    start: i64,
    series: Box<[u8]>,
    results: Vec<Row>,
}

impl TimeBuckets {
    fn cells(&self, buckets: &mut Buckets, group: usize, context: &Context) -> Vec<Cell> {
        if buckets.groups.full {
            let function = self.function_name;
            context.warn(codes::LIMIT_REACHED, format!("{function}() met too many groups; some were left out"));
        }
        let mut cells = Vec::new();
        for member in buckets.groups.take_members(group) {
            let results = self.results(&mut buckets.groups, member as usize, context);
            if context.failed() {
                break;
            }
            if let Some((start, series)) = split_start(buckets.groups.key(member)) {
                cells.push(Cell { start, series: series.into(), results });
            }
        }
        cells
    }

    fn results(&self, groups: &mut Groups, member: usize, context: &Context) -> Vec<Row> {
        let mut results = self.function.finish(&mut *groups.inner, member, context);
        // Aggregates without a row leave the bucket alone in its row (functions-timechart.html).
        if results.is_empty() {
            results.push(Row::new());
        }
        results
    }

    /// Adds the buckets in which nothing happened: their sum is 0 in the figures of functions-timechart.html.
    fn fill(&self, cells: &mut Vec<Cell>, groups: &mut Groups, range: (i64, i64), span: i64, context: &Context) {
        let known: HashMap<i64, (), foldhash::fast::FixedState> = cells.iter().map(|cell| (cell.start, ())).collect();
        let mut empty = Vec::new();
        let mut next = Some(time::align(range.0, span, &self.zone));
        while let Some(start) = next.filter(|start| *start < range.1) {
            if !known.contains_key(&start) {
                if empty.len() == MOST_EMPTY {
                    let function = self.function_name;
                    context.warn(
                        codes::LIMIT_REACHED,
                        format!("{function}() has more than {MOST_EMPTY} buckets without events; they are left out"),
                    );
                    return;
                }
                empty.push(start);
            }
            next = time::next_bucket(start, span, &self.zone);
        }
        for start in empty {
            // The group behind the last one never saw an event.
            let results = self.results(groups, groups.len(), context);
            cells.push(Cell { start, series: Box::default(), results });
        }
    }

    /// Joins the buckets of windows (`window()`), once for all groups around this aggregate.
    fn slide(&self, buckets: &mut Buckets, (start, end): (i64, i64), span: i64, context: &Context) {
        let windows = self.function.windows(span);
        if windows.is_empty() || std::mem::replace(&mut buckets.slid, true) {
            return;
        }
        let next = |start: &i64| time::next_bucket(*start, span, &self.zone).filter(|start| *start < end);
        let first = Some(time::align(start, span, &self.zone)).filter(|start| *start < end);
        let starts: Vec<i64> = std::iter::successors(first, next).take(MOST_EMPTY + 1).collect();
        if starts.len() > MOST_EMPTY {
            let function = self.function_name;
            context.warn(
                codes::LIMIT_REACHED,
                format!("{function}() has more than {MOST_EMPTY} buckets, too many for window()"),
            );
        }
        // A window of more buckets than there are has no result (functions-window.html).
        let widest = starts.len().min(MOST_EMPTY);
        let shift = WindowShift { starts: &starts, present: buckets.groups.len() };
        let reach = windows.iter().map(|(_, width)| *width).filter(|width| *width <= widest).max().unwrap_or(0);
        (0..reach).for_each(|later| drop(shift.targets(&mut buckets.groups, later)));
        let mut states = std::mem::replace(&mut buckets.groups.inner, Box::new(()));
        for (place, width) in windows {
            let width = if width <= widest { width } else { 0 };
            // Earlier buckets first, since states are joined in the order of events.
            let passes = (0..width).rev().map(|later| shift.targets(&mut buckets.groups, later));
            self.function.regroup(&mut *states, place, passes, context);
        }
        buckets.groups.inner = states;
    }

    /// Keeps the series with the highest totals of all numbers in all their buckets (functions-timechart.html).
    fn cut_series(&self, cells: &mut Vec<Cell>, context: &Context) {
        let mut totals: HashMap<&[u8], (usize, f64), foldhash::fast::FixedState> = HashMap::default();
        for cell in &*cells {
            let place = totals.len();
            let entry = totals.entry(&cell.series).or_insert((place, 0.0));
            entry.1 += cell.results.iter().map(total).sum::<f64>();
        }
        if totals.len() <= self.limit {
            return;
        }
        if !self.limit_given {
            let (function, limit) = (self.function_name, self.limit);
            context.warn(
                codes::LIMIT_REACHED,
                format!(
                    "{function}() shows the {limit} series with the highest totals; give limit= for more (at most 500)"
                ),
            );
        }
        let mut ranked: Vec<(usize, f64, &[u8])> =
            totals.into_iter().map(|(series, (place, total))| (place, total, series)).collect();
        ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let dropped: HashMap<Box<[u8]>, (), foldhash::fast::FixedState> =
            ranked.iter().skip(self.limit).map(|(_, _, series)| ((*series).into(), ())).collect();
        cells.retain(|cell| !dropped.contains_key(&cell.series));
    }

    fn row(&self, cell: &Cell, result: &Row, span: i64) -> Row {
        let mut row = Row::new();
        row.push(self.output.clone(), &number::format(Number::Integer(cell.start)));
        for (field, value) in self.series.iter().zip(values(&cell.series)) {
            if let Some(value) = value.filter(|_| field.name != self.output) {
                row.push(field.name.clone(), value);
            }
        }
        for (place, (name, value)) in result.iter().enumerate() {
            if row.get(name).is_some() {
                continue;
            }
            let unit = if self.units.len() == 1 { self.units.first() } else { self.units.get(place) };
            let converted = unit.zip(number::parse_f64(value)).map(|(unit, number)| unit.convert(number, span));
            match converted.and_then(number::format_f64) {
                Some(text) => row.push(name.clone(), &text),
                None => row.push(name.clone(), value),
            }
        }
        row
    }
}
