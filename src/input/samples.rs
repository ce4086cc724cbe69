//! The first records of a file, by which its source is told.

use bumpalo::Bump;

use super::delimited::{Delimited, Header};
use super::detect::{self, without_bom};
use super::documents::DocumentSplitter;
use super::format::Format;
use super::mapping::{Choice, Shape};
use super::part::cell_fields;
use crate::event::Record;

/// How many records are looked at.
const RECORDS: usize = 8;

/// What the records are that a file begins with. `complete`: the head is all of it.
pub(super) fn shape(head: &[u8], complete: bool, format: Format, map: Choice) -> Shape {
    let arena = Bump::new();
    let head = without_bom(head);
    let records: Vec<Record<'_>> = match format {
        Format::Ndjson => {
            let mut records = lines(head, complete).filter(|line| line.starts_with('{')).map(Record::Json);
            let first = records.next();
            // The events of Falcon need no second look, and folders may hold very many files of them.
            if map == Choice::Auto
                && let Some(shape) = first.as_ref().and_then(|record| Shape::of_falcon(record, &arena))
            {
                return shape;
            }
            first.into_iter().chain(records).collect()
        }
        Format::Lines => lines(head, complete).map(|line| Record::Fields { fields: &[], raw: Some(line) }).collect(),
        Format::Json => documents(head, complete),
        Format::Csv => cells(head, complete, detect::delimiter(head), &arena),
        Format::Tsv => cells(head, complete, b'\t', &arena),
        Format::Auditd => return Shape::known("auditd", map),
        Format::Evtx => return Shape::known("windows", map),
    };
    Shape::of(map, records, &arena)
}

fn lines(head: &[u8], complete: bool) -> impl Iterator<Item = &str> {
    let whole = if complete { head.len() } else { memchr::memrchr(b'\n', head).unwrap_or(0) };
    head.get(..whole)
        .unwrap_or(&[])
        .split(|byte| *byte == b'\n')
        .filter_map(|line| std::str::from_utf8(line).ok())
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .take(RECORDS)
}

fn documents(head: &[u8], complete: bool) -> Vec<Record<'_>> {
    let mut splitter = DocumentSplitter::new();
    splitter.feed(head, complete);
    let spans = splitter.take(0);
    let texts = spans.into_iter().take(RECORDS).filter_map(|span| std::str::from_utf8(head.get(span)?).ok());
    texts.map(Record::Json).collect()
}

fn cells<'c>(head: &'c [u8], complete: bool, delimiter: u8, arena: &'c Bump) -> Vec<Record<'c>> {
    let mut records = Delimited::new(delimiter).records(head, complete);
    let header = records.next().map(|line| Header::new(&String::from_utf8_lossy(line), delimiter));
    let Some(header) = header else { return Vec::new() };
    let header: &'c Header = arena.alloc(header);
    let fields = records.take(RECORDS).filter_map(|record| cell_fields(record, header, delimiter, arena).ok());
    fields.map(|(fields, raw)| Record::Fields { fields, raw: Some(raw) }).collect()
}
