//! One pass over the files: hands out chunks in their order, numbered through.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::chunk::{FileChunk, FilesChunk, PieceChunk};
use super::issues::IssueLog;
use super::mapping::Mappings;
use super::opener::{Opener, Selection, View};
use super::part::FilePart;
use super::reader::FileReader;
use super::stream::Compression;
use super::{InputFile, InputOptions};
use crate::event::source::{Chunk, Pass, ReadRequest};

/// Small files share a chunk while they have no more stored bytes together than the fourth part of a usual chunk. Each may
/// be compressed, so what they hold is more.
const SHARE: u64 = 4;

/// See [`super::Input`].
pub(super) struct FilePass {
    opener: Arc<Opener>,
    /// Stored bytes of all files that are read, as far as is known at the beginning.
    total: u64,
    /// Whether chunks may be whole files.
    whole_files: bool,
    place: Mutex<Place>,
}

struct Place {
    /// The files that are not yet handed out, and the one at hand.
    files: Range<usize>,
    open: Option<(FileReader, Arc<View>)>,
    chunk: u64,
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
        let total = files.iter().filter(|file| selection.takes(file, false)).map(|file| file.bytes).sum();
        let place = Mutex::new(Place { files: 0..files.len(), open: None, chunk: 0 });
        let opener = Arc::new(Opener::new(files, options, log, request, selection, mappings));
        Self { opener, total, whole_files: true, place }
    }

    /// The pass over the first chunk of one file alone.
    pub fn first_chunk_of(mut self, file: usize) -> FirstChunk {
        self.whole_files = false;
        self.place.get_mut().unwrap_or_else(PoisonError::into_inner).files = file..file + 1;
        FirstChunk { pass: self, is_taken: AtomicBool::new(false) }
    }

    /// How many of the next files share a chunk.
    fn small_files(&self, files: &Range<usize>) -> usize {
        if !self.whole_files {
            return 0;
        }
        let most = self.opener.options.chunk_bytes as u64 / SHARE;
        let next = self.opener.files.get(files.clone()).unwrap_or_default().iter();
        let together = next.scan(0, |sum, file| {
            *sum += file.bytes;
            Some(*sum)
        });
        together.take_while(|sum| *sum <= most).count()
    }

    /// Whether whoever gets the file should read it alone, while others read other files: decompression is what takes the
    /// time, and cannot be shared. A file that outweighs all others is better read piece by piece.
    fn is_read_alone(&self, file: usize, reader: &FileReader) -> bool {
        let bytes = self.opener.files.get(file).map_or(0, |file| file.bytes);
        self.whole_files && reader.compression() != Compression::None && bytes <= self.total / 2
    }
}

impl Pass for FilePass {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        let Place { files, open, chunk } = &mut *place;
        let opener = &self.opener;
        let mut index = || std::mem::replace(chunk, *chunk + 1);
        while files.start < files.end {
            let file = files.start;
            match open {
                Some((reader, view)) => match reader.next(opener.options.chunk_bytes, opener.shared.buffer()) {
                    Some(piece) => {
                        let part = FilePart::new(piece, file, view.clone(), opener.shared.clone());
                        return Some(Box::new(PieceChunk { index: index(), part }));
                    }
                    None => {
                        if let Some((reader, _)) = open.take() {
                            opener.close(file, reader);
                        }
                        files.start += 1;
                    }
                },
                None => {
                    let small = self.small_files(files);
                    if small > 1 {
                        files.start += small;
                        let files = file..files.start;
                        return Some(Box::new(FilesChunk { index: index(), files, opener: opener.clone() }));
                    }
                    match opener.open(file) {
                        Some((reader, view)) if self.is_read_alone(file, &reader) => {
                            files.start += 1;
                            let opener = opener.clone();
                            return Some(Box::new(FileChunk { index: index(), file, reader, view, opener }));
                        }
                        Some(opened) => *open = Some(opened),
                        None => files.start += 1,
                    }
                }
            }
        }
        None
    }

    fn progress(&self) -> (u64, u64) {
        (self.opener.read.load(Ordering::Relaxed), self.total)
    }
}

/// See [`FilePass::first_chunk_of`].
pub(super) struct FirstChunk {
    pass: FilePass,
    is_taken: AtomicBool,
}

impl Pass for FirstChunk {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        if self.is_taken.swap(true, Ordering::Relaxed) { None } else { self.pass.next() }
    }
}
