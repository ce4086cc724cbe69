//! `beta:param()`: Writes the value of the named query parameter (the ?name placeholders of saved searches and dashboards) into the field named by as on every event.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "beta:param",
    summary: "Writes the value of the named query parameter (the ?name placeholders of saved searches and dashboards) into the field named by as on every event.",
    page: "functions-beta-param.html",
    parameters: &[
        Parameter { required: true, ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("parameter", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::CloudOnly("the parameters come from the server"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Writes the value of the named query parameter (the ?name placeholders of saved searches and dashboards) into the field named by as on every event.",
        "Both arguments are required; the parameter is named by a string, without the question mark.",
        "[undocumented] the outcome when the parameter has no value; an error is the natural reading.",
        "Beta.",
    ],
    examples: &[],
    build: None,
};
