//! Puts the records of each event together.

use std::collections::HashMap;

use super::line::{self, Line};
use super::{Identity, Reason, types};

/// An event, or a line that is no record.
pub(super) enum Slot<'a> {
    /// The records of an event with the indices of their lines; never empty.
    Event(Vec<(usize, Line<'a>)>),
    /// A line that is no record.
    Bad {
        /// Its index.
        index: usize,
        /// What is wrong.
        reason: Reason,
    },
}

/// The last event of a machine whose records have no serial number.
struct Open {
    slot: usize,
    second: u64,
    /// The type of its last record.
    last: Last,
}

/// What may follow in an event whose records have no serial number.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    /// A record before which others of the kernel are not expected, but a SYSCALL is.
    BeforeSyscall,
    /// Any other; records that accompany a SYSCALL may follow.
    Any,
    /// PROCTITLE or EOE.
    End,
}

/// Events and other lines in the order in which they begin.
pub(super) fn group<'a>(lines: &[&'a str]) -> Vec<Slot<'a>> {
    let mut slots = Vec::new();
    let mut stamped: HashMap<Identity<'a>, usize> = HashMap::new();
    let mut open: HashMap<&'a str, Open> = HashMap::new();
    for (index, text) in lines.iter().enumerate() {
        let line = match line::parse(text) {
            Ok(line) => line,
            Err(reason) => {
                slots.push(Slot::Bad { index, reason });
                continue;
            }
        };
        let next = slots.len();
        let slot = match line.stamp {
            Some(_) => *stamped.entry(line.identity()).or_insert(next),
            None => follow(&mut open, &line, next),
        };
        match slots.get_mut(slot) {
            Some(Slot::Event(members)) => members.push((index, line)),
            _ => slots.push(Slot::Event(vec![(index, line)])),
        }
    }
    slots
}

/// The event that a record without a serial number belongs to: the one of the record before it on the same machine, if
/// that can be; `next` stands for a new one.
fn follow<'a>(open: &mut HashMap<&'a str, Open>, line: &Line<'a>, next: usize) -> usize {
    let second = line.identity().seconds;
    let last = match line.kind {
        "PROCTITLE" | "EOE" => Last::End,
        kind if types::precedes_syscall(kind) => Last::BeforeSyscall,
        _ => Last::Any,
    };
    let before = open.get(line.machine()).filter(|before| before.second == second);
    let joined = before.filter(|before| match line.kind {
        "SYSCALL" => before.last == Last::BeforeSyscall,
        "EOE" => true,
        kind => before.last != Last::End && types::accompanies(kind),
    });
    let slot = joined.map_or(next, |before| before.slot);
    open.insert(line.machine(), Open { slot, second, last });
    slot
}
