//! `worldMap()`: Buckets points by geohash and computes magnitude for each cell.

use super::count::Count;
use super::geohash;
use super::group_by::GroupBy;
use super::shared::groups::group_fields;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::{Event, Row};
use crate::exec::aggregate::{BadState, States};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Aggregate, Build, Context, Executable, Stats};
use crate::symbol::Symbol;
use crate::value::number;

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
    examples: &[
        Example {
            query: r#"worldMap(lat=la, lon=lo) | select([geohash, magnitude])"#,
            input: r#"{"la":"51.507222","lo":"-0.1275"}
{"la":"51.51","lo":"-0.13"}
{"la":"55.676","lo":"12.568"}"#,
            output: r#"{"geohash":"gcpv","magnitude":"2"}
{"geohash":"u3bu","magnitude":"1"}"#,
        },
        Example {
            query: r#"worldMap(lat=la, lon=lo, magnitude=sum(n), precision=1) | select([geohash, magnitude])"#,
            input: r#"{"la":"51.5","lo":"-0.1","n":"3"}
{"la":"51.6","lo":"-0.2","n":"4"}
{"la":"north"}"#,
            output: r#"{"geohash":"g","magnitude":"7"}"#,
        },
    ],
    build: Some(build),
};

/// Most cells: the product's limit of groups (GroupMaxLimit).
const MOST_CELLS: usize = 1_000_000;

/// The field of the cell, which the world map widget reads.
const CELL: &str = "geohash";

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    if !(build.has("lat") && build.has("lon")) {
        let (code, message) = match build.has("ip") {
            true => (codes::NEEDS_DATA, "worldMap(ip=...) needs a database of places; give lat and lon fields instead"),
            false => (codes::MISSING_PARAMETER, "worldMap() needs the parameters lat and lon, or ip"),
        };
        return Err(Diagnostic::new(code, build.span, message));
    }
    let point = [build.field("lat")?.symbol, build.field("lon")?.symbol];
    let precision = build.limit("precision")?;
    let cell = build.named(CELL);
    let fields = group_fields(build, std::slice::from_ref(&cell));
    let magnitude = match build.aggregates("magnitude") {
        Some(magnitude) => magnitude,
        None => Stats::new(vec![Box::new(Count::events("_count"))]),
    };
    for name in ["lat", "lon", "magnitude"] {
        build.named(name);
    }
    let groups = GroupBy::new(fields, magnitude, MOST_CELLS);
    Ok(Executable::Aggregate(Box::new(WorldMap { groups, point, precision, cell: cell.symbol })))
}

struct WorldMap {
    groups: GroupBy,
    point: [Symbol; 2],
    precision: usize,
    cell: Symbol,
}

impl Aggregate for WorldMap {
    fn start(&self) -> Box<dyn States> {
        self.groups.start()
    }

    fn update<'e>(&'e self, states: &mut dyn States, group: usize, event: &mut Event<'e>, context: &'e Context) {
        let [latitude, longitude] = self.point.map(|field| event.get(field).and_then(number::parse_f64));
        // An event without a point on the globe is left out.
        if let (Some(latitude), Some(longitude)) = (latitude, longitude)
            && latitude.abs() <= 90.0
            && longitude.abs() <= 180.0
        {
            let mut copy = event.fork();
            copy.set(self.cell, geohash::cell(latitude, longitude, self.precision, event.arena()));
            self.groups.update(states, group, &mut copy, context);
        }
    }

    fn merge(&self, states: &mut dyn States, later: Box<dyn States>, groups: &[usize], context: &Context) {
        self.groups.merge(states, later, groups, context);
    }

    fn encode(&self, states: &mut dyn States) -> Result<Vec<u8>, BadState> {
        self.groups.encode(states)
    }

    fn decode(&self, bytes: &[u8]) -> Result<Box<dyn States>, BadState> {
        self.groups.decode(bytes)
    }

    fn gives_several_rows(&self) -> bool {
        true
    }

    fn finish(&self, states: &mut dyn States, group: usize, context: &Context) -> Vec<Row> {
        let cells = self.groups.finish(states, group, context);
        let rows = cells.iter().map(|cell| {
            let hash = cell.get(CELL).unwrap_or("");
            let (latitude, longitude) = geohash::middle(hash);
            let magnitude = cell.iter().find(|(name, _)| name.as_ref() != CELL).map_or("", |(_, value)| value);
            let coordinate = |degrees: f64| number::format_f64(degrees).unwrap_or_default();
            let fields = [
                (CELL, hash.to_owned()),
                ("lat", coordinate(latitude)),
                ("lon", coordinate(longitude)),
                ("magnitude", magnitude.to_owned()),
            ];
            fields.into_iter().collect()
        });
        rows.collect()
    }
}
