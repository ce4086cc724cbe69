//! `asn()`: Looks the IP address of the field up in an autonomous-system database and adds PREFIX.asn (number) and PREFIX.org (organisation name).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "asn",
    summary: "Looks the IP address of the field up in an autonomous-system database and adds PREFIX.asn (number) and PREFIX.org (organisation name).",
    page: "functions-asn.html",
    parameters: &[
        Parameter { default: Some("(input field)"), ..Parameter::new("as", Kind::Output) },
        Parameter { unnamed: true, default: Some("ip"), ..Parameter::new("field", Kind::Field) },
    ],
    output: &["ip.asn", "ip.org"],
    roles: Roles::TRANSFORM,
    support: Support::NeedsData("a MaxMind database, --geoip FILE"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Looks the IP address of the field up in an autonomous-system database and adds PREFIX.asn (number) and PREFIX.org (organisation name); PREFIX is as, or the input field name.",
        "Works for IPv4 and IPv6 and for a mix of both.",
        "Fields are added only when an organisation is known for the address.",
        "The product uses MaxMind GeoLite2 data; offline the user must supply a GeoLite2-ASN database.",
        "Since 1.195 a failure of the database is an error for the query, before that it was a warning.",
        "[inferred] missing field, invalid or private address: the event passes without new fields.",
    ],
    examples: &[],
    build: None,
};
