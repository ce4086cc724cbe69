//! Tells the format of a file by its first bytes.

use super::delimited::{self, Delimited};
use super::format::Format;
use super::mapping::Choice;
use super::{auditd, evtx};
use crate::value::json;

/// How many lines are looked at.
const LINES: usize = 64;

/// Byte order mark of UTF-8.
pub(super) const BOM: &[u8] = b"\xef\xbb\xbf";

/// The bytes without a byte order mark at their start.
pub(super) fn without_bom(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(BOM).unwrap_or(bytes)
}

/// What a file certainly is, when it is nothing that can be read here.
pub(super) fn foreign(head: &[u8]) -> Option<&'static str> {
    match head {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => Some("UTF-16 text; convert it to UTF-8 first"),
        [b'E', b'l', b'f', b'F', b'i', b'l', b'e', 0, ..] if !evtx::IS_BUILT_IN => {
            Some("a Windows event log (EVTX); this program was built without the feature to read it")
        }
        [b'P', b'K', 3, 4, ..] => Some("a ZIP archive; unpack it first"),
        [b'P', b'A', b'R', b'1', ..] => Some("a Parquet file; convert it to NDJSON first"),
        [0xfd, b'7', b'z', b'X', b'Z', 0, ..] => Some("xz data; unpack it first"),
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, ..] => Some("bzip2 data; unpack it first"),
        _ => None,
    }
}

/// The format of a file that begins with `head`; `complete` when that is all of it.
pub(super) fn detect(head: &[u8], complete: bool, map: Choice) -> Format {
    if head.starts_with(evtx::MAGIC) {
        return Format::Evtx;
    }
    let mut objects = 0usize;
    let mut others = 0usize;
    let mut rest = head;
    while objects + others < LINES {
        let (line, after) = match memchr::memchr(b'\n', rest) {
            Some(end) => (rest.get(..end), rest.get(end + 1..)),
            None if complete => (Some(rest), None),
            None => break,
        };
        let line = without_bom(line.unwrap_or(&[]));
        if !line.trim_ascii().is_empty() {
            if line.first() == Some(&b'{') && std::str::from_utf8(line).is_ok_and(json::is_object) {
                // Folders may hold very many small files, so what the first line decides is decided by it.
                if objects + others == 0 {
                    return if is_wrapper(line) { Format::Json } else { Format::Ndjson };
                }
                objects += 1;
            } else {
                others += 1;
            }
        }
        match after {
            Some(after) => rest = after,
            None => break,
        }
    }
    let start = without_bom(head).trim_ascii_start();
    if looks_like_document(start) {
        // The first line is broken, or the beginning of an object over several lines.
        let lines_win = start.first() == Some(&b'{') && objects > 0 && objects >= others / 2;
        return if lines_win { Format::Ndjson } else { Format::Json };
    }
    if objects > others {
        return Format::Ndjson;
    }
    // Without mappings the lines of the audit log stay lines.
    if map != Choice::None && is_audit_log(start) {
        return Format::Auditd;
    }
    for (format, delimiter) in [(Format::Tsv, b'\t'), (Format::Csv, b','), (Format::Csv, b';')] {
        if has_header(start, delimiter, complete) {
            return format;
        }
    }
    Format::Lines
}

/// Whether a text begins as JSON does and as lines of a log (`[2024-01-01 ...`, `{thread-1} ...`) do not.
fn looks_like_document(start: &[u8]) -> bool {
    let (allowed, rest): (&[u8], _) = match start.split_first() {
        Some((b'{', rest)) => (b"\"}", rest),
        Some((b'[', rest)) => (b"{[]", rest),
        _ => return false,
    };
    match rest.trim_ascii_start().first() {
        Some(byte) => allowed.contains(byte),
        None => true,
    }
}

/// Whether most of the first lines are records of the Linux audit log; the log of a whole system holds others as well.
fn is_audit_log(start: &[u8]) -> bool {
    let lines = start.split(|byte| *byte == b'\n').filter(|line| !line.trim_ascii().is_empty()).take(LINES);
    let (mut audit, mut all) = (0, 0);
    for line in lines {
        all += 1;
        audit += usize::from(std::str::from_utf8(line).is_ok_and(auditd::is_audit_line));
    }
    audit * 2 > all
}

/// Whether an object is only there for the list of events in it.
fn is_wrapper(line: &[u8]) -> bool {
    super::documents::DocumentSplitter::is_wrapper(line)
}

/// Whether the first line can be a header: several different names, and as many cells in the second line.
fn has_header(start: &[u8], delimiter: u8, complete: bool) -> bool {
    let mut records =
        Delimited::new(delimiter).records(start, complete).map_while(|record| std::str::from_utf8(record).ok());
    let Some(header) = records.next() else {
        return false;
    };
    let mut seen = std::collections::BTreeSet::new();
    let named = delimited::cells(header, delimiter).all(|cell| {
        let name = cell.text();
        !name.is_empty()
            && name.len() <= 200
            && name.trim() == name
            && name.parse::<f64>().is_err()
            && seen.insert(name)
    });
    let count = |record| delimited::cells(record, delimiter).count();
    named && seen.len() > 1 && records.next().is_none_or(|record| count(record) == seen.len())
}

/// What separates the cells of a CSV file: a semicolon when the first line holds one and no comma.
pub(super) fn delimiter(head: &[u8]) -> u8 {
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or(&[]);
    if line.contains(&b';') && !line.contains(&b',') { b';' } else { b',' }
}
