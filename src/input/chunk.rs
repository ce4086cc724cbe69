//! The kinds of chunks: a piece of a file that was read already, a stretch of lines that the holder of the chunk reads, a
//! whole file that it decompresses, and several small files that it opens as well.

use std::ops::{ControlFlow, Range};
use std::sync::Arc;
use std::sync::atomic::Ordering;

use super::line_file::Stretch;
use super::opener::{Opener, View};
use super::part::FilePart;
use super::pieces::Pieces;
use crate::event::source::{Chunk, Part};

/// A piece of a file.
pub(super) struct PieceChunk {
    pub index: u64,
    pub part: FilePart,
}

impl Chunk for PieceChunk {
    fn index(&self) -> u64 {
        self.index
    }

    fn read(self: Box<Self>, part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>) {
        let _ = part(&self.part);
    }
}

/// Lines of a plain file that are not yet read.
pub(super) struct StretchChunk {
    pub index: u64,
    pub file: usize,
    pub stretch: Stretch,
    pub view: Arc<View>,
    pub opener: Arc<Opener>,
}

impl Chunk for StretchChunk {
    fn index(&self) -> u64 {
        self.index
    }

    fn read(self: Box<Self>, part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>) {
        let Self { file, stretch, view, opener, .. } = *self;
        match stretch.read(opener.shared.buffer()) {
            Ok(piece) => {
                opener.read.fetch_add(piece.bytes.len() as u64, Ordering::Relaxed);
                let _ = part(&FilePart::new(Arc::new(piece), file, view, opener.shared.clone()));
            }
            Err(error) => opener.fail(file, &error),
        }
    }
}

/// A file that is opened but not yet read.
pub(super) struct FileChunk {
    pub index: u64,
    pub file: usize,
    pub pieces: Pieces,
    pub view: Arc<View>,
    pub opener: Arc<Opener>,
}

impl Chunk for FileChunk {
    fn index(&self) -> u64 {
        self.index
    }

    fn read(self: Box<Self>, part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>) {
        let _ = read_file(&self.opener, self.file, self.pieces, &self.view, part);
    }
}

/// Small files in a row.
pub(super) struct FilesChunk {
    pub index: u64,
    pub files: Range<usize>,
    pub opener: Arc<Opener>,
}

impl Chunk for FilesChunk {
    fn index(&self) -> u64 {
        self.index
    }

    fn read(self: Box<Self>, part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>) {
        for file in self.files.clone() {
            if let Some((pieces, view)) = self.opener.open(file)
                && read_file(&self.opener, file, pieces, &view, part).is_break()
            {
                return;
            }
        }
    }
}

fn read_file(
    opener: &Opener,
    file: usize,
    mut pieces: Pieces,
    view: &Arc<View>,
    part: &mut dyn FnMut(&dyn Part) -> ControlFlow<()>,
) -> ControlFlow<()> {
    while let Some(piece) = pieces.next(opener.options.chunk_bytes, || opener.shared.buffer()) {
        part(&FilePart::new(piece, file, view.clone(), opener.shared.clone()))?;
    }
    opener.close(file, pieces);
    ControlFlow::Continue(())
}
