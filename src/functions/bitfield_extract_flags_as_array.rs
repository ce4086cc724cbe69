//! `bitfield:extractFlagsAsArray()`: Reads the field as an integer and writes the names of the set bits, among the pairs [bit, name] given, as an array from the lowest bit to the highest, whatever .

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bitfield:extractFlagsAsArray",
    summary: "Reads the field as an integer and writes the names of the set bits, among the pairs [bit, name] given, as an array from the lowest bit to the highest, whatever .",
    page: "functions-bitfield-extractflagsasarray.html",
    parameters: &[
        Parameter { default: Some("_flags[]"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter { required: true, ..Parameter::new("flagNames", Kind::TextLists) },
    ],
    output: &["_flags[0..]"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Reads the field as an integer and writes the names of the set bits, among the pairs [bit, name] given, as an array from the lowest bit to the highest, whatever the order of the list.",
        "Bits are numbered from 0 (value 1) up to 63; if the number is larger than 64 bits only the lowest 64 bits are used.",
        "A missing field does nothing. An existing array of the output name is overwritten.",
        "Validation: bit numbers must be non-negative and below 64, bit numbers must be unique, names must be unique; otherwise the query is an error.",
        "[inferred] no set bit gives no elements.",
    ],
    examples: &[],
    build: None,
};
