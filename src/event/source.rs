//! What the evaluator asks of an input: chunks of a fixed grid, each with its records. No file formats here.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::Record;
use super::mapping::Mapped;
use crate::symbol::FieldName;

/// What the plan knows about the events that can matter.
#[derive(Clone, Debug, Default)]
pub struct ReadRequest {
    /// What every wanted record holds.
    pub required: Vec<Required>,
    /// Every line must be decoded and checked (`--strict`), even if the literals rule it out.
    pub strict: bool,
}

/// A set of literals of which at least one must occur, as bytes, in the record's text (JSON escapes aside: the reader must
/// also pass lines whose match could hide behind a backslash).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Required {
    /// The literals.
    pub literals: Vec<String>,
    /// The fields in whose values they are looked for; `None` stands for any. Where a mapping makes such a field of
    /// something else, the set says nothing about the text.
    pub fields: Vec<Option<FieldName>>,
}

impl Required {
    /// Whether it also holds of records with this mapping.
    pub fn holds_for(&self, mapping: Option<&Mapped>) -> bool {
        let Some(mapping) = mapping else { return true };
        self.fields.iter().all(|field| match field {
            Some(name) => mapping.is_verbatim(name),
            None => !mapping.may_add(&self.literals),
        })
    }
}

/// Why a record cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// What was found and what was expected.
    pub reason: String,
}

/// Input that can be read any number of times.
pub trait EventSource: Sync {
    /// Starts a pass over everything, in the order of the grid.
    fn open<'s>(&'s self, request: &'s ReadRequest) -> Box<dyn Pass + 's>;
}

/// One pass over the input.
pub trait Pass: Sync {
    /// Hands out the next chunk of the grid; `None` at the end. Chunks are numbered from 0 without gaps. Where one ends
    /// depends on the (decompressed) input alone, so that results do not depend on the number of threads.
    fn next(&self) -> Option<Box<dyn Chunk>>;

    /// Bytes read so far and in total, before decompression; for progress.
    fn progress(&self) -> (u64, u64) {
        (0, 0)
    }
}

/// Called with each record; an error marks the record as unusable and is counted by the reader with file and line.
pub type Consumer<'f, 'c> = dyn FnMut(Record<'c>) -> Result<(), BadRecord> + 'f;

/// A unit of work of the grid: one part of the input that is already read, or several that whoever has the chunk reads.
pub trait Chunk: Send {
    /// Its number in the grid.
    fn index(&self) -> u64;

    /// Calls `part` with each part, in order, until it breaks.
    fn read(self: Box<Self>, part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>);
}

/// Records of one file, read and decompressed.
pub trait Part {
    /// Calls `consumer` with each record, in order.
    fn for_each<'c>(&'c self, consumer: &mut Consumer<'_, 'c>);

    /// What the file's records lack and its mapping adds.
    fn mapping(&self) -> Option<&Arc<Mapped>> {
        None
    }
}

/// Rows in memory as a source: what a REPL holds, tests, and events that functions make.
pub struct RowSource {
    rows: std::sync::Arc<Vec<super::Row>>,
    /// Rows in one chunk.
    grain: usize,
}

impl RowSource {
    /// A source of these rows, `grain` of them in a chunk.
    pub fn new(rows: Vec<super::Row>, grain: usize) -> Self {
        Self { rows: std::sync::Arc::new(rows), grain: grain.max(1) }
    }
}

impl EventSource for RowSource {
    fn open<'s>(&'s self, _request: &'s ReadRequest) -> Box<dyn Pass + 's> {
        Box::new(RowPass { source: self, next: std::sync::atomic::AtomicUsize::new(0) })
    }
}

struct RowPass<'s> {
    source: &'s RowSource,
    next: std::sync::atomic::AtomicUsize,
}

impl Pass for RowPass<'_> {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        let index = self.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let start = index.checked_mul(self.source.grain)?;
        if start >= self.source.rows.len() {
            return None;
        }
        let end = (start + self.source.grain).min(self.source.rows.len());
        Some(Box::new(RowChunk { rows: self.source.rows.clone(), range: start..end, index: index as u64 }))
    }
}

struct RowChunk {
    rows: std::sync::Arc<Vec<super::Row>>,
    range: std::ops::Range<usize>,
    index: u64,
}

impl Chunk for RowChunk {
    fn index(&self) -> u64 {
        self.index
    }

    fn read(self: Box<Self>, part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>) {
        let _ = part(&*self);
    }
}

impl Part for RowChunk {
    fn for_each<'c>(&'c self, consumer: &mut Consumer<'_, 'c>) {
        for row in self.rows.get(self.range.clone()).unwrap_or(&[]) {
            // A row is always usable: there is nothing to decode.
            let _ = consumer(Record::Row(row));
        }
    }
}
