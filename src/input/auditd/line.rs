//! One line: its header, type, time and serial number; the fields are left as text.

use memchr::memmem;

use super::calendar::fraction_millis;
use super::header::{self, Header};
use super::{Identity, Reason, types};

/// How far into a message `type=` may stand: after the names of programs that passed it on, and the node.
const WINDOW: usize = 320;

/// How far into a merged record of AUOMS its node stands, at most.
const NODE_WINDOW: usize = 120;

/// Time and serial number of a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Seconds since 1970.
    pub(super) seconds: u64,
    /// Milliseconds of that second.
    pub(super) millis: u32,
    /// The serial number.
    pub(super) serial: u64,
}

/// A line that is a record.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'a> {
    /// The syslog header; empty for auditd's own log.
    pub(super) header: Header<'a>,
    /// The machine that the record itself names, or nothing.
    pub(super) node: &'a str,
    /// The name of its type.
    pub(super) kind: &'a str,
    /// `None` for records that systemd's journal passed on.
    pub(super) stamp: Option<Stamp>,
    /// The text that holds the fields.
    pub(super) body: &'a str,
}

impl<'a> Line<'a> {
    /// The machine, as far as the line tells it.
    pub(super) fn machine(&self) -> &'a str {
        if self.node.is_empty() { self.header.host } else { self.node }
    }

    /// What tells which event it belongs to.
    pub(super) fn identity(&self) -> Identity<'a> {
        let node = self.machine();
        match self.stamp {
            Some(Stamp { seconds, millis, serial }) => Identity { node, seconds, millis, serial },
            None => {
                let seconds = self.header.time.map_or(0, |time| time.second);
                Identity { node, seconds, millis: 0, serial: 0 }
            }
        }
    }
}

/// Reads the beginning of a line.
pub(super) fn parse(text: &str) -> Result<Line<'_>, Reason> {
    let text = text.trim_matches([' ', '\t', '\r', '\n']);
    if text.is_empty() {
        return Err(Reason::Blank);
    }
    if text.starts_with("time->") || text.bytes().all(|byte| byte == b'-') {
        return Err(Reason::Separator);
    }
    let (header, message) = header::split(text);
    match journal(header, message) {
        Some(line) => Ok(line),
        None => stamped(header, message),
    }
}

/// `audit[123]: SYSCALL arch=...`, where the journal has taken away type and serial number.
fn journal<'a>(header: Header<'a>, message: &'a str) -> Option<Line<'a>> {
    let (kind, body) = message.split_once(' ')?;
    let known = header.program == "audit" && types::is_name(kind);
    let fields = known && memchr::memchr(b'=', body.as_bytes()).is_some();
    fields.then(|| Line { header, node: "", kind: types::canonical(kind), stamp: None, body })
}

/// `node=host type=SYSCALL msg=audit(1700000000.123:4567): ...`, `msg=` and node left out or not.
fn stamped<'a>(header: Header<'a>, message: &'a str) -> Result<Line<'a>, Reason> {
    let bytes = message.as_bytes();
    let window = bytes.get(..WINDOW).unwrap_or(bytes);
    let mut reason = Reason::NoRecord;
    for at in memmem::find_iter(window, b"type=") {
        let before = message.get(..at).unwrap_or_default();
        // A record that is quoted in something else, in JSON above all, is not for us to read.
        if before.contains(['{', '"']) {
            break;
        }
        if !before.is_empty() && !before.ends_with(' ') {
            continue;
        }
        match record(message.get(at + 5..).unwrap_or_default()) {
            Ok((kind, stamp, body)) => {
                let named = before.trim_end().rsplit(' ').next().and_then(|word| word.strip_prefix("node="));
                let node = named.unwrap_or_else(|| merged_node(kind, body));
                return Ok(Line { header, node, kind, stamp: Some(stamp), body });
            }
            Err(Reason::Stamp) => reason = Reason::Stamp,
            Err(_) => {}
        }
    }
    Err(reason)
}

/// Type, stamp and the rest of what follows `type=`.
fn record(text: &str) -> Result<(&str, Stamp, &str), Reason> {
    let (kind, rest) = text.split_once(' ').ok_or(Reason::NoRecord)?;
    if !types::is_name(kind) {
        return Err(Reason::NoRecord);
    }
    let rest = rest.strip_prefix("msg=").unwrap_or(rest);
    let rest = rest.strip_prefix("audit(").ok_or(Reason::NoRecord)?;
    let (stamp, rest) = stamp(rest).ok_or(Reason::Stamp)?;
    let rest = rest.trim_start_matches(' ').strip_prefix(':').ok_or(Reason::Stamp)?;
    Ok((types::canonical(kind), stamp, rest.trim_start_matches(' ')))
}

/// `1700000000.123:4567)` and what follows it.
fn stamp(text: &str) -> Option<(Stamp, &str)> {
    let end = text.bytes().take(64).position(|byte| byte == b')')?;
    let (time, serial) = text.get(..end)?.split_once(':')?;
    let (seconds, fraction) = time.split_once('.')?;
    let plain = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !plain(seconds) || seconds.len() > 12 || !plain(serial) {
        return None;
    }
    let stamp = Stamp {
        seconds: seconds.parse().ok()?,
        millis: u32::try_from(fraction_millis(fraction)?).ok()?,
        serial: serial.parse().ok()?,
    };
    Some((stamp, text.get(end + 1..)?))
}

/// The node of a merged record, which AUOMS writes among the first fields.
fn merged_node<'a>(kind: &str, body: &'a str) -> &'a str {
    if !kind.starts_with(types::MERGED) {
        return "";
    }
    let bytes = body.as_bytes();
    let window = bytes.get(..NODE_WINDOW).unwrap_or(bytes);
    let rest = memmem::find(window, b" node=").and_then(|at| body.get(at + 6..)).unwrap_or_default();
    rest.split(' ').next().unwrap_or_default().trim_matches('"')
}
