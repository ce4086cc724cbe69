//! A session whose entries come through a pipe or from a file: no editing, no history, no prompt.

use std::io::BufRead;

use super::screen::Screen;
use super::show;
use crate::session::{Next, Session};

/// Answers all entries; whether none of them had an error.
pub(super) fn run(session: &mut Session, screen: &Screen) -> bool {
    let mut well = true;
    let mut entry = String::new();
    let mut lines = std::io::stdin().lock();
    let mut line = Vec::new();
    loop {
        line.clear();
        let is_over = !lines.read_until(b'\n', &mut line).is_ok_and(|read| read > 0);
        let text = String::from_utf8_lossy(&line);
        entry.push_str(text.trim_end_matches(['\n', '\r']));
        if !is_over && session.continues(&entry) {
            entry.push('\n');
            continue;
        }
        let reply = session.handle(&entry, screen);
        show(&reply);
        well &= !reply.has_error();
        entry.clear();
        if is_over || reply.next == Next::Quit {
            return well;
        }
    }
}
