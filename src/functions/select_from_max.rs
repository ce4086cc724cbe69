//! `selectFromMax()`: Finds the one event with the maximum value in field and outputs one row with that event's include fields only.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "selectFromMax",
    summary: "Finds the one event with the maximum value in field and outputs one row with that event's include fields only.",
    page: "functions-selectfrommax.html",
    parameters: &[
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, ..Parameter::new("include", Kind::Texts) },
    ],
    output: &["the fields named in include"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Finds the one event with the maximum value in field and outputs one row with that event's include fields only; field itself is not output unless it is listed.",
        "Values are compared as numbers (a typical use is field=@timestamp).",
        "Events without field are not candidates. The page words its example (include=[x, @timestamp]) as picking the highest @timestamp among events that also have x; so an event lacking an included field is passed over. [undocumented] whether all or any of several include fields must be there.",
        "When several events share the maximum, any one of them may be returned; the choice is explicitly not deterministic (offline: take the first seen, for repeatable results).",
        "[inferred] No candidate event: no output row. Non-numeric values are ignored.",
        "Works inside groupBy as a sub-aggregate: one row a group with the group fields added.",
    ],
    examples: &[],
    build: None,
};
