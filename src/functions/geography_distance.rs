//! `geography:distance()`: Great-circle distance in metres between (lat1, lon1) and (lat2, lon2), given as names of fields holding decimal degrees.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "geography:distance",
    summary: "Great-circle distance in metres between (lat1, lon1) and (lat2, lon2), given as names of fields holding decimal degrees.",
    page: "functions-geography-distance.html",
    parameters: &[
        Parameter { default: Some("_distance"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("lat1", Kind::Field) },
        Parameter { required: true, ..Parameter::new("lat2", Kind::Field) },
        Parameter { required: true, ..Parameter::new("lon1", Kind::Field) },
        Parameter { required: true, ..Parameter::new("lon2", Kind::Field) },
    ],
    output: &["_distance"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Great-circle distance in metres between (lat1, lon1) and (lat2, lon2), given as names of fields holding decimal degrees.",
        "Haversine formula on a sphere; altitude is ignored.",
        "Recovered from the printed example and matching it to the last digit: h = sin(dlat/2)^2 + cos(lat1)*cos(lat2)*sin(dlon/2)^2, distance = 2*R*asin(sqrt(h)), R = 6371009 m, degrees to radians as x/180*pi (x*(pi/180) differs in the last digit). London-Tokyo prints 9558729.514524894.",
        "Divide by 1000 for kilometres.",
        "[inferred] a missing or non-numeric input writes nothing.",
    ],
    examples: &[],
    build: None,
};
