//! Text that arrives bit by bit: what is whole of it is handed out, the rest waits.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::input::buffer::Buffer;
use crate::input::detect::{self, BOM};
use crate::input::opener::{Opener, View};
use crate::input::reader::{Body, HEAD, LONGEST, Layout, Piece};
use crate::input::stream::Compression;
use crate::input::{Format, InputFile, InputOptions, evtx, groups, samples};

/// What has not changed for so long is taken to be written to its end for now: the lines of one event of the audit log come
/// within milliseconds.
pub(super) const SETTLED: Duration = Duration::from_secs(1);

/// Text and what is known of it.
pub(super) struct GrowingText {
    held: Buffer,
    layout: Option<Layout>,
    /// Place of the held bytes in the whole text.
    offset: u64,
    /// The line on which they begin.
    line: u64,
    /// Whether nothing has been held back in vain since the last bytes came.
    is_fresh: bool,
    /// Since when there were so many bytes in all.
    mark: (Instant, u64),
    /// How many of all bytes have been there long enough.
    settled: u64,
    last_change: Instant,
}

/// What a text turned out to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Nature {
    /// Too little of it is there.
    Unknown,
    /// It can be read as it grows.
    Text,
    /// It can be read only when it is whole.
    Whole,
    /// It cannot be read.
    Foreign(&'static str),
}

impl GrowingText {
    pub fn new() -> Self {
        let now = Instant::now();
        Self {
            held: Buffer::default(),
            layout: None,
            offset: 0,
            line: 1,
            is_fresh: false,
            mark: (now, 0),
            settled: 0,
            last_change: now,
        }
    }

    /// The bytes that are not yet handed out, to be added to.
    pub fn held(&mut self) -> &mut Buffer {
        &mut self.held
    }

    /// Says that bytes have come.
    pub fn grown(&mut self) {
        self.is_fresh = true;
        self.last_change = Instant::now();
    }

    /// Takes the bytes out.
    pub fn take(&mut self) -> Buffer {
        std::mem::take(&mut self.held)
    }

    /// Whether some bytes wait that may be handed out now, though none have come.
    pub fn has_settled(&mut self, now: Instant) -> bool {
        let all = self.offset + self.held.len() as u64;
        if now.duration_since(self.mark.0) >= SETTLED {
            self.settled = self.mark.1;
            self.mark = (now, all);
        }
        let is_audit = matches!(self.layout, Some(Layout::Lines(Format::Auditd)));
        !self.held.is_empty()
            && match self.layout {
                None => self.is_quiet(now),
                Some(_) => is_audit && self.settled > self.offset,
            }
    }

    fn is_quiet(&self, now: Instant) -> bool {
        now.duration_since(self.last_change) >= SETTLED
    }

    /// Finds out what the text is. `ended`: nothing will come.
    pub fn nature(&mut self, file: &InputFile, options: &InputOptions, ended: bool) -> Nature {
        if self.layout.is_some() {
            return Nature::Text;
        }
        let head = self.held.get(..HEAD).unwrap_or(&self.held);
        let settled = ended || self.is_quiet(Instant::now());
        if head.is_empty() || (head.len() < evtx::MAGIC.len() && !settled) {
            return Nature::Unknown;
        }
        if Compression::of(head) != Compression::None || head.starts_with(evtx::MAGIC) {
            return Nature::Whole;
        }
        if let Some(foreign) = detect::foreign(head).filter(|_| options.format.is_none()) {
            return Nature::Foreign(foreign);
        }
        let mut ends = memchr::memchr_iter(b'\n', head);
        let enough = match (ends.next(), ends.next()) {
            _ if head.len() >= HEAD => true,
            (None, _) => false,
            // The first line tells only when it is an object.
            (Some(end), None) => options.format.is_some() || settled || is_object(head.get(..end).unwrap_or(&[])),
            (Some(_), Some(_)) => true,
        };
        if !enough && !ended {
            return Nature::Unknown;
        }
        let format = options.format.unwrap_or_else(|| detect::detect(head, ended, options.map));
        let _ = file.found.set((format, Compression::None));
        file.shape.get_or_init(|| samples::shape(head, ended, format, options.map));
        self.layout = Some(Layout::of(format, head));
        if self.held.starts_with(BOM) {
            self.held.skip(BOM.len());
            self.offset += BOM.len() as u64;
        }
        self.is_fresh = true;
        Nature::Text
    }

    /// The next whole records; `None` when there are none, or when nothing is known of the text yet.
    pub fn piece(&mut self, ended: bool, spare: impl FnOnce() -> Buffer) -> Option<Piece> {
        let layout = self.layout.as_mut()?;
        let is_audit = matches!(layout, Layout::Lines(Format::Auditd));
        if self.held.is_empty() || !(self.is_fresh || ended || is_audit) {
            return None;
        }
        let settled = usize::try_from(self.settled.saturating_sub(self.offset)).unwrap_or(usize::MAX);
        let cut = if ended || self.held.len() >= LONGEST {
            Some(layout.cut_at_end(&self.held, &mut false))
        } else if is_audit {
            let border = groups::settled_border(&self.held, settled).or_else(|| groups::last_border(&self.held));
            border.map(|cut| (cut, Vec::new()))
        } else {
            layout.cut(&self.held, 0)
        };
        let Some((cut, spans)) = cut.filter(|(cut, _)| *cut > 0) else {
            self.is_fresh = false;
            return None;
        };
        let mut rest = spare();
        rest.extend(self.held.get(cut..).unwrap_or(&[]));
        let mut bytes = std::mem::replace(&mut self.held, rest);
        bytes.truncate(cut);
        let (start, body) = layout.body(&bytes, spans);
        let line = Some(self.line);
        self.line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let piece = Piece { start, offset: self.offset, body, last: ended, line, bytes };
        self.offset += cut as u64;
        Some(piece)
    }
}

/// Whether a line is a JSON object.
fn is_object(line: &[u8]) -> bool {
    let line = detect::without_bom(line);
    line.first() == Some(&b'{') && std::str::from_utf8(line).is_ok_and(crate::value::json::is_object)
}

/// A piece and how its records are looked at; `None` of an inventory, which only completes other files.
pub(super) fn view(file: &InputFile, opener: &Opener) -> Option<Arc<View>> {
    (!file.is_lookup()).then(|| opener.view(file))
}

/// Whether a piece is one of cells without any: only the header.
pub(super) fn is_bare_header(piece: &Piece) -> bool {
    matches!(piece.body, Body::Cells(..)) && piece.start >= piece.bytes.len()
}
