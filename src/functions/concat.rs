//! `concat()`: Joins the values of the listed fields, in the given order, without a separator.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "concat",
    summary: "Joins the values of the listed fields, in the given order, without a separator.",
    page: "functions-concat.html",
    parameters: &[
        Parameter { default: Some("_concat"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
    ],
    output: &["_concat"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Joins the values of the listed fields, in the given order, without a separator.",
        "Entries are always field names, quoted or not; literals cannot be mixed in (use format(\"%s/%s\", field=[a,b])). The page says such a literal does not work and raises an error, while another example of the same page relies on it (see doubtful-1.md).",
        "A missing field adds nothing (object array example: only one of two fields present gives that one alone).",
        "[undocumented] the result when every field is missing.",
    ],
    examples: &[],
    build: None,
};
