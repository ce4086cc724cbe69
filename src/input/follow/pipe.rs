//! A pipe, read by a thread of its own, since reading waits.

use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, TryRecvError, sync_channel};
use std::time::Instant;

use super::growing::{self, GrowingText, Nature};
use crate::input::issues::FileTrouble;
use crate::input::opener::{Opener, View};
use crate::input::pieces::Pieces;
use crate::input::reader::{FileReader, Piece};
use crate::input::{InputFile, Place};

/// Bytes read at a time.
const AT_ONCE: usize = 64 << 10;
/// Blocks that wait; whoever writes into the pipe waits when there are more.
const WAITING: usize = 64;

enum Mode {
    Unknown,
    Text(Arc<View>),
    /// Compressed: it is gathered to its end, and then read.
    Whole,
    Reading(Box<Pieces>, Arc<View>),
    Over,
}

/// See the module.
pub(super) struct Pipe {
    blocks: Receiver<std::io::Result<Vec<u8>>>,
    /// Blocks that a look has found.
    came: Vec<Vec<u8>>,
    text: GrowingText,
    mode: Mode,
    failure: Option<String>,
    ended: bool,
}

impl Pipe {
    /// Begins to read. The thread ends with the pipe, or with the process.
    pub fn start(mut reader: Box<dyn Read + Send>) -> Self {
        let (sender, blocks) = sync_channel(WAITING);
        std::thread::spawn(move || {
            loop {
                let mut block = vec![0; AT_ONCE];
                let result = match reader.read(&mut block) {
                    Ok(0) => return,
                    Ok(count) => {
                        block.truncate(count);
                        Ok(block)
                    }
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let failed = result.is_err();
                if sender.send(result).is_err() || failed {
                    return;
                }
            }
        });
        Self { blocks, came: Vec::new(), text: GrowingText::new(), mode: Mode::Unknown, failure: None, ended: false }
    }

    pub fn is_over(&self) -> bool {
        matches!(self.mode, Mode::Over)
    }

    pub fn end(&mut self) {
        self.receive();
        self.ended = true;
    }

    fn receive(&mut self) {
        while !self.ended && self.came.len() < WAITING {
            match self.blocks.try_recv() {
                Ok(Ok(block)) => self.came.push(block),
                Ok(Err(error)) => {
                    self.failure = Some(format!("reading failed: {error}"));
                    self.ended = true;
                }
                Err(TryRecvError::Empty) => return,
                Err(TryRecvError::Disconnected) => self.ended = true,
            }
        }
    }

    /// Whether a pass would give something.
    pub fn has_news(&mut self, now: Instant) -> bool {
        self.receive();
        match self.mode {
            Mode::Over => false,
            _ => !self.came.is_empty() || self.ended || self.text.has_settled(now),
        }
    }

    /// The next piece of what came.
    pub fn next(&mut self, file: &InputFile, number: usize, opener: &Opener) -> Option<(Arc<Piece>, Arc<View>)> {
        for block in std::mem::take(&mut self.came) {
            opener.read.fetch_add(block.len() as u64, Ordering::Relaxed);
            self.text.held().extend(&block);
            self.text.grown();
        }
        loop {
            match &mut self.mode {
                Mode::Over => return None,
                Mode::Unknown => match self.text.nature(file, &opener.options, self.ended) {
                    Nature::Unknown if self.ended => self.close(number, opener),
                    Nature::Unknown => return None,
                    Nature::Whole => self.mode = Mode::Whole,
                    Nature::Text => match growing::view(file, opener) {
                        Some(view) => self.mode = Mode::Text(view),
                        None => self.mode = Mode::Over,
                    },
                    Nature::Foreign(reason) => {
                        opener.shared.log.file(number, FileTrouble::Unreadable(reason.to_owned()));
                        self.mode = Mode::Over;
                    }
                },
                Mode::Text(view) => {
                    let view = view.clone();
                    match self.text.piece(self.ended, || opener.shared.buffer()) {
                        Some(piece) if growing::is_bare_header(&piece) => {}
                        Some(piece) => return Some((Arc::new(piece), view)),
                        None if self.ended => self.close(number, opener),
                        None => return None,
                    }
                }
                Mode::Whole if !self.ended => return None,
                Mode::Whole => {
                    let bytes = Arc::new(self.text.take().to_vec());
                    let whole = InputFile::new(file.name.clone(), bytes.len() as u64, Place::Memory(bytes), true);
                    let reader = FileReader::open(&whole, &opener.options, &Arc::default(), opener.shared.buffer());
                    match reader {
                        Ok(reader) => {
                            let view = opener.view(&whole);
                            self.mode = Mode::Reading(Box::new(Pieces::read(reader, None)), view);
                        }
                        Err(reason) => {
                            opener.shared.log.file(number, FileTrouble::Unreadable(reason));
                            self.mode = Mode::Over;
                        }
                    }
                }
                Mode::Reading(pieces, view) => {
                    if let Some(piece) = pieces.next(opener.options.chunk_bytes, || opener.shared.buffer()) {
                        return Some((piece, view.clone()));
                    }
                    if let Mode::Reading(pieces, _) = std::mem::replace(&mut self.mode, Mode::Over) {
                        opener.close(number, *pieces);
                    }
                }
            }
        }
    }

    fn close(&mut self, number: usize, opener: &Opener) {
        self.mode = Mode::Over;
        if let Some(reason) = self.failure.take() {
            opener.shared.log.file(number, FileTrouble::Broken(reason));
        }
    }
}
