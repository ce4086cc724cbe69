//! What could not be read, on stderr.

use super::complain;
use crate::session::{Session, issues};

/// Shows the issues of a session's input; whether input was lost.
pub fn show(session: &Session) -> bool {
    let Some(input) = session.input() else { return false };
    let report = input.issues();
    issues::lines(&report).iter().for_each(|line| complain(line));
    report.lost_input()
}
