//! `parseXml()`: Adds a field per leaf element named by its path from the root, joined by '.': <log><service>x</service></log> gives log.service = x.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "parseXml",
    summary: "Adds a field per leaf element named by its path from the root, joined by '.': <log><service>x</service></log> gives log.service = x.",
    page: "functions-parsexml.html",
    parameters: &[
        Parameter {
            required: true,
            unnamed: true,
            default: Some("@rawstring"),
            ..Parameter::new("field", Kind::Field)
        },
        Parameter::new("prefix", Kind::Text),
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
    ],
    output: &["(one field per element)"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Adds a field per leaf element named by its path from the root, joined by '.': <log><service>x</service></log> gives log.service = x.",
        "Repeated sibling elements: outer.inner holds the FIRST value and outer.inner[0], outer.inner[1], ... hold all values in order.",
        "prefix is put before each name (write the dot yourself; inferred from parseJson).",
        "Field missing: the event is skipped (passes unprocessed).",
        "Field present but not XML: strict=false (default) passes the event with an error flag that describes the failure (names not given; see parseJson for the general error fields); strict=true drops it.",
        "Attributes, namespaces, mixed content, CDATA are not documented (suggested: attribute a of element e as e.a; CDATA as text).",
    ],
    examples: &[],
    build: None,
};
