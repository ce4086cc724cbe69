//! Lookup files on disk: single files under a name, and folders of them.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use crate::lookup::{LookupFiles, Table};

/// Lookup files; each is read once, when a query first asks for it.
#[derive(Debug, Default)]
pub struct FileLookups {
    files: BTreeMap<String, PathBuf>,
    folders: Vec<PathBuf>,
    read: Mutex<BTreeMap<PathBuf, Arc<Table>>>,
}

impl FileLookups {
    /// Lookup files by name, and folders whose files are lookup files by their path below it.
    pub fn new(files: BTreeMap<String, PathBuf>, folders: Vec<PathBuf>) -> Self {
        Self { files, folders, read: Mutex::default() }
    }

    fn path(&self, name: &str) -> Option<PathBuf> {
        if let Some(path) = self.files.get(name) {
            return Some(path.clone());
        }
        let below = Path::new(name);
        if !below.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        self.folders.iter().map(|folder| folder.join(below)).find(|path| path.is_file())
    }
}

impl LookupFiles for FileLookups {
    fn table(&self, name: &str) -> Option<Result<Arc<Table>, String>> {
        let path = self.path(name)?;
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(table) = read.get(&path) {
            return Some(Ok(table.clone()));
        }
        let bytes = match std::fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) => return Some(Err(format!("{}: {error}", path.display()))),
        };
        // A stray byte in one cell should not cost the table; it shows as the replacement character.
        let table = Arc::new(Table::from_file(name, &String::from_utf8_lossy(&bytes)));
        read.insert(path, table.clone());
        Some(Ok(table))
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.files.keys().cloned().collect();
        for folder in &self.folders {
            let entries = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
            names.extend(
                entries
                    .filter(|entry| entry.file_type().is_file())
                    .filter_map(|entry| Some(entry.path().strip_prefix(folder).ok()?.to_string_lossy().into_owned())),
            );
        }
        names
    }
}
