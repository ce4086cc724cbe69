//! Input that grows: files to which lines are added, files that come into a folder, pipes. Each pass gives what is new.
//!
//! Only whole records are handed out; a half-written last line waits for its end. A file that becomes shorter, or that is
//! replaced by another of its name, is read from its start. Compressed files and event logs are read once. Whoever follows
//! asks again and again with [`Follow::look`], which looks at sizes and reads nothing: that also works on network shares,
//! where nobody tells of changes.

mod found;
mod growing;
mod pipe;
mod tail;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use super::chunk::PieceChunk;
use super::directory::Directory;
use super::issues::{IssueLog, IssueReport};
use super::mapping::Mappings;
use super::opener::{Opener, Selection};
use super::part::FilePart;
use super::report::MappingReport;
use super::walk::Walk;
use super::{InputError, InputFile, InputOptions, Place};
use crate::event::source::{Chunk, EventSource, Pass, ReadRequest};
use found::Found;
use pipe::Pipe;
use tail::{Changed, Identity, Tail};

/// What a look has shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    /// Whether a pass would give something, or at least try to.
    pub has_news: bool,
    /// What happened to files, in sentences.
    pub messages: Vec<String>,
    /// Whether nothing can come any more: there are only pipes, and all have ended.
    pub is_over: bool,
}

/// See the module. One query follows it: what the first pass asks for holds for all.
pub struct Follow {
    log: Arc<IssueLog>,
    directory: Arc<Directory>,
    mappings: Arc<Mappings>,
    options: InputOptions,
    state: Mutex<State>,
}

struct State {
    files: Vec<InputFile>,
    growing: Vec<Growing>,
    found: Found,
    opener: Option<Arc<Opener>>,
    /// Files that were read to their end and may be found under another name, with the bytes read of them.
    left: BTreeMap<Identity, u64>,
    /// The place in `growing` of the pass that is under way.
    at: usize,
}

/// Something that grows, and the number of its file.
struct Growing {
    file: usize,
    source: Source,
}

enum Source {
    Tail(Box<Tail>),
    Pipe(Box<Pipe>),
}

impl Follow {
    /// Begins to follow: each path is a file, which need not be there yet, a folder, a pattern, or `-`. Folders and patterns
    /// take in files that come later.
    ///
    /// # Errors
    /// When a path can neither be read nor come to be.
    pub fn open<P: AsRef<str>>(paths: &[P], options: InputOptions) -> Result<Self, InputError> {
        let log = IssueLog::default();
        let (found, pipes) = Found::new(paths, &options)?;
        let present = |log: &IssueLog| Arc::new(found.walk(&options, log));
        // Two lists of the same: one stays as it is now, for what events are completed from.
        let files = present(&log);
        log.forget_empty_folders();
        let mut aidmaster = Walk::new(&options, &log);
        options.aidmaster.iter().try_for_each(|path| aidmaster.add(path))?;
        let directory = Arc::new(Directory::new(files, Arc::new(aidmaster.into_files()), options.clone()));
        let mappings = Arc::new(Mappings::new(directory.clone()));
        let mut state =
            State { files: Vec::new(), growing: Vec::new(), found, opener: None, left: BTreeMap::new(), at: 0 };
        for (name, reader) in pipes {
            let number = state.files.len();
            state.files.push(InputFile::new(name, 0, Place::Memory(Arc::default()), true));
            state.growing.push(Growing { file: number, source: Source::Pipe(Box::new(Pipe::start(reader))) });
        }
        for file in state.found.walk(&options, &IssueLog::default()) {
            state.add(file, true);
        }
        Ok(Self { log: Arc::new(log), directory, mappings, options, state: Mutex::new(state) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What to say at the beginning: which paths are waited for.
    pub fn waits_for(&self) -> Vec<String> {
        self.state().found.missing().map(|path| format!("{path}: nothing there yet; waiting")).collect()
    }

    /// Looks for news, without reading any.
    pub fn look(&self) -> Look {
        let mut state = self.state();
        let now = Instant::now();
        let mut look = Look::default();
        state.find(&self.options, now, &mut look.messages);
        let mut replaced = Vec::new();
        let State { growing, files, left, found, .. } = &mut *state;
        let many = growing.len() > tail::MOST_OPEN;
        for one in growing.iter_mut() {
            let (Some(file), Source::Tail(tail)) = (files.get(one.file), &mut one.source) else { continue };
            match tail.look(now, many) {
                Changed::No => {}
                Changed::Gone if found.is_named(&file.name) => {
                    look.messages.push(format!("{}: gone; waiting for it to come back", file.name));
                }
                Changed::Gone => tail.leave(now),
                Changed::Shorter => {
                    look.messages.push(format!("{}: became shorter; read again from its start", file.name));
                    replaced.push(one.file);
                }
                Changed::Replaced => {
                    look.messages.push(format!("{}: replaced by a new file, which is read from its start", file.name));
                    replaced.push(one.file);
                }
            }
        }
        growing.retain(|one| match &one.source {
            Source::Tail(tail) => {
                let stays = !tail.is_over_for_good();
                if !stays && let Some(identity) = tail.identity() {
                    left.insert(identity, tail.bytes_read());
                }
                stays
            }
            Source::Pipe(_) => true,
        });
        for file in replaced {
            if let Some(again) = state.files.get(file).and_then(InputFile::again) {
                state.add(again, false);
            }
        }
        for one in &mut state.growing {
            look.has_news |= match &mut one.source {
                Source::Tail(tail) => tail.has_news(now),
                Source::Pipe(pipe) => pipe.has_news(now),
            };
        }
        let ended = |one: &Growing| matches!(&one.source, Source::Pipe(pipe) if pipe.is_over());
        look.is_over = !look.has_news && state.found.is_empty() && state.growing.iter().all(ended);
        look
    }

    /// Nothing more is waited for: the next pass also gives what is not ended by a line end.
    pub fn end(&self) {
        for one in &mut self.state().growing {
            match &mut one.source {
                Source::Tail(tail) => tail.end(),
                Source::Pipe(pipe) => pipe.end(),
            }
        }
    }

    /// What could not be read so far.
    pub fn issues(&self) -> IssueReport {
        self.log.report(&self.state().files)
    }

    /// What was recognised and mapped so far.
    pub fn mapping_report(&self) -> MappingReport {
        MappingReport::of(&self.state().files, &self.directory)
    }

    /// The names of files that are read once and not followed: compressed files and event logs.
    pub fn read_once(&self) -> Vec<String> {
        let state = self.state();
        let once = state.growing.iter().filter(|one| matches!(&one.source, Source::Tail(tail) if tail.is_read_once()));
        once.filter_map(|one| Some(state.files.get(one.file)?.name.clone())).collect()
    }

    /// Bytes of the files that are there, as stored.
    pub fn total_bytes(&self) -> u64 {
        self.state().files.iter().map(|file| file.bytes).sum()
    }
}

impl State {
    /// Adds a file on disk. `present`: it was there when the following began.
    fn add(&mut self, file: InputFile, present: bool) {
        let Some(path) = file.path() else { return };
        let tail = Tail::new(path, present);
        let number = self.files.len();
        self.files.push(file);
        self.growing.push(Growing { file: number, source: Source::Tail(Box::new(tail)) });
    }

    /// Takes in files that have come.
    fn find(&mut self, options: &InputOptions, now: Instant, messages: &mut Vec<String>) {
        if !self.found.is_due(now) {
            return;
        }
        let files = self.found.walk(options, &IssueLog::default());
        self.found.looked(now);
        let known: BTreeSet<Identity> = self
            .growing
            .iter()
            .filter_map(|one| match &one.source {
                Source::Tail(tail) => tail.identity(),
                Source::Pipe(_) => None,
            })
            .collect();
        let files: Vec<(InputFile, Option<Identity>)> = files
            .into_iter()
            .map(|file| {
                let identity = file.path().and_then(Identity::of_path);
                (file, identity)
            })
            .collect();
        // What is gone may give its identity to another file.
        self.left.retain(|left, _| files.iter().any(|(_, identity)| identity == &Some(*left)));
        let followed = self.growing.iter().filter(|one| match &one.source {
            Source::Tail(tail) => !tail.is_leaving(),
            Source::Pipe(_) => true,
        });
        let names = followed.filter_map(|one| self.files.get(one.file)).map(|file| file.name.clone());
        let mut names: BTreeSet<String> = names.collect();
        for (file, identity) in files {
            let is_known = identity.is_some_and(|identity| {
                known.contains(&identity) || self.left.get(&identity).is_some_and(|read| *read == file.bytes)
            });
            if names.contains(&file.name) || is_known {
                continue;
            }
            if let Some(original) = names.iter().find(|name| found::is_older_copy(&file.name, name)) {
                if self.found.say_once(&file.name) {
                    messages.push(format!("{}: taken for an older copy of {original}, not read", file.name));
                }
                continue;
            }
            messages.push(format!("{}: new, read as well", file.name));
            names.insert(file.name.clone());
            self.add(file, false);
        }
    }
}

impl EventSource for Follow {
    fn open<'s>(&'s self, request: &'s ReadRequest) -> Box<dyn Pass + 's> {
        let mut state = self.state();
        state.at = 0;
        let opener = state.opener.get_or_insert_with(|| {
            let (log, mappings) = (self.log.clone(), Some(self.mappings.clone()));
            Arc::new(Opener::new(Arc::default(), &self.options, log, request, Selection::Events, mappings))
        });
        Box::new(News { follow: self, opener: opener.clone(), index: AtomicU64::new(0) })
    }
}

/// A pass over what is new.
struct News<'f> {
    follow: &'f Follow,
    opener: Arc<Opener>,
    index: AtomicU64,
}

impl Pass for News<'_> {
    fn next(&self) -> Option<Box<dyn Chunk>> {
        let mut state = self.follow.state();
        let State { files, growing, at, .. } = &mut *state;
        while let Some(one) = growing.get_mut(*at) {
            let piece = files.get(one.file).and_then(|file| match &mut one.source {
                Source::Tail(tail) => tail.next(file, one.file, &self.opener),
                Source::Pipe(pipe) => pipe.next(file, one.file, &self.opener),
            });
            if let Some((piece, view)) = piece {
                let part = FilePart::new(piece, one.file, view, self.opener.shared.clone());
                let index = self.index.fetch_add(1, Ordering::Relaxed);
                return Some(Box::new(PieceChunk { index, part }));
            }
            *at += 1;
        }
        None
    }

    fn progress(&self) -> (u64, u64) {
        (self.opener.read.load(Ordering::Relaxed), self.follow.total_bytes())
    }
}
