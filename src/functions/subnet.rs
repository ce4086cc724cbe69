//! `subnet()`: Gives the network of an IPv4 address.

use crate::diagnostic::Diagnostic;
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::symbol::Symbol;
use bumpalo::collections::String as ArenaString;
use core::net::Ipv4Addr;
use std::fmt::Write;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "subnet",
    summary: "Gives the network of an IPv4 address.",
    page: "functions-subnet.html",
    parameters: &[
        Parameter { default: Some("_subnet"), ..Parameter::new("as", Kind::Output) },
        Parameter { required: true, min: Some(0), max: Some(32), ..Parameter::new("bits", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
    ],
    output: &["_subnet"],
    roles: Roles::COMPUTE,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Network of the IPv4 address in field for the given prefix length, in CIDR notation: 10.0.15.200 with bits=23 gives 10.0.14.0/23.",
        "Only IPv4 is described. [undocumented] IPv6 or non-address values: set nothing.",
        "[inferred] bits must be 0 to 32; other values are an error.",
    ],
    examples: &[
        Example {
            query: r#"subnet(ip, bits=23)"#,
            input: r#"{"ip":"10.0.15.200"}
{"ip":"::1"}"#,
            output: r#"{"ip":"10.0.15.200","_subnet":"10.0.14.0/23"}
{"ip":"::1"}"#,
        },
        Example {
            query: r#"net := subnet(ip, bits=0)"#,
            input: r#"{"ip":"10.0.15.200"}"#,
            output: r#"{"ip":"10.0.15.200","net":"0.0.0.0/0"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let bits = build.integer("bits")?.and_then(|bits| u32::try_from(bits).ok()).ok_or_else(|| build.missing("bits"))?;
    // A shift by all bits of a number is no shift; then no bit of the address is kept.
    let mask = u32::MAX.checked_shl(32_u32.saturating_sub(bits)).unwrap_or(0);
    Ok(Executable::Compute(Box::new(Subnet { field: build.field("field")?.symbol, bits, mask })))
}

struct Subnet {
    field: Symbol,
    bits: u32,
    mask: u32,
}

impl Compute for Subnet {
    fn compute<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Value<'e> {
        let Some(address) = event.get(self.field).and_then(|text| text.parse::<Ipv4Addr>().ok()) else {
            return Value::Null;
        };
        let network = Ipv4Addr::from_bits(address.to_bits() & self.mask);
        let mut text = ArenaString::with_capacity_in(18, event.arena());
        let _ = write!(text, "{network}/{}", self.bits); // writing to a text cannot fail
        Value::Text(text.into_bump_str())
    }
}
