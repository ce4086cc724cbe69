//! `ipLocation()`: Looks the IPv4/IPv6 address in `field` up in a MaxMind GeoLite2/GeoIP2 City database and adds PREFIX.country, PREFIX.city, PREFIX.lat, PREFIX.lon.

use std::sync::Arc;

use core::net::IpAddr;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::geography::Geography;
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;
use crate::value::number;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "ipLocation",
    summary: "Looks the IPv4/IPv6 address in `field` up in a MaxMind GeoLite2/GeoIP2 City database and adds PREFIX.country, PREFIX.city, PREFIX.lat, PREFIX.lon.",
    page: "functions-iplocation.html",
    parameters: &[
        Parameter { default: Some("(name of the field)"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("ip"), ..Parameter::new("field", Kind::Field) },
    ],
    output: &["ip.country", "ip.city", "ip.lat", "ip.lon"],
    roles: Roles::TRANSFORM,
    support: Support::NeedsData("a MaxMind database, --geoip FILE"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Looks the IPv4/IPv6 address in `field` up in a MaxMind GeoLite2/GeoIP2 City database and adds PREFIX.country, PREFIX.city, PREFIX.lat, PREFIX.lon.",
        "PREFIX is the field name unless as is given: ipLocation(address) writes address.country ...; ipLocation(as=address) reads ip and writes address.country ...; ipLocation(field=@rawstring) writes @rawstring.country ...",
        "country is the two-letter ISO code (DK, AU, US); lat and lon are printed as plain decimals with the database's own precision (55.674, 12.5696).",
        "A component the database does not know is not added (city is often absent).",
        "Missing field, text that is no address, or address not in the database: event passes with no field added (inferred).",
        "Since 1.195 a failing database is reported as an error, before that as a warning.",
        "Results depend on the database edition: no exact test cases are given.",
    ],
    examples: &[
        Example {
            query: r#"ipLocation(ip)"#,
            input: r#"{"ip":"192.0.2.7"}
{"ip":"no address"}"#,
            output: r#"{"ip":"192.0.2.7","ip.country":"DK","ip.city":"Aarhus","ip.lat":"56.1567","ip.lon":"10.2108"}
{"ip":"no address"}"#,
        },
        Example {
            query: r#"ipLocation(src, as=from) | select([from.country, from.city])"#,
            input: r#"{"src":"2001:db8:1::5"}"#,
            output: r#"{"from.country":"US"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?;
    let prefix = build.optional_field("as").map_or_else(|| field.name.clone(), |target| target.name);
    let outputs = ["country", "city", "lat", "lon"].map(|part| build.named(&format!("{prefix}.{part}")).symbol);
    let databases = databases(build);
    Ok(Executable::Transform(Box::new(IpLocation { field: field.symbol, outputs, databases })))
}

/// The databases, or a warning that the events pass as they are.
fn databases(build: &mut Build<'_>) -> Option<Arc<dyn Geography>> {
    let found = build.settings.geography.clone().filter(|databases| databases.has_places());
    if found.is_none() {
        let warning =
            Diagnostic::new(codes::NEEDS_DATA, build.span, "ipLocation() adds nothing: there is no database of places")
                .severity(Severity::Warning)
                .help("give your own with --geoip FILE, a GeoLite2 or GeoIP2 City database (.mmdb)");
        build.diagnostics.push(warning);
    }
    found
}

struct IpLocation {
    field: Symbol,
    outputs: [Symbol; 4],
    databases: Option<Arc<dyn Geography>>,
}

impl Transform for IpLocation {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let address = event.get(self.field).and_then(|text| text.parse::<IpAddr>().ok());
        if let Some(place) = address.zip(self.databases.as_ref()).and_then(|(address, known)| known.place(address)) {
            let degrees = |degrees: Option<f64>| degrees.and_then(number::format_f64);
            let parts = [place.country, place.city, degrees(place.latitude), degrees(place.longitude)];
            for (output, part) in self.outputs.iter().zip(&parts) {
                if let Some(text) = part {
                    event.set(*output, event.keep(text));
                }
            }
        }
        Flow::Keep
    }
}
