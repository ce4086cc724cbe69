//! `parseCsv()`: Reads a field as one line of CSV and gives its values to named columns.

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseCsv",
    summary: "Reads a field as one line of CSV and gives its values to named columns.",
    page: "functions-parsecsv.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("columns", Kind::Texts) },
        Parameter { default: Some(","), ..Parameter::new("delimiter", Kind::Text) },
        Parameter { default: Some("false"), ..Parameter::new("excludeEmpty", Kind::Boolean) },
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("false"), ..Parameter::new("trim", Kind::Boolean) },
    ],
    output: &["(names in columns)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Splits one CSV record and assigns the values to columns in order.",
        "A value starting with \" runs to the closing quote and may contain the delimiter; the quotes are removed. Quotes are optional.",
        "trim=false (default): blanks around the delimiter belong to the values, and a quote after a blank does NOT open a quoted value (its commas split).",
        "trim=true: white space around the delimiter is ignored, the quote may come after blanks; blanks inside quotes are kept.",
        "Fewer values than columns: the remaining columns are not assigned. More values: the surplus is dropped (inferred).",
        "excludeEmpty=true leaves out columns with an empty value; default creates them empty.",
        "delimiter is one character, default ','.",
        "columns may be a single name or an array. Existing fields are overwritten (inferred). Missing field: nothing happens.",
    ],
    examples: &[
        Example {
            query: "parseCsv(line, columns=[a, b, c]) | drop(line)",
            input: r#"{"line":"1,\"x, y\",3,4"}
{"line":"5"}"#,
            output: r#"{"a":"1","b":"x, y","c":"3"}
{"a":"5"}"#,
        },
        Example {
            query: r#"parseCsv(line, columns=[a, b, c], delimiter=";", trim=true, excludeEmpty=true) | drop(line)"#,
            input: r#"{"line":"1 ; ; \"say \"\"hi\"\"\""}"#,
            output: r#"{"a":"1","c":"say \"hi\""}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let text = build.text("delimiter")?;
    let mut characters = text.chars();
    let (Some(delimiter), None) = (characters.next(), characters.next()) else {
        let message = format!("parameter delimiter of parseCsv() is one character, found {text:?}");
        return Err(build.error(codes::ARGUMENT_VALUE, "delimiter", message));
    };
    let columns = build.texts("columns").iter().map(|name| build.named(name).symbol).collect();
    Ok(Executable::Transform(Box::new(ParseCsv {
        field: build.field("field")?.symbol,
        columns,
        delimiter,
        exclude_empty: build.flag("excludeEmpty"),
        trim: build.flag("trim"),
    })))
}

struct ParseCsv {
    field: Symbol,
    columns: Vec<Symbol>,
    delimiter: char,
    exclude_empty: bool,
    trim: bool,
}

impl ParseCsv {
    /// The value at the start of a text, and what follows its delimiter; `None` at the end of the record.
    fn value<'e>(&self, text: &'e str, event: &Event<'e>) -> (&'e str, Option<&'e str>) {
        let start = if self.trim { text.trim_start() } else { text };
        let Some(quoted) = start.strip_prefix('"') else {
            return match text.split_once(self.delimiter) {
                Some((value, rest)) => (self.trimmed(value), Some(rest)),
                None => (self.trimmed(text), None),
            };
        };
        let (inside, behind) = match closing_quote(quoted) {
            Some(end) => (quoted.get(..end).unwrap_or_default(), quoted.get(end + 1..).unwrap_or_default()),
            // Without a closing quote the value runs to the end.
            None => (quoted, ""),
        };
        let (tail, rest) = match behind.split_once(self.delimiter) {
            Some((tail, rest)) => (tail, Some(rest)),
            None => (behind, None),
        };
        let tail = self.trimmed(tail);
        if tail.is_empty() && !inside.contains('"') {
            return (inside, rest);
        }
        (event.keep(&[&inside.replace("\"\"", "\""), tail].concat()), rest)
    }

    fn trimmed<'t>(&self, text: &'t str) -> &'t str {
        if self.trim { text.trim() } else { text }
    }
}

/// Where the quote stands that closes a value; two quotes are a quote in the value.
fn closing_quote(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut quotes = memchr::memchr_iter(b'"', bytes);
    while let Some(quote) = quotes.next() {
        if bytes.get(quote + 1) != Some(&b'"') {
            return Some(quote);
        }
        quotes.next();
    }
    None
}

impl Transform for ParseCsv {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let mut rest = event.get(self.field);
        for column in &self.columns {
            let Some(text) = rest else { break };
            let (value, more) = self.value(text, event);
            if !(value.is_empty() && self.exclude_empty) {
                event.set(*column, value);
            }
            rest = more;
        }
        Flow::Keep
    }
}
