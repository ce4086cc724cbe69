//! `asn()`: Looks the IP address of the field up in an autonomous-system database and adds PREFIX.asn (number) and PREFIX.org (organisation name).

use std::sync::Arc;

use core::net::IpAddr;

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::geography::Geography;
use crate::exec::{Build, Context, Executable, Flow, Transform};
use crate::symbol::Symbol;

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
    examples: &[
        Example {
            query: r#"asn(ip)"#,
            input: r#"{"ip":"192.0.2.200"}
{"ip":"203.0.113.1"}"#,
            output: r#"{"ip":"192.0.2.200","ip.asn":"64500","ip.org":"Example Net"}
{"ip":"203.0.113.1"}"#,
        },
        Example {
            query: r#"asn(ip, as=net) | groupBy(net.org)"#,
            input: r#"{"ip":"2001:db8::1"}
{"ip":"192.0.2.1"}
{"ip":"192.0.2.2"}"#,
            output: r#"{"net.org":"Example Six","_count":"1"}
{"net.org":"Example Net","_count":"2"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?;
    let prefix = build.optional_field("as").map_or_else(|| field.name.clone(), |target| target.name);
    let outputs = ["asn", "org"].map(|part| build.named(&format!("{prefix}.{part}")).symbol);
    let databases = databases(build);
    Ok(Executable::Transform(Box::new(Asn { field: field.symbol, outputs, databases })))
}

/// The databases, or a warning that the events pass as they are.
fn databases(build: &mut Build<'_>) -> Option<Arc<dyn Geography>> {
    let found = build.settings.geography.clone().filter(|databases| databases.has_networks());
    if found.is_none() {
        let warning =
            Diagnostic::new(codes::NEEDS_DATA, build.span, "asn() adds nothing: there is no database of networks")
                .severity(Severity::Warning)
                .help("give your own with --geoip FILE, a GeoLite2 or GeoIP2 ASN database (.mmdb)");
        build.diagnostics.push(warning);
    }
    found
}

struct Asn {
    field: Symbol,
    outputs: [Symbol; 2],
    databases: Option<Arc<dyn Geography>>,
}

impl Transform for Asn {
    fn apply<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> Flow<'e> {
        let address = event.get(self.field).and_then(|text| text.parse::<IpAddr>().ok());
        let network = address.zip(self.databases.as_ref()).and_then(|(address, known)| known.network(address));
        // Fields are added only when an organisation is known (functions-asn.html).
        if let Some(network) = network
            && let Some(organization) = &network.organization
        {
            let [number, name] = self.outputs;
            if let Some(asn) = network.number {
                event.set(number, event.keep(&asn.to_string()));
            }
            event.set(name, event.keep(organization));
        }
        Flow::Keep
    }
}
