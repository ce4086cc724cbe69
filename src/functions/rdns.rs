//! `rdns()`: Looks up the host name of an IP address (functions-rdns.html).

use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function. Real queries call it (usage survey: 8 of 3,541), the catalogue lists its successor only.
pub static FUNCTION: Function = Function {
    name: "rdns",
    summary: "Looks up the host name of an IP address.",
    page: "functions-rdns.html",
    parameters: &[
        Parameter { default: Some("hostname"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter::new("limit", Kind::Integer),
        Parameter::new("server", Kind::Text),
    ],
    output: &["hostname"],
    roles: Roles::COMPUTE,
    support: Support::NeedsData("a hosts file, --hosts FILE"),
    place: Place::Anywhere,
    deprecated: Some("use reverseDns()"),
    behaviour: &["Adds the host name of the address in field; an address without one leaves the event as it is."],
    examples: &[
        Example {
            query: "rdns(ip)",
            input: r#"{"ip":"192.0.2.1"}"#,
            output: r#"{"ip":"192.0.2.1","hostname":"gate.example"}"#,
        },
        Example {
            query: "rdns(ip, as=name) | select([name])",
            input: r#"{"ip":"192.0.2.1"}"#,
            output: r#"{"name":"gate.example"}"#,
        },
    ],
    build: Some(super::reverse_dns::build),
};
