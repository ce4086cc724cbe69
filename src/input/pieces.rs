//! The pieces of a file: read from it, or kept from an earlier pass. Decompression is what a rerun over compressed files would
//! mostly wait for, so an interactive session keeps what comes out of it, as long as there is room.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::buffer::Buffer;
use super::issues::FileTrouble;
use super::reader::{FileReader, Piece};
use super::stream::Compression;

/// All pieces of a file.
#[derive(Clone, Debug)]
pub(super) struct Kept(Arc<[Arc<Piece>]>);

/// Bytes that may still be kept.
#[derive(Debug, Default)]
pub(super) struct Room(AtomicU64);

impl Room {
    /// Room for so many bytes.
    pub fn new(bytes: u64) -> Self {
        Self(AtomicU64::new(bytes))
    }

    fn take(&self, bytes: u64) -> bool {
        let take = |left: u64| left.checked_sub(bytes);
        self.0.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok()
    }

    fn give_back(&self, bytes: u64) {
        self.0.fetch_add(bytes, Ordering::Relaxed);
    }
}

/// A file while its pieces are handed out.
pub(super) enum Pieces {
    Read { reader: Box<FileReader>, keeping: Option<Keeping> },
    Kept { pieces: Kept, next: usize },
}

impl Pieces {
    /// The pieces of a file that is read; they are kept where `room` is given and they are compressed.
    pub fn read(reader: FileReader, room: Option<&Arc<Room>>) -> Self {
        let room = room.filter(|_| reader.compression() != Compression::None);
        let keeping = room.map(|room| Keeping { room: room.clone(), pieces: Vec::new(), bytes: 0 });
        Self::Read { reader: Box::new(reader), keeping }
    }

    /// Those that were kept.
    pub fn kept(pieces: Kept) -> Self {
        Self::Kept { pieces, next: 0 }
    }

    /// Whether it takes time to get the pieces, beside reading them.
    pub fn is_compressed(&self) -> bool {
        match self {
            Self::Read { reader, .. } => reader.compression() != Compression::None,
            // Files have the same part in the grid in every pass.
            Self::Kept { .. } => true,
        }
    }

    /// The next piece, about `size` bytes long; `spare` is an empty buffer. `None` at the end.
    pub fn next(&mut self, size: usize, spare: impl FnOnce() -> Buffer) -> Option<Arc<Piece>> {
        match self {
            Self::Kept { pieces: Kept(pieces), next } => {
                *next += 1;
                pieces.get(*next - 1).cloned()
            }
            Self::Read { reader, keeping } => {
                let piece = reader.next(size, spare())?;
                let Some(open) = keeping else { return Some(Arc::new(piece)) };
                let (piece, is_kept) = open.add(piece);
                if !is_kept {
                    *keeping = None;
                }
                Some(piece)
            }
        }
    }

    /// What is to be said about the file once it has been read, its pieces if they were kept, and memory for others.
    pub fn finish(self) -> (Option<FileTrouble>, Option<Kept>, Buffer) {
        match self {
            Self::Kept { .. } => (None, None, Buffer::default()),
            Self::Read { reader, keeping } => {
                let trouble = reader.trouble();
                // A file with trouble is read again, so that the trouble is found again.
                let kept = keeping.filter(|_| trouble.is_none()).map(Keeping::into_kept);
                (trouble, kept, reader.into_buffer())
            }
        }
    }
}

/// Pieces that are gathered; their room is given back unless all of them are there in the end.
pub(super) struct Keeping {
    room: Arc<Room>,
    pieces: Vec<Arc<Piece>>,
    bytes: u64,
}

impl Keeping {
    /// Keeps a piece; false where there is no room for it.
    fn add(&mut self, mut piece: Piece) -> (Arc<Piece>, bool) {
        piece.bytes.shrink();
        let bytes = piece.bytes.capacity() as u64;
        let is_kept = self.room.take(bytes);
        let piece = Arc::new(piece);
        if is_kept {
            self.bytes += bytes;
            self.pieces.push(piece.clone());
        }
        (piece, is_kept)
    }

    fn into_kept(mut self) -> Kept {
        self.bytes = 0;
        Kept(std::mem::take(&mut self.pieces).into())
    }
}

impl Drop for Keeping {
    fn drop(&mut self) {
        self.room.give_back(self.bytes);
    }
}
