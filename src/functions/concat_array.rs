//! `concatArray()`: Joins the elements FIELD[from] to FIELD[to] (both included) into one text.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "concatArray",
    summary: "Joins the elements FIELD[from] to FIELD[to] (both included) into one text.",
    page: "functions-concatarray.html",
    parameters: &[
        Parameter { default: Some("_concatArray"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("0"), min: Some(0), ..Parameter::new("from", Kind::Number) },
        Parameter::new("prefix", Kind::Text),
        Parameter::new("separator", Kind::Text),
        Parameter::new("suffix", Kind::Text),
        Parameter::new("to", Kind::Number),
    ],
    output: &["_concatArray"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Joins the elements FIELD[from] to FIELD[to] (both included) into one text: prefix, elements with separator between them, suffix.",
        "from defaults to 0, to defaults to the last element; to must not be smaller than from.",
        "Joining stops before the first missing index: with 0, 1 and 3 only 0 and 1 are joined.",
        "If the first index (from) is missing, no field is written at all.",
        "field is the base name without brackets (quoted or not).",
        "prefix, separator and suffix default to nothing.",
    ],
    examples: &[],
    build: None,
};
