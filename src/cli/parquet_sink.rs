//! Events into a file of Parquet.

use std::io::Write;
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use super::Trouble;
use crate::eval::{Gathered, Options, Report, Sink};
use crate::event::{Event, Row};
use crate::output::Results;
use crate::output::parquet::{Batch, ColumnNames, ParquetWriter};
use crate::plan::Plan;
use crate::session::Session;
use crate::symbol::FieldName;

/// Writes the events of a session.
///
/// # Errors
/// When they cannot be read or written.
pub fn write(
    session: &Session,
    plan: &Plan,
    options: &Options<'_>,
    names: &[FieldName],
    out: Box<dyn Write + Send>,
) -> Result<Report, Trouble> {
    let writer = ParquetWriter::new(out, names).map_err(|error| Trouble(error.to_string()))?;
    let columns = ColumnNames::of(&Results { columns: Some(names), ..Results::default() });
    let sink = ParquetSink { columns, state: Mutex::new((writer, None)) };
    let report = session.run(plan, options, &sink).map_err(|failure| Trouble(failure.message))?;
    let (writer, trouble) = sink.state.into_inner().unwrap_or_else(PoisonError::into_inner);
    match trouble {
        Some(trouble) => Err(Trouble(trouble)),
        None => writer.finish().map(|()| report).map_err(|error| Trouble(error.to_string())),
    }
}

struct ParquetSink<W: Write + Send> {
    columns: ColumnNames,
    state: Mutex<(ParquetWriter<W>, Option<String>)>,
}

impl Gathered for Batch {}

impl<W: Write + Send> Sink for ParquetSink<W> {
    type Part = Batch;

    fn event(&self, part: &mut Batch, event: &Event<'_>) {
        part.push(event, &self.columns);
    }

    fn part(&self, part: Batch) -> ControlFlow<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.0.add(part) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                state.1 = Some(error.to_string());
                ControlFlow::Break(())
            }
        }
    }

    fn rows(&self, _rows: Vec<Row>) -> ControlFlow<()> {
        // The query of a conversion makes no rows of its own.
        ControlFlow::Continue(())
    }
}
