//! Completion of file names.

use super::{Candidate, CandidateKind};
use crate::session::command::expand;

/// The files and folders whose path begins with `word`, which may hold blanks already taken out of quotes.
pub(super) fn candidates(word: &str) -> Vec<Candidate> {
    let (folder, beginning) = match word.rsplit_once('/') {
        Some((folder, beginning)) => (format!("{folder}/"), beginning),
        None => (String::new(), word),
    };
    let on_disk = if folder.is_empty() { "./".to_owned() } else { expand(&folder) };
    let Ok(entries) = std::fs::read_dir(on_disk) else { return Vec::new() };
    let mut found: Vec<Candidate> = entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let wanted = name.starts_with(beginning) && (beginning.starts_with('.') || !name.starts_with('.'));
            wanted.then(|| {
                let is_folder = std::fs::metadata(entry.path()).is_ok_and(|found| found.is_dir());
                let end = if is_folder { "/" } else { "" };
                let path = format!("{folder}{name}{end}").replace(' ', "\\ ");
                Candidate { text: path, shown: format!("{name}{end}"), kind: CandidateKind::Command }
            })
        })
        .collect();
    found.sort_by(|a, b| a.shown.cmp(&b.shown));
    found
}
