//! `math:arctan2()`: Angle in radians from the positive x axis to the point (x, y), in [-pi, pi], counter-clockwise positive.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:arctan2",
    summary: "Angle in radians from the positive x axis to the point (x, y), in [-pi, pi], counter-clockwise positive.",
    page: "functions-math-arctan2.html",
    parameters: &[
        Parameter { default: Some("_arctan2"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("x", Kind::Field) },
        Parameter { required: true, ..Parameter::new("y", Kind::Field) },
    ],
    output: &["_arctan2"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Angle in radians from the positive x axis to the point (x, y), in [-pi, pi], counter-clockwise positive: atan2(y, x).",
        "x and y are field names and must both be named; there is no unnamed parameter.",
        "Quadrant-aware: (1,1) gives pi/4, (-1,-1) gives -3*pi/4.",
        "Either field missing or not numeric: no output (inferred).",
        "(0,0) is not documented (atan2 convention gives 0).",
    ],
    examples: &[],
    build: None,
};
