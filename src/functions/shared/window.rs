//! What the functions that walk over an ordered sequence of events have in common.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Row;
use crate::exec::pipeline::feed_rows;
use crate::exec::{Aggregate, Build, Context, States, Stats};

/// The aggregates of a parameter, of which none may give several rows (functions-slidingwindow.html and its kin).
///
/// # Errors
/// When they are not given, or one can give several rows.
pub fn single_row_aggregates(build: &mut Build<'_>, parameter: &str) -> Result<Stats, Diagnostic> {
    let span = build.span_of(parameter);
    let stats = build.aggregates(parameter).ok_or_else(|| build.missing(parameter))?;
    if stats.gives_several_rows() {
        let name = build.function.name;
        let message = format!("{name}() takes only aggregates that give one row");
        return Err(Diagnostic::new(codes::ARGUMENT_VALUE, span, message)
            .label("one of these can give several rows")
            .help("use count(), sum(), selectLast() and the like, or a pipeline in braces that ends in one of them"));
    }
    Ok(stats)
}

/// Whether the window ends with the current event (`current=include`).
pub fn includes_current(build: &Build<'_>) -> bool {
    build.optional_text("current").as_deref() != Some("exclude")
}

/// An event with the fields that an aggregate gave over its window; they replace fields of the same name.
pub fn with_results(row: &Row, results: &[Row]) -> Row {
    let mut joined = row.clone();
    for (name, value) in results.iter().flat_map(Row::iter) {
        joined.set(name.clone(), value);
    }
    joined
}

/// The result of an aggregate over rows.
pub fn over<'r>(stats: &Stats, rows: impl IntoIterator<Item = &'r Row>, context: &Context) -> Vec<Row> {
    let mut states = stats.start();
    feed_rows(stats, &mut *states, 0, rows, context);
    stats.finish(&mut *states, 0, context)
}

/// A running aggregate that tells its result after each event.
pub struct Running<'s> {
    stats: &'s Stats,
    states: Box<dyn States>,
}

impl<'s> Running<'s> {
    /// Over no event.
    pub fn new(stats: &'s Stats) -> Self {
        Self { stats, states: stats.start() }
    }

    /// Takes in an event.
    pub fn add(&mut self, row: &Row, context: &Context) {
        feed_rows(self.stats, &mut *self.states, 0, [row], context);
    }

    /// The result so far. Finishing takes a state apart, so a copy is finished.
    pub fn result(&mut self, context: &Context) -> Vec<Row> {
        let copy = self.stats.encode(&mut *self.states).and_then(|bytes| self.stats.decode(&bytes));
        match copy {
            Ok(mut copy) => self.stats.finish(&mut *copy, 0, context),
            Err(error) => {
                context.fail(codes::STATE, format!("a running result could not be copied: {}", error.0));
                Vec::new()
            }
        }
    }
}
