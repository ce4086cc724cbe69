//! `geohash()`: Gives the geohash of a latitude and a longitude.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use crate::value::number;
use bumpalo::collections::String as ArenaString;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "geohash",
    summary: "Gives the geohash of a latitude and a longitude.",
    page: "functions-geohash.html",
    parameters: &[
        Parameter { default: Some("_geohash"), ..Parameter::new("as", Kind::Output) },
        Parameter { default: Some("ip.lat"), ..Parameter::new("lat", Kind::Field) },
        Parameter { default: Some("ip.lon"), ..Parameter::new("lon", Kind::Field) },
        Parameter { default: Some("12"), min: Some(1), max: Some(20), ..Parameter::new("precision", Kind::Integer) },
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
    examples: &[
        Example {
            query: r#"geohash(lat=y, lon=x)"#,
            input: r#"{"y":"51.507222","x":"-0.1275"}
{"y":"north","x":"1"}"#,
            output: r#"{"y":"51.507222","x":"-0.1275","_geohash":"gcpvj0e5m415"}
{"y":"north","x":"1"}"#,
        },
        Example {
            query: r#"area := geohash(lat=y, lon=x, precision=4)"#,
            input: r#"{"y":"51.507222","x":"-0.1275"}"#,
            output: r#"{"y":"51.507222","x":"-0.1275","area":"gcpv"}"#,
        },
    ],
    build: Some(build),
};

const ALPHABET: &[u8; 32] = b"0123456789bcdefghjkmnpqrstuvwxyz";

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let precision = build.limit("precision")?;
    Ok(Executable::Compute(Box::new(Geohash {
        latitude: build.field("lat")?.symbol,
        longitude: build.field("lon")?.symbol,
        precision,
    })))
}

struct Geohash {
    latitude: Symbol,
    longitude: Symbol,
    /// The number of characters.
    precision: usize,
}

impl Compute for Geohash {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let number = |field: Symbol| event.get(field).and_then(number::parse_f64);
        let (Some(latitude), Some(longitude)) = (number(self.latitude), number(self.longitude)) else {
            return Value::Null;
        };
        let mut hash = ArenaString::with_capacity_in(self.precision, event.arena());
        write_geohash(latitude, longitude, self.precision, |letter| hash.push(char::from(letter)));
        Value::Text(hash.into_bump_str())
    }
}

/// Writes the letters of a geohash, all ASCII, and gives latitude and longitude of the centre of its cell.
pub(super) fn write_geohash(latitude: f64, longitude: f64, precision: usize, mut write: impl FnMut(u8)) -> (f64, f64) {
    let mut longitude = Bisection { value: longitude, low: -180.0, high: 180.0 };
    let mut latitude = Bisection { value: latitude, low: -90.0, high: 90.0 };
    for place in 0..precision {
        let mut digit = 0;
        for bit in 0..5 {
            // Bits take turns over the whole hash, longitude first.
            let half = if (place * 5 + bit) % 2 == 0 { longitude.halve() } else { latitude.halve() };
            digit = digit << 1 | usize::from(half);
        }
        write(ALPHABET.get(digit).copied().unwrap_or(b'0'));
    }
    (latitude.middle(), longitude.middle())
}

struct Bisection {
    value: f64,
    low: f64,
    high: f64,
}

impl Bisection {
    fn middle(&self) -> f64 {
        f64::midpoint(self.low, self.high)
    }

    /// Narrows the range; true for the upper half.
    fn halve(&mut self) -> bool {
        let middle = self.middle();
        let upper = self.value >= middle;
        if upper {
            self.low = middle
        } else {
            self.high = middle
        }
        upper
    }
}
