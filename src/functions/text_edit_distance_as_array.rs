//! `text:editDistanceAsArray()`: Array form of text:editDistance().

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "text:editDistanceAsArray",
    summary: "Array form of text:editDistance().",
    page: "functions-text-editdistanceasarray.html",
    parameters: &[
        Parameter {
            default: Some("true"),
            values: &["false", "true"],
            ..Parameter::new("allowTranspositions", Kind::Boolean)
        },
        Parameter { default: Some("_distance"), ..Parameter::new("asArray", Kind::Array) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("ignoreCase", Kind::Boolean) },
        Parameter { required: true, min: Some(1), max: Some(100), ..Parameter::new("maxDistance", Kind::Integer) },
        Parameter { required: true, summary: "1 to 100 entries", ..Parameter::new("references", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("target", Kind::Expression) },
    ],
    output: &["_distance[i].distance", "_distance[i].reference"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Array form of text:editDistance(): compares target with every entry of references and writes an array of objects, one for each reference, in the given order [inferred order].",
        "Element fields: asArray[i].reference (the reference text) and asArray[i].distance (the number). Seen in a query published by CrowdStrike, which goes on with split(_distance) and then uses _distance.distance and _distance.reference.",
        "references needs 1 to 100 entries; outside that is an error.",
        "Both inputs are expressions evaluated first; with ignoreCase=true both are lower-cased before comparing.",
        "Distance = least number of single-character insertions, deletions and substitutions that turn target into the reference.",
        "allowTranspositions=true (default): swapping two neighbouring characters counts as one edit instead of two. [undocumented] whether it is the restricted form (optimal string alignment) or full Damerau.",
        "maxDistance is required, 1 to 100. When the distance reaches or exceeds it, maxDistance itself is the result.",
        "The result is described as a double; [inferred] whole values print without decimals, as elsewhere.",
        "ignoreCase was called caseInsensitive before 1.213.",
        "Only the first part of this page could be read (newer than the stored reference).",
    ],
    examples: &[],
    build: None,
};
