//! `min()`: Gives the smallest number in a field.

use super::max::Extreme;
use crate::diagnostic::Diagnostic;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "min",
    summary: "Gives the smallest number in a field.",
    page: "functions-min.html",
    parameters: &[
        Parameter { default: Some("_min"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            summary: "listed without description in older pages, absent in the 2026 list",
            ..Parameter::new("type", Kind::Text)
        },
    ],
    output: &["_min"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Smallest number in the field over all events; one output row with field _min.",
        "Values that are not numbers and events without the field are ignored; if no event has a numeric value the function returns nothing (no value for _min).",
        "Comparison is numeric, never alphabetical (95 < 180 < 2850).",
        "Works on @timestamp (milliseconds).",
        "Whether the 'nothing' case is zero rows or one row without the field at top level is not documented; inside groupBy() the group row stays (suggested: at top level one empty row is suppressed).",
        "Whether the printed result keeps the original spelling of the winning value (e.g. 3.0) or is re-printed as a number is not documented (suggested: re-print).",
        "r := min(x) inside [...] or {...} names the output r.",
    ],
    examples: &[
        Example {
            query: "min(latency)",
            input: r#"{"latency":"180"}
{"latency":"2850"}
{"latency":"95"}
{"latency":"slow"}"#,
            output: r#"{"_min":"95"}"#,
        },
        Example {
            query: "groupBy(path, function=min(latency))",
            input: r#"{"path":"/a","latency":"7"}
{"path":"/b","latency":"3"}
{"path":"/a","latency":"5"}"#,
            output: r#"{"path":"/a","_min":"5"}
{"path":"/b","_min":"3"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    Ok(Executable::Aggregate(Box::new(Extreme::smallest(field, build.output_name().into()))))
}
