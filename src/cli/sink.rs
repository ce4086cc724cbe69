//! Results written as they come.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

use crate::eval::Sink;
use crate::event::{Event, Row};
use crate::output::EventWriter;

/// Bytes that result rows gather before they are written.
const BUFFER: usize = 1 << 18;

/// Why nothing more can be written.
#[derive(Debug)]
pub enum Closed {
    /// The reader went away, which is no error.
    Pipe,
    /// Writing failed.
    Broken(io::Error),
}

impl From<io::Error> for Closed {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe { Self::Pipe } else { Self::Broken(error) }
    }
}

/// Encodes events in the workers and writes them in order.
pub struct StreamSink {
    writer: Box<dyn EventWriter>,
    out: Mutex<Out>,
}

struct Out {
    out: Box<dyn Write + Send>,
    closed: Option<Closed>,
}

impl StreamSink {
    /// Writes to `out`.
    pub fn new(writer: Box<dyn EventWriter>, out: Box<dyn Write + Send>) -> Self {
        Self { writer, out: Mutex::new(Out { out, closed: None }) }
    }

    /// Ends the writing.
    ///
    /// # Errors
    /// When something could not be written.
    pub fn finish(self) -> Result<(), Closed> {
        let Out { mut out, closed } = self.out.into_inner().unwrap_or_else(PoisonError::into_inner);
        match closed {
            Some(closed) => Err(closed),
            None => Ok(out.flush()?),
        }
    }

    /// Writes out what waits; `Break` when nothing can be written any more.
    pub fn flush(&self) -> ControlFlow<()> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if out.closed.is_none()
            && let Err(error) = out.out.flush()
        {
            out.closed = Some(error.into());
        }
        if out.closed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn write(&self, bytes: &[u8]) -> ControlFlow<()> {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        if out.closed.is_none()
            && let Err(error) = out.out.write_all(bytes)
        {
            out.closed = Some(error.into());
        }
        if out.closed.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }
}

impl Sink for StreamSink {
    type Part = Vec<u8>;

    fn event(&self, part: &mut Vec<u8>, event: &Event<'_>) {
        self.writer.write(event, part);
    }

    fn part(&self, part: Vec<u8>) -> ControlFlow<()> {
        if part.is_empty() { ControlFlow::Continue(()) } else { self.write(&part) }
    }

    fn rows(&self, rows: Vec<Row>) -> ControlFlow<()> {
        let mut buffer = Vec::new();
        for row in &rows {
            self.writer.write_row(row, &mut buffer);
            if buffer.len() >= BUFFER {
                self.write(&buffer)?;
                buffer.clear();
            }
        }
        self.write(&buffer)
    }
}
