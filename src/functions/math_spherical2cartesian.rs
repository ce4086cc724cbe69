//! `math:spherical2cartesian()`: Converts spherical to cartesian coordinates and writes AS.x, AS.y, AS.z.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:spherical2cartesian",
    summary: "Converts spherical to cartesian coordinates and writes AS.x, AS.y, AS.z.",
    page: "functions-math-spherical2cartesian.html",
    parameters: &[
        Parameter { default: Some("_spherical2cartesian"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("azimuth", Kind::Field) },
        Parameter { required: true, summary: "reference types it integer", ..Parameter::new("polar", Kind::Field) },
        Parameter { required: true, default: Some("1.0"), ..Parameter::new("radius", Kind::Field) },
    ],
    output: &["_spherical2cartesian.x", "_spherical2cartesian.y", "_spherical2cartesian.z"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Converts spherical to cartesian coordinates and writes AS.x, AS.y, AS.z.",
        "z is the up axis; azimuth is measured from the x axis, polar is measured from the xy PLANE (latitude, not colatitude); both in DEGREES: x = r*cos(polar)*cos(azimuth), y = r*cos(polar)*sin(azimuth), z = r*sin(polar).",
        "Documented fixed points: polar 90 gives (0, 0, 1); polar 0 and azimuth 0 gives (1, 0, 0). In plain double arithmetic cos(90 degrees) is 6.1e-17, so compare with a tolerance or snap.",
        "azimuth and polar name fields; radius is a number or field, marked required but with default 1.0 when left out.",
        "The page says the function was not yet available in the documented release.",
    ],
    examples: &[],
    build: None,
};
