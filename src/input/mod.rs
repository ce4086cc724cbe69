//! Event files as a source: finds them, tells their format by content, cuts them into the chunks of a fixed grid.
//!
//! The grid depends on the files alone: a chunk holds whole records of one file, about [`InputOptions::chunk_bytes`] of
//! them, or several small files, or one of several compressed files; chunks are numbered through over the files in their
//! order. Whoever asks for the next chunk of a big plain file reads it; all else is done by the thread that holds the chunk.

mod auditd;
mod buffer;
mod chunk;
mod delimited;
mod detect;
mod directory;
mod documents;
mod evtx;
mod follow;
mod format;
mod groups;
mod issues;
mod line_file;
mod mapping;
mod opener;
mod part;
mod pass;
mod pieces;
#[cfg(test)]
mod property_tests;
mod reader;
mod report;
mod samples;
mod stream;
#[cfg(test)]
mod tests;
mod walk;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

pub use follow::{Follow, Look};
pub use format::Format;
pub use issues::{BadLine, FileIssue, FileTrouble, IssueReport};
pub use mapping::{Choice, MappingRow};
pub use report::{MappedFiles, MappingReport};
pub use stream::Compression;

use crate::event::source::{EventSource, Pass, ReadRequest};
use directory::Directory;
use issues::IssueLog;
use mapping::{Inventory, Mappings, Shape};
use opener::{Opener, Selection};
use pass::FilePass;
use pieces::{Kept, Room};

/// How to read.
#[derive(Clone, Debug)]
pub struct InputOptions {
    /// Taken instead of what the content says.
    pub format: Option<Format>,
    /// What `-` stands for; `None` reads the standard input of the process, to its end, when the input is opened.
    pub stdin: Option<Vec<u8>>,
    /// Decompressed bytes of a chunk of the grid. A longer record makes a longer chunk.
    pub chunk_bytes: usize,
    /// Which of Falcon's fields are made from those of other sources.
    pub map: Choice,
    /// Inventories of hosts, which give events their `ComputerName`; files, folders or patterns.
    pub aidmaster: Vec<String>,
    /// Decompressed bytes of compressed files that are kept in memory for later passes.
    pub keep_bytes: u64,
    /// Threads that read what events are completed from.
    pub threads: usize,
}

impl Default for InputOptions {
    fn default() -> Self {
        Self {
            format: None,
            stdin: None,
            chunk_bytes: 2 << 20,
            map: Choice::Auto,
            aidmaster: Vec::new(),
            keep_bytes: 0,
            threads: 1,
        }
    }
}

/// Why an input cannot be opened at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputError {
    /// The path or pattern as it was given.
    pub path: String,
    /// What is wrong with it.
    pub reason: String,
}

impl std::fmt::Display for InputError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}: {}", self.path, self.reason)
    }
}

impl std::error::Error for InputError {}

/// Where the bytes of a file come from.
#[derive(Clone, Debug)]
enum Place {
    Disk(PathBuf),
    /// Standard input and pipes, which can be read only once.
    Memory(Arc<Vec<u8>>),
}

/// One file of an input.
#[derive(Debug)]
pub struct InputFile {
    /// Its path; `-` for standard input.
    pub name: String,
    /// Bytes as stored, before decompression.
    pub bytes: u64,
    place: Place,
    /// Whether it was named itself, rather than found in a folder or by a pattern.
    named: bool,
    /// The inventory that its path says it is.
    folder: Option<Inventory>,
    /// When it was written, in epoch milliseconds.
    written: Option<i64>,
    found: OnceLock<(Format, Compression)>,
    shape: OnceLock<Shape>,
    /// Its pieces, once a pass has read and kept all of them.
    kept: OnceLock<Kept>,
}

impl InputFile {
    /// A file of which nothing is known yet.
    fn new(name: String, bytes: u64, place: Place, named: bool) -> Self {
        let (found, shape, kept) = (OnceLock::new(), OnceLock::new(), OnceLock::new());
        Self { name, bytes, place, named, folder: None, written: None, found, shape, kept }
    }

    /// The file of that name as it is now, of which nothing is known yet.
    fn again(&self) -> Option<Self> {
        let bytes = std::fs::metadata(self.path()?).map_or(0, |facts| facts.len());
        let new = Self::new(self.name.clone(), bytes, self.place.clone(), self.named);
        Some(Self { folder: self.folder, written: self.written, ..new })
    }

    /// Path on disk, if it has one.
    pub fn path(&self) -> Option<&Path> {
        match &self.place {
            Place::Disk(path) => Some(path),
            Place::Memory(_) => None,
        }
    }

    /// Format and compression; known once a pass has begun to read the file.
    pub fn found(&self) -> Option<(Format, Compression)> {
        self.found.get().copied()
    }

    /// The sources that its records were recognised as, the outermost first, such as `["splunk", "fdr"]`; empty when they
    /// are nothing known. Known once a pass has begun to read the file.
    pub fn sources(&self) -> Option<&[&'static str]> {
        self.shape.get().map(|shape| shape.names.as_slice())
    }

    /// The name of the inventory that it is, when it is not read as events but only completes those of other files.
    pub fn completes_as(&self) -> Option<&'static str> {
        self.inventory().filter(|_| !self.named).map(Inventory::name)
    }

    /// Which inventory it is, as far as is known yet.
    fn inventory(&self) -> Option<Inventory> {
        self.folder.or_else(|| self.shape.get()?.inventory)
    }

    /// Whether it only completes the events of other files: an inventory in a folder that was walked.
    fn is_lookup(&self) -> bool {
        !self.named && self.inventory().is_some()
    }
}

/// Event files that can be read any number of times.
#[derive(Debug)]
pub struct Input {
    files: Arc<Vec<InputFile>>,
    options: InputOptions,
    log: Arc<IssueLog>,
    directory: Arc<Directory>,
    mappings: Arc<Mappings>,
    room: Option<Arc<Room>>,
    /// Those for a look at the beginnings of files, which must not read everything for the names of users.
    sampling: Arc<Mappings>,
}

impl Input {
    /// Finds the files: each path is a file, a folder (walked recursively, sorted; hidden and empty files and `_SUCCESS`
    /// are left out), a pattern such as `logs/**/*.gz`, or `-`.
    ///
    /// # Errors
    /// When a path does not exist or cannot be opened, or a pattern fits nothing.
    pub fn open<P: AsRef<str>>(paths: &[P], options: InputOptions) -> Result<Self, InputError> {
        let log = IssueLog::default();
        let find = |paths: &[&str], log: &IssueLog| {
            let mut walk = walk::Walk::new(&options, log);
            paths.iter().try_for_each(|path| walk.add(path)).map(|()| Arc::new(walk.into_files()))
        };
        let files = find(&paths.iter().map(AsRef::as_ref).collect::<Vec<_>>(), &log)?;
        let aidmaster: Vec<&str> = options.aidmaster.iter().map(String::as_str).collect();
        let aidmaster = find(&aidmaster, &IssueLog::default())?;
        let directory = Directory::new(files.clone(), aidmaster, options.clone());
        let sampling = Arc::new(Mappings::new(Arc::new(directory.without_users())));
        let directory = Arc::new(directory);
        let mappings = Arc::new(Mappings::new(directory.clone()));
        let room = (options.keep_bytes > 0).then(|| Arc::new(Room::new(options.keep_bytes)));
        Ok(Self { files, options, log: Arc::new(log), directory, mappings, room, sampling })
    }

    /// The files in the order of the grid.
    pub fn files(&self) -> &[InputFile] {
        &self.files
    }

    /// Bytes of all files as stored.
    pub fn total_bytes(&self) -> u64 {
        self.files.iter().map(|file| file.bytes).sum()
    }

    /// The first events of a file, about `bytes` of it; none of an inventory that only completes others. Issues are those of
    /// the look alone.
    pub fn beginning(&self, file: usize, bytes: usize) -> Beginning<'_> {
        Beginning { input: self, file, bytes, log: Arc::default() }
    }

    /// What could not be read in the passes so far. A line counts once, however many passes met it.
    pub fn issues(&self) -> IssueReport {
        self.log.report(&self.files)
    }

    /// What was recognised and mapped in the passes so far.
    pub fn mapping_report(&self) -> MappingReport {
        MappingReport::of(&self.files, &self.directory)
    }

    /// Forgets the issues of earlier passes; those of finding the files stay.
    pub fn clear_issues(&self) {
        self.log.clear();
    }
}

impl EventSource for Input {
    fn open<'s>(&'s self, request: &'s ReadRequest) -> Box<dyn Pass + 's> {
        let (files, log, mappings) = (self.files.clone(), self.log.clone(), Some(self.mappings.clone()));
        let opener = Opener::new(files, &self.options, log, request, Selection::Events, mappings);
        Box::new(FilePass::new(opener.keeping(self.room.clone())))
    }
}

/// See [`Input::beginning`].
#[derive(Debug)]
pub struct Beginning<'i> {
    input: &'i Input,
    file: usize,
    bytes: usize,
    log: Arc<IssueLog>,
}

impl Beginning<'_> {
    /// What could not be read.
    pub fn issues(&self) -> IssueReport {
        self.log.report(&self.input.files)
    }
}

impl EventSource for Beginning<'_> {
    fn open<'s>(&'s self, request: &'s ReadRequest) -> Box<dyn Pass + 's> {
        let Input { files, options, sampling, .. } = self.input;
        let options = InputOptions { chunk_bytes: self.bytes, ..options.clone() };
        let (log, mappings) = (self.log.clone(), Some(sampling.clone()));
        let opener = Opener::new(files.clone(), &options, log, request, Selection::Events, mappings);
        Box::new(FilePass::new(opener).first_chunk_of(self.file))
    }
}
