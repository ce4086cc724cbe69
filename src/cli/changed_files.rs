//! Files that have changed since a commit, as git tells.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Trouble;

/// The files of the repository around `folder` that differ from the commit, and those that git does not know yet.
///
/// # Errors
/// When there is no git, no repository, or no such commit.
pub fn since(reference: &str, folder: &Path) -> Result<HashSet<PathBuf>, Trouble> {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    if reference.starts_with('-') {
        return Err(Trouble(format!("--changed-since: expected a commit, found {reference:?}")));
    }
    let root = git(folder, &["rev-parse", "--show-toplevel"])?;
    let root = Path::new(root.trim_end_matches(['\n', '\r']));
    let changed = git(root, &["diff", "--name-only", "-z", reference, "--"])?;
    let new = git(root, &["ls-files", "--others", "--exclude-standard", "-z"])?;
    let names = changed.split('\0').chain(new.split('\0')).filter(|name| !name.is_empty());
    Ok(names.filter_map(|name| root.join(name).canonicalize().ok()).collect())
}

fn git(folder: &Path, arguments: &[&str]) -> Result<String, Trouble> {
    let output = Command::new("git").arg("-C").arg(folder).args(arguments).output();
    let output = output.map_err(|error| Trouble(format!("--changed-since: git cannot be run: {error}")))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let reason = String::from_utf8_lossy(&output.stderr);
    let reason = reason.lines().next().unwrap_or("git failed").trim_start_matches("fatal: ");
    Err(Trouble(format!("--changed-since: {reason}")))
}
