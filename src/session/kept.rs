//! The last result, kept so that it can be shown again and saved without another run.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use super::show::{self, Extent, Look};
use super::{Host, Kind, Reply};
use crate::eval::{Report, Sink};
use crate::event::{Event, Row};

/// Bytes of rows that are kept. A query that passes everything on would else take as much memory as its input.
const KEPT_BYTES: usize = 512 << 20;

/// The result of a query.
pub(super) struct Outcome {
    /// The rows that are kept, from the first one.
    pub rows: Vec<Row>,
    /// What is known about the run.
    pub report: Report,
    /// Fields that were read for the output.
    pub reads: &'static [&'static str],
    /// Whether events, interval or parameters have changed since.
    pub is_old: bool,
    /// The number of the row that `:event` showed last.
    pub looked_at: usize,
    /// How many rows, from the first, were shown; `:more` goes on behind them.
    pub seen: usize,
}

impl Outcome {
    /// Why the rows are not all that the query gives, in words; empty when they are.
    pub fn reservations(&self) -> Vec<String> {
        let mut reservations = Vec::new();
        if self.report.stopped.is_some() {
            let read = super::words::counted(self.report.read, "event", "events");
            reservations.push(format!("partial: the query was stopped after {read}"));
        }
        if (self.rows.len() as u64) < self.report.rows {
            let kept = super::words::grouped(self.rows.len() as u64);
            let all = super::words::counted(self.report.rows, "row", "rows");
            reservations.push(format!("only the first {kept} of {all} are kept; `offscale run` writes all"));
        }
        if self.is_old {
            reservations.push("of an older load, interval or parameter".to_owned());
        }
        reservations
    }

    /// Adds them to a reply.
    pub fn say_reservations(&self, reply: &mut Reply) {
        for reservation in self.reservations() {
            reply.add(Kind::Note, format!("! {reservation}"));
        }
    }

    /// All rows, or as many as the extent allows, and what is left out; `:more` then goes on.
    pub fn show(&mut self, look: Look, host: &dyn Host, extent: Extent) -> Reply {
        let (text, shown) = show::rows(&self.rows, look, host, extent);
        self.seen = shown;
        let mut reply = Reply::data(text);
        reply.add(Kind::Note, show::left_out(shown, self.rows.len(), show::MORE));
        self.say_reservations(&mut reply);
        reply
    }

    /// Rows made from those of the result, how many are left out, and why they are not all.
    pub fn shown(&self, rows: &[Row], look: Look, host: &dyn Host, extent: Extent) -> Reply {
        let (text, shown) = show::rows(rows, look, host, extent);
        let mut reply = Reply::data(text);
        reply.add(Kind::Note, show::left_out(shown, rows.len(), ""));
        self.say_reservations(&mut reply);
        reply
    }
}

/// Keeps rows, the first ones up to a bound of memory.
pub(super) struct KeepRows {
    kept: Mutex<(Vec<Row>, usize)>,
    /// Rows that come from now on need not be made: they lie behind all that is kept.
    is_full: AtomicBool,
    most: usize,
}

impl Default for KeepRows {
    fn default() -> Self {
        Self::up_to(KEPT_BYTES)
    }
}

impl KeepRows {
    /// Keeps rows until they take so many bytes.
    pub fn up_to(most: usize) -> Self {
        Self { kept: Mutex::default(), is_full: AtomicBool::new(false), most }
    }

    /// Those of the rows from a number on, at most the last `most` of them, and how many there are in all.
    pub fn since(&self, number: usize, most: usize) -> (Vec<Row>, usize) {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let rows = &kept.0;
        let new = rows.get(number.max(rows.len().saturating_sub(most))..).unwrap_or_default();
        (new.to_vec(), rows.len())
    }

    /// The rows.
    pub fn into_rows(self) -> Vec<Row> {
        self.kept.into_inner().unwrap_or_else(PoisonError::into_inner).0
    }
}

impl Sink for KeepRows {
    type Part = Vec<Row>;

    fn event(&self, part: &mut Vec<Row>, event: &Event<'_>) {
        if !self.is_full.load(Ordering::Relaxed) {
            part.push(event.to_row());
        }
    }

    fn part(&self, part: Vec<Row>) -> ControlFlow<()> {
        self.rows(part)
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let (kept, bytes) = &mut *kept;
        // Parts come in order, so what is missing is always at the end. The run goes on: the count is wanted.
        for row in rows {
            if *bytes >= self.most {
                self.is_full.store(true, Ordering::Relaxed);
                break;
            }
            *bytes += row.size();
            kept.push(row);
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rows_are_kept() {
        let sink = KeepRows::up_to(150);
        let rows =
            |from: usize| (from..from + 4).map(|number| [("n", number.to_string())].into_iter().collect()).collect();
        assert!(sink.part(rows(0)).is_continue());
        assert!(sink.part(rows(4)).is_continue());
        assert!(sink.is_full.load(Ordering::Relaxed));
        let kept = sink.into_rows();
        assert!(!kept.is_empty() && kept.len() < 8);
        for (number, row) in kept.iter().enumerate() {
            assert_eq!(row.get("n"), Some(number.to_string().as_str()));
        }
    }
}
