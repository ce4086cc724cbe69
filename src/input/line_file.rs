//! A plain file of lines, cut at line ends without reading what lies between the cuts: whoever gets a stretch of it reads it
//! while others read theirs.

use std::fs::File;
use std::io;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use super::buffer::Buffer;
use super::reader::{Body, LONGEST, Piece};

/// Bytes that are read at a time to find the end of a line.
const STEP: usize = 4 << 10;

/// A file while it is cut.
pub(super) struct LineFile {
    file: Arc<File>,
    length: u64,
    at: u64,
    json: bool,
    /// Whether a line was too long to be kept whole.
    cut_record: bool,
}

/// Whole lines of a file that are not yet read.
pub(super) struct Stretch {
    file: Arc<File>,
    range: Range<u64>,
    json: bool,
    /// Whether the file ends with it.
    last: bool,
}

impl LineFile {
    /// Opens a file; `json` says that its lines are objects.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub fn open(path: &Path, json: bool) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self { file: Arc::new(file), length, at: 0, json, cut_record: false })
    }

    /// Whether a line was so long that its parts are taken for lines.
    pub fn has_cut_record(&self) -> bool {
        self.cut_record
    }

    /// Bytes of the file when it was opened.
    pub fn length(&self) -> u64 {
        self.length
    }

    /// The next stretch, of about `size` bytes; `None` at the end.
    ///
    /// # Errors
    /// When the end of a line cannot be read.
    pub fn next(&mut self, size: usize) -> io::Result<Option<Stretch>> {
        if self.at >= self.length {
            return Ok(None);
        }
        let end = self.line_end((self.at + size.max(1) as u64).min(self.length))?;
        self.cut_record |= end < self.length && end - self.at >= LONGEST as u64;
        let range = self.at..end;
        self.at = end;
        Ok(Some(Stretch { file: self.file.clone(), range, json: self.json, last: end >= self.length }))
    }

    /// The end of the line that holds the byte before a place, or that byte's own end if it is too far away.
    fn line_end(&self, place: u64) -> io::Result<u64> {
        let mut step = [0; STEP];
        let mut at = place.saturating_sub(1);
        while at < self.length && at - self.at < LONGEST as u64 {
            let count = read_at(&self.file, &mut step, at)?;
            let read = step.get(..count).unwrap_or(&[]);
            if let Some(end) = memchr::memchr(b'\n', read) {
                return Ok((at + end as u64 + 1).min(self.length));
            }
            if count == 0 {
                break;
            }
            at += count as u64;
        }
        Ok(at.min(self.length))
    }
}

impl Stretch {
    /// Reads the lines into an empty buffer. They are fewer when the file has become shorter meanwhile.
    ///
    /// # Errors
    /// When reading fails.
    pub fn read(self, mut buffer: Buffer) -> io::Result<Piece> {
        let length = usize::try_from(self.range.end - self.range.start).map_err(io::Error::other)?;
        while buffer.len() < length {
            let at = self.range.start + buffer.len() as u64;
            let count = read_at(&self.file, buffer.room(length), at)?;
            if count == 0 {
                break;
            }
            buffer.grow(count);
        }
        let body = if self.json { Body::JsonLines } else { Body::PlainLines };
        Ok(Piece { bytes: buffer, start: 0, offset: self.range.start, body, last: self.last, line: None })
    }
}

/// Reads at a place of a file.
pub(super) fn read_at(file: &File, room: &mut [u8], place: u64) -> io::Result<usize> {
    loop {
        #[cfg(unix)]
        let result = std::os::unix::fs::FileExt::read_at(file, room, place);
        #[cfg(windows)]
        let result = std::os::windows::fs::FileExt::seek_read(file, room, place);
        match result {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            result => return result,
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stretches(text: &[u8], size: usize) -> Vec<Piece> {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        let mut lines = LineFile::open(file.path(), true).unwrap();
        let mut pieces = Vec::new();
        while let Some(stretch) = lines.next(size).unwrap() {
            pieces.push(stretch.read(Buffer::default()).unwrap());
        }
        pieces
    }

    #[test]
    fn a_file_that_has_become_shorter_ends_early() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "a\nb\nc\n").unwrap();
        let mut lines = LineFile::open(file.path(), false).unwrap();
        let stretch = lines.next(100).unwrap().unwrap();
        file.as_file().set_len(3).unwrap();
        assert_eq!(&*stretch.read(Buffer::default()).unwrap().bytes, b"a\nb");
    }

    proptest! {
        #[test]
        fn stretches_are_whole_lines_and_all_of_them(
            lines in prop::collection::vec(prop_oneof!["[a-z]{0,5}", "[a-z]{4000,9000}"], 0..40),
            ended in any::<bool>(), size in prop_oneof![0usize..50, 0usize..20_000],
        ) {
            let text = lines.join("\n") + if ended { "\n" } else { "" };
            let pieces = stretches(text.as_bytes(), size);
            let whole: Vec<u8> = pieces.iter().flat_map(|piece| piece.bytes.to_vec()).collect();
            prop_assert_eq!(whole, text.as_bytes());
            let mut offset = 0;
            for (place, piece) in pieces.iter().enumerate() {
                prop_assert_eq!(piece.offset, offset);
                offset += piece.bytes.len() as u64;
                prop_assert_eq!(piece.last, place + 1 == pieces.len());
                prop_assert!(piece.last || piece.bytes.ends_with(b"\n"));
                prop_assert!(piece.last || piece.bytes.len() >= size);
            }
        }
    }
}
