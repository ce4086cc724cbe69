//! Reads one file from front to back and cuts it into pieces of whole records.

use std::io;
use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use super::buffer::Buffer;
use super::delimited::{Delimited, Header};
use super::detect::{self, BOM};
use super::documents::DocumentSplitter;
use super::issues::FileTrouble;
use super::stream::{Compression, Stream};
use super::{Format, InputFile, InputOptions, evtx, groups, samples, walk};

/// How much of a file is looked at to tell its format, in bytes.
pub(super) const HEAD: usize = 256 << 10;

/// A record this long is not waited for: its parts are taken for records, which then show as bad ones.
pub(super) const LONGEST: usize = 1 << 28;

/// What the records of a piece are.
#[derive(Debug)]
pub(super) enum Body {
    /// One JSON object a line.
    JsonLines,
    /// One event a line.
    PlainLines,
    /// One JSON value each.
    Documents(Vec<Range<usize>>),
    /// Cells under a header.
    Cells(Arc<Header>, u8),
    /// Records of the Linux audit log, one a line.
    AuditLines,
    /// Chunks of a Windows event log.
    EventLog,
}

/// Consecutive whole records of a file.
#[derive(Debug)]
pub(super) struct Piece {
    pub bytes: Buffer,
    /// Where the records begin in `bytes`, behind a byte order mark or header.
    pub start: usize,
    /// Place of `bytes` in the decompressed file.
    pub offset: u64,
    pub body: Body,
    /// Whether the file ends with it.
    pub last: bool,
    /// The line of the file on which `bytes` begin, from 1, where it is known.
    pub line: Option<u64>,
}

/// How records lie in a file.
pub(super) enum Layout {
    Lines(Format),
    Documents(DocumentSplitter),
    Cells {
        splitter: Delimited,
        header: Option<Arc<Header>>,
        delimiter: u8,
    },
    /// Whether the header of the file is still to come.
    EventLog {
        at_start: bool,
    },
}

/// A file while it is read.
pub(super) struct FileReader {
    stream: Stream,
    layout: Layout,
    /// Bytes read that belong to the next piece.
    carry: Buffer,
    offset: u64,
    /// Bytes of a byte order mark still to be left out.
    skip: usize,
    has_events: bool,
    cut_in_list: bool,
    /// Whether a record was too long to be kept whole.
    cut_record: bool,
    ended: bool,
}

impl FileReader {
    /// Opens a file and finds out its format. `head` is an empty buffer.
    ///
    /// # Errors
    /// When it cannot be opened or is nothing that can be read.
    pub fn open(
        file: &InputFile,
        options: &InputOptions,
        read: &Arc<AtomicU64>,
        mut head: Buffer,
    ) -> Result<Self, String> {
        let said = |error: io::Error| walk::describe(&error);
        let mut stream = Stream::open(file, read).map_err(said)?;
        let complete = !stream.fill(&mut head, HEAD);
        if let Some(failure) = stream.failure.as_ref().filter(|_| head.is_empty()) {
            return Err(failure.clone());
        }
        if options.format.is_none()
            && let Some(foreign) = detect::foreign(&head)
        {
            return Err(foreign.to_owned());
        }
        let format = options.format.unwrap_or_else(|| detect::detect(&head, complete, options.map));
        let _ = file.found.set((format, stream.compression));
        file.shape.get_or_init(|| samples::shape(&head, complete, format, options.map));
        let skip = if head.starts_with(BOM) { BOM.len() } else { 0 };
        let layout = Layout::of(format, &head);
        Ok(Self {
            stream,
            layout,
            carry: head,
            offset: 0,
            skip,
            has_events: false,
            cut_in_list: false,
            cut_record: false,
            ended: false,
        })
    }

    /// How the file is stored.
    pub fn compression(&self) -> Compression {
        self.stream.compression
    }

    /// The next piece, about `size` bytes long; `spare` is an empty buffer. `None` at the end.
    pub fn next(&mut self, size: usize, spare: Buffer) -> Option<Piece> {
        if self.ended {
            return None;
        }
        let mut buffer = std::mem::replace(&mut self.carry, spare);
        // Cells start behind the mark, or a quote of the first one would not be seen as such.
        if self.skip > 0 {
            buffer.skip(self.skip);
            self.offset += self.skip as u64;
            self.skip = 0;
        }
        let size = match self.layout {
            Layout::Lines(Format::Auditd) => size.max(groups::SHORTEST_PIECE),
            _ => size.max(1),
        };
        let mut target = size;
        let (cut, spans) = loop {
            let more = self.stream.fill(&mut buffer, target) || buffer.len() > target;
            let known = buffer.get(..target).unwrap_or(&buffer);
            let before = target - size;
            if !more {
                self.ended = true;
                break self.layout.cut_at_end(known, &mut self.cut_in_list);
            }
            if let Some(cut) = self.layout.cut(known, before) {
                break cut;
            }
            if target >= LONGEST {
                self.cut_record = true;
                break self.layout.cut_at_end(known, &mut false);
            }
            target += size;
        };
        self.carry.extend(buffer.get(cut..).unwrap_or(&[]));
        buffer.truncate(cut);
        if buffer.is_empty() {
            return None;
        }
        let (start, body) = self.layout.body(&buffer, spans);
        self.has_events |= match &body {
            Body::Documents(spans) => !spans.is_empty(),
            Body::EventLog => buffer.len() > start,
            _ => buffer.iter().skip(start).any(|b| !b.is_ascii_whitespace()),
        };
        let piece = Piece { start, offset: self.offset, body, last: self.ended, line: None, bytes: buffer };
        self.offset += piece.bytes.len() as u64;
        Some(piece)
    }

    /// Whether the file is plain lines, at least one of them with something in it among the first: it can be cut without
    /// being read.
    pub fn is_plain_lines(&self) -> Option<Format> {
        match self.layout {
            Layout::Lines(format @ (Format::Ndjson | Format::Lines))
                if self.compression() == Compression::None
                    && self.carry.iter().any(|byte| !byte.is_ascii_whitespace()) =>
            {
                Some(format)
            }
            _ => None,
        }
    }

    /// The memory of the reader, for others.
    pub fn into_buffer(self) -> Buffer {
        self.carry
    }

    /// What is to be said about the file once it has been read.
    pub fn trouble(&self) -> Option<FileTrouble> {
        match &self.stream.failure {
            Some(reason) => Some(FileTrouble::Broken(reason.clone())),
            None if self.cut_in_list => {
                let reason = "the JSON text ends inside a list or object";
                Some(FileTrouble::Broken(reason.to_owned()))
            }
            None if self.cut_record => Some(FileTrouble::CutRecord),
            None if !self.has_events => Some(FileTrouble::NoEvents),
            None => None,
        }
    }
}

/// Where to cut, and the spans of records before that.
type Cut = (usize, Vec<Range<usize>>);

impl Layout {
    /// The layout of a file of that format which begins with `head`.
    pub fn of(format: Format, head: &[u8]) -> Self {
        let cells = |delimiter| Self::Cells { splitter: Delimited::new(delimiter), header: None, delimiter };
        match format {
            Format::Ndjson | Format::Lines | Format::Auditd => Self::Lines(format),
            Format::Evtx => Self::EventLog { at_start: true },
            Format::Json => Self::Documents(DocumentSplitter::new()),
            Format::Csv => cells(detect::delimiter(head)),
            Format::Tsv => cells(b'\t'),
        }
    }

    /// What the records of a piece are, and where they begin in it.
    pub fn body(&mut self, bytes: &[u8], spans: Vec<Range<usize>>) -> (usize, Body) {
        match self {
            Self::Lines(Format::Ndjson) => (0, Body::JsonLines),
            Self::Lines(Format::Auditd) => (0, Body::AuditLines),
            Self::Lines(_) => (0, Body::PlainLines),
            Self::Documents(_) => (0, Body::Documents(spans)),
            Self::Cells { header: Some(header), delimiter, .. } => (0, Body::Cells(header.clone(), *delimiter)),
            Self::EventLog { at_start } => {
                let start = if std::mem::take(at_start) { evtx::header_bytes(bytes) } else { 0 };
                (start, Body::EventLog)
            }
            Self::Cells { header, delimiter, .. } => {
                let mut first = Delimited::new(*delimiter);
                let end = first.next_end(bytes).unwrap_or(bytes.len());
                let line = String::from_utf8_lossy(bytes.get(..end).unwrap_or(&[]));
                let made = Arc::new(Header::new(&line, *delimiter));
                *header = Some(made.clone());
                (end, Body::Cells(made, *delimiter))
            }
        }
    }

    /// The last place to cut in the bytes; those up to `before` were looked at already and hold none.
    pub fn cut(&mut self, bytes: &[u8], before: usize) -> Option<Cut> {
        match self {
            Self::Lines(Format::Auditd) => groups::last_border(bytes).map(|cut| (cut, Vec::new())),
            Self::EventLog { at_start } => evtx::cut(bytes, *at_start).map(|cut| (cut, Vec::new())),
            Self::Lines(_) => {
                let new = bytes.get(before..)?;
                let end = match before {
                    0 => memchr::memrchr(b'\n', new)?,
                    _ => memchr::memchr(b'\n', new)?,
                };
                Some((before + end + 1, Vec::new()))
            }
            Self::Documents(splitter) => {
                let end = splitter.feed(bytes, false)?;
                Some((end, splitter.take(end)))
            }
            Self::Cells { splitter, .. } => {
                let mut last = None;
                while let Some(end) = splitter.next_end(bytes) {
                    last = Some(end);
                }
                let end = last?;
                splitter.shift(end);
                Some((end, Vec::new()))
            }
        }
    }

    /// The same for bytes after which nothing comes.
    pub fn cut_at_end(&mut self, bytes: &[u8], cut_in_list: &mut bool) -> Cut {
        match self {
            Self::Lines(_) | Self::EventLog { .. } => (bytes.len(), Vec::new()),
            Self::Documents(splitter) => {
                splitter.feed(bytes, true);
                *cut_in_list = !splitter.finish(bytes.len());
                (bytes.len(), splitter.take(bytes.len()))
            }
            Self::Cells { splitter, delimiter, .. } => {
                *splitter = Delimited::new(*delimiter);
                (bytes.len(), Vec::new())
            }
        }
    }
}
