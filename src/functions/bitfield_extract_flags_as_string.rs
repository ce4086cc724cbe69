//! `bitfield:extractFlagsAsString()`: Like bitfield:extractFlagsAsArray() but joins the names of the set bits, lowest bit first, with separator (default one space) into one field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bitfield:extractFlagsAsString",
    summary: "Like bitfield:extractFlagsAsArray() but joins the names of the set bits, lowest bit first, with separator (default one space) into one field.",
    page: "functions-bitfield-extractflagsasstring.html",
    parameters: &[
        Parameter { default: Some("_flags"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, ..Parameter::new("flagNames", Kind::TextLists) },
        Parameter { default: Some(" "), ..Parameter::new("separator", Kind::Text) },
    ],
    output: &["_flags"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Like bitfield:extractFlagsAsArray() but joins the names of the set bits, lowest bit first, with separator (default one space) into one field.",
        "Bits are numbered from 0 (value 1) up to 63; if the number is larger than 64 bits only the lowest 64 bits are used.",
        "When no listed bit is set the output field holds an empty string.",
        "A missing field does nothing. An existing output field is overwritten.",
        "Same validation: bit numbers 0 to 63, unique bits, unique names.",
    ],
    examples: &[],
    build: None,
};
