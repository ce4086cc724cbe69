//! `cidr()`: Keeps the event when the IP address in field lies in at least one of the subnets.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "cidr",
    summary: "Keeps the event when the IP address in field lies in at least one of the subnets.",
    page: "functions-cidr.html",
    parameters: &[
        Parameter::new("column", Kind::Text),
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter::new("file", Kind::Text),
        Parameter { default: Some("false"), deprecated: true, ..Parameter::new("negate", Kind::Boolean) },
        Parameter::new("subnet", Kind::Texts),
    ],
    output: &[],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Keeps the event when the IP address in field lies in at least one of the subnets.",
        "subnet is one CIDR text or a list; IPv4 and IPv6 ranges may be mixed; an IPv4 address is never inside an IPv6 range and vice versa.",
        "file and column together read the subnets from that column of a CSV or JSON lookup file; they must be used together.",
        "A value that is not an IP address, or a missing field, does not match; 0.0.0.0/0 and ::/0 therefore test for valid IPv4 and IPv6 addresses.",
        "Negatable with ! or not; the negated form also passes events that lack the field.",
        "negate is deprecated since 1.100; negate=true means the same as !.",
        "A missing or unreadable lookup file is an error in a query; in a parser it is only a warning and parsing goes on.",
        "addr =~ cidr(subnet=\"...\") is the same as cidr(field=addr, subnet=\"...\").",
        "[inferred] a plain address without /n in subnet means /32 or /128.",
    ],
    examples: &[],
    build: None,
};
