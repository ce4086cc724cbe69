//! The original text of each event; without one, `field->value, field->value` (as LogScale's text/plain export prints it).

use super::{EventWriter, Format, Kind};
use crate::event::{Event, Record, Row};

const RAW: &str = "@rawstring";

/// The registration.
pub const FORMAT: Format = Format {
    name: "raw",
    summary: "the original text of each event",
    reads: &[RAW],
    kind: Kind::Streaming(|_| Box::new(Raw)),
};

struct Raw;

impl EventWriter for Raw {
    fn write(&self, event: &Event<'_>, into: &mut Vec<u8>) {
        match raw_text(event) {
            Some(text) => write_line(text, into),
            None => {
                let mut fields = Fields::begin(into);
                event.for_each(&mut |name, value| fields.field(name, value));
                fields.end();
            }
        }
    }

    fn write_row(&self, row: &Row, into: &mut Vec<u8>) {
        match row.get(RAW) {
            Some(text) => write_line(text, into),
            None => {
                let mut fields = Fields::begin(into);
                row.iter().for_each(|(name, value)| fields.field(name, value));
                fields.end();
            }
        }
    }
}

/// What `@rawstring` is now. Where the query knows the name, a missing value says that a stage dropped it.
fn raw_text<'e>(event: &Event<'e>) -> Option<&'e str> {
    if let Some(symbol) = event.symbols().find(RAW) {
        return event.get(symbol);
    }
    let record = event.record();
    let may_have_field = match record {
        Record::Json(text) => memchr::memmem::find(text.as_bytes(), RAW.as_bytes()).is_some(),
        Record::Fields { .. } | Record::Row(_) => true,
    };
    let mut found = None;
    if may_have_field {
        event.for_each(&mut |name, value| {
            if name == RAW {
                found = Some(value);
            }
        });
    }
    found.or_else(|| record.raw())
}

/// A raw event may hold several lines; it ends with one line end all the same.
fn write_line(text: &str, into: &mut Vec<u8>) {
    into.extend_from_slice(text.strip_suffix('\n').unwrap_or(text).as_bytes());
    into.push(b'\n');
}

struct Fields<'v> {
    into: &'v mut Vec<u8>,
    is_empty: bool,
}

impl<'v> Fields<'v> {
    fn begin(into: &'v mut Vec<u8>) -> Self {
        Self { into, is_empty: true }
    }

    fn field(&mut self, name: &str, value: &str) {
        if !std::mem::take(&mut self.is_empty) {
            self.into.extend_from_slice(b", ");
        }
        self.into.extend_from_slice(name.as_bytes());
        self.into.extend_from_slice(b"->");
        self.into.extend_from_slice(value.as_bytes());
    }

    fn end(self) {
        self.into.push(b'\n');
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use bumpalo::Bump;

    use super::super::testing::{row, row_text};
    use super::*;
    use crate::event::Projection;
    use crate::symbol::Symbols;

    fn text_of(record: Record<'_>, symbols: &Symbols, change: impl FnOnce(&mut Event<'_>)) -> String {
        let arena = Bump::new();
        let projection = Projection::new(symbols, false, false, None);
        let mut event = Event::load(record, &projection, symbols, &arena).unwrap();
        change(&mut event);
        let mut text = Vec::new();
        Raw.write(&event, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn rows_show_their_fields() {
        assert_eq!(row_text("raw", &row(&[("code", "440"), ("_count", "1")])), "code->440, _count->1\n");
        assert_eq!(row_text("raw", &row(&[("a", "1"), ("@rawstring", "whole\nline\n")])), "whole\nline\n");
        assert_eq!(row_text("raw", &Row::new()), "\n");
    }

    #[test]
    fn the_line_is_shown_until_a_stage_drops_it() {
        let fields = [("a", "1")];
        let record = Record::Fields { fields: &fields, raw: Some("a=1") };
        assert_eq!(text_of(record, &Symbols::new(), |_| ()), "a=1\n");
        let mut symbols = Symbols::new();
        let raw = symbols.intern(RAW);
        assert_eq!(text_of(record, &symbols, |_| ()), "a=1\n");
        assert_eq!(text_of(record, &symbols, |event| event.remove(raw)), "a->1\n");
    }

    #[test]
    fn a_field_of_that_name_goes_before_the_line() {
        let fields = [("@rawstring", "original"), ("a", "1")];
        let record = Record::Fields { fields: &fields, raw: Some("line") };
        assert_eq!(text_of(record, &Symbols::new(), |_| ()), "original\n");
    }
}
