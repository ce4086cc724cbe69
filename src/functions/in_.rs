//! `in()`: Passes an event when the field's value equals at least one entry of values.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "in",
    summary: "Passes an event when the field's value equals at least one entry of values.",
    page: "functions-in.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("false"), ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("values", Kind::Texts) },
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Passes an event when the field's value equals at least one entry of values.",
        "Comparison is on the whole value as text, case-sensitive unless ignoreCase=true.",
        "An entry may contain `*` as a wildcard for any run of characters; such an entry must be quoted in the query (e.g. \"4*\"). There is no escape documented for a literal `*`.",
        "values must be an array even for one entry (values=[\"404\"]); numbers may be written bare (values=[1,2,3]); a multi-value query parameter (?param) may be given instead of the array.",
        "The field may come from the left side: field =~ in(values=[...]); in a match statement the field is implied: field match { in(values=[...]) => ... }.",
        "Event without the field: does not match, so in() drops it and !in()/not in() lets it pass (inferred from the operator rule that only != succeeds on an absent field).",
        "Adds and changes no fields; usable as boolean inside if()/test() and inside case/match clauses.",
        "A leading name mismatch between documentation texts and code (400/404, WARN/WARNING) is a documentation slip; matching is exact.",
    ],
    examples: &[],
    build: None,
};
