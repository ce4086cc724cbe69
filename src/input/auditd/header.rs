//! The header that syslog puts before a record: priority, time, host, program.

use super::calendar::{self, Moment, token};

/// What a syslog header tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Header<'a> {
    /// Its time; `None` when there is no header.
    pub(super) time: Option<Moment>,
    /// The host; empty when there is none.
    pub(super) host: &'a str,
    /// The program, without its process id; empty when there is none.
    pub(super) program: &'a str,
}

/// Divides a line into its header and the message.
pub(super) fn split(line: &str) -> (Header<'_>, &str) {
    let text = without_priority(line);
    // The version of RFC 5424, which tells that form from the traditional one.
    if let Some((time, rest)) = text.strip_prefix("1 ").and_then(calendar::split)
        && let Some(found) = structured(time, rest)
    {
        return found;
    }
    match calendar::split(text) {
        Some((time, rest)) => traditional(time, rest),
        None => (Header::default(), text),
    }
}

/// Without a leading `<13>`.
fn without_priority(line: &str) -> &str {
    let rest = line.strip_prefix('<').and_then(|rest| rest.split_once('>'));
    match rest {
        Some((number, rest)) if number.len() <= 3 && number.bytes().all(|byte| byte.is_ascii_digit()) => {
            rest.trim_start_matches(' ')
        }
        _ => line,
    }
}

/// `host program process message-id structured-data message`, where `-` stands for nothing.
fn structured(time: Moment, text: &str) -> Option<(Header<'_>, &str)> {
    let (host, rest) = token(text)?;
    let (program, rest) = token(rest)?;
    let (_process, rest) = token(rest)?;
    let (_message, rest) = token(rest)?;
    let mut body = match rest.strip_prefix('-') {
        Some(body) => body,
        None => without_structured_data(rest)?,
    };
    body = body.trim_start_matches([' ', '\u{feff}']);
    let known = |word| if word == "-" { "" } else { word };
    Some((Header { time: Some(time), host: known(host), program: known(program) }, body))
}

/// What follows `[id name="value"][...]`; in a value, `"`, `]` and `\` are written after a backslash.
fn without_structured_data(text: &str) -> Option<&str> {
    let bytes = text.as_bytes();
    let (mut at, mut quoted) = (0, false);
    if bytes.first() != Some(&b'[') {
        return None;
    }
    loop {
        match bytes.get(at)? {
            b'\\' if quoted => at += 1,
            b'"' => quoted = !quoted,
            b']' if !quoted && bytes.get(at + 1) != Some(&b'[') => return text.get(at + 1..),
            _ => {}
        }
        at += 1;
    }
}

/// `host program[process]: message`; host and program may be missing.
fn traditional(time: Moment, text: &str) -> (Header<'_>, &str) {
    let mut header = Header { time: Some(time), host: "", program: "" };
    let mut body = text;
    if let Some((word, rest)) = token(body)
        && !word.ends_with(':')
        && !word.contains('=')
    {
        header.host = word;
        body = rest;
    }
    if let Some((word, rest)) = token(body)
        && let Some(tag) = word.strip_suffix(':')
        && !tag.contains(['=', '"', '{'])
    {
        header.program = tag.split_once('[').map_or(tag, |(program, _)| program);
        body = rest;
    }
    (header, body)
}
