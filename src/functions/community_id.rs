//! `communityId()`: Gives the Community ID of a network flow.

use super::shared::flow::{Flow as NetworkFlow, protocol};
use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use core::net::IpAddr;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "communityId",
    summary: "Gives the Community ID of a network flow.",
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
    examples: &[
        Example {
            query: r#"communityId(proto=proto, sourceip=src, sourceport=sport, destinationip=dst, destinationport=dport)"#,
            input: r#"{"proto":"tcp","src":"1.2.3.4","sport":"1122","dst":"5.6.7.8","dport":"3344"}
{"proto":"tcp","src":"nowhere","sport":"1","dst":"5.6.7.8","dport":"2"}"#,
            output: r#"{"proto":"tcp","src":"1.2.3.4","sport":"1122","dst":"5.6.7.8","dport":"3344","_community_id":"1:wCb3OG7yAFWelaUydu0D+125CLM="}
{"proto":"tcp","src":"nowhere","sport":"1","dst":"5.6.7.8","dport":"2","_community_id":""}"#,
        },
        Example {
            query: r#"c := communityId(proto=p, sourceip=s, sourceport=sp, destinationip=d, destinationport=dp) | select(c)"#,
            input: r#"{"p":"6","s":"5.6.7.8","sp":"3344","d":"1.2.3.4","dp":"1122"}"#,
            output: r#"{"c":"1:wCb3OG7yAFWelaUydu0D+125CLM="}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let mut optional = |name: &str| build.optional_field(name).map(|target| target.symbol);
    let ports = [optional("sourceport"), optional("destinationport")];
    let icmp = [optional("icmptype"), optional("icmpcode")];
    let seed = build.integer("seed")?.and_then(|seed| u16::try_from(seed).ok()).unwrap_or(0);
    Ok(Executable::Compute(Box::new(CommunityId {
        protocol: build.field("proto")?.symbol,
        addresses: [build.field("sourceip")?.symbol, build.field("destinationip")?.symbol],
        ports,
        icmp,
        seed,
    })))
}

struct CommunityId {
    protocol: Symbol,
    /// Source and destination.
    addresses: [Symbol; 2],
    ports: [Option<Symbol>; 2],
    /// Type and code.
    icmp: [Option<Symbol>; 2],
    seed: u16,
}

impl CommunityId {
    /// The flow; none for invalid or incomplete input.
    fn flow(&self, event: &Event<'_>) -> Option<NetworkFlow> {
        let value = |field: Option<Symbol>| field.and_then(|field| event.get(field));
        let address = |field: Symbol| event.get(field)?.parse::<IpAddr>().ok();
        let [source, destination] = self.addresses;
        let mut flow = NetworkFlow::new(address(source)?, address(destination)?, protocol(event.get(self.protocol)?)?)?;
        let pair = |fields: [Option<Symbol>; 2]| match fields.map(value) {
            [Some(first), Some(second)] => Some(Some((first, second))),
            [None, None] => Some(None),
            _ => None,
        };
        if flow.is_icmp()
            && let Some((kind, code)) = pair(self.icmp)?
        {
            flow.set_icmp(kind.parse().ok()?, code.parse().ok()?);
        } else if let Some((source, destination)) = pair(self.ports)? {
            flow.set_ports(source.parse().ok()?, destination.parse().ok()?);
        }
        Some(flow)
    }
}

impl Compute for CommunityId {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        match self.flow(event) {
            Some(flow) => Value::Text(flow.community_id(self.seed, event.arena())),
            None => Value::Text(""),
        }
    }
}
