//! `remoteTable()`: Runs a query on a remote (federated) source and keeps the result as an ad-hoc table.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "remoteTable",
    summary: "Runs a query on a remote (federated) source and keeps the result as an ad-hoc table.",
    page: "functions-remotetable.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("connection", Kind::Text) },
        Parameter { default: Some("as primary query"), ..Parameter::new("end", Kind::Time) },
        Parameter { required: true, ..Parameter::new("include", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("name", Kind::Text) },
        Parameter { required: true, ..Parameter::new("query", Kind::Text) },
        Parameter { default: Some("as primary query"), ..Parameter::new("start", Kind::Time) },
    ],
    output: &[],
    roles: Roles { filter: true, source: true, ..Roles::TRANSFORM },
    support: Support::CloudOnly("it asks another server"),
    place: Place::First,
    deprecated: None,
    behaviour: &[
        "Runs a query on a remote (federated) source and keeps the result as an ad-hoc table. Only in Falcon NG-SIEM, not in LogScale itself.",
        "Belongs in the preamble beside defineTable(), at top level, after setTimeInterval(); later defineTable() queries may use it; it may not be nested.",
    ],
    examples: &[],
    build: None,
};
