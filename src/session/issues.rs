//! What could not be read, in lines for people.

use crate::diagnostic::codes;
use crate::input::{FileTrouble, IssueReport};

/// A line for each file or folder with trouble.
pub(super) fn of_files(issues: &IssueReport) -> impl Iterator<Item = String> {
    let code = |trouble: &FileTrouble| if trouble.lost_input() { codes::LINES_SKIPPED } else { codes::NO_EVENTS };
    issues.files.iter().map(move |issue| format!("warning[{}]: {issue}", code(&issue.trouble)))
}

/// The lines; none when everything could be read.
pub fn lines(issues: &IssueReport) -> Vec<String> {
    let mut lines: Vec<String> = of_files(issues).collect();
    if issues.bad_records > 0 {
        let count = if issues.bad_records == 1 { "1 record" } else { &format!("{} records", issues.bad_records) };
        lines.push(format!("warning[{}]: {count} could not be read", codes::LINES_SKIPPED));
        lines.extend(issues.first.iter().map(|line| format!("  {line}")));
        let more = issues.bad_records.saturating_sub(issues.first.len() as u64);
        if more > 0 {
            lines.push(format!("  and {more} more"));
        }
    }
    lines
}
