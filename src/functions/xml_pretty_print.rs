//! `xml:prettyPrint()`: Re-formats the XML text in field with step characters of indentation a level, trying to keep lines within width characters.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "xml:prettyPrint",
    summary: "Re-formats the XML text in field with step characters of indentation a level, trying to keep lines within width characters.",
    page: "functions-xml-prettyprint.html",
    parameters: &[
        Parameter { default: Some("name of the input field"), ..Parameter::new("as", Kind::Output) },
        Parameter {
            required: true,
            unnamed: true,
            default: Some("@rawstring"),
            summary: "may be left out although marked required",
            ..Parameter::new("field", Kind::Field)
        },
        Parameter { default: Some("2"), ..Parameter::new("step", Kind::Integer) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
        Parameter { default: Some("80"), ..Parameter::new("width", Kind::Integer) },
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
    examples: &[],
    build: None,
};
