//! A piece of a file in the hands of one thread: finds its records and reports those that are no good.

use std::sync::Arc;

use bumpalo::Bump;
use bumpalo::collections::Vec as ArenaVec;

use super::delimited::{self, Delimited, Header};
use super::detect::without_bom;
use super::opener::{Shared, View};
use super::reader::{Body, Piece};
use super::{auditd, evtx};
use crate::event::Record;
use crate::event::mapping::Mapped;
use crate::event::source::{BadRecord, Consumer, Part};

/// See [`super::Input`].
pub(super) struct FilePart {
    piece: Arc<Piece>,
    file: usize,
    view: Arc<View>,
    shared: Arc<Shared>,
    /// Holds what records need beside the bytes of the piece.
    arena: Bump,
}

impl FilePart {
    pub fn new(piece: Arc<Piece>, file: usize, view: Arc<View>, shared: Arc<Shared>) -> Self {
        Self { piece, file, view, shared, arena: Bump::new() }
    }

    /// Calls `line` with start and end of each line that may be wanted.
    fn lines(&self, line: &mut dyn FnMut(usize, usize)) {
        let bytes = &self.piece.bytes;
        if let Some(prefilter) = &self.view.prefilter {
            return prefilter.lines(bytes, line);
        }
        let mut start = 0;
        for end in memchr::memchr_iter(b'\n', bytes) {
            line(start, end);
            start = end + 1;
        }
        if start < bytes.len() {
            line(start, bytes.len());
        }
    }

    fn bytes(&self, start: usize, end: usize) -> &[u8] {
        self.piece.bytes.get(start..end).unwrap_or(&[])
    }

    /// Hands a record on, without what it is wrapped in.
    fn deliver<'c>(&'c self, record: Record<'c>, consumer: &mut Consumer<'_, 'c>) -> Result<(), BadRecord> {
        if !self.view.shape.is_wrapped() {
            return consumer(record);
        }
        match self.view.shape.unwrap(record, &self.arena) {
            Ok(record) => consumer(record),
            Err(reason) => Err(BadRecord { reason }),
        }
    }

    /// The records of the audit log, several lines each.
    fn audit<'c>(&'c self, bad: &mut BadRecords<'_>, consumer: &mut Consumer<'_, 'c>) {
        let mut lines: Vec<&'c str> = Vec::new();
        let mut places: Vec<(usize, usize)> = Vec::new();
        self.lines(&mut |start, end| {
            let line = without_bom(without_return(self.bytes(start, end)));
            if line.trim_ascii().is_empty() {
                return;
            }
            match text_of(line) {
                Ok(text) => {
                    lines.push(text);
                    places.push((start, end));
                }
                Err(reason) => bad.report(start, end, reason),
            }
        });
        let mut check = |line: usize, result| {
            let (start, end) = places.get(line).copied().unwrap_or_default();
            bad.check(start, end, result);
        };
        for event in auditd::events(&lines, &self.arena) {
            // Lines of other programs in the same log are events of plain text.
            if !event.is_separator() {
                check(event.first, consumer(Record::Fields { fields: event.fields, raw: Some(event.raw) }));
            }
        }
    }

    fn documents<'c>(
        &'c self,
        spans: &[std::ops::Range<usize>],
        bad: &mut BadRecords<'_>,
        consumer: &mut Consumer<'_, 'c>,
    ) {
        for span in spans {
            let bytes = self.bytes(span.start, span.end);
            if let Some(prefilter) = &self.view.prefilter
                && !prefilter.passes(bytes)
            {
                continue;
            }
            let result = match text_of(bytes) {
                Ok(text) => self.deliver(Record::Json(text), consumer),
                Err(bad) => Err(bad),
            };
            bad.check(span.start, span.end, result);
        }
    }

    fn cells<'c>(
        &'c self,
        header: &'c Header,
        delimiter: u8,
        bad: &mut BadRecords<'_>,
        consumer: &mut Consumer<'_, 'c>,
    ) {
        let bytes = self.bytes(self.piece.start, self.piece.bytes.len());
        let mut start = self.piece.start;
        for record in Delimited::new(delimiter).records(bytes, true) {
            let end = start + record.len();
            if !record.trim_ascii().is_empty() {
                let fields = cell_fields(record, header, delimiter, &self.arena);
                let result =
                    fields.and_then(|(fields, raw)| self.deliver(Record::Fields { fields, raw: Some(raw) }, consumer));
                bad.check(start, end, result);
            }
            start = end;
        }
    }
}

impl Part for FilePart {
    fn for_each<'c>(&'c self, consumer: &mut Consumer<'_, 'c>) {
        let mut bad = BadRecords { part: self };
        match &self.piece.body {
            Body::JsonLines => self.lines(&mut |start, end| {
                let line = without_bom(without_return(self.bytes(start, end)));
                if line.trim_ascii().is_empty() {
                    return;
                }
                let result = match text_of(line) {
                    Ok(text) => self.deliver(Record::Json(text), consumer),
                    Err(bad) => Err(bad),
                };
                bad.check(start, end, result);
            }),
            Body::PlainLines => self.lines(&mut |start, end| {
                let line = without_bom(without_return(self.bytes(start, end)));
                if line.trim_ascii().is_empty() {
                    return;
                }
                let result = match text_of(line) {
                    Ok(text) => self.deliver(Record::Fields { fields: &[], raw: Some(text) }, consumer),
                    Err(bad) => Err(bad),
                };
                bad.check(start, end, result);
            }),
            Body::Documents(spans) => self.documents(spans, &mut bad, consumer),
            Body::Cells(header, delimiter) => self.cells(header, *delimiter, &mut bad, consumer),
            Body::AuditLines => self.audit(&mut bad, consumer),
            Body::EventLog => {
                let (start, end) = (self.piece.start, self.piece.bytes.len());
                evtx::records(self.bytes(start, end), &self.arena, &mut |place, record| {
                    let result = match record {
                        Ok(record) => consumer(record),
                        Err(reason) => Err(BadRecord { reason }),
                    };
                    bad.check_chunk(start + place, result);
                });
            }
        }
    }

    fn mapping(&self) -> Option<&Arc<Mapped>> {
        self.view.mapped.as_ref()
    }
}

impl Drop for FilePart {
    fn drop(&mut self) {
        // A piece that is kept has an owner besides.
        if let Some(piece) = Arc::get_mut(&mut self.piece) {
            self.shared.give_back(std::mem::take(&mut piece.bytes));
        }
    }
}

/// The fields of one record of cells, and its text.
#[allow(clippy::type_complexity)]
pub(super) fn cell_fields<'c>(
    record: &'c [u8],
    header: &'c Header,
    delimiter: u8,
    arena: &'c Bump,
) -> Result<(&'c [(&'c str, &'c str)], &'c str), BadRecord> {
    let text = text_of(record)?;
    let text = text.strip_suffix('\n').unwrap_or(text);
    let text = text.strip_suffix('\r').unwrap_or(text);
    let mut fields = ArenaVec::with_capacity_in(header.names.len(), arena);
    let mut names = header.names.iter();
    let mut surplus = 0;
    for cell in delimited::cells(text, delimiter) {
        if cell.is_open() {
            return Err(BadRecord { reason: "a quote is opened and never closed".to_owned() });
        }
        match names.next() {
            Some(name) if !cell.is_missing() => {
                let value = match cell.text() {
                    std::borrow::Cow::Borrowed(text) => text,
                    std::borrow::Cow::Owned(text) => &*arena.alloc_str(&text),
                };
                fields.push((name.as_str(), value));
            }
            None if !cell.is_missing() => surplus += 1,
            _ => {}
        }
    }
    let missing = names.len();
    if missing > 0 || surplus > 0 {
        let columns = header.names.len();
        let cells = columns + surplus - missing;
        return Err(BadRecord { reason: format!("{cells} cells, but the header names {columns} columns") });
    }
    Ok((fields.into_bump_slice(), text))
}

fn without_return(line: &[u8]) -> &[u8] {
    line.strip_suffix(b"\r").unwrap_or(line)
}

/// The bytes as text.
#[inline]
fn text_of(bytes: &[u8]) -> Result<&str, BadRecord> {
    simdutf8::basic::from_utf8(bytes).map_err(|_| not_text(bytes))
}

#[cold]
fn not_text(bytes: &[u8]) -> BadRecord {
    let place = std::str::from_utf8(bytes).map_or_else(|error| error.valid_up_to(), str::len);
    BadRecord { reason: format!("not valid UTF-8 at byte {place}") }
}

/// Reports bad records of a part.
struct BadRecords<'c> {
    part: &'c FilePart,
}

impl BadRecords<'_> {
    fn check(&mut self, start: usize, end: usize, result: Result<(), BadRecord>) {
        if let Err(bad) = result {
            self.report(start, end, bad);
        }
    }

    /// The same for a record of an event log, whose place is told by the number of its chunk.
    fn check_chunk(&mut self, start: usize, result: Result<(), BadRecord>) {
        let Err(bad) = result else { return };
        let FilePart { piece, file, shared, .. } = self.part;
        let offset = piece.offset + start as u64;
        shared.log.record(*file, offset, Some(evtx::number(offset)), bad.reason);
    }

    #[cold]
    fn report(&mut self, start: usize, end: usize, bad: BadRecord) {
        let FilePart { piece, file, shared, .. } = self.part;
        let offset = piece.offset + start as u64;
        if !shared.log.is_shown(*file, offset) {
            return shared.log.count(*file, offset);
        }
        let mut reason = bad.reason;
        let unfinished = !matches!(self.part.bytes(start, end), [.., b'\n' | b'}']);
        if piece.last && end == piece.bytes.len() && unfinished {
            reason.push_str("; the file ends in the middle of this record");
        }
        let line = piece.line.map(|first| first + memchr::memchr_iter(b'\n', self.part.bytes(0, start)).count() as u64);
        shared.log.record(*file, offset, line, reason);
    }
}
