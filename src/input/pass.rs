//! One pass over the files: hands out chunks in their order, numbered through.

use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::Format;
use super::chunk::{FileChunk, FilesChunk, PieceChunk, StretchChunk};
use super::line_file::LineFile;
use super::opener::{Opener, View};
use super::part::FilePart;
use super::pieces::Pieces;
use crate::event::source::{Chunk, Pass};

/// Small files share a chunk while they have no more stored bytes together than the fourth part of a usual chunk. Each may
/// be compressed, so what they hold is more.
const SHARE: u64 = 4;

/// See [`super::Input`].
pub(super) struct FilePass {
    opener: Arc<Opener>,
    /// Stored bytes of all files that are read, as far as is known at the beginning.
    total: u64,
    /// Whether chunks may be whole files, or stretches of them.
    whole_files: bool,
    place: Mutex<Place>,
}

struct Place {
    /// The files that are not yet handed out, and the one at hand.
    files: Range<usize>,
    open: Option<Open>,
    chunk: u64,
}

/// The file at hand.
enum Open {
    /// It is read here, piece by piece.
    Pieces(Pieces, Arc<View>),
    /// It is only cut here.
    Lines(LineFile, Arc<View>),
}

impl FilePass {
    /// A pass over the files that the opener selects.
    pub fn new(opener: Opener) -> Self {
        let Opener { files, selection, .. } = &opener;
        let total = files.iter().filter(|file| selection.takes(file, false)).map(|file| file.bytes).sum();
        let place = Mutex::new(Place { files: 0..files.len(), open: None, chunk: 0 });
        Self { opener: Arc::new(opener), total, whole_files: true, place }
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

    /// Goes on to the next file: hands it out whole, or opens it.
    fn begin(&self, place: &mut Place) -> Option<Box<dyn Chunk>> {
        let (file, index) = (place.files.start, place.chunk);
        let opener = self.opener.clone();
        let small = self.small_files(&place.files);
        if small > 1 {
            place.files.start += small;
            return Some(Box::new(FilesChunk { index, files: file..place.files.start, opener }));
        }
        let Some((pieces, view)) = opener.open(file) else {
            place.files.start += 1;
            return None;
        };
        if self.is_read_alone(file, &pieces) {
            place.files.start += 1;
            return Some(Box::new(FileChunk { index, file, pieces, view, opener }));
        }
        place.open = Some(match self.lines(file, &pieces) {
            Some(lines) => {
                let (_, _, head) = pieces.finish();
                opener.read.fetch_sub(head.len() as u64, Ordering::Relaxed);
                opener.shared.give_back(head);
                Open::Lines(lines, view)
            }
            None => Open::Pieces(pieces, view),
        });
        None
    }

    fn next_piece(&self, place: &mut Place, mut pieces: Pieces, view: Arc<View>) -> Option<Box<dyn Chunk>> {
        let (file, index, opener) = (place.files.start, place.chunk, &self.opener);
        match pieces.next(opener.options.chunk_bytes, || opener.shared.buffer()) {
            Some(piece) => {
                let part = FilePart::new(piece, file, view.clone(), opener.shared.clone());
                place.open = Some(Open::Pieces(pieces, view));
                Some(Box::new(PieceChunk { index, part }))
            }
            None => {
                opener.close(file, pieces);
                place.files.start += 1;
                None
            }
        }
    }

    fn next_stretch(&self, place: &mut Place, mut lines: LineFile, view: Arc<View>) -> Option<Box<dyn Chunk>> {
        let (file, index, opener) = (place.files.start, place.chunk, self.opener.clone());
        match lines.next(opener.options.chunk_bytes) {
            Ok(Some(stretch)) => {
                place.open = Some(Open::Lines(lines, view.clone()));
                return Some(Box::new(StretchChunk { index, file, stretch, view, opener }));
            }
            Ok(None) if lines.has_cut_record() => opener.cut_record(file),
            Ok(None) => {}
            Err(error) => opener.fail(file, &error),
        }
        place.files.start += 1;
        None
    }

    /// The file as one that is cut without being read, if it can be.
    fn lines(&self, file: usize, pieces: &Pieces) -> Option<LineFile> {
        let Pieces::Read { reader, .. } = pieces else { return None };
        let format = reader.is_plain_lines().filter(|_| self.whole_files)?;
        let path = self.opener.files.get(file)?.path()?;
        let lines = LineFile::open(path, format == Format::Ndjson).ok()?;
        (lines.length() > self.opener.options.chunk_bytes as u64).then_some(lines)
    }

    /// Whether whoever gets the file should read it alone, while others read other files: decompression is what takes the
    /// time, and cannot be shared. A file that outweighs all others is better read piece by piece.
    fn is_read_alone(&self, file: usize, pieces: &Pieces) -> bool {
        let bytes = self.opener.files.get(file).map_or(0, |file| file.bytes);
        self.whole_files && pieces.is_compressed() && bytes <= self.total / 2
    }
}

impl Pass for FilePass {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        while place.files.start < place.files.end {
            let chunk = match place.open.take() {
                None => self.begin(&mut place),
                Some(Open::Pieces(pieces, view)) => self.next_piece(&mut place, pieces, view),
                Some(Open::Lines(lines, view)) => self.next_stretch(&mut place, lines, view),
            };
            if chunk.is_some() {
                place.chunk += 1;
                return chunk;
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
