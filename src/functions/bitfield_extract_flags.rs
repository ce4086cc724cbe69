//! `bitfield:extractFlags()`: Reads the field as an integer and writes, for every pair [bit, name] in output, the field name with the text true or false.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "bitfield:extractFlags",
    summary: "Reads the field as an integer and writes, for every pair [bit, name] in output, the field name with the text true or false.",
    page: "functions-bitfield-extractflags.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("field", Kind::Field) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("onlyTrue", Kind::Boolean) },
        Parameter { required: true, ..Parameter::new("output", Kind::TextLists) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Reads the field as an integer and writes, for every pair [bit, name] in output, the field name with the text true or false.",
        "Bits are numbered from 0 (value 1) up to 63; if the number is larger than 64 bits only the lowest 64 bits are used.",
        "onlyTrue=true writes only the fields whose bit is set; the others are not created.",
        "Neither parameter name may be left out (no unnamed argument).",
        "[inferred] a missing or non-integer field leaves the event unchanged; negative numbers count as 64-bit two's complement; the same validation as the two sibling functions applies (bit numbers 0 to 63, unique bits and names).",
        "The first example of the page sets onlyTrue=true but shows false flags (see doubtful-1.md).",
    ],
    examples: &[],
    build: None,
};
