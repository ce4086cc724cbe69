//! `text:editDistance()`: Both inputs are expressions evaluated first.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:editDistance",
    summary: "Both inputs are expressions evaluated first.",
    page: "functions-text-editdistance.html",
    parameters: &[
        Parameter {
            default: Some("true"),
            values: &["false", "true"],
            ..Parameter::new("allowTranspositions", Kind::Boolean)
        },
        Parameter { default: Some("_distance"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { required: true, min: Some(1), max: Some(100), ..Parameter::new("maxDistance", Kind::Integer) },
        Parameter { required: true, ..Parameter::new("reference", Kind::Expression) },
        Parameter { required: true, ..Parameter::new("target", Kind::Expression) },
    ],
    output: &["_distance"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Both inputs are expressions evaluated first; with ignoreCase=true both are lower-cased before comparing.",
        "Distance = least number of single-character insertions, deletions and substitutions that turn target into the reference.",
        "allowTranspositions=true (default): swapping two neighbouring characters counts as one edit instead of two. [undocumented] whether it is the restricted form (optimal string alignment) or full Damerau.",
        "maxDistance is required, 1 to 100. When the distance reaches or exceeds it, maxDistance itself is the result.",
        "The result is described as a double; [inferred] whole values print without decimals, as elsewhere.",
        "ignoreCase was called caseInsensitive before 1.213.",
        "[undocumented] Missing target or reference: set nothing. Characters: code points (pages say 'character').",
        "Only the first part of this page could be read (it is newer than the stored reference 1.202-1.209).",
    ],
    examples: &[],
    build: None,
};
