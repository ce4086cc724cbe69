//! The backtracking of `correlate`, without recursion and with a bound on its work.

use super::constellation::{Constellations, Happening, Pattern, Sequence, Step};
use crate::lookup::Table;

/// Most rows tried in one search; a pattern that needs more is cut off.
#[cfg(not(test))]
const TRIES: u64 = 200_000_000;
#[cfg(test)]
const TRIES: u64 = 2_000_000;

/// A search with all that it needs.
pub(super) struct Search<'s> {
    pub pattern: &'s Pattern,
    pub tables: &'s [&'s Table],
    pub events: &'s [Vec<Happening>],
    pub steps: &'s [Step],
}

/// The candidates of a step that are still to be tried, and what the events chosen before leave for them.
struct Cursor<'s> {
    rows: std::slice::Iter<'s, usize>,
    /// The places in the sequence, both inclusive.
    places: (i64, i64),
    /// The times in epoch milliseconds, both inclusive; none when any will do.
    times: Option<(i64, i64)>,
}

/// What changes during a search.
struct Progress {
    /// The row of each table; only those of the tables visited so far count.
    chosen: Vec<usize>,
    /// Rows of each table that are in a constellation.
    used: Vec<Vec<bool>>,
    /// Scratch space for keys.
    key: String,
    /// How many rows may still be tried.
    tries: u64,
}

impl<'s> Search<'s> {
    pub(super) fn run(&self) -> Constellations {
        let mut result = Constellations::default();
        let mut progress = Progress {
            chosen: vec![usize::MAX; self.tables.len()],
            used: self.tables.iter().map(|table| vec![false; table.len()]).collect(),
            key: String::new(),
            tries: TRIES,
        };
        let Some(first) = self.steps.first() else { return result };
        for root in first.rows(self.tables, &[], &mut progress.key) {
            self.choose(0, *root, &mut progress);
            self.search_root(&mut progress, &mut result);
            if progress.tries == 0 {
                result.cut = true;
                break;
            }
        }
        result
    }

    /// Finds the constellations of the chosen root event.
    fn search_root(&self, progress: &mut Progress, result: &mut Constellations) {
        let mut found = 0;
        let mut cursors: Vec<Cursor<'s>> = self.open(1, progress).into_iter().collect();
        while !cursors.is_empty() {
            // The root has no cursor: the last one belongs to the step with this number.
            let depth = cursors.len();
            let next = cursors.last_mut().and_then(|cursor| self.next(depth, cursor, progress));
            let Some(row) = next else {
                if progress.tries == 0 {
                    return;
                }
                cursors.pop();
                continue;
            };
            self.choose(depth, row, progress);
            if let Some(cursor) = self.open(depth + 1, progress) {
                cursors.push(cursor);
                continue;
            }
            result.found.push(progress.chosen.clone());
            found += 1;
            if self.pattern.once {
                for (used, row) in progress.used.iter_mut().zip(&progress.chosen) {
                    if let Some(used) = used.get_mut(*row) {
                        *used = true;
                    }
                }
                return;
            }
            if found >= self.pattern.max_per_root {
                return;
            }
        }
    }

    fn choose(&self, depth: usize, row: usize, progress: &mut Progress) {
        if let Some(step) = self.steps.get(depth)
            && let Some(chosen) = progress.chosen.get_mut(step.table)
        {
            *chosen = row;
        }
    }

    fn event(&self, table: usize, row: usize) -> Option<&'s Happening> {
        self.events.get(table)?.get(row)
    }

    /// The events chosen at the steps before `depth`, with their tables.
    fn before<'p>(&'p self, depth: usize, chosen: &'p [usize]) -> impl Iterator<Item = (usize, &'s Happening)> + 'p {
        let steps = self.steps.get(..depth).unwrap_or(&[]);
        steps.iter().filter_map(|step| Some((step.table, self.event(step.table, *chosen.get(step.table)?)?)))
    }

    /// The candidates of a step; `None` behind the last step.
    fn open(&self, depth: usize, progress: &mut Progress) -> Option<Cursor<'s>> {
        let step = self.steps.get(depth)?;
        let rows = step.rows(self.tables, &progress.chosen, &mut progress.key);
        let tolerance = match self.pattern.sequence {
            Sequence::Time(jitter) => jitter,
            _ => 0,
        };
        let mut places = (i64::MIN, i64::MAX);
        let mut times = self.pattern.within.map(|_| (i64::MIN, i64::MAX));
        for (table, event) in self.before(depth, &progress.chosen) {
            if let (Some(place), false) = (event.place, self.pattern.sequence == Sequence::Any) {
                // Tables come in the order in which their events must occur.
                if table < step.table {
                    places.0 = places.0.max(place.saturating_sub(tolerance));
                } else {
                    places.1 = places.1.min(place.saturating_add(tolerance));
                }
            }
            if let (Some(times), Some(within)) = (&mut times, self.pattern.within) {
                // An event without a time is near to none.
                let time = event
                    .time
                    .map_or((i64::MAX, i64::MIN), |time| (time.saturating_sub(within), time.saturating_add(within)));
                *times = (times.0.max(time.0), times.1.min(time.1));
            }
        }
        // Rows are in the order of their places, and so of their times unless fields decide.
        let by_time = !matches!(self.pattern.sequence, Sequence::Fields(_));
        let too_early = |row: &usize| {
            let Some(event) = self.event(step.table, *row) else { return false };
            let early = by_time && times.is_some_and(|(first, _)| event.time.is_none_or(|time| time < first));
            early || event.place.is_some_and(|place| place < places.0)
        };
        let start = rows.partition_point(too_early);
        Some(Cursor { rows: rows.get(start..).unwrap_or(&[]).iter(), places, times })
    }

    /// The next candidate that fits.
    fn next(&self, depth: usize, cursor: &mut Cursor<'s>, progress: &mut Progress) -> Option<usize> {
        let table = self.steps.get(depth)?.table;
        let by_time = !matches!(self.pattern.sequence, Sequence::Fields(_));
        for row in cursor.rows.by_ref() {
            progress.tries = progress.tries.checked_sub(1)?;
            let event = self.event(table, *row)?;
            let place = event.place?;
            if place > cursor.places.1 {
                return None;
            }
            if let Some((first, last)) = cursor.times {
                match event.time {
                    Some(time) if time > last && by_time => return None,
                    Some(time) if (first..=last).contains(&time) => {}
                    _ => continue,
                }
            }
            let used = self.pattern.once && progress.used.get(table).and_then(|rows| rows.get(*row)) == Some(&true);
            if !used && self.before(depth, &progress.chosen).all(|(_, other)| other.identity != event.identity) {
                return Some(*row);
            }
        }
        None
    }
}
