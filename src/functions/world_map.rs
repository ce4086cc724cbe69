//! `worldMap()`: Sums up points on a map by geohash cells, for a world map.

use super::geohash::write_geohash;
use super::shared::magnitudes::{Keys, Magnitudes};
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::geography::Geography;
use crate::exec::{Build, Executable};
use crate::symbol::Symbol;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "worldMap",
    summary: "Sums up points on a map by geohash cells, for a world map.",
    page: "functions-worldmap.html",
    parameters: &[
        Parameter::new("ip", Kind::Field),
        Parameter::new("lat", Kind::Field),
        Parameter::new("lon", Kind::Field),
        Parameter { default: Some("count(as=_count)"), ..Parameter::new("magnitude", Kind::Aggregates) },
        Parameter {
            default: Some("4"),
            min: Some(1),
            max: Some(12),
            summary: "geohash length, 1 to 12",
            ..Parameter::new("precision", Kind::Integer)
        },
    ],
    output: &["geohash", "lat", "lon", "magnitude"],
    roles: Roles::AGGREGATE,
    support: Support::NeedsData("a GeoIP database for ip; lat and lon need none"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Buckets points by geohash and computes magnitude for each cell: one row a geohash cell of length precision.",
        "Points come from lat and lon (fields with decimal degrees) or from ip (needs the GeoIP database, so not available offline unless the user supplies one).",
        "Meant for the world-map widget, which reads lat, lon, magnitude and optionally geohash (ignored when lat and lon are there).",
        "precision 4 suits a whole globe, 12 a small area.",
        "No unnamed parameter. [inferred] Events without usable coordinates are left out; giving neither ip nor lat+lon is an error.",
        "[undocumented] Which lat/lon a cell gets; here those of its centre. The names of the output fields are those that the widget reads.",
    ],
    examples: &[
        Example {
            query: "worldMap(ip=src, precision=2) | select([geohash, magnitude])",
            input: r#"{"src":"192.0.2.1"}
{"src":"192.0.2.2"}
{"src":"203.0.113.1"}"#,
            output: r#"{"geohash":"u1","magnitude":"2"}"#,
        },
        Example {
            query: r#"worldMap(lat=la, lon=lo, precision=3)"#,
            input: r#"{"la":"51.507222","lo":"-0.1275"}
{"la":"51.6","lo":"-0.2"}
{"la":"55.676","lo":"12.568"}
{"la":"north"}"#,
            output: r#"{"geohash":"gcp","lat":"51.328125","lon":"-0.703125","magnitude":"2"}
{"geohash":"u3b","lat":"55.546875","lon":"11.953125","magnitude":"1"}"#,
        },
        Example {
            query: r#"worldMap(lat=la, lon=lo, precision=1, magnitude=sum(n))"#,
            input: r#"{"la":"10","lo":"20","n":"5"}
{"la":"11","lo":"21","n":"7"}"#,
            output: r#"{"geohash":"s","lat":"22.5","lon":"22.5","magnitude":"12"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let points = match (build.optional_field("lat"), build.optional_field("lon"), build.optional_field("ip")) {
        (Some(latitude), Some(longitude), _) => Points::Fields(latitude.symbol, longitude.symbol),
        (_, _, Some(address)) => {
            let Some(places) = build.settings.geography.clone().filter(|places| places.has_places()) else {
                let message = "worldMap() needs a database of places to place addresses";
                return Err(Diagnostic::new(codes::NEEDS_DATA, build.span_of("ip"), message)
                    .help("give your own with --geoip FILE, or fields with coordinates: lat= and lon="));
            };
            Points::Address(address.symbol, places)
        }
        (latitude, ..) => return Err(build.missing(if latitude.is_some() { "lon" } else { "lat" })),
    };
    let cells = Cells { points, precision: build.limit("precision")? };
    Ok(Executable::Aggregate(Box::new(Magnitudes::new(build, cells, "magnitude", "magnitude"))))
}

/// Where an event's point comes from.
enum Points {
    /// Decimal degrees in two fields.
    Fields(Symbol, Symbol),
    /// The place of an address.
    Address(Symbol, Arc<dyn Geography>),
}

impl Points {
    fn of(&self, event: &Event<'_>) -> Option<(f64, f64)> {
        let (latitude, longitude) = match self {
            Self::Fields(latitude, longitude) => {
                let degrees = |field: Symbol| event.get(field).and_then(number::parse_f64);
                (degrees(*latitude)?, degrees(*longitude)?)
            }
            Self::Address(field, places) => {
                let place = places.place(event.get(*field)?.parse().ok()?)?;
                (place.latitude?, place.longitude?)
            }
        };
        (latitude.abs() <= 90.0 && longitude.abs() <= 180.0).then_some((latitude, longitude))
    }
}

struct Cells {
    points: Points,
    /// Characters of a geohash.
    precision: usize,
}

impl Keys for Cells {
    /// The centre of the cell in two doubles, and its geohash.
    fn write(&self, event: &Event<'_>, key: &mut Vec<u8>) -> bool {
        let Some((latitude, longitude)) = self.points.of(event) else { return false };
        let mut hash = [0; 12];
        let mut length = 0;
        let centre = write_geohash(latitude, longitude, self.precision, |letter| {
            if let Some(place) = hash.get_mut(length) {
                *place = letter;
                length += 1;
            }
        });
        key.extend_from_slice(&centre.0.to_le_bytes());
        key.extend_from_slice(&centre.1.to_le_bytes());
        key.extend_from_slice(hash.get(..length).unwrap_or(&hash));
        true
    }

    fn row(&self, key: &[u8]) -> Row {
        let mut row = Row::new();
        let Some((latitude, rest)) = key.split_first_chunk::<8>() else { return row };
        let Some((longitude, hash)) = rest.split_first_chunk::<8>() else { return row };
        row.push("geohash".into(), std::str::from_utf8(hash).unwrap_or(""));
        for (name, degrees) in [("lat", latitude), ("lon", longitude)] {
            if let Some(text) = number::format_f64(f64::from_le_bytes(*degrees)) {
                row.push(name.into(), &text);
            }
        }
        row
    }

    fn sort(&self, rows: &mut Vec<Row>) {
        rows.sort_by_cached_key(|row| row.get("geohash").map(str::to_owned));
    }
}
