//! Query files and the test files beside them.

use std::path::{Path, PathBuf};

/// The ending of a test file's name.
const TEST_ENDING: &str = ".test.toml";

/// Files of a kind below the given paths, sorted; a path that is a file counts whatever its name.
///
/// # Errors
/// Names the path that is not there.
pub fn find(paths: &[PathBuf], wanted: impl Fn(&Path) -> bool) -> Result<Vec<PathBuf>, String> {
    let mut found = Vec::new();
    for path in paths {
        if path.is_file() {
            found.push(path.clone());
        } else if path.is_dir() {
            let entries = walkdir::WalkDir::new(path).sort_by_file_name().into_iter().flatten();
            found.extend(entries.map(walkdir::DirEntry::into_path).filter(|path| path.is_file() && wanted(path)));
        } else {
            return Err(format!("{}: no such file or folder", path.display()));
        }
    }
    Ok(found)
}

/// Whether the path names a query file.
pub fn is_query(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == super::saved::ENDING)
}

/// Whether the path names a test file.
pub fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(TEST_ENDING))
}

/// The query that a test file stands beside: `NAME.test.toml` tests `NAME.logscale`.
pub fn query_of_test(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.strip_suffix(TEST_ENDING)?;
    Some(path.with_file_name(format!("{name}.{}", super::saved::ENDING)))
}

/// The test file that stands beside a query: `NAME.logscale` is tested by `NAME.test.toml`.
pub fn test_of_query(path: &Path) -> PathBuf {
    let mut name = path.file_stem().unwrap_or_default().to_owned();
    name.push(TEST_ENDING);
    path.with_file_name(name)
}
