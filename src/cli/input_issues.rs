//! What was recognised in the input, and what could not be read, on stderr.

use super::complain;
use crate::session::{Session, issues, mapped};

/// Says what a session's input was recognised as and shows its issues; whether input was lost.
pub fn show(session: &Session) -> bool {
    let Some(input) = session.input() else { return false };
    mapped::lines(&input.mapping_report()).iter().for_each(|line| complain(line));
    let report = input.issues();
    issues::lines(&report).iter().for_each(|line| complain(line));
    report.lost_input()
}
