//! `math:mod()`: Floor modulus.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:mod",
    summary: "Floor modulus.",
    page: "functions-math-mod.html",
    parameters: &[
        Parameter { default: Some("_mod"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("divisor", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_mod"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Floor modulus: result has the sign of the divisor (7 mod 3 = 1, -7 mod 3 = 2).",
        "Both the field value and the divisor are rounded DOWN to integers first, so decimals are accepted (7.8 mod 3 = 1).",
        "divisor is a literal number given by name. The page's example writes it as a second unnamed argument, which contradicts the one-unnamed-argument rule; accept only if leniency is wanted.",
        "Divisor 0 is not documented (suggested: no output field; or an argument error as it is a literal).",
        "Field missing or not a number: no output (inferred).",
    ],
    examples: &[],
    build: None,
};
