//! `parseXml()`: Reads XML from a field and adds a field for each leaf element and attribute.

use super::shared::{parse_error, xml_fields};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use bumpalo::collections::Vec as ArenaVec;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseXml",
    summary: "Reads XML from a field and adds a field for each leaf element and attribute.",
    page: "functions-parsexml.html",
    parameters: &[
        Parameter { unnamed: true, default: Some("@rawstring"), ..Parameter::new("field", Kind::Field) },
        Parameter::new("prefix", Kind::Text),
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["(one field per element)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Adds a field per leaf element named by its path from the root, joined by '.': <log><service>x</service></log> gives log.service = x.",
        "Repeated sibling elements: outer.inner holds the FIRST value and outer.inner[0], outer.inner[1], ... hold all values in order.",
        "prefix is put before each name (write the dot yourself; inferred from parseJson).",
        "Field missing: the event is skipped (passes unprocessed).",
        "Field present but not XML: strict=false (default) passes the event with an error flag that describes the failure (here the general error fields: @error=true, @error_msg, @event_parsed=false); strict=true drops it.",
        "Attributes, namespaces, mixed content, CDATA are not documented (here: attribute a of element e is e.a, CDATA is text, names keep their namespace prefix, the text of an element with elements in it is trimmed).",
    ],
    examples: &[
        Example {
            query: "parseXml(doc) | drop(doc)",
            input: r#"{"doc":"<log><user id='7'>kim</user><msg>a &lt; b</msg></log>"}"#,
            output: r#"{"log.user":"kim","log.user.id":"7","log.msg":"a < b"}"#,
        },
        Example {
            query: r#"parseXml(doc, prefix="x.", strict=true) | drop(doc)"#,
            input: r#"{"doc":"<a><b>1</b><b>2</b></a>"}
{"doc":"no xml"}"#,
            output: r#"{"x.a.b":"1","x.a.b[0]":"1","x.a.b[1]":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    Ok(Executable::Transform(Box::new(ParseXml {
        field: build.field("field")?.symbol,
        prefix: build.optional_text("prefix").unwrap_or_default(),
        strict: build.flag("strict"),
    })))
}

struct ParseXml {
    field: Symbol,
    prefix: String,
    strict: bool,
}

impl Transform for ParseXml {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let Some(text) = event.get(self.field) else { return Flow::Keep };
        let mut fields: ArenaVec<'e, (&'e str, &'e str)> = ArenaVec::new_in(event.arena());
        match xml_fields::read(text, &self.prefix, event.arena(), &mut |name, value| fields.push((name, value))) {
            Ok(()) => fields.into_iter().for_each(|(name, value)| event.set_named(name, value)),
            Err(_) if self.strict => return Flow::Drop,
            Err(message) => parse_error::flag(event, &format!("parseXml: {message}")),
        }
        Flow::Keep
    }
}
