//! Query files and the test files beside them.

use std::path::{Path, PathBuf};

use super::published;

/// The ending of a test file's name.
pub const TEST_ENDING: &str = ".test.toml";

/// The endings of files that are a query; the first is that of new ones.
pub const QUERY_ENDINGS: &[&str] = &[super::saved::ENDING, "lql", "ngsiem"];

/// The endings of files that may hold queries among other things.
const YAML_ENDINGS: &[&str] = &["yaml", "yml"];

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

/// Whether the path names a file that is a query.
pub fn is_query(path: &Path) -> bool {
    has_ending(path, QUERY_ENDINGS)
}

/// Whether the path names a YAML file.
pub fn is_yaml(path: &Path) -> bool {
    has_ending(path, YAML_ENDINGS)
}

/// Whether the path names a query, or a YAML file with queries in it. Other YAML files are none of our business.
pub fn holds_queries(path: &Path) -> bool {
    is_query(path) || (is_yaml(path) && std::fs::read_to_string(path).is_ok_and(|text| published::is_likely(&text)))
}

/// Whether the path names a test file.
pub fn is_test(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(TEST_ENDING))
}

/// The query file that a test file stands beside: `NAME.test.toml` tests `NAME.logscale`, or whichever ending is there.
pub fn query_of_test(path: &Path) -> Option<PathBuf> {
    let name = path.file_name()?.to_str()?.strip_suffix(TEST_ENDING)?;
    let file = |ending: &&str| path.with_file_name(format!("{name}.{ending}"));
    let there = QUERY_ENDINGS.iter().chain(YAML_ENDINGS).map(file).find(|path| path.is_file());
    there.or_else(|| QUERY_ENDINGS.first().map(file))
}

/// The test file beside a query file.
pub fn test_of_query(path: &Path) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}{TEST_ENDING}"))
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
