//! `setField()`: Evaluates target to get a field NAME and value to get the field's new value.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "setField",
    summary: "Evaluates target to get a field NAME and value to get the field's new value.",
    page: "functions-setfield.html",
    parameters: &[
        Parameter {
            required: true,
            default: Some("__setField"),
            summary: "the reference marks it required and gives this default too",
            ..Parameter::new("target", Kind::Expression)
        },
        Parameter { required: true, ..Parameter::new("value", Kind::Expression) },
    ],
    output: &["the field whose name target evaluates to"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Evaluates target to get a field NAME and value to get the field's new value. target=bar means: the field named by the content of bar; target=\"bar\" means the field bar.",
        "Overwrites an existing field, creates a missing one.",
        "setField(target=\"foo\", value=e) is the same as foo := e.",
        "When value evaluates to null (for example arithmetic on a missing or non-numeric field) no field is created or changed (general rule for assigning expressions).",
        "[inferred] target evaluating to null or the empty string: nothing is set.",
        "Both are expressions: quoted text is a string, bare words are field values, functions like if() are allowed.",
        "No unnamed parameter.",
    ],
    examples: &[],
    build: None,
};
