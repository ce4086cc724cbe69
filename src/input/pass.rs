//! One pass over the files: hands out pieces in their order, numbered through.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use super::chunk::FileChunk;
use super::issues::{FileTrouble, IssueLog};
use super::prefilter::Prefilter;
use super::reader::FileReader;
use super::{Format, InputFile, InputOptions};
use crate::event::source::{Chunk, Pass, ReadRequest};

/// How many used buffers are kept for the next chunks.
const BUFFERS: usize = 16;

/// What the chunks of a pass share.
#[derive(Debug)]
pub(super) struct Shared {
    pub log: Arc<IssueLog>,
    pub prefilter: Option<Prefilter>,
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

/// See [`super::Input`].
pub(super) struct FilePass {
    files: Arc<Vec<InputFile>>,
    format: Option<Format>,
    shared: Arc<Shared>,
    read: Arc<AtomicU64>,
    place: Mutex<Place>,
}

#[derive(Default)]
struct Place {
    file: usize,
    reader: Option<FileReader>,
    chunk: u64,
    read: u64,
}

impl FilePass {
    pub fn new(files: Arc<Vec<InputFile>>, options: &InputOptions, log: Arc<IssueLog>, request: &ReadRequest) -> Self {
        let prefilter = match request.strict {
            true => None,
            false => Prefilter::new(&request.required),
        };
        Self {
            files,
            format: options.format,
            shared: Arc::new(Shared { log, prefilter, buffers: Mutex::default(), chunk_bytes: options.chunk_bytes }),
            read: Arc::default(),
            place: Mutex::default(),
        }
    }
}

impl Pass for FilePass {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        let mut place = self.place.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let number = place.file;
            let Some(reader) = &mut place.reader else {
                let file = self.files.get(number)?;
                match FileReader::open(file, self.format, &self.read) {
                    Ok(reader) => place.reader = Some(reader),
                    Err(reason) => {
                        let trouble = FileTrouble::Unreadable(reason);
                        self.shared.log.file(number, trouble);
                        place.file += 1;
                    }
                }
                continue;
            };
            match reader.next(self.shared.chunk_bytes, self.shared.buffer()) {
                Some(piece) => {
                    let index = place.chunk;
                    place.chunk += 1;
                    let read = self.read.load(Ordering::Relaxed);
                    let bytes = read - std::mem::replace(&mut place.read, read);
                    let shared = self.shared.clone();
                    return Some(Box::new(FileChunk::new(piece, index, number, bytes, shared)));
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
        let total = self.files.iter().map(|file| file.bytes).sum();
        (self.read.load(Ordering::Relaxed), total)
    }
}
