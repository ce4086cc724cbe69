//! The files that the paths of a command line stand for, now and later.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::input::issues::IssueLog;
use crate::input::walk::{self, Walk};
use crate::input::{InputError, InputFile, InputOptions};

/// How often folders are looked into.
const EVERY: Duration = Duration::from_secs(1);
/// Looking into folders takes at most one part of so many of the time.
const SHARE: u32 = 20;

/// A pipe: its name, and what reads it.
pub(super) type Named = (String, Box<dyn Read + Send>);

/// See the module.
pub(super) struct Found {
    paths: Vec<String>,
    /// Paths of files that were named themselves.
    named: BTreeSet<String>,
    /// Whether files can come.
    grows: bool,
    next: Instant,
    said: BTreeSet<String>,
}

impl Found {
    /// Sorts out paths: pipes are opened, everything else is looked for.
    pub fn new<P: AsRef<str>>(paths: &[P], options: &InputOptions) -> Result<(Self, Vec<Named>), InputError> {
        let now = Instant::now();
        let (named, said) = (BTreeSet::new(), BTreeSet::new());
        let mut found = Self { paths: Vec::new(), named, grows: false, next: now + EVERY, said };
        let mut pipes: Vec<Named> = Vec::new();
        for path in paths.iter().map(AsRef::as_ref) {
            let failed = |reason: String| InputError { path: path.to_owned(), reason };
            let is_pattern = path.contains(['*', '?', '[', '{']);
            let on_disk = Path::new(path);
            match std::fs::metadata(on_disk) {
                _ if path == "-" => {
                    let reader: Box<dyn Read + Send> = match &options.stdin {
                        Some(bytes) => Box::new(std::io::Cursor::new(bytes.clone())),
                        None => Box::new(std::io::stdin()),
                    };
                    if !pipes.iter().any(|(name, _)| name == path) {
                        pipes.push((path.to_owned(), reader));
                    }
                    continue;
                }
                Ok(facts) if facts.is_dir() => found.grows = true,
                Ok(facts) if facts.is_file() => {
                    std::fs::File::open(on_disk).map_err(|error| failed(walk::describe(&error)))?;
                    found.named.insert(path.to_owned());
                }
                Ok(_) => {
                    let pipe = std::fs::File::open(on_disk).map_err(|error| failed(walk::describe(&error)))?;
                    pipes.push((path.to_owned(), Box::new(pipe)));
                    continue;
                }
                Err(_) if is_pattern => found.grows = true,
                Err(error) => {
                    let folder = on_disk.parent().filter(|folder| !folder.as_os_str().is_empty());
                    if error.kind() != std::io::ErrorKind::NotFound || !folder.is_none_or(Path::is_dir) {
                        return Err(failed(walk::describe(&error)));
                    }
                    found.grows = true;
                    found.named.insert(path.to_owned());
                }
            }
            found.paths.push(path.to_owned());
        }
        Ok((found, pipes))
    }

    /// Whether there are no paths: only pipes.
    pub fn is_empty(&self) -> bool {
        self.paths.is_empty()
    }

    /// Whether a file was named itself.
    pub fn is_named(&self, name: &str) -> bool {
        self.named.contains(name)
    }

    /// Paths that stand for nothing yet.
    pub fn missing(&self) -> impl Iterator<Item = &str> {
        let is_missing = |path: &&String| {
            let (options, log) = (InputOptions::default(), IssueLog::default());
            let mut walk = Walk::new(&options, &log);
            walk.add(path).is_err() || walk.into_files().is_empty()
        };
        self.paths.iter().filter(is_missing).map(String::as_str)
    }

    /// Whether it is time to look again.
    pub fn is_due(&self, now: Instant) -> bool {
        self.grows && now >= self.next
    }

    /// Says that it was looked now, which took its time.
    pub fn looked(&mut self, began: Instant) {
        self.next = Instant::now() + EVERY.max(began.elapsed() * SHARE);
    }

    /// Whether something was not said of this file before.
    pub fn say_once(&mut self, name: &str) -> bool {
        self.said.insert(name.to_owned())
    }

    /// The files that are there.
    pub fn walk(&self, options: &InputOptions, log: &IssueLog) -> Vec<InputFile> {
        let mut walk = Walk::new(options, log);
        for path in &self.paths {
            // What is not there may come.
            let _ = walk.add(path);
        }
        walk.into_files()
    }
}

/// Whether a name is that of an older copy of a log, as rotation makes it: `a.log.1`, `a.log.2.gz`, `a.log-20240131`.
pub(super) fn is_older_copy(name: &str, original: &str) -> bool {
    let Some(rest) = name.strip_prefix(original).and_then(|rest| rest.strip_prefix(['.', '-'])) else { return false };
    let rest = [".gz", ".zst", ".xz", ".bz2"].iter().find_map(|ending| rest.strip_suffix(ending)).unwrap_or(rest);
    rest == "old"
        || (!rest.is_empty() && rest.chars().all(|letter| letter.is_ascii_digit() || "-_.T:".contains(letter)))
}
