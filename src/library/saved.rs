//! Saved queries from folders: `$pkg/sub:name()` is `pkg/sub/name.logscale`, or a YAML file that calls itself so.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::files;
use super::published::Kind;
use super::query::{self, Query};
use super::yaml::{self, Node};
use crate::exec::context::SavedQueries;

/// The ending of a query file.
pub const ENDING: &str = "logscale";

/// The file that gives a package its name.
const MANIFEST: &str = "manifest.yaml";

/// A name that is not there is looked for anew, but not more often than this.
const FRESH: Duration = Duration::from_secs(1);

/// Folders of saved queries. No link leads out of them, and no name does.
#[derive(Debug, Default)]
pub struct FolderQueries {
    folders: Vec<PathBuf>,
    index: Mutex<Option<Index>>,
}

/// Where names lead.
#[derive(Debug)]
struct Index {
    made: Instant,
    names: BTreeMap<String, Vec<PathBuf>>,
    /// The name under which a file is listed: the one that its place gives it.
    listed: Vec<(String, PathBuf)>,
}

impl FolderQueries {
    /// Queries from these folders; a name that several files claim is nobody's.
    pub fn new(folders: Vec<PathBuf>) -> Self {
        Self { folders, index: Mutex::default() }
    }

    /// The saved queries by name, each with its file.
    pub fn list(&self) -> Vec<(String, PathBuf)> {
        self.with_index(|index| index.listed.clone())
    }

    /// The only file of that name; none when there is none.
    ///
    /// # Errors
    /// Names the files when there are several.
    pub fn file(&self, name: &str) -> Option<Result<PathBuf, String>> {
        let key = key(name);
        let mut files = self.with_index(|index| index.names.get(&key).cloned());
        if files.is_none() {
            let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
            if index.as_ref().is_some_and(|index| index.made.elapsed() > FRESH) {
                *index = None;
            }
            drop(index);
            files = self.with_index(|index| index.names.get(&key).cloned());
        }
        match files?.as_slice() {
            [] => None,
            [file] => Some(Ok(file.clone())),
            [first, second, ..] => Some(Err(format!(
                "two files claim the name {name}: {} and {}; rename one of them, or leave its folder out",
                first.display(),
                second.display()
            ))),
        }
    }

    fn with_index<T>(&self, look: impl FnOnce(&Index) -> T) -> T {
        let mut index = self.index.lock().unwrap_or_else(PoisonError::into_inner);
        look(index.get_or_insert_with(|| Index::of(&self.folders)))
    }
}

impl SavedQueries for FolderQueries {
    fn text(&self, name: &str) -> Option<Result<Arc<str>, String>> {
        let read = |file: PathBuf| Ok(saved(&file)?.text.into());
        self.file(name).map(|file| file.and_then(read))
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.list().into_iter().map(|(name, _)| name).collect();
        names.sort();
        names.dedup();
        names
    }
}

/// The saved query of a file: the only query in it.
fn saved(file: &Path) -> Result<Query, String> {
    query::open(&file.to_string_lossy())
}

impl Index {
    fn of(folders: &[PathBuf]) -> Self {
        let mut index = Self { made: Instant::now(), names: BTreeMap::new(), listed: Vec::new() };
        for folder in folders {
            index.add(folder);
        }
        index
    }

    fn add(&mut self, folder: &Path) {
        let Ok(root) = folder.canonicalize() else { return };
        let entries = || walkdir::WalkDir::new(folder).sort_by_file_name().into_iter().flatten();
        let packages: Vec<(PathBuf, String)> =
            entries().filter(|entry| entry.file_name() == MANIFEST).filter_map(|entry| package(entry.path())).collect();
        for entry in entries() {
            let path = entry.path();
            let inside = || path.canonicalize().is_ok_and(|target| target.starts_with(&root) && target.is_file());
            if !files::holds_queries(path) || !inside() {
                continue;
            }
            let Ok(below) = path.strip_prefix(folder) else { continue };
            let mut names = vec![below.with_extension("")];
            let (dir, package) = match packages.iter().rev().find(|(dir, _)| path.starts_with(dir)) {
                Some((dir, package)) => (Some(dir), package.as_str()),
                None => (None, ""),
            };
            if let Some(rest) = dir.and_then(|dir| path.strip_prefix(dir).ok()) {
                let rest = rest.strip_prefix("saved-queries").unwrap_or(rest);
                names.push(Path::new(package).join(rest).with_extension(""));
            }
            if files::is_yaml(path) {
                // Alerts and dashboards are not for other queries to call.
                let Ok(query) = saved(path) else { continue };
                if query.kind != Kind::Query {
                    continue;
                }
                if let Some(own) = query.part() {
                    let renamed: Vec<PathBuf> = names.iter().map(|name| name.with_file_name(own)).collect();
                    names.extend(renamed);
                }
            }
            let mut names: Vec<String> = names.iter().map(|name| key(&slashed(name))).collect();
            // A package's own name for a query is the one that queries call it by.
            if let Some(listed) = names.get(usize::from(dir.is_some())) {
                self.listed.push((spoken(listed), path.to_owned()));
            }
            names.sort();
            names.dedup();
            for name in names {
                self.names.entry(name).or_default().push(path.to_owned());
            }
        }
    }
}

/// The folder of a package and the name that its manifest gives it, such as `acme/falcon`.
fn package(manifest: &Path) -> Option<(PathBuf, String)> {
    let documents = yaml::parse(&std::fs::read_to_string(manifest).ok()?).ok()?;
    let Some(Node::Map(root)) = documents.first() else { return None };
    let name = root.text("name")?;
    Some((manifest.parent()?.to_owned(), name.to_owned()))
}

/// A name in the form in which names are kept: parts with slashes between them. Names with `..` in them are kept by nobody.
fn key(name: &str) -> String {
    name.replace(':', "/")
}

fn slashed(path: &Path) -> String {
    path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// A name as queries write it: the last part is the query's name in its package.
fn spoken(name: &str) -> String {
    name.rsplit_once('/').map_or_else(|| name.to_owned(), |(package, name)| format!("{package}:{name}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn library(files: &[(&str, &str)]) -> (tempfile::TempDir, FolderQueries) {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            let path = folder.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let queries = FolderQueries::new(vec![folder.path().to_owned()]);
        (folder, queries)
    }

    fn text(queries: &FolderQueries, name: &str) -> Option<String> {
        queries.text(name).map(|text| text.unwrap().to_string())
    }

    #[test]
    fn names_are_paths_below_the_folder() {
        let (_folder, queries) = library(&[
            ("acme/net/byhost.logscale", "host = ?host"),
            ("plain.logscale", "a = 1"),
            ("old.lql", "b = 1"),
            ("siem.ngsiem", "c = 1"),
            ("notes.txt", "d = 1"),
        ]);
        assert_eq!(text(&queries, "acme/net:byhost").as_deref(), Some("host = ?host"));
        assert_eq!(text(&queries, "plain").as_deref(), Some("a = 1"));
        assert_eq!(text(&queries, "old").as_deref(), Some("b = 1"));
        assert_eq!(text(&queries, "siem").as_deref(), Some("c = 1"));
        assert_eq!(queries.names(), ["acme/net:byhost", "old", "plain", "siem"]);
    }

    #[test]
    fn yaml_is_called_by_its_file_and_by_its_own_name() {
        let (_folder, queries) = library(&[
            ("hub/rare.yaml", "name: Rare services\ncql: a=1\n"),
            ("alert.yaml", "name: x\nqueryString: b=1\nthrottleField: aid\n"),
            ("workflow.yml", "name: x\njobs: {}\n"),
        ]);
        assert_eq!(text(&queries, "hub:rare").as_deref(), Some("a=1"));
        assert_eq!(text(&queries, "hub:Rare services").as_deref(), Some("a=1"));
        assert_eq!(queries.names(), ["hub:rare"]);
        assert!(queries.text("x").is_none());
    }

    #[test]
    fn a_package_has_the_name_of_its_manifest() {
        let (_folder, queries) = library(&[
            ("checkout/manifest.yaml", "name: acme/falcon\nversion: 1.0.0\ntype: library\n"),
            ("checkout/saved-queries/enrich.yaml", "name: enrich\nqueryString: x := 1\n"),
        ]);
        assert_eq!(text(&queries, "acme/falcon:enrich").as_deref(), Some("x := 1"));
        assert_eq!(queries.names(), ["acme/falcon:enrich"]);
    }

    #[test]
    fn a_name_of_two_files_is_nobodys() {
        let (folder, queries) = library(&[("a.logscale", "x=1"), ("a.lql", "x=2")]);
        let message = queries.text("a").unwrap().unwrap_err();
        assert!(message.contains("a.logscale") && message.contains("a.lql"), "{message}");
        let (other, _) = library(&[("b.logscale", "x=1")]);
        std::fs::write(folder.path().join("b.logscale"), "x=2").unwrap();
        let both = FolderQueries::new(vec![folder.path().to_owned(), other.path().to_owned()]);
        assert!(both.text("b").unwrap().is_err());
    }

    #[test]
    fn names_do_not_lead_out_of_the_folder() {
        let (folder, _) = library(&[("secret.logscale", "x=1"), ("lib/a.logscale", "x=2")]);
        let queries = FolderQueries::new(vec![folder.path().join("lib")]);
        for name in ["../secret", "..:secret", "/etc/passwd", "a/../../secret", "./a"] {
            assert!(queries.text(name).is_none(), "{name}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn links_do_not_lead_out_of_the_folder() {
        let (folder, _) = library(&[("secret.logscale", "x=1"), ("more/b.logscale", "x=3"), ("lib/a.logscale", "x=2")]);
        let lib = folder.path().join("lib");
        std::os::unix::fs::symlink(folder.path().join("secret.logscale"), lib.join("out.logscale")).unwrap();
        std::os::unix::fs::symlink(folder.path().join("more"), lib.join("more")).unwrap();
        std::os::unix::fs::symlink(lib.join("a.logscale"), lib.join("again.logscale")).unwrap();
        let queries = FolderQueries::new(vec![lib]);
        assert_eq!(queries.names(), ["a", "again"]);
        assert!(queries.text("out").is_none() && queries.text("more:b").is_none());
    }

    #[test]
    fn a_query_that_appears_later_is_found() {
        let (folder, queries) = library(&[("a.logscale", "x=1")]);
        assert!(queries.text("late").is_none());
        std::fs::write(folder.path().join("late.logscale"), "x=2").unwrap();
        queries.index.lock().unwrap().as_mut().unwrap().made -= FRESH * 2;
        assert_eq!(text(&queries, "late").as_deref(), Some("x=2"));
    }
}
