//! What could not be read, in lines for people.

use super::words::counted;
use crate::diagnostic::{Code, codes};
use crate::input::{FileTrouble, IssueReport};

/// Each thing that was not read, or not wholly, with its code; empty when everything could be read.
pub fn warnings(issues: &IssueReport) -> Vec<(Code, String)> {
    let code = |trouble: &FileTrouble| if trouble.lost_input() { codes::LINES_SKIPPED } else { codes::NO_EVENTS };
    let mut warnings: Vec<(Code, String)> =
        issues.files.iter().map(|issue| (code(&issue.trouble), issue.to_string())).collect();
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
    let line = |(code, text)| format!("warning[{code}]: {text}");
    warnings(issues).into_iter().map(line).collect()
}
