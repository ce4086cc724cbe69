//! `linReg()`: Ordinary least squares y = slope*x + intercept over all events.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "linReg",
    summary: "Ordinary least squares y = slope*x + intercept over all events.",
    page: "functions-linreg.html",
    parameters: &[
        Parameter { default: Some("_"), ..Parameter::new("prefix", Kind::Text) },
        Parameter { required: true, ..Parameter::new("x", Kind::Field) },
        Parameter { required: true, ..Parameter::new("y", Kind::Field) },
    ],
    output: &["_slope", "_intercept", "_r2", "_n"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Ordinary least squares y = slope*x + intercept over all events; one output row with PREFIXslope, PREFIXintercept, PREFIXr2, PREFIXn.",
        "r2 is the ADJUSTED coefficient: 1 - (1 - R2)*(n - 1)/(n - 2) (checked against all documented examples).",
        "n is the number of points used.",
        "If all x are equal, or all y are equal, nothing is output: inside groupBy() the group row appears with only the group field, none of the four fields.",
        "Events where x or y is missing or not numeric are skipped (inferred).",
        "Documented digits come from an incremental (mean/co-moment) summation whose order is not fixed: compare with a relative tolerance of about 1e-9. A Welford style update in time order reproduces example 1's slope and intercept exactly.",
        "n = 2 would divide by zero in the adjustment: behaviour not documented.",
    ],
    examples: &[],
    build: None,
};
