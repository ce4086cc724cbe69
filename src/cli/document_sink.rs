//! Results whose header is known only when all of them are there.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use super::sink::Closed;
use crate::eval::{Gathered, Sink};
use crate::event::{Event, Row};
use crate::output::{Delimited, Document, Lines};

/// Bytes of result rows that are kept as one block.
const BLOCK: usize = 4 << 20;

/// Encodes events in the workers and keeps the text until the header is known.
pub struct DocumentSink {
    document: Mutex<(Document, Option<io::Error>)>,
}

impl DocumentSink {
    /// A document in that format.
    pub fn new(format: Delimited) -> Self {
        Self { document: Mutex::new((Document::new(format), None)) }
    }

    /// Writes the document.
    ///
    /// # Errors
    /// When it could not be kept until now, or cannot be written.
    pub fn finish(self, out: &mut dyn Write) -> Result<(), Closed> {
        let (document, failure) = self.document.into_inner().unwrap_or_else(PoisonError::into_inner);
        match failure {
            Some(failure) => Err(Closed::Broken(failure)),
            None => Ok(document.write(out)?),
        }
    }

    fn begin(&self) -> Lines {
        self.document.lock().unwrap_or_else(PoisonError::into_inner).0.begin()
    }

    fn append(&self, lines: Lines) -> ControlFlow<()> {
        let mut state = self.document.lock().unwrap_or_else(PoisonError::into_inner);
        let (document, failure) = &mut *state;
        if failure.is_none() {
            *failure = document.append(lines).err();
        }
        if failure.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Gathered for Option<Lines> {}

impl Sink for DocumentSink {
    type Part = Option<Lines>;

    fn event(&self, part: &mut Option<Lines>, event: &Event<'_>) {
        part.get_or_insert_with(|| self.begin()).push(event);
    }

    fn part(&self, part: Option<Lines>) -> ControlFlow<()> {
        part.map_or(ControlFlow::Continue(()), |lines| self.append(lines))
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut lines = None;
        for row in &rows {
            let filled = lines.get_or_insert_with(|| self.begin());
            filled.push_row(row);
            if filled.bytes() >= BLOCK {
                self.part(lines.take())?;
            }
        }
        self.part(lines)
    }
}
