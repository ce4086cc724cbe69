//! What could not be read, in lines for people.

use super::words::counted;
use crate::diagnostic::{Code, codes};
use crate::input::{FileTrouble, IssueReport};

/// Files and folders with trouble, each with the code for it.
fn files(issues: &IssueReport) -> impl Iterator<Item = (Code, String)> {
    let code = |trouble: &FileTrouble| if trouble.lost_input() { codes::LINES_SKIPPED } else { codes::NO_EVENTS };
    issues.files.iter().map(move |issue| (code(&issue.trouble), issue.to_string()))
}

/// A line for each file or folder with trouble.
pub(super) fn of_files(issues: &IssueReport) -> impl Iterator<Item = String> {
    files(issues).map(line)
}

fn line((code, text): (Code, String)) -> String {
    format!("warning[{code}]: {text}")
}

/// Each thing that was not read, or not wholly, with its code; empty when everything could be read.
pub fn warnings(issues: &IssueReport) -> Vec<(Code, String)> {
    let mut warnings: Vec<(Code, String)> = files(issues).collect();
    if issues.bad_records > 0 {
        let count = counted(issues.bad_records, "record", "records");
        let mut text = format!("{count} could not be read");
        for line in &issues.first {
            text.push_str(&format!("\n  {line}"));
        }
        let more = issues.bad_records.saturating_sub(issues.first.len() as u64);
        if more > 0 {
            text.push_str(&format!("\n  and {more} more"));
        }
        warnings.push((codes::LINES_SKIPPED, text));
    }
    warnings
}

/// The same in lines.
pub fn lines(issues: &IssueReport) -> Vec<String> {
    warnings(issues).into_iter().map(line).collect()
}
