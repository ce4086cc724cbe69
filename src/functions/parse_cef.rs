//! `parseCEF()`: Reads a message in the Common Event Format, version 0.

use super::shared::cef_extension::Labels;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseCEF",
    summary: "Reads a message in the Common Event Format, version 0.",
    page: "functions-parsecef.html",
    parameters: &[
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("cef."), ..Parameter::new("headerprefix", Kind::Text) },
        Parameter { default: Some("false"), ..Parameter::new("keeplabels", Kind::Boolean) },
        Parameter { default: Some("cef.label."), ..Parameter::new("labelprefix", Kind::Text) },
        Parameter { default: Some("cef.ext."), ..Parameter::new("prefix", Kind::Text) },
    ],
    output: &[
        "cef.version",
        "cef.device.vendor",
        "cef.device.product",
        "cef.device.version",
        "cef.event_class_id",
        "cef.name",
        "cef.severity",
        "cef.ext.<key>",
        "cef.label.<label>",
    ],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Parses CEF version 0 only; anything before the marker CEF:0 is skipped.",
        "Header parts, separated by |, become HEADERPREFIX + version, device.vendor, device.product, device.version, event_class_id, name, severity.",
        "Extension pairs key=value become PREFIX + key. A value runs until white space followed by the next key=; so values may contain blanks, parentheses, semicolons. Space and also TAB separate pairs.",
        "Escapes: \\\\ \\| in the header and \\\\ \\= \\n \\r in the extension are unescaped; the two characters \\t are turned into a tab inside a value but never act as separator (documented in terse wording).",
        "Label pairs: fooLabel=Text together with foo=value give LABELPREFIX + Text = value. With keeplabels=false (default) both ext fields foo and fooLabel are then left out; with true they are kept as well.",
        "Input that is not CEF:0, or field missing: event passes without these fields (error fields not documented). A header with less than seven parts is not CEF:0 here; parts are trimmed.",
        "The printed sample values in quotes with doubled backslashes are a display form; the value holds single backslashes (inferred).",
    ],
    examples: &[
        Example {
            query: "parseCEF(line) | drop(line)",
            input: r#"{"line":"Sep 19 host CEF:0|acme|fw|1.0|100|denied|10|src=10.0.0.1 msg=two words"}"#,
            output: r#"{"cef.version":"0","cef.device.vendor":"acme","cef.device.product":"fw","cef.device.version":"1.0","cef.event_class_id":"100","cef.name":"denied","cef.severity":"10","cef.ext.src":"10.0.0.1","cef.ext.msg":"two words"}"#,
        },
        Example {
            query: r#"parseCEF(line, headerprefix="h.", prefix="", labelprefix="") | select([h.name, Policy, act])"#,
            input: r#"{"line":"CEF:0|v|p|1|2|a \\| b|3|act=block cs1Label=Policy cs1=strict"}"#,
            output: r#"{"h.name":"a | b","Policy":"strict","act":"block"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let labels = Labels {
        prefix: build.text("prefix")?,
        label_prefix: build.text("labelprefix")?,
        keep: build.flag("keeplabels"),
    };
    let prefix = build.text("headerprefix")?;
    let header = HEADER.map(|name| build.named(&[prefix.as_str(), name].concat()).symbol);
    Ok(Executable::Transform(Box::new(ParseCef { field: build.field("field")?.symbol, header, labels })))
}

/// The parts of the header in their order.
const HEADER: [&str; 7] =
    ["version", "device.vendor", "device.product", "device.version", "event_class_id", "name", "severity"];

struct ParseCef {
    field: Symbol,
    header: [Symbol; 7],
    labels: Labels,
}

/// The text up to the next bar that is not escaped, and what follows the bar.
fn header_part(text: &str) -> (&str, Option<&str>) {
    let mut escaped = false;
    for (place, byte) in text.bytes().enumerate() {
        if byte == b'|' && !escaped {
            return (text.get(..place).unwrap_or_default(), text.get(place + 1..));
        }
        escaped = byte == b'\\' && !escaped;
    }
    (text, None)
}

fn unescaped<'e>(text: &'e str, event: &Event<'e>) -> &'e str {
    if !text.contains('\\') {
        return text;
    }
    let mut result = String::with_capacity(text.len());
    let mut characters = text.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => match characters.next() {
                Some(escaped @ ('\\' | '|')) => result.push(escaped),
                Some(other) => result.extend(['\\', other]),
                None => result.push('\\'),
            },
            _ => result.push(character),
        }
    }
    event.keep(&result)
}

impl Transform for ParseCef {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field) else { return Flow::Keep };
        let Some(start) = memchr::memmem::find(text.as_bytes(), b"CEF:0|") else { return Flow::Keep };
        let mut rest = text.get(start + "CEF:".len()..);
        let mut parts = [""; HEADER.len()];
        for part in &mut parts {
            // A header without all its parts is not CEF.
            let Some(text) = rest else { return Flow::Keep };
            let (value, more) = header_part(text);
            *part = value.trim();
            rest = more;
        }
        for (symbol, part) in self.header.iter().zip(parts) {
            event.set(*symbol, unescaped(part, event));
        }
        if let Some(extension) = rest {
            self.labels.set(event, extension);
        }
        Flow::Keep
    }
}
