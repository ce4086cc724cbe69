//! `math:pow()`: field raised to exponent.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:pow",
    summary: "field raised to exponent.",
    page: "functions-math-pow.html",
    parameters: &[
        Parameter { default: Some("_pow"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("exponent", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_pow"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "field raised to exponent; decimal and negative exponents work (0.5 gives the square root).",
        "exponent is documented as a number; the page's example nevertheless passes the name of a field holding it. Literal number is the safe reading; accepting a field name is an extension.",
        "Integral results print without decimals (2^3 prints 8; the page's 8.000000 is hand-edited).",
        "Negative base with fractional exponent (NaN) and overflow are not documented (suggested: no output field).",
        "Field missing or not a number: no output (inferred).",
    ],
    examples: &[],
    build: None,
};
