//! The decompressed bytes of a file: plain, gzip with any number of members, zstd with any number of frames.

use std::fs::File;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::buffer::Buffer;
use super::{InputFile, Place};

/// How a file is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Compression {
    /// As it is.
    None,
    /// gzip, one or more members.
    Gzip,
    /// zstd, one or more frames.
    Zstd,
}

impl Compression {
    /// A word for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "plain",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// How a file that begins with `head` is stored.
    pub(super) fn of(head: &[u8]) -> Self {
        match head {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            // A skippable frame may come first.
            [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Self::Zstd,
            _ => Self::None,
        }
    }
}

/// An open file.
pub(super) struct Stream {
    source: Box<dyn Read + Send>,
    pub compression: Compression,
    /// Why it ended before its end.
    pub failure: Option<String>,
    ended: bool,
}

impl Stream {
    /// Opens a file; `read` counts the bytes that are taken from it.
    ///
    /// # Errors
    /// When it cannot be opened or its first bytes not be read.
    pub fn open(file: &InputFile, read: &Arc<AtomicU64>) -> io::Result<Self> {
        let mut head = Vec::with_capacity(4);
        let (compression, source) = match &file.place {
            Place::Disk(path) => {
                let mut disk = File::open(path)?;
                disk.by_ref().take(4).read_to_end(&mut head)?;
                let compression = Compression::of(&head);
                // What is no regular file cannot be wound back.
                let source = match (compression, disk.rewind()) {
                    (_, Ok(())) => unpacked(compression, disk, read)?,
                    (_, Err(_)) => unpacked(compression, Cursor::new(head).chain(disk), read)?,
                };
                (compression, source)
            }
            Place::Memory(bytes) => {
                let compression = Compression::of(bytes);
                (compression, unpacked(compression, Cursor::new(Shared(bytes.clone())), read)?)
            }
        };
        Ok(Self { source, compression, failure: None, ended: false })
    }

    /// Appends to the buffer until it holds `length` bytes; false when the file ended before that.
    pub fn fill(&mut self, buffer: &mut Buffer, length: usize) -> bool {
        while !self.ended && buffer.len() < length {
            match self.source.read(buffer.room(length)) {
                Ok(0) => self.ended = true,
                Ok(count) => buffer.grow(count),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.failure = Some(self.describe(&error));
                }
            }
        }
        !self.ended
    }

    fn describe(&self, error: &io::Error) -> String {
        let name = self.compression.name();
        match (self.compression, error.kind()) {
            (Compression::None, _) => format!("reading failed: {error}"),
            (_, io::ErrorKind::UnexpectedEof) => {
                format!("the {name} data is cut off before its end")
            }
            (Compression::Gzip, io::ErrorKind::InvalidInput) => {
                "damaged gzip data, or something else after it".to_owned()
            }
            _ => format!("damaged {name} data ({error})"),
        }
    }
}

/// The decompressed bytes of a reader, whose own bytes are counted.
fn unpacked(
    compression: Compression,
    source: impl Read + Send + 'static,
    read: &Arc<AtomicU64>,
) -> io::Result<Box<dyn Read + Send>> {
    let source = Counted { source, read: read.clone() };
    let buffered = |source| BufReader::with_capacity(256 << 10, source);
    Ok(match compression {
        Compression::None => Box::new(source),
        Compression::Gzip => Box::new(flate2::bufread::MultiGzDecoder::new(buffered(source))),
        Compression::Zstd => Box::new(zstd::stream::read::Decoder::with_buffer(buffered(source))?),
    })
}

/// Bytes in memory that a cursor can own.
struct Shared(Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

struct Counted<R> {
    source: R,
    read: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        self.read.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
