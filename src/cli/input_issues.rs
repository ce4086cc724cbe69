//! What could not be read, on stderr.

use super::complain;
use crate::diagnostic::codes;
use crate::session::Session;

/// Shows the issues of a session's input; whether input was lost.
pub fn show(session: &Session) -> bool {
    let Some(input) = session.input() else { return false };
    let issues = input.issues();
    for issue in &issues.files {
        complain(&format!("warning[{}]: {issue}", codes::NO_EVENTS));
    }
    if issues.bad_records > 0 {
        let lines = if issues.bad_records == 1 { "1 record" } else { &format!("{} records", issues.bad_records) };
        complain(&format!("warning[{}]: {lines} could not be read", codes::LINES_SKIPPED));
        for line in &issues.first {
            complain(&format!("  {line}"));
        }
        let more = issues.bad_records.saturating_sub(issues.first.len() as u64);
        if more > 0 {
            complain(&format!("  and {more} more"));
        }
    }
    issues.lost_input()
}
