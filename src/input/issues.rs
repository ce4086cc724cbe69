//! What could not be read: bad records by file and line, and files with trouble of their own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::InputFile;

/// How many bad records are shown.
const SHOWN: usize = 5;

/// How many bad records are remembered, so that another pass does not count them again.
const REMEMBERED: usize = 1 << 20;

/// A record that could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadLine {
    /// The file's name.
    pub file: String,
    /// The line on which the record begins, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub reason: String,
}

impl std::fmt::Display for BadLine {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// What is wrong with a whole file or folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FileTrouble {
    /// It could not be opened or read; nothing of it was used.
    Unreadable(String),
    /// It could not be read to its end; what came before was used.
    Broken(String),
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

impl IssueReport {
    /// Whether some input was not used: what `--strict` makes an error. Files without events are only worth a note.
    pub fn lost_input(&self) -> bool {
        let lost = |issue: &FileIssue| matches!(issue.trouble, FileTrouble::Unreadable(_) | FileTrouble::Broken(_));
        self.bad_records > 0 || self.files.iter().any(lost)
    }
}

/// File number and byte offset of a record.
type Position = (usize, u64);

#[derive(Debug, Default)]
struct State {
    walked: Vec<FileIssue>,
    left_out: u64,
    bad: BTreeSet<Position>,
    bad_beyond: u64,
    first: BTreeMap<Position, (u64, String)>,
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

    /// Notes a bad record.
    pub fn record(&self, file: usize, offset: u64, line: u64, reason: String) {
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
        let state = self.state();
        let name = |file: usize| files.get(file).map_or_else(String::new, |file| file.name.clone());
        let first = state.first.iter().map(|((file, _), (line, reason))| BadLine {
            file: name(*file),
            line: *line,
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
