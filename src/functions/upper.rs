//! `upper()`: Upper-cases the field's value and writes it to as (default _upper).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "upper",
    summary: "Upper-cases the field's value and writes it to as (default _upper).",
    page: "functions-upper.html",
    parameters: &[
        Parameter { default: Some("_upper"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("system locale"),
            summary: "ISO 639 language, optionally _ and ISO 3166 country: da, da_DK",
            ..Parameter::new("locale", Kind::Text)
        },
    ],
    output: &["_upper"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Upper-cases the field's value and writes it to as (default _upper); the input field stays.",
        "field is a field name, also when quoted: upper(\"d\") reads field d. In expressions upper(f) gives the value.",
        "Unicode-aware; locale picks language rules (offline: language-neutral default, special-case tr/az/lt).",
        "Tag fields work: upper(#category, as=category). Array elements work: upper(msg[1], as=x).",
        "[inferred] Missing field: set nothing.",
    ],
    examples: &[],
    build: None,
};
