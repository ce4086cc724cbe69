//! `parseCsv()`: Splits one CSV record and assigns the values to columns in order.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseCsv",
    summary: "Splits one CSV record and assigns the values to columns in order.",
    page: "functions-parsecsv.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("columns", Kind::Texts) },
        Parameter { default: Some(","), ..Parameter::new("delimiter", Kind::Text) },
        Parameter { default: Some("false"), ..Parameter::new("excludeEmpty", Kind::Boolean) },
        Parameter {
            required: true,
            unnamed: true,
            default: Some("@rawstring"),
            ..Parameter::new("field", Kind::Field)
        },
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
    examples: &[],
    build: None,
};
