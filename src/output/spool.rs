//! Text that has to wait: blocks of bytes kept in order, in memory while they are few and in a temporary file beyond.

use std::fs::File;
use std::io::{self, Read, Seek, Write};

/// Bytes that are kept in memory before the file takes over.
const MEMORY: usize = 64 << 20;

/// Blocks of bytes in the order of their coming.
#[derive(Debug, Default)]
pub struct Spool {
    memory: Vec<Vec<u8>>,
    held: usize,
    /// A file without a name, gone with the process, and the lengths of the blocks in it.
    file: Option<File>,
    filed: Vec<usize>,
}

impl Spool {
    /// Appends a block.
    ///
    /// # Errors
    /// When the temporary file cannot be written; the message names its folder.
    pub fn push(&mut self, block: Vec<u8>) -> io::Result<()> {
        if self.file.is_none() && self.held + block.len() <= MEMORY {
            self.held += block.len();
            self.memory.push(block);
            return Ok(());
        }
        self.file(&block).map_err(located)
    }

    fn file(&mut self, block: &[u8]) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            file => file.insert(tempfile::tempfile()?),
        };
        file.write_all(block)?;
        self.filed.push(block.len());
        Ok(())
    }

    /// Gives the blocks back, one by one.
    ///
    /// # Errors
    /// When the temporary file cannot be read, or `each` fails.
    pub fn drain(self, mut each: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<()> {
        for block in self.memory {
            each(&block)?;
        }
        let Some(mut file) = self.file else { return Ok(()) };
        file.rewind().map_err(located)?;
        let mut block = Vec::new();
        for length in self.filed {
            block.resize(length, 0);
            file.read_exact(&mut block).map_err(located)?;
            each(&block)?;
        }
        Ok(())
    }
}

fn located(error: io::Error) -> io::Error {
    let folder = std::env::temp_dir();
    io::Error::new(
        error.kind(),
        format!("temporary file in {} (TMPDIR chooses another folder): {error}", folder.display()),
    )
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn blocks_come_back_in_order_from_memory_and_file() {
        let mut spool = Spool::default();
        let sizes = [3, MEMORY - 3, 5, 0, 70_000];
        for (number, size) in (0u8..).zip(sizes) {
            spool.push(vec![number; size]).unwrap();
        }
        assert_eq!((spool.memory.len(), spool.filed.as_slice()), (2, &sizes[2..]));
        let mut found = Vec::new();
        let mut each = |block: &[u8]| {
            found.push((block.first().copied(), block.len()));
            Ok(())
        };
        spool.drain(&mut each).unwrap();
        assert_eq!(found, [(Some(0), 3), (Some(1), MEMORY - 3), (Some(2), 5), (None, 0), (Some(4), 70_000)]);
    }

    #[test]
    fn what_fails_downstream_ends_it() {
        let mut spool = Spool::default();
        spool.push(vec![1]).unwrap();
        spool.push(vec![2]).unwrap();
        let mut calls = 0;
        let result = spool.drain(|_| {
            calls += 1;
            Err(io::ErrorKind::BrokenPipe.into())
        });
        assert_eq!((result.unwrap_err().kind(), calls), (io::ErrorKind::BrokenPipe, 1));
    }
}
