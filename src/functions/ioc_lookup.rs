//! `ioc:lookup()`: Looks the value of each given field up in CrowdStrike's indicator database (cloud data).

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "ioc:lookup",
    summary: "Looks the value of each given field up in CrowdStrike's indicator database (cloud data).",
    page: "functions-ioc-lookup.html",
    parameters: &[
        Parameter {
            default: Some("high"),
            values: &["unverified", "low", "medium", "high"],
            ..Parameter::new("confidenceThreshold", Kind::Text)
        },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Fields) },
        Parameter {
            default: Some("all columns"),
            values: &["indicator", "labels", "last_updated", "malicious_confidence", "published_date", "type"],
            ..Parameter::new("include", Kind::Texts)
        },
        Parameter { default: Some("ioc"), ..Parameter::new("prefix", Kind::Text) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("strict", Kind::Boolean) },
        Parameter { required: true, values: &["domain", "ip_address", "url"], ..Parameter::new("type", Kind::Text) },
    ],
    output: &[
        "ioc.detected",
        "ioc[N].indicator",
        "ioc[N].labels",
        "ioc[N].last_updated",
        "ioc[N].malicious_confidence",
        "ioc[N].published_date",
        "ioc[N].type",
    ],
    roles: Roles::FILTER,
    support: Support::NeedsData("an indicator file, --iocs FILE"),
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Looks the value of each given field up in CrowdStrike's indicator database (cloud data). Offline only an own indicator file could stand in.",
        "confidenceThreshold is the LOWEST level accepted, ordered unverified < low < medium < high; default high.",
        "On a match adds PREFIX.detected = true and, for the N-th matching indicator counted from 0, PREFIX[N].<column> for each included column; with no match no field is added.",
        "published_date and last_updated are Unix time in milliseconds (UTC); labels is one comma-separated text of category/value labels.",
        "strict=false (default) passes every event; strict=true passes only events where at least one field matched. Negation is allowed only together with strict=true.",
        "IP addresses: IPv4 and IPv6, and short and long IPv6 notation are equal. URLs and domains compare case-insensitively.",
        "The documented include example still shows malicious_confidence although it was not asked for; unclear whether that column is always added.",
        "A missing database in a parser only causes a parser warning; in a query it is an error.",
    ],
    examples: &[],
    build: None,
};
