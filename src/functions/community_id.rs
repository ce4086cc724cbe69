//! `communityId()`: Computes the Community ID v1 flow hash.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "communityId",
    summary: "Computes the Community ID v1 flow hash.",
    page: "functions-communityid.html",
    parameters: &[
        Parameter { default: Some("_community_id"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, ..Parameter::new("destinationip", Kind::Field) },
        Parameter::new("destinationport", Kind::Field),
        Parameter::new("icmpcode", Kind::Field),
        Parameter::new("icmptype", Kind::Field),
        Parameter { required: true, ..Parameter::new("proto", Kind::Field) },
        Parameter { default: Some("0"), min: Some(0), max: Some(65_535), ..Parameter::new("seed", Kind::Integer) },
        Parameter { required: true, ..Parameter::new("sourceip", Kind::Field) },
        Parameter::new("sourceport", Kind::Field),
    ],
    output: &["_community_id"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Computes the Community ID v1 flow hash: \"1:\" followed by the Base64 of SHA-1 over seed (2 bytes, network order), the two addresses, protocol number, a zero byte and, when present, the two ports.",
        "The endpoints are ordered so that the smaller (address, port) pair comes first; both directions of a flow give the same ID.",
        "All parameters except seed and as name fields. proto is read as an IANA number 0 to 255 or a protocol keyword (TCP, UDP, ICMP, SCTP ...).",
        "For ICMP and ICMPv6, icmptype and icmpcode (both or neither) are mapped to port equivalents as in the specification, including the one-way treatment of types without a counterpart.",
        "Ports are optional (protocols without ports are hashed without them) and must be 0 to 65535.",
        "Any invalid input (bad address, port out of range ...) writes an empty string to the output field.",
        "Verified against the specification: TCP 1.2.3.4:1122 to 5.6.7.8:3344 gives 1:wCb3OG7yAFWelaUydu0D+125CLM= (seed 0).",
        "[inferred] protocol keywords are matched without regard to case; a missing required field counts as invalid input.",
    ],
    examples: &[],
    build: None,
};
