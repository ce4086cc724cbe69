//! `math:spherical2cartesian()`: Converts spherical to Cartesian coordinates.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Transform, Value};
use crate::symbol::Symbol;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "math:spherical2cartesian",
    summary: "Converts spherical to Cartesian coordinates.",
    page: "functions-math-spherical2cartesian.html",
    parameters: &[
        Parameter { default: Some("_spherical2cartesian"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("azimuth", Kind::Field) },
        Parameter { required: true, summary: "reference types it integer", ..Parameter::new("polar", Kind::Field) },
        Parameter {
            default: Some("1.0"),
            summary: "a number or a field; the reference marks it required and gives this default too",
            ..Parameter::new("radius", Kind::Field)
        },
    ],
    output: &["_spherical2cartesian.x", "_spherical2cartesian.y", "_spherical2cartesian.z"],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Converts spherical to cartesian coordinates and writes AS.x, AS.y, AS.z.",
        "z is the up axis; azimuth is measured from the x axis, polar is measured from the xy PLANE (latitude, not colatitude); both in DEGREES: x = r*cos(polar)*cos(azimuth), y = r*cos(polar)*sin(azimuth), z = r*sin(polar).",
        "Documented fixed points: polar 90 gives (0, 0, 1); polar 0 and azimuth 0 gives (1, 0, 0). Multiples of 90 degrees are computed exactly.",
        "azimuth and polar name fields; radius is a number or field, marked required but with default 1.0 when left out.",
        "The page says the function was not yet available in the documented release.",
    ],
    examples: &[
        Example {
            query: r#"math:spherical2cartesian(azimuth=lon, polar=lat, as=p)"#,
            input: r#"{"lat":"90","lon":"0"}
{"lat":"x","lon":"0"}"#,
            output: r#"{"lat":"90","lon":"0","p.x":"0","p.y":"0","p.z":"1"}
{"lat":"x","lon":"0"}"#,
        },
        Example {
            query: r#"math:spherical2cartesian(azimuth=lon, polar=lat, radius=r, as=p)"#,
            input: r#"{"lat":"0","lon":"180","r":"2"}"#,
            output: r#"{"lat":"0","lon":"180","r":"2","p.x":"-2","p.y":"0","p.z":"0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let name = build.output().name;
    let radius = build.field("radius")?;
    let radius = match number::parse_f64(&radius.name) {
        Some(number) => Radius::Number(number),
        None => Radius::Field(radius.symbol),
    };
    Ok(Executable::Transform(Box::new(Spherical {
        azimuth: build.field("azimuth")?.symbol,
        polar: build.field("polar")?.symbol,
        radius,
        output: ["x", "y", "z"].map(|axis| build.named(&format!("{name}.{axis}")).symbol),
    })))
}

struct Spherical {
    azimuth: Symbol,
    polar: Symbol,
    radius: Radius,
    /// The fields of x, y and z.
    output: [Symbol; 3],
}

enum Radius {
    Number(f64),
    Field(Symbol),
}

impl Transform for Spherical {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let number = |field: Symbol| event.get(field).and_then(number::parse_f64);
        let radius = match self.radius {
            Radius::Number(number) => Some(number),
            Radius::Field(field) => number(field),
        };
        if let (Some(azimuth), Some(polar), Some(radius)) = (number(self.azimuth), number(self.polar), radius) {
            let (sin, cos) = sin_cos(azimuth);
            let (up, along) = sin_cos(polar);
            for (field, value) in self.output.iter().zip([radius * along * cos, radius * along * sin, radius * up]) {
                if let Some(text) = Value::double(value).text(event.arena()) {
                    event.set(*field, text);
                }
            }
        }
        Flow::Keep
    }
}

/// Sine and cosine of degrees. The documented points lie at right angles, where radians would leave a rest of 6e-17.
fn sin_cos(degrees: f64) -> (f64, f64) {
    match degrees % 360.0 {
        0.0 => (0.0, 1.0),
        90.0 | -270.0 => (1.0, 0.0),
        180.0 | -180.0 => (0.0, -1.0),
        270.0 | -90.0 => (-1.0, 0.0),
        rest => rest.to_radians().sin_cos(),
    }
}
