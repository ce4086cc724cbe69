//! From what is named on the command line to the list of files: folders, patterns, standard input.

use std::io::Read;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use globset::GlobBuilder;
use walkdir::WalkDir;

use super::issues::{FileTrouble, IssueLog};
use super::mapping::{Choice, Inventory};
use super::{InputError, InputFile, InputOptions, Place};

/// Collects files in the order of the paths.
pub(super) struct Walk<'o> {
    options: &'o InputOptions,
    log: &'o IssueLog,
    files: Vec<InputFile>,
    stdin: Option<Arc<Vec<u8>>>,
}

impl<'o> Walk<'o> {
    pub fn new(options: &'o InputOptions, log: &'o IssueLog) -> Self {
        Self { options, log, files: Vec::new(), stdin: None }
    }

    pub fn into_files(self) -> Vec<InputFile> {
        self.files
    }

    /// Adds what one path stands for.
    pub fn add(&mut self, path: &str) -> Result<(), InputError> {
        let failed = |reason: String| InputError { path: path.to_owned(), reason };
        if path == "-" {
            let bytes = self.stdin().map_err(|error| failed(error.to_string()))?;
            self.push(path.to_owned(), bytes.len() as u64, Place::Memory(bytes), true, None);
            return Ok(());
        }
        let on_disk = Path::new(path);
        match std::fs::metadata(on_disk) {
            Ok(found) if found.is_dir() => {
                self.folder(on_disk);
                Ok(())
            }
            Ok(found) => self.single(path, &found).map_err(|error| failed(describe(&error))),
            Err(_) if path.contains(['*', '?', '[', '{']) => self.pattern(path).map_err(failed),
            Err(error) => Err(failed(describe(&error))),
        }
    }

    fn push(&mut self, name: String, bytes: u64, place: Place, named: bool, modified: Option<SystemTime>) {
        let folder = Inventory::of_path(Path::new(&name)).filter(|_| self.options.map != Choice::None);
        let written = modified.and_then(|time| time.duration_since(SystemTime::UNIX_EPOCH).ok());
        let written = written.and_then(|since| i64::try_from(since.as_millis()).ok());
        self.files.push(InputFile { folder, written, ..InputFile::new(name, bytes, place, named) });
    }

    fn stdin(&mut self) -> std::io::Result<Arc<Vec<u8>>> {
        if let Some(bytes) = &self.stdin {
            return Ok(bytes.clone());
        }
        let bytes = match &self.options.stdin {
            Some(bytes) => bytes.clone(),
            None => {
                let mut bytes = Vec::new();
                std::io::stdin().lock().read_to_end(&mut bytes)?;
                bytes
            }
        };
        Ok(self.stdin.insert(Arc::new(bytes)).clone())
    }

    /// A file that was named: it must be readable, whatever it is called.
    fn single(&mut self, name: &str, found: &std::fs::Metadata) -> std::io::Result<()> {
        let mut file = std::fs::File::open(name)?;
        if found.is_file() {
            self.push(name.to_owned(), found.len(), Place::Disk(name.into()), true, found.modified().ok());
        } else {
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes)?;
            let place = Place::Memory(Arc::new(bytes));
            let bytes = match &place {
                Place::Memory(bytes) => bytes.len() as u64,
                Place::Disk(_) => 0,
            };
            self.push(name.to_owned(), bytes, place, true, None);
        }
        Ok(())
    }

    fn folder(&mut self, folder: &Path) {
        let before = self.files.len();
        let walk = WalkDir::new(folder).follow_links(true).sort_by_file_name();
        let left_out = self.walk(walk, folder, &|_| true);
        if self.files.len() == before {
            let name = folder.display().to_string();
            self.log.walked(name, FileTrouble::EmptyFolder(left_out));
        }
    }

    /// Adds the wanted files below `base`; gives how many were left out.
    fn walk(&mut self, walk: WalkDir, base: &Path, wanted: &dyn Fn(&Path) -> bool) -> u64 {
        let mut left_out = 0;
        let mut entries = walk.into_iter();
        while let Some(entry) = entries.next() {
            let entry = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    let name = error.path().unwrap_or(base).display().to_string();
                    let reason = error.io_error().map_or_else(|| error.to_string(), describe);
                    self.log.walked(name, FileTrouble::Unreadable(reason));
                    continue;
                }
            };
            let path = entry.path();
            let hidden = entry.depth() > 0 && is_hidden(path);
            if entry.file_type().is_dir() {
                if hidden {
                    left_out += 1;
                    entries.skip_current_dir();
                }
                continue;
            }
            if !wanted(path) {
                continue;
            }
            let facts = entry.metadata().ok();
            let bytes = facts.as_ref().map_or(0, std::fs::Metadata::len);
            if hidden || bytes == 0 || entry.file_name() == "_SUCCESS" {
                left_out += 1;
                continue;
            }
            let path = path.strip_prefix("./").unwrap_or(path);
            let name = path.display().to_string();
            // A folder that was named as an inventory itself is read.
            let named = Inventory::of_path(base).is_some();
            let modified = facts.and_then(|facts| facts.modified().ok());
            self.push(name, bytes, Place::Disk(path.to_owned()), named, modified);
        }
        self.log.left_out(left_out);
        left_out
    }

    /// A pattern that the shell did not expand. `**` spans folders, `*` and `?` do not.
    fn pattern(&mut self, pattern: &str) -> Result<(), String> {
        let glob = GlobBuilder::new(pattern.strip_prefix("./").unwrap_or(pattern))
            .literal_separator(true)
            .build()
            .map_err(|error| format!("not a file pattern: {}", error.kind()))?
            .compile_matcher();
        let mut base = PathBuf::new();
        let mut depth = 0;
        for part in Path::new(pattern).components() {
            let text = part.as_os_str().to_string_lossy();
            if depth > 0 || text.contains(['*', '?', '[', '{']) {
                depth += 1;
            } else if part != Component::CurDir {
                base.push(part);
            }
        }
        if pattern.contains("**") || pattern.contains('{') {
            depth = usize::MAX;
        }
        if base.as_os_str().is_empty() {
            base.push(".");
        }
        let before = self.files.len();
        if base.is_dir() {
            let walk = WalkDir::new(&base).follow_links(true).sort_by_file_name().max_depth(depth);
            self.walk(walk, &base, &|path| glob.is_match(path.strip_prefix("./").unwrap_or(path)));
        }
        if self.files.len() == before {
            return Err("no file fits this pattern".to_owned());
        }
        Ok(())
    }
}

fn is_hidden(path: &Path) -> bool {
    let name = path.file_name().map(std::ffi::OsStr::as_encoded_bytes);
    name.is_some_and(|name| name.starts_with(b"."))
}

/// The system's message without its number.
pub(super) fn describe(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "may not be read (permission denied)".to_owned(),
        _ => error.to_string(),
    }
}
