//! `geography:distance()`: Gives the distance of two places on earth, in metres.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "geography:distance",
    summary: "Gives the distance of two places on earth, in metres.",
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
    examples: &[
        Example {
            query: r#"geography:distance(lat1=a, lon1=b, lat2=c, lon2=d)"#,
            input: r#"{"a":"10","b":"20","c":"10","d":"20"}
{"a":"x","b":"1","c":"1","d":"1"}"#,
            output: r#"{"a":"10","b":"20","c":"10","d":"20","_distance":"0"}
{"a":"x","b":"1","c":"1","d":"1"}"#,
        },
        Example {
            query: r#"geography:distance(lat1=a, lon1=b, lat2=c, lon2=d, as=m) | format("%.0f", field=m, as=m) | select(m)"#,
            input: r#"{"a":"0","b":"0","c":"90","d":"0"}"#,
            output: r#"{"m":"10007558"}"#,
        },
    ],
    build: Some(build),
};

/// The radius of the earth in metres that gives the figures of the page.
const RADIUS: f64 = 6_371_009.0;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mut place = |latitude: &str, longitude: &str| -> Result<[Symbol; 2], Diagnostic> {
        Ok([build.field(latitude)?.symbol, build.field(longitude)?.symbol])
    };
    let from = place("lat1", "lon1")?;
    let to = place("lat2", "lon2")?;
    Ok(Executable::Compute(Box::new(Distance { from, to })))
}

struct Distance {
    /// Latitude and longitude.
    from: [Symbol; 2],
    to: [Symbol; 2],
}

impl Compute for Distance {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let place = |fields: [Symbol; 2]| match fields.map(|field| event.get(field).and_then(number::parse_f64)) {
            // Not to_radians(), which differs in the last digit.
            [Some(latitude), Some(longitude)] => Some([latitude, longitude].map(|x| x / 180.0 * std::f64::consts::PI)),
            _ => None,
        };
        match (place(self.from), place(self.to)) {
            (Some(from), Some(to)) => Value::double(haversine(from, to)),
            _ => Value::Null,
        }
    }
}

fn haversine([latitude1, longitude1]: [f64; 2], [latitude2, longitude2]: [f64; 2]) -> f64 {
    let across = ((latitude2 - latitude1) / 2.0).sin();
    let along = ((longitude2 - longitude1) / 2.0).sin();
    let height = across * across + latitude1.cos() * latitude2.cos() * (along * along);
    2.0 * RADIUS * height.sqrt().asin()
}
