//! `parseInt()`: Reads the value as an UNSIGNED integer of the given radix (default 16!) and writes it in decimal.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseInt",
    summary: "Reads the value as an UNSIGNED integer of the given radix (default 16!) and writes it in decimal.",
    page: "functions-parseint.html",
    parameters: &[
        Parameter { default: Some("(input field)"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("big"), values: &["big", "little"], ..Parameter::new("endian", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("16"), min: Some(2), max: Some(36), ..Parameter::new("radix", Kind::Integer) },
    ],
    output: &["(input field)"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Reads the value as an UNSIGNED integer of the given radix (default 16!) and writes it in decimal; output replaces the input field unless as is given.",
        "A leading 0x or 16# is accepted; other prefixes must be removed first.",
        "endian=little reverses the order of the digit PAIRS (bytes) of a hexadecimal value: 8001 little is 0x0180 = 384, big is 0x8001 = 32769. Only for radix 16.",
        "radix and other numbers may be written quoted (radix=\"2\").",
        "Not a number in that radix, negative sign, overflow beyond 64 bit, odd digit count with little: not documented (suggested: no output field).",
    ],
    examples: &[],
    build: None,
};
