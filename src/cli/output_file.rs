//! A file that appears when it is whole: what is written goes beside it first.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A file while it is written.
pub struct OutputFile {
    path: PathBuf,
    beside: PathBuf,
    file: Option<File>,
}

impl OutputFile {
    /// Begins to write a file.
    ///
    /// # Errors
    /// When its folder cannot be written to.
    pub fn create(path: &Path) -> io::Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.partial", std::process::id()));
        let beside = path.with_file_name(name);
        let file = File::create(&beside)?;
        // A file that is replaced keeps its permissions.
        if let Ok(old) = fs::metadata(path) {
            fs::set_permissions(&beside, old.permissions())?;
        }
        Ok(Self { path: path.to_owned(), beside, file: Some(file) })
    }

    /// Where bytes go.
    ///
    /// # Errors
    /// When the system has no handle left.
    pub fn writer(&self) -> io::Result<File> {
        self.file.as_ref().ok_or_else(|| io::Error::other("the file is closed"))?.try_clone()
    }

    /// Gives the file its name.
    ///
    /// # Errors
    /// When it cannot be renamed; nothing is left behind then.
    pub fn finish(mut self) -> io::Result<()> {
        if let Some(mut file) = self.file.take() {
            file.flush()?;
        }
        fs::rename(&self.beside, &self.path).inspect_err(|_| {
            let _ = fs::remove_file(&self.beside);
        })
    }
}

impl Drop for OutputFile {
    fn drop(&mut self) {
        if self.file.take().is_some() {
            let _ = fs::remove_file(&self.beside);
        }
    }
}
