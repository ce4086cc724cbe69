//! `xml:prettyPrint()`: Writes XML over several lines.

use super::shared::xml_layout;
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::INPUT_FIELD;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "xml:prettyPrint",
    summary: "Writes XML over several lines.",
    page: "functions-xml-prettyprint.html",
    parameters: &[
        Parameter { default: Some(INPUT_FIELD), ..Parameter::new("as", Kind::Output) },
        Parameter {
            unnamed: true,
            default: Some("@rawstring"),
            summary: "the reference marks it required and gives this default too",
            ..Parameter::new("field", Kind::Field)
        },
        Parameter { default: Some("2"), min: Some(0), max: Some(100), ..Parameter::new("step", Kind::Integer) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
        Parameter { default: Some("80"), min: Some(1), ..Parameter::new("width", Kind::Integer) },
    ],
    output: &["the input field (overwritten), or the field named by as"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Re-formats the XML text in field with step characters of indentation a level, trying to keep lines within width characters.",
        "Not valid XML: the unmodified text goes to the output field; with strict=true the output field is not set at all for such events (the event still passes).",
        "Without arguments: @rawstring, in place. x := xml:prettyPrint(field=f) sets as=x.",
        "[inferred] The parameters are those of Scala's PrettyPrinter(width, step): an element that fits on one line within width stays on one line, otherwise its children are broken onto lines indented by step. The exact layout is not documented.",
        "Expensive; use it last, after filtering.",
    ],
    examples: &[
        Example {
            query: r#"xml:prettyPrint(x)"#,
            input: r#"{"x":"<a><b k='1'>text</b><c/></a>"}
{"x":"<a>"}"#,
            output: r#"{"x":"<a>\n  <b k='1'>text</b>\n  <c/>\n</a>"}
{"x":"<a>"}"#,
        },
        Example {
            query: r#"p := xml:prettyPrint(x, step=1, width=10, strict=true)"#,
            input: r#"{"x":"<note>a long text</note>"}
{"x":"no xml"}"#,
            output: r#"{"x":"<note>a long text</note>","p":"<note>\n a long text\n</note>"}
{"x":"no xml"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let step = build.limit("step")?;
    let width = build.limit("width")?;
    let strict = build.flag("strict");
    Ok(Executable::Compute(Box::new(PrettyPrint { field: build.field("field")?.symbol, step, width, strict })))
}

struct PrettyPrint {
    field: Symbol,
    /// Blanks for each level.
    step: usize,
    /// An element that fits into a line of so many characters stays on it.
    width: usize,
    /// Gives nothing for text that is no XML.
    strict: bool,
}

impl Compute for PrettyPrint {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let Some(text) = event.get(self.field) else { return Value::Null };
        context.with_scratch(|out| {
            if xml_layout::write(text, self.step, self.width, out) {
                Value::Text(event.keep(out))
            } else if self.strict {
                Value::Null
            } else {
                Value::Text(text)
            }
        })
    }
}
