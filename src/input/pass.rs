//! One pass over the files: hands out pieces in their order, numbered through.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::chunk::FileChunk;
use super::issues::{FileTrouble, IssueLog};
use super::mapping::{Inventory, Mappings, Shape};
use super::prefilter::Prefilter;
use super::reader::FileReader;
use super::{InputFile, InputOptions};
use crate::event::mapping::Mapped;
use crate::event::source::{Chunk, Pass, ReadRequest, Required};

/// How many used buffers are kept for the next chunks.
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
    fn takes(self, file: &InputFile, opened: bool) -> bool {
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

/// What the chunks of a pass share.
#[derive(Debug)]
pub(super) struct Shared {
    pub log: Arc<IssueLog>,
    buffers: Mutex<Vec<Vec<u8>>>,
    chunk_bytes: usize,
}

impl Shared {
    fn buffer(&self) -> Vec<u8> {
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        buffers.pop().unwrap_or_default()
    }

    /// Takes back the buffer of a chunk, so that its memory need not be asked for again.
    pub fn give_back(&self, buffer: Vec<u8>) {
        let mut buffers = self.buffers.lock().unwrap_or_else(PoisonError::into_inner);
        if buffers.len() < BUFFERS && buffer.capacity() <= self.chunk_bytes.saturating_mul(2) {
            buffers.push(buffer);
        }
    }
}

/// How the records of a file are looked at: the same for all its chunks, and for following files of the same kind.
#[derive(Debug)]
pub(super) struct View {
    /// Takes wrappers off.
    pub shape: Shape,
    /// What is added to each record.
    pub mapped: Option<Arc<Mapped>>,
    /// Rules out lines.
    pub prefilter: Option<Prefilter>,
}

/// See [`super::Input`].
pub(super) struct FilePass {
    files: Arc<Vec<InputFile>>,
    options: InputOptions,
    selection: Selection,
    required: Vec<Required>,
    /// `None` reads the records as they stand.
    mappings: Option<Arc<Mappings>>,
    shared: Arc<Shared>,
    read: Arc<AtomicU64>,
    place: Mutex<Place>,
}

#[derive(Default)]
struct Place {
    file: usize,
    reader: Option<FileReader>,
    view: Option<Arc<View>>,
    chunk: u64,
    read: u64,
}

impl FilePass {
    /// A pass over the selected files.
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
            required: if request.strict { Vec::new() } else { request.required.clone() },
            mappings,
            shared: Arc::new(Shared { log, buffers: Mutex::default(), chunk_bytes: options.chunk_bytes }),
            read: Arc::default(),
            place: Mutex::default(),
        }
    }

    /// The pass over the first chunk of one file alone.
    pub fn first_chunk_of(self, file: usize) -> FirstChunk {
        self.place.lock().unwrap_or_else(PoisonError::into_inner).file = file;
        FirstChunk { pass: self, file, is_taken: AtomicBool::new(false) }
    }

    /// The view of a file; that of the file before where nothing differs.
    fn view(&self, file: &InputFile, last: Option<Arc<View>>) -> Arc<View> {
        let (shape, mapped) = match (&self.mappings, file.shape.get()) {
            (Some(mappings), Some(shape)) => (shape.clone(), mappings.mapped(shape, file.written)),
            _ => (Shape::plain(), None),
        };
        let same_mapping = |last: &View| match (&last.mapped, &mapped) {
            (Some(last), Some(mapped)) => Arc::ptr_eq(last, mapped),
            (last, mapped) => last.is_none() && mapped.is_none(),
        };
        if let Some(last) = last
            && last.shape.names == shape.names
            && same_mapping(&last)
        {
            return last;
        }
        let required = self.required.iter().filter(|required| required.holds_for(mapped.as_deref()));
        let prefilter = if shape.verbatim { Prefilter::new(required) } else { None };
        Arc::new(View { shape, mapped, prefilter })
    }

    /// Opens the file at hand, unless it is not to be read.
    fn open(&self, number: usize, place: &mut Place) {
        let Some(file) = self.files.get(number) else { return };
        if !self.selection.takes(file, false) {
            place.file += 1;
            return;
        }
        match FileReader::open(file, &self.options, &self.read) {
            Ok(reader) if self.selection.takes(file, true) => {
                place.view = Some(self.view(file, place.view.take()));
                place.reader = Some(reader);
            }
            Ok(_) => place.file += 1,
            Err(reason) => {
                self.shared.log.file(number, FileTrouble::Unreadable(reason));
                place.file += 1;
            }
        }
    }
}

impl Pass for FilePass {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let place = &mut *place;
        loop {
            let number = place.file;
            let (Some(reader), Some(view)) = (&mut place.reader, &place.view) else {
                self.files.get(number)?;
                self.open(number, place);
                continue;
            };
            match reader.next(self.options.chunk_bytes, self.shared.buffer()) {
                Some(piece) => {
                    let index = place.chunk;
                    place.chunk += 1;
                    let read = self.read.load(Ordering::Relaxed);
                    let bytes = read - std::mem::replace(&mut place.read, read);
                    let shared = self.shared.clone();
                    return Some(Box::new(FileChunk::new(piece, index, number, bytes, view.clone(), shared)));
                }
                None => {
                    if let Some(trouble) = place.reader.take().and_then(FileReader::trouble) {
                        self.shared.log.file(number, trouble);
                    }
                    place.file += 1;
                }
            }
        }
    }

    fn progress(&self) -> (u64, u64) {
        let total = self.files.iter().filter(|file| self.selection.takes(file, false)).map(|file| file.bytes).sum();
        (self.read.load(Ordering::Relaxed), total)
    }
}

/// See [`FilePass::first_chunk_of`].
pub(super) struct FirstChunk {
    pass: FilePass,
    file: usize,
    is_taken: AtomicBool,
}

impl Pass for FirstChunk {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        if self.is_taken.swap(true, Ordering::Relaxed) {
            return None;
        }
        let chunk = self.pass.next()?;
        // A file without events is passed over; the chunk is then one of the next file.
        let place = self.pass.place.lock().unwrap_or_else(PoisonError::into_inner);
        (place.file == self.file).then_some(chunk)
    }
}
