//! `avg()`: Arithmetic mean of the numbers in the field over all events, as one row with one field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "avg",
    summary: "Arithmetic mean of the numbers in the field over all events, as one row with one field.",
    page: "functions-avg.html",
    parameters: &[
        Parameter { default: Some("_avg"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_avg"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Arithmetic mean of the numbers in the field over all events, as one row with one field.",
        "Events without the field or with a non-number there are ignored (they do not count as zero).",
        "When no event has a number, avg() outputs zero rows: alone it gives an empty result, in a list or groupBy the field is simply left out (shown on functions-stats.html).",
        "A whole result prints without a decimal part (4), any other in full double precision (5.5).",
        "[inferred] computed in double precision; the page prints rounded figures such as 37.333 in places, the real text would be 37.333333333333336.",
        "Assignable: mean := avg(x) equals avg(x, as=mean).",
    ],
    examples: &[],
    build: None,
};
