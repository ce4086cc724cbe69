//! `worldMap()`: Buckets points by geohash and computes magnitude for each cell.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "worldMap",
    summary: "Buckets points by geohash and computes magnitude for each cell.",
    page: "functions-worldmap.html",
    parameters: &[
        Parameter::new("ip", Kind::Field),
        Parameter::new("lat", Kind::Field),
        Parameter::new("lon", Kind::Field),
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("magnitude", Kind::Aggregates) },
        Parameter {
            default: Some("4"),
            summary: "geohash length, 1 to 12",
            ..Parameter::new("precision", Kind::Integer)
        },
    ],
    output: &["geohash, lat, lon, magnitude (names as the widget reads them; not stated by the function's page)"],
    roles: Roles::AGGREGATE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Buckets points by geohash and computes magnitude for each cell: one row a geohash cell of length precision.",
        "Points come from lat and lon (fields with decimal degrees) or from ip (needs the GeoIP database, so not available offline unless the user supplies one).",
        "Meant for the world-map widget, which reads lat, lon, magnitude and optionally geohash (ignored when lat and lon are there).",
        "precision 4 suits a whole globe, 12 a small area.",
        "No unnamed parameter. [inferred] Events without usable coordinates are left out; giving neither ip nor lat+lon is an error.",
        "[undocumented] Which lat/lon a cell gets (centre of the cell is natural).",
    ],
    examples: &[],
    build: None,
};
