//! A file on disk that grows, until another takes its name.

use std::fs::{File, Metadata};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use super::growing::{self, GrowingText, Nature, SETTLED};
use crate::input::InputFile;
use crate::input::issues::FileTrouble;
use crate::input::line_file::read_at;
use crate::input::opener::{Opener, View};
use crate::input::pieces::Pieces;
use crate::input::reader::{FileReader, HEAD, Piece};
use crate::input::walk;

/// Of more files than this only those that are being read are held open.
pub(super) const MOST_OPEN: usize = 128;

/// How long a file that was replaced is still looked at: whoever wrote it may not have noticed yet.
const FAREWELL: Duration = Duration::from_secs(3);

/// How long the name of a file may be without one: between the two steps of a rotation.
const ABSENCE: Duration = Duration::from_millis(1500);

/// What tells a file from another of the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity(u64, u64);

impl Identity {
    fn of(facts: &Metadata) -> Option<Self> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Self(facts.dev(), facts.ino()))
        }
        #[cfg(not(unix))]
        {
            let created = facts.created().ok()?.duration_since(std::time::SystemTime::UNIX_EPOCH).ok()?;
            Some(Self(created.as_secs(), u64::from(created.subsec_nanos())))
        }
    }

    pub fn of_path(path: &Path) -> Option<Self> {
        Self::of(&std::fs::metadata(path).ok()?)
    }
}

/// What has become of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Changed {
    No,
    /// Another file has its name.
    Replaced,
    /// It has fewer bytes than were read.
    Shorter,
    /// Nothing has its name any more.
    Gone,
}

enum Mode {
    /// What it is has not been found out.
    Unknown,
    Text(Arc<View>),
    Whole(Box<Pieces>, Arc<View>),
    /// Nothing more is read of it.
    Over,
}

/// See the module.
pub(super) struct Tail {
    path: PathBuf,
    handle: Option<File>,
    identity: Option<Identity>,
    /// Bytes read.
    read: u64,
    /// Bytes that there were at the last look.
    size: u64,
    /// When there were more at a look than at the one before.
    changed: Instant,
    text: GrowingText,
    mode: Mode,
    /// Whether it was there when the following began; others may still be on their way to the disk.
    present: bool,
    is_whole: bool,
    /// Since when it has no name.
    leaving: Option<Instant>,
    absent: Option<Instant>,
    said_gone: bool,
    ended: bool,
}

impl Tail {
    pub fn new(path: &Path, present: bool) -> Self {
        Self {
            path: path.to_owned(),
            handle: None,
            identity: None,
            read: 0,
            size: 0,
            changed: Instant::now(),
            text: GrowingText::new(),
            mode: Mode::Unknown,
            present,
            is_whole: false,
            leaving: None,
            absent: None,
            said_gone: false,
            ended: false,
        }
    }

    pub fn identity(&self) -> Option<Identity> {
        self.identity.or_else(|| Identity::of_path(&self.path))
    }

    pub fn bytes_read(&self) -> u64 {
        self.read
    }

    pub fn is_leaving(&self) -> bool {
        self.leaving.is_some()
    }

    pub fn is_read_once(&self) -> bool {
        self.is_whole
    }

    /// Whether it was read to its end and nothing can come.
    pub fn is_over_for_good(&self) -> bool {
        self.is_leaving() && matches!(self.mode, Mode::Over)
    }

    /// It has lost its name: what there still is of it is read.
    pub fn leave(&mut self, now: Instant) {
        self.leaving.get_or_insert(now);
    }

    /// Nothing more is waited for.
    pub fn end(&mut self) {
        self.ended = true;
        if let Some(facts) = self.handle.as_ref().and_then(|handle| handle.metadata().ok()) {
            self.size = self.size.max(facts.len());
        }
    }

    /// Looks at the file. `many`: there are too many to hold all open.
    pub fn look(&mut self, now: Instant, many: bool) -> Changed {
        if self.ended || (matches!(self.mode, Mode::Over) && self.is_leaving()) {
            return Changed::No;
        }
        if let Some(since) = self.leaving {
            match self.handle.as_ref().and_then(|handle| handle.metadata().ok()) {
                Some(facts) => self.note_size(facts.len(), now),
                None => self.ended = true,
            }
            if now.duration_since(since.max(self.changed)) >= FAREWELL {
                self.ended = true;
            }
            return Changed::No;
        }
        let facts = match std::fs::metadata(&self.path) {
            Ok(facts) => facts,
            Err(_) => {
                let since = *self.absent.get_or_insert(now);
                if self.said_gone || now.duration_since(since) < ABSENCE {
                    return Changed::No;
                }
                self.said_gone = true;
                return Changed::Gone;
            }
        };
        (self.absent, self.said_gone) = (None, false);
        let identity = Identity::of(&facts);
        if self.identity.is_some() && self.identity != identity {
            if let Some(facts) = self.handle.as_ref().and_then(|handle| handle.metadata().ok()) {
                self.note_size(facts.len(), now);
            }
            self.leave(now);
            return Changed::Replaced;
        }
        if self.is_whole {
            return Changed::No;
        }
        if facts.len() < self.read {
            // Its old text is no longer there; what was half-written is all there will be.
            self.size = self.read;
            self.leave(now);
            self.handle = None;
            self.ended = true;
            return Changed::Shorter;
        }
        self.note_size(facts.len(), now);
        if many && self.size == self.read && now.duration_since(self.changed) >= SETTLED {
            self.handle = None;
        }
        Changed::No
    }

    fn note_size(&mut self, size: u64, now: Instant) {
        if size > self.size {
            self.changed = now;
        }
        self.size = size.max(self.read);
    }

    /// Whether a pass would give something.
    pub fn has_news(&mut self, now: Instant) -> bool {
        match self.mode {
            Mode::Over => false,
            Mode::Whole(..) => true,
            _ if self.ended => true,
            // A file that is on its way is read when it has come.
            _ if self.is_whole => now.duration_since(self.changed) >= SETTLED,
            _ => self.size > self.read || self.text.has_settled(now),
        }
    }

    /// The next piece of what is there.
    pub fn next(&mut self, file: &InputFile, number: usize, opener: &Opener) -> Option<(Arc<Piece>, Arc<View>)> {
        let mut target = opener.options.chunk_bytes.max(1);
        loop {
            match &mut self.mode {
                Mode::Over => return None,
                Mode::Whole(pieces, view) => {
                    let piece = pieces.next(opener.options.chunk_bytes, || opener.shared.buffer());
                    if let Some(piece) = piece {
                        return Some((piece, view.clone()));
                    }
                    if let Mode::Whole(pieces, _) = std::mem::replace(&mut self.mode, Mode::Over) {
                        opener.close(number, *pieces);
                    }
                    return None;
                }
                Mode::Unknown if self.is_whole => return self.open_whole(file, number, opener),
                Mode::Unknown | Mode::Text(_) => {}
            }
            // The beginning tells what it is.
            let wanted = if matches!(self.mode, Mode::Unknown) { target.max(HEAD) } else { target };
            let more = match self.fill(wanted, opener) {
                Ok(more) => more,
                Err(error) => {
                    opener.shared.log.file(number, FileTrouble::Broken(walk::describe(&error)));
                    self.mode = Mode::Over;
                    return None;
                }
            };
            let at_end = self.ended && !more;
            if matches!(self.mode, Mode::Unknown) {
                match self.text.nature(file, &opener.options, at_end) {
                    Nature::Unknown => {
                        if at_end {
                            self.mode = Mode::Over;
                        }
                        return None;
                    }
                    Nature::Whole => {
                        self.is_whole = true;
                        self.text.take();
                        self.handle = None;
                        continue;
                    }
                    Nature::Foreign(reason) => {
                        opener.shared.log.file(number, FileTrouble::Unreadable(reason.to_owned()));
                        self.mode = Mode::Over;
                        return None;
                    }
                    Nature::Text => match growing::view(file, opener) {
                        Some(view) => self.mode = Mode::Text(view),
                        None => self.mode = Mode::Over,
                    },
                }
                continue;
            }
            let Mode::Text(view) = &self.mode else { return None };
            let view = view.clone();
            match self.text.piece(at_end, || opener.shared.buffer()) {
                Some(piece) if growing::is_bare_header(&piece) => {}
                Some(piece) => return Some((Arc::new(piece), view)),
                None if more => target += opener.options.chunk_bytes.max(1),
                None => {
                    if at_end {
                        self.mode = Mode::Over;
                    }
                    return None;
                }
            }
        }
    }

    /// Begins to read a file that is not followed.
    fn open_whole(&mut self, file: &InputFile, number: usize, opener: &Opener) -> Option<(Arc<Piece>, Arc<View>)> {
        if !self.present && !self.ended && self.changed.elapsed() < SETTLED {
            return None;
        }
        match FileReader::open(file, &opener.options, &opener.read, opener.shared.buffer()) {
            Ok(reader) => match growing::view(file, opener) {
                Some(view) => {
                    self.mode = Mode::Whole(Box::new(Pieces::read(reader, None)), view);
                    self.next(file, number, opener)
                }
                None => {
                    self.mode = Mode::Over;
                    None
                }
            },
            Err(reason) => {
                opener.shared.log.file(number, FileTrouble::Unreadable(reason));
                self.mode = Mode::Over;
                None
            }
        }
    }

    /// Reads until so many bytes are held; whether there are more.
    fn fill(&mut self, target: usize, opener: &Opener) -> std::io::Result<bool> {
        if self.read >= self.size {
            return Ok(false);
        }
        if self.handle.is_none() {
            let handle = File::open(&self.path)?;
            let identity = Identity::of(&handle.metadata()?);
            if self.identity.is_some() && self.identity != identity {
                // The next look tells of it.
                return Ok(false);
            }
            self.identity = identity;
            self.handle = Some(handle);
        }
        let Some(handle) = &self.handle else { return Ok(false) };
        while self.read < self.size && self.text.held().len() < target {
            let left = usize::try_from(self.size - self.read).unwrap_or(usize::MAX);
            let wanted = target.min(self.text.held().len().saturating_add(left));
            let count = read_at(handle, self.text.held().room(wanted), self.read)?;
            if count == 0 {
                // It has become shorter since the look.
                return Ok(false);
            }
            self.text.held().grow(count);
            self.text.grown();
            self.read += count as u64;
            opener.read.fetch_add(count as u64, Ordering::Relaxed);
        }
        Ok(self.read < self.size)
    }
}
