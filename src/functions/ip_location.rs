//! `ipLocation()`: Looks the IPv4/IPv6 address in `field` up in a MaxMind GeoLite2/GeoIP2 City database and adds PREFIX.country, PREFIX.city, PREFIX.lat, PREFIX.lon.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

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
    examples: &[],
    build: None,
};
