//! `geohash()`: Standard geohash (base 32 alphabet 0123456789bcdefghjkmnpqrstuvwxyz, longitude bit first) of the two fields, precision characters long.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "geohash",
    summary: "Standard geohash (base 32 alphabet 0123456789bcdefghjkmnpqrstuvwxyz, longitude bit first) of the two fields, precision characters long.",
    page: "functions-geohash.html",
    parameters: &[
        Parameter { default: Some("_geohash"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("ip.lat"), ..Parameter::new("lat", Kind::Field) },
        Parameter { default: Some("ip.lon"), ..Parameter::new("lon", Kind::Field) },
        Parameter { default: Some("12"), ..Parameter::new("precision", Kind::Number) },
    ],
    output: &["_geohash"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Standard geohash (base 32 alphabet 0123456789bcdefghjkmnpqrstuvwxyz, longitude bit first) of the two fields, precision characters long.",
        "51.507222, -0.1275 with the default 12 gives gcpvj0e5m415.",
        "Default input fields are those written by ipLocation().",
        "[inferred] missing or non-numeric input writes nothing; a shorter precision gives a prefix of the longer one.",
    ],
    examples: &[],
    build: None,
};
