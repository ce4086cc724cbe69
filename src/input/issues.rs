//! What could not be read: bad records by file and line, and files with trouble of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::InputFile;
use super::buffer::Buffer;
use super::stream::Stream;

/// How many bad records are shown.
const SHOWN: usize = 5;

/// How many bad records are remembered, so that another pass does not count them again.
const REMEMBERED: usize = 1 << 20;

/// A record that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file's name.
    pub file: String,
    /// The line on which the record begins, from 1; in a Windows event log the number of its chunk. 0 when the file cannot be
    /// read again to count.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

impl std::fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.line {
            0 => write!(formatter, "{}: {}", self.file, self.reason),
            line => write!(formatter, "{}:{line}: {}", self.file, self.reason),
        }
    }
}

/// What is wrong with a whole file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// It could not be opened or read; nothing of it was used.
    Unreadable(String),
    /// It could not be read to its end; what came before was used.
    Broken(String),
    /// A record was so long that its parts were taken for records.
    CutRecord,
    /// It was read and holds no event.
    NoEvents,
    /// A folder without a file to read; so many were left out because they are hidden, empty or `_SUCCESS`.
    EmptyFolder(u64),
}

/// A file or folder with trouble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileIssue {
    /// Its name.
    pub file: String,
    /// What is wrong.
    pub trouble: FileTrouble,
}

impl std::fmt::Display for FileIssue {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: ", self.file)?;
        match &self.trouble {
            FileTrouble::Unreadable(reason) => formatter.write_str(reason),
            FileTrouble::Broken(reason) => {
                write!(formatter, "{reason}; what came before was used")
            }
            FileTrouble::CutRecord => {
                formatter.write_str("a record of more than 256 MiB was cut, and its parts were read as records")
            }
            FileTrouble::NoEvents => formatter.write_str("no events in this file"),
            FileTrouble::EmptyFolder(0) => formatter.write_str("no files in this folder"),
            FileTrouble::EmptyFolder(left_out) => {
                write!(formatter, "no files to read in this folder ({left_out} hidden, empty or marker files left out)")
            }
        }
    }
}

/// Everything that a run has to say about its input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IssueReport {
    /// How many records could not be used.
    pub bad_records: u64,
    /// The first five of them, in the order of the input.
    pub first: Vec<BadLine>,
    /// Files and folders with trouble, in the order of the input.
    pub files: Vec<FileIssue>,
    /// Files of folders that were left out: hidden, empty, or `_SUCCESS`.
    pub left_out: u64,
}

impl FileTrouble {
    /// Whether something in the file was not used, as opposed to a file in which there is nothing to use.
    pub fn lost_input(&self) -> bool {
        matches!(self, Self::Unreadable(_) | Self::Broken(_) | Self::CutRecord)
    }
}

impl IssueReport {
    /// Whether some input was not used: what `--strict` makes an error. Files without events are only worth a note.
    pub fn lost_input(&self) -> bool {
        self.bad_records > 0 || self.files.iter().any(|issue| issue.trouble.lost_input())
    }
}

/// Bytes in which lines are counted at a time.
const COUNTED_AT_ONCE: u64 = 1 << 20;

/// File number and byte offset of a record.
type Position = (usize, u64);

#[derive(Debug, Default)]
struct State {
    walked: Vec<FileIssue>,
    left_out: u64,
    bad: BTreeSet<Position>,
    bad_beyond: u64,
    /// Line, once it was counted, and reason.
    first: BTreeMap<Position, (Option<u64>, String)>,
    files: BTreeMap<usize, FileTrouble>,
}

/// Collects issues from all threads.
#[derive(Debug, Default)]
pub(super) struct IssueLog {
    state: Mutex<State>,
}

impl IssueLog {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Trouble met while the files are looked for.
    pub fn walked(&self, file: String, trouble: FileTrouble) {
        self.state().walked.push(FileIssue { file, trouble });
    }

    /// Forgets folders without files: some may come.
    pub fn forget_empty_folders(&self) {
        self.state().walked.retain(|issue| !matches!(issue.trouble, FileTrouble::EmptyFolder(_)));
    }

    /// Counts files of a folder that are left out.
    pub fn left_out(&self, count: u64) {
        self.state().left_out += count;
    }

    /// Notes trouble of a whole file.
    pub fn file(&self, file: usize, trouble: FileTrouble) {
        self.state().files.insert(file, trouble);
    }

    /// Whether the reason of a bad record at this position could still be shown; otherwise it need not be made.
    pub fn is_shown(&self, file: usize, offset: u64) -> bool {
        let state = self.state();
        state.first.len() < SHOWN || state.first.last_key_value().is_some_and(|(last, _)| *last > (file, offset))
    }

    /// Counts a bad record without its reason.
    pub fn count(&self, file: usize, offset: u64) {
        Self::remember(&mut self.state(), (file, offset));
    }

    /// Notes a bad record. Its line, where that is not known by other means, is counted when someone asks: counting the
    /// lines of everything that is read would cost every run for the sake of few.
    pub fn record(&self, file: usize, offset: u64, line: Option<u64>, reason: String) {
        let mut state = self.state();
        Self::remember(&mut state, (file, offset));
        state.first.insert((file, offset), (line, reason));
        if state.first.len() > SHOWN {
            state.first.pop_last();
        }
    }

    fn remember(state: &mut State, position: Position) {
        if state.bad.len() < REMEMBERED {
            state.bad.insert(position);
        } else if !state.bad.contains(&position) {
            state.bad_beyond += 1;
        }
    }

    pub fn clear(&self) {
        let mut state = self.state();
        state.bad.clear();
        state.bad_beyond = 0;
        state.first.clear();
        state.files.clear();
    }

    pub fn report(&self, files: &[InputFile]) -> IssueReport {
        let mut state = self.state();
        count_lines(&mut state.first, files);
        let name = |file: usize| files.get(file).map_or_else(String::new, |file| file.name.clone());
        let first = state.first.iter().map(|((file, _), (line, reason))| BadLine {
            file: name(*file),
            line: line.unwrap_or(0),
            reason: reason.clone(),
        });
        let of_files =
            state.files.iter().map(|(file, trouble)| FileIssue { file: name(*file), trouble: trouble.clone() });
        IssueReport {
            bad_records: state.bad.len() as u64 + state.bad_beyond,
            first: first.collect(),
            files: state.walked.iter().cloned().chain(of_files).collect(),
            left_out: state.left_out,
        }
    }
}

/// Counts the lines up to the records whose line is not known yet; each file is read once.
fn count_lines(first: &mut BTreeMap<Position, (Option<u64>, String)>, files: &[InputFile]) {
    let unknown: BTreeSet<usize> =
        first.iter().filter(|(_, (line, _))| line.is_none()).map(|((file, _), _)| *file).collect();
    for number in unknown {
        let stream = files.get(number).and_then(|file| Stream::open(file, &Arc::default()).ok());
        let Some(mut stream) = stream else { continue };
        let (mut line, mut at) = (1u64, 0u64);
        let mut buffer = Buffer::default();
        for ((_, offset), (known, _)) in first.range_mut((number, 0)..=(number, u64::MAX)) {
            while at < *offset {
                buffer.truncate(0);
                let wanted = (*offset - at).min(COUNTED_AT_ONCE) as usize;
                stream.fill(&mut buffer, wanted);
                if buffer.is_empty() {
                    break;
                }
                at += buffer.len() as u64;
                line += memchr::memchr_iter(b'\n', &buffer).count() as u64;
            }
            known.get_or_insert(line);
        }
    }
}
