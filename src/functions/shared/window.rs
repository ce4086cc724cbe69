//! Aggregates over parts of a sequence of rows, for the functions that walk through one.

use bumpalo::Bump;

use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Record, Row};
use crate::exec::aggregate::BadState;
use crate::exec::{Aggregate, Build, Context, Flow, RowCount, Stage, States, Stats, stage};

/// The aggregates of the parameter `function`, of which at most one row may come: it goes onto an event.
///
/// # Errors
/// When it is not given, or an aggregate gives several rows.
pub fn single_row(build: &mut Build<'_>) -> Result<Stats, Diagnostic> {
    let span = build.span_of("function");
    let Some(function) = build.aggregates("function") else { return Err(build.missing("function")) };
    if function.row_count() == RowCount::One {
        return Ok(function);
    }
    let message = format!("{}() takes aggregates that give one row", build.function.name);
    Err(Diagnostic::new(codes::ARGUMENT_VALUE, span, message)
        .label("this one can give several")
        .help("such as count(), sum(), avg(), selectLast(), or a pipeline in braces that ends in one of them"))
}

/// Whether `current=include` holds.
pub fn includes_current(build: &Build<'_>) -> bool {
    build.optional_text("current").is_none_or(|text| text.eq_ignore_ascii_case("include"))
}

/// Runs an aggregate over rows that a function has kept.
pub struct Rerun<'r> {
    function: &'r Stats,
    context: &'r Context,
    arena: Bump,
}

impl<'r> Rerun<'r> {
    /// Of this aggregate.
    pub fn new(function: &'r Stats, context: &'r Context) -> Self {
        Self { function, context, arena: Bump::new() }
    }

    /// The state of no rows.
    pub fn start(&self) -> Box<dyn States> {
        self.function.start()
    }

    /// Takes in rows.
    pub fn feed(&mut self, states: &mut dyn States, rows: &[Row]) {
        for row in rows {
            self.arena.reset();
            // A row needs no decoding that could fail.
            let event = Event::load(Record::Row(row), &self.context.row_projection, &self.context.symbols, &self.arena);
            if let Ok(mut event) = event {
                self.function.update(states, 0, &mut event, self.context);
            }
        }
    }

    /// The result of some rows.
    pub fn over(&mut self, rows: &[Row]) -> Vec<Row> {
        let mut states = self.start();
        self.feed(&mut *states, rows);
        self.function.finish(&mut *states, 0, self.context)
    }

    /// The result so far; more rows can be fed afterwards.
    pub fn peek(&self, states: &mut dyn States) -> Option<Row> {
        let bytes = self.encode(states);
        let mut copy = self.decode(&bytes)?;
        self.row(&mut *copy)
    }

    /// The one row of a state, which is used up. Nothing else can come from aggregates that [`single_row`] accepts.
    fn row(&self, states: &mut dyn States) -> Option<Row> {
        self.function.finish(states, 0, self.context).into_iter().next()
    }

    fn encode(&self, states: &mut dyn States) -> Vec<u8> {
        self.function.encode(states).unwrap_or_else(|error| {
            self.fail(error);
            Vec::new()
        })
    }

    fn decode(&self, bytes: &[u8]) -> Option<Box<dyn States>> {
        if self.context.failed() {
            return None;
        }
        self.function.decode(bytes).map_err(|error| self.fail(error)).ok()
    }

    fn fail(&self, BadState(reason): BadState) {
        self.context.fail(codes::STATE, reason);
    }

    fn append(&self, states: &mut dyn States, later: Box<dyn States>) {
        self.function.merge(states, later, &[0], self.context);
    }
}

/// The fields of a result set on an event; they overwrite its own.
pub fn with_fields(mut row: Row, result: Option<&Row>) -> Row {
    for (name, value) in result.into_iter().flat_map(Row::iter) {
        row.set(name.clone(), value);
    }
    row
}

/// Whether a row passes stages.
pub fn passes(stages: &[Stage], row: &Row, arena: &mut Bump, context: &Context) -> bool {
    arena.reset();
    match Event::load(Record::Row(row), &context.row_projection, &context.symbols, arena) {
        Ok(mut event) => matches_stages(stages, &mut event, context),
        // A row needs no decoding that could fail.
        Err(_) => false,
    }
}

/// Whether an event passes stages.
pub fn matches_stages<'e>(stages: &'e [Stage], event: &mut Event<'e>, context: &'e Context) -> bool {
    match stage::run(stages, event, context) {
        Flow::Keep => true,
        Flow::Drop => false,
        Flow::Many(events) => !events.is_empty(),
    }
}

/// Windows of up to this many rows are aggregated anew for each event, in the order of their rows. It is also the
/// distance of the states that are kept for longer ones.
const STEP: usize = 32;

/// The results of a window that moves over rows: both of its ends only ever go forward.
///
/// States can be joined but nothing can be taken out of them again. So a long window is cut at a middle: before it lie
/// kept states that reach from every 32nd row to the middle, behind it one state that grows. When the beginning of the
/// window passes the middle, the end becomes the new middle. A row is then fed a number of times that does not depend
/// on the length of the window.
pub struct Sliding<'r> {
    rerun: Rerun<'r>,
    rows: &'r [Row],
    /// Where a state begins, and the state from there up to the middle; the longest one last.
    front: Vec<(usize, Vec<u8>)>,
    middle: usize,
    /// From the middle up to the end.
    back: Box<dyn States>,
    end: usize,
}

impl<'r> Sliding<'r> {
    /// Over these rows.
    pub fn new(function: &'r Stats, rows: &'r [Row], context: &'r Context) -> Self {
        let rerun = Rerun::new(function, context);
        let back = rerun.start();
        Self { rerun, rows, front: Vec::new(), middle: 0, back, end: 0 }
    }

    /// The result of the rows from `start` up to but without `end`.
    pub fn result(&mut self, start: usize, end: usize) -> Option<Row> {
        let rows = self.rows;
        let part = |from: usize, to: usize| rows.get(from..to).unwrap_or(&[]);
        if end.saturating_sub(start) <= STEP {
            return self.rerun.over(part(start, end)).into_iter().next();
        }
        if start >= self.middle {
            self.split(start, end)?;
        }
        while self.front.last().is_some_and(|(from, _)| *from < start) {
            self.front.pop();
        }
        let mut states = self.rerun.start();
        match self.front.last() {
            Some((from, bytes)) => {
                self.rerun.feed(&mut *states, part(start, *from));
                let kept = self.rerun.decode(bytes)?;
                self.rerun.append(&mut *states, kept);
            }
            None => self.rerun.feed(&mut *states, part(start, self.middle)),
        }
        self.rerun.feed(&mut *self.back, part(self.end, end));
        self.end = end;
        if end > self.middle {
            let bytes = self.rerun.encode(&mut *self.back);
            let back = self.rerun.decode(&bytes)?;
            self.rerun.append(&mut *states, back);
        }
        self.rerun.row(&mut *states)
    }

    /// Makes the end the middle.
    fn split(&mut self, start: usize, end: usize) -> Option<()> {
        self.front.clear();
        self.middle = end;
        self.end = end;
        self.back = self.rerun.start();
        let mut to = end;
        while let Some(from) = to.checked_sub(STEP).filter(|from| *from >= start) {
            let mut states = self.rerun.start();
            self.rerun.feed(&mut *states, self.rows.get(from..to).unwrap_or(&[]));
            if let Some((_, bytes)) = self.front.last() {
                let later = self.rerun.decode(bytes)?;
                self.rerun.append(&mut *states, later);
            }
            let bytes = self.rerun.encode(&mut *states);
            self.front.push((from, bytes));
            to = from;
        }
        Some(())
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::event::Projection;
    use crate::exec::{Aggregation, Settings};
    use crate::symbol::{Symbol, Symbols};

    /// The values of a field, in order.
    struct List(Symbol);

    impl Aggregation for List {
        type State = Vec<String>;

        fn update<'e>(&'e self, state: &mut Self::State, event: &mut Event<'e>, _context: &'e Context) {
            state.extend(event.get(self.0).map(str::to_owned));
        }

        fn merge(&self, state: &mut Self::State, later: Self::State, _context: &Context) {
            state.extend(later);
        }

        fn finish(&self, state: Self::State, _context: &Context) -> Vec<Row> {
            vec![[("list", state.join(","))].into_iter().collect()]
        }
    }

    /// A list of the numbers in a row, and as many rows with a number.
    fn with_rows(count: usize, test: impl FnOnce(&Stats, &[Row], &Context)) {
        let mut symbols = Symbols::new();
        let function = Stats::new(vec![Box::new(List(symbols.intern("n")))]);
        let projection = Projection::new(&symbols, false, true, None);
        let context =
            Context::new(Arc::new(Settings::default()), Arc::new(symbols), Arc::new(projection), Arc::default());
        let rows: Vec<Row> = (0..count).map(|n| [("n", n.to_string())].into_iter().collect()).collect();
        test(&function, &rows, &context);
    }

    fn expected(start: usize, end: usize) -> String {
        (start..end).map(|n| n.to_string()).collect::<Vec<_>>().join(",")
    }

    fn check(windows: impl Iterator<Item = (usize, usize)>) {
        with_rows(400, |function, rows, context| {
            let mut sliding = Sliding::new(function, rows, context);
            for (start, end) in windows {
                let row = sliding.result(start, end).unwrap();
                assert_eq!(row.get("list"), Some(&*expected(start, end)), "{start}..{end}");
            }
        });
    }

    #[test]
    fn windows_of_one_length_hold_their_rows_in_order() {
        for length in [0, 1, STEP - 1, STEP, STEP + 1, 2 * STEP, 3 * STEP + 7, 399, 500] {
            check((0..=400).map(|end: usize| (end.saturating_sub(length), end)));
        }
    }

    #[test]
    fn windows_whose_ends_jump_hold_their_rows_in_order() {
        // Deterministic jumps of 0 to 60 rows at both ends.
        let mut seed = 1usize;
        let mut ends = (0usize, 0usize);
        let windows: Vec<(usize, usize)> = (0..200)
            .map(|_| {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                ends.1 = (ends.1 + (seed >> 33) % 7 * ((seed >> 50) % 10)).min(400);
                ends.0 = (ends.0 + (seed >> 40) % 7 * ((seed >> 55) % 8)).min(ends.1);
                ends
            })
            .collect();
        assert!(windows.iter().any(|(start, end)| end - start > 2 * STEP));
        check(windows.into_iter());
    }

    #[test]
    fn looking_at_a_state_does_not_use_it_up() {
        with_rows(3, |function, rows, context| {
            let mut rerun = Rerun::new(function, context);
            let mut states = rerun.start();
            for end in 1..=3 {
                rerun.feed(&mut *states, &rows[end - 1..end]);
                assert_eq!(rerun.peek(&mut *states).unwrap().get("list"), Some(&*expected(0, end)));
            }
        });
    }
}
