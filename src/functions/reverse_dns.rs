//! `reverseDns()`: Adds the host name found by a PTR look-up of the IP address in field.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "reverseDns",
    summary: "Adds the host name found by a PTR look-up of the IP address in field.",
    page: "functions-reversedns.html",
    parameters: &[
        Parameter { default: Some("_hostname"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter {
            default: Some("5000"),
            summary: "dynamic configuration ReverseDnsDefaultLimit, upper bound ReverseDnsMaxLimit",
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter {
            summary: "default: RDNS_DEFAULT_SERVER, else the system resolver",
            ..Parameter::new("server", Kind::Text)
        },
    ],
    output: &["_hostname"],
    roles: Roles::TRANSFORM,
    support: Support::NeedsData("a hosts file, --hosts FILE"),
    place: Place::Ordered,
    deprecated: None,
    behaviour: &[
        "Adds the host name found by a PTR look-up of the IP address in field. Needs a DNS server, so it has no meaning offline; offline the event should pass unchanged with a warning.",
        "Allowed only after the first aggregate function and only at the top level of the query: use before an aggregate, or inside a subquery or a function argument, is an error.",
        "An event whose look-up fails is kept unmodified (no _hostname field). Test _hostname=* afterwards to drop those.",
        "limit counts distinct IP addresses; when the input has more, a warning is issued and the remaining events are not annotated.",
        "Overall timeout 5 s by default (ReverseDnsDefaultTimeoutInMs); answers not there in time are left out with a warning.",
        "Rate limits: 1000 requests a second for a cluster, 10 concurrent requests a node by default. Answers are cached for a while.",
        "Not allowed in filter alerts and aggregate alerts.",
        "Addresses in these ranges are never looked up by default. IPv4: 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.31.196.0/24, 192.52.193.0/24, 192.88.99.0/24, 192.168.0.0/16, 192.175.48.0/24, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 240.0.0.0/4, 255.255.255.255/32. IPv6: ::/128, ::1/128, ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48, 100::/64, 2001::/23, 2001:db8::/32, 2002::/16, 2620:4f:8000::/48, fc00::/7, fe80::/10.",
        "rdns() is the older function it replaces (rdns: deprecated in 1.196, announced to be removed in 1.249).",
    ],
    examples: &[],
    build: None,
};
