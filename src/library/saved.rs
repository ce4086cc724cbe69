//! Saved queries from a folder: `$pkg/sub:name()` is `pkg/sub/name.logscale`.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::exec::context::SavedQueries;

/// The ending of a query file.
pub const ENDING: &str = "logscale";

/// Folders of saved queries, searched in order.
#[derive(Clone, Debug, Default)]
pub struct FolderQueries(pub Vec<PathBuf>);

impl FolderQueries {
    /// The file of a saved query, where there is one.
    pub fn path(&self, name: &str) -> Option<PathBuf> {
        let relative = relative(name)?;
        self.0.iter().map(|folder| folder.join(&relative)).find(|path| path.is_file())
    }
}

impl SavedQueries for FolderQueries {
    fn text(&self, name: &str) -> Option<Arc<str>> {
        let relative = relative(name)?;
        self.0.iter().find_map(|folder| std::fs::read_to_string(folder.join(&relative)).ok()).map(Arc::from)
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.0.iter().flat_map(|folder| names_in(folder)).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The file of a saved query below its folder; none for names that would lead out of it.
fn relative(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(format!("{}.{ENDING}", name.replace(':', "/")));
    path.components().all(|part| matches!(part, Component::Normal(_))).then_some(path)
}

fn names_in(folder: &Path) -> Vec<String> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
    files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == ENDING))
        .filter_map(|entry| {
            let path = entry.path().strip_prefix(folder).ok()?.with_extension("");
            let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
            // The last part is the query's name in its package.
            let (name, package) = parts.split_last()?;
            Some(if package.is_empty() { name.clone() } else { format!("{}:{name}", package.join("/")) })
        })
        .collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn names_are_paths_below_the_folder() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(folder.path().join("acme/net")).unwrap();
        std::fs::write(folder.path().join("acme/net/byhost.logscale"), "host = ?host").unwrap();
        std::fs::write(folder.path().join("plain.logscale"), "a = 1").unwrap();
        let queries = FolderQueries(vec![folder.path().to_owned()]);
        assert_eq!(queries.text("acme/net:byhost").as_deref(), Some("host = ?host"));
        assert_eq!(queries.text("plain").as_deref(), Some("a = 1"));
        assert_eq!(queries.names(), ["acme/net:byhost", "plain"]);
    }

    #[test]
    fn names_do_not_lead_out_of_the_folder() {
        assert_eq!(relative("../secret"), None);
        assert_eq!(relative("/etc/passwd"), None);
        assert_eq!(relative("a/../../b"), None);
    }
}
