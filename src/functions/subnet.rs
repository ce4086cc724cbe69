//! `subnet()`: Network of the IPv4 address in field for the given prefix length, in CIDR notation.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "subnet",
    summary: "Network of the IPv4 address in field for the given prefix length, in CIDR notation.",
    page: "functions-subnet.html",
    parameters: &[
        Parameter { default: Some("_subnet"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("bits", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_subnet"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Network of the IPv4 address in field for the given prefix length, in CIDR notation: 10.0.15.200 with bits=23 gives 10.0.14.0/23.",
        "Only IPv4 is described. [undocumented] IPv6 or non-address values: set nothing.",
        "[inferred] bits must be 0 to 32; other values are an error.",
    ],
    examples: &[],
    build: None,
};
