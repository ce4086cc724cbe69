//! `matchAsArray()`: Like match(), but the matching rows are attached to the ORIGINAL event as an array of objects instead of producing one event per row.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "matchAsArray",
    summary: "Like match(), but the matching rows are attached to the ORIGINAL event as an array of objects instead of producing one event per row.",
    page: "functions-matchasarray.html",
    parameters: &[
        Parameter {
            default: Some("_now"),
            summary: "the default printed in the reference is evidently wrong",
            ..Parameter::new("asArray", Kind::Array)
        },
        Parameter { default: Some("(field parameter)"), ..Parameter::new("column", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { required: true, unnamed: true, ..Parameter::new("file", Kind::Text) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { default: Some("all columns"), ..Parameter::new("include", Kind::Texts) },
        Parameter { required: true, max: Some(10), ..Parameter::new("nrows", Kind::Integer) },
        Parameter { default: Some("true"), ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["asArray[N].<column>"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Like match(), but the matching rows are attached to the ORIGINAL event as an array of objects instead of producing one event per row: row i gives ARRAY[i].<column> for each included column.",
        "asArray is written with brackets, e.g. asArray=\"_result[]\".",
        "Only exact matching (no mode); ignoreCase, include, strict, column, file/table as in match().",
        "nrows is required; a stray row in match()'s parameter table, evidently this function's, says maximum 10 and that the latest nrows rows are used when more match (inferred).",
        "Order of the rows in the array is not known (page text only partly available).",
        "Newer than 1.209; only the page's head and the head of one example were available.",
    ],
    examples: &[],
    build: None,
};
