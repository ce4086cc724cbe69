//! What the chunks of a pass share, and how its files are opened: by the pass itself or by the thread that holds a chunk.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::buffer::Buffer;
use super::issues::{FileTrouble, IssueLog};
use super::mapping::{Inventory, Mappings, Shape};
use super::pieces::{Pieces, Room};
use super::reader::FileReader;
use super::{InputFile, InputOptions};
use crate::event::mapping::Mapped;
use crate::event::prefilter::Prefilter;
use crate::event::source::{ReadRequest, Required};

/// How many used buffers are kept for the next pieces.
const BUFFERS: usize = 16;

/// Which files a pass reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Selection {
    /// Those of events: all but the inventories in folders that were walked.
    Events,
    /// Those of one inventory.
    Inventory(Inventory),
    /// All.
    All,
}

impl Selection {
    /// Whether a file is read, as far as is known. `opened`: its content was looked at.
    pub fn takes(self, file: &InputFile, opened: bool) -> bool {
        match self {
            Self::Events => !file.is_lookup(),
            Self::Inventory(wanted) => match file.inventory() {
                Some(inventory) => inventory == wanted,
                None => !opened,
            },
            Self::All => true,
        }
    }
}

/// What the parts of a pass share.
#[derive(Debug)]
pub(super) struct Shared {
    pub log: Arc<IssueLog>,
    buffers: Mutex<Vec<Buffer>>,
    chunk_bytes: usize,
}

impl Shared {
    /// An empty buffer, with memory if there is one that was used before.
    pub fn buffer(&self) -> Buffer {
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        buffers.pop().unwrap_or_default()
    }

    /// Takes back the buffer of a part, so that its memory need not be asked for again.
    pub fn give_back(&self, mut buffer: Buffer) {
        buffer.truncate(0);
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        if buffers.len() < BUFFERS && buffer.capacity() <= self.chunk_bytes.saturating_mul(2) {
            buffers.push(buffer);
        }
    }
}

/// How the records of a file are looked at: the same for all its parts, and for other files of the same kind.
#[derive(Debug)]
pub(super) struct View {
    /// Takes wrappers off.
    pub shape: Shape,
    /// What is added to each record.
    pub mapped: Option<Arc<Mapped>>,
    /// Rules out lines.
    pub prefilter: Option<Prefilter>,
}

/// Opens the files of a pass.
pub(super) struct Opener {
    pub files: Arc<Vec<InputFile>>,
    pub options: InputOptions,
    pub selection: Selection,
    pub shared: Arc<Shared>,
    /// Bytes read so far, before decompression.
    pub read: Arc<AtomicU64>,
    required: Vec<Required>,
    /// `None` reads the records as they stand.
    mappings: Option<Arc<Mappings>>,
    /// Where there is room to keep what was decompressed.
    room: Option<Arc<Room>>,
    /// The view of the file that was opened last; folders mostly hold files of one kind.
    view: Mutex<Option<Arc<View>>>,
}

impl Opener {
    /// For a pass over the selected files.
    pub fn new(
        files: Arc<Vec<InputFile>>,
        options: &InputOptions,
        log: Arc<IssueLog>,
        request: &ReadRequest,
        selection: Selection,
        mappings: Option<Arc<Mappings>>,
    ) -> Self {
        Self {
            files,
            options: options.clone(),
            selection,
            shared: Arc::new(Shared { log, buffers: Mutex::default(), chunk_bytes: options.chunk_bytes }),
            read: Arc::default(),
            required: if request.strict { Vec::new() } else { request.required.clone() },
            mappings,
            room: None,
            view: Mutex::default(),
        }
    }

    /// The same with room to keep what is decompressed for later passes; files of which it was kept are not read.
    #[must_use]
    pub fn keeping(self, room: Option<Arc<Room>>) -> Self {
        Self { room, ..self }
    }

    /// Opens a file; `None`, and said in the log where the user should know, when it is not to be read or cannot be.
    pub fn open(&self, number: usize) -> Option<(Pieces, Arc<View>)> {
        let file = self.files.get(number)?;
        if !self.selection.takes(file, false) {
            return None;
        }
        if let Some(kept) = file.kept.get().filter(|_| self.room.is_some()) {
            self.read.fetch_add(file.bytes, Ordering::Relaxed);
            return Some((Pieces::kept(kept.clone()), self.view(file)));
        }
        match FileReader::open(file, &self.options, &self.read, self.shared.buffer()) {
            Ok(reader) => {
                self.selection.takes(file, true).then(|| (Pieces::read(reader, self.room.as_ref()), self.view(file)))
            }
            Err(reason) => {
                self.shared.log.file(number, FileTrouble::Unreadable(reason));
                None
            }
        }
    }

    /// Says that a file could not be read to its end.
    pub fn fail(&self, number: usize, error: &std::io::Error) {
        self.shared.log.file(number, FileTrouble::Broken(format!("reading failed: {error}")));
    }

    /// Says that a record of a file was too long to be kept whole.
    pub fn cut_record(&self, number: usize) {
        self.shared.log.file(number, FileTrouble::CutRecord);
    }

    /// Says what is to be said about a file that was read to its end.
    pub fn close(&self, number: usize, pieces: Pieces) {
        let (trouble, kept, buffer) = pieces.finish();
        if let Some(trouble) = trouble {
            self.shared.log.file(number, trouble);
        }
        if let Some((kept, file)) = kept.zip(self.files.get(number)) {
            let _ = file.kept.set(kept);
        }
        self.shared.give_back(buffer);
    }

    /// The view of a file; the last one where nothing differs.
    pub fn view(&self, file: &InputFile) -> Arc<View> {
        let (shape, mapped) = match (&self.mappings, file.shape.get()) {
            (Some(mappings), Some(shape)) => (shape.clone(), mappings.mapped(shape, file.written)),
            _ => (Shape::plain(), None),
        };
        let same_mapping = |last: &View| match (&last.mapped, &mapped) {
            (Some(last), Some(mapped)) => Arc::ptr_eq(last, mapped),
            (last, mapped) => last.is_none() && mapped.is_none(),
        };
        let mut view = self.view.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = &*view
            && last.shape.names == shape.names
            && same_mapping(last)
        {
            return last.clone();
        }
        let required = self.required.iter().filter(|required| required.holds_for(mapped.as_deref()));
        let prefilter = if shape.verbatim { Prefilter::new(required) } else { None };
        view.insert(Arc::new(View { shape, mapped, prefilter })).clone()
    }
}
