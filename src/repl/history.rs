//! The history file: entries of earlier sessions, several lines each where they had them.

use std::path::{Path, PathBuf};

use rustyline::Editor;
use rustyline::history::FileHistory;

use super::editor::Helper;

/// The environment variable that names the file; empty for none.
const VARIABLE: &str = "OFFSCALE_HISTORY";

/// Where entries are kept; nowhere when the file cannot be written.
pub(super) struct History {
    file: Option<PathBuf>,
}

impl History {
    /// Reads the entries of earlier sessions.
    pub fn open(editor: &mut Editor<Helper, FileHistory>) -> Self {
        let file = file().filter(|file| file.parent().is_none_or(|folder| std::fs::create_dir_all(folder).is_ok()));
        if let Some(file) = &file {
            // The first session has none.
            let _ = editor.load_history(file);
        }
        Self { file }
    }

    /// Adds an entry, also to the file, so that it is there whatever ends the session.
    pub fn add(&mut self, editor: &mut Editor<Helper, FileHistory>, entry: &str) {
        if editor.add_history_entry(entry).unwrap_or(false)
            && let Some(file) = &self.file
            && editor.append_history(file).is_err()
        {
            self.file = None;
        }
    }
}

/// `OFFSCALE_HISTORY`, else `offscale/history` in the folder for the state of programs.
fn file() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os(VARIABLE) {
        return (!named.is_empty()).then(|| PathBuf::from(named));
    }
    let state = match std::env::var_os("XDG_STATE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute()) {
        Some(folder) => folder,
        None if cfg!(windows) => PathBuf::from(std::env::var_os("LOCALAPPDATA")?),
        None => std::env::home_dir()?.join(".local/state"),
    };
    Some(state.join(Path::new("offscale/history")))
}
