//! `reverseDns()`: adds the host name of an address, from a hosts file.

use core::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use hashbrown::{HashMap, HashSet};

use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Compute, Context, Executable, Value};
use crate::lookup::Table;
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "reverseDns",
    summary: "Adds the host name of an address; offline it comes from a hosts file, never from the network.",
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
        "Adds the host name found by a PTR look-up of the IP address in field. [offline] The names come from the hosts file, or from a table named hosts with the columns ip and hostname; without one the events pass unchanged and there is a warning. server, timeouts and the ranges below do not matter then: what is in the file is found.",
        "Allowed only after the first aggregate function and only at the top level of the query: use before an aggregate, or inside a subquery or a function argument, is an error.",
        "An event whose look-up fails is kept unmodified (no _hostname field). Test _hostname=* afterwards to drop those.",
        "limit counts distinct IP addresses; when the input has more, a warning is issued and the remaining events are not annotated.",
        "Overall timeout 5 s by default (ReverseDnsDefaultTimeoutInMs); answers not there in time are left out with a warning.",
        "Rate limits: 1000 requests a second for a cluster, 10 concurrent requests a node by default. Answers are cached for a while.",
        "Not allowed in filter alerts and aggregate alerts.",
        "Addresses in these ranges are never looked up by default. IPv4: 0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24, 192.0.2.0/24, 192.31.196.0/24, 192.52.193.0/24, 192.88.99.0/24, 192.168.0.0/16, 192.175.48.0/24, 198.18.0.0/15, 198.51.100.0/24, 203.0.113.0/24, 240.0.0.0/4, 255.255.255.255/32. IPv6: ::/128, ::1/128, ::ffff:0:0/96, 64:ff9b::/96, 64:ff9b:1::/48, 100::/64, 2001::/23, 2001:db8::/32, 2002::/16, 2620:4f:8000::/48, fc00::/7, fe80::/10.",
        "rdns() is the older function it replaces (rdns: deprecated in 1.196, announced to be removed in 1.249).",
    ],
    examples: &[
        Example {
            query: "head() | reverseDns(ip, limit=1) | select([ip, _hostname])",
            input: r#"{"ip":"192.0.2.1"}
{"ip":"2001:db8::1"}
{"ip":"192.0.2.1"}"#,
            output: r#"{"ip":"192.0.2.1","_hostname":"gate.example"}
{"ip":"2001:db8::1"}
{"ip":"192.0.2.1","_hostname":"gate.example"}"#,
        },
        Example {
            query: "head() | reverseDns(ip)",
            input: r#"{"ip":"192.0.2.1"}
{"ip":"192.0.2.99"}
"#,
            output: r#"{"ip":"192.0.2.1","_hostname":"gate.example"}
{"ip":"192.0.2.99"}
"#,
        },
        Example {
            query: "groupBy(ip) | reverseDns(ip, as=name) | select([ip, name])",
            input: r#"{"ip":"2001:DB8:0::1"}
"#,
            output: r#"{"ip":"2001:DB8:0::1","name":"six.example"}
"#,
        },
    ],
    build: Some(build),
};

/// The lookup file that stands in for the name servers: a hosts file, or a table with the columns `ip` and `hostname`.
const HOSTS: &str = "hosts";

/// Also the build of `rdns()`, its older name.
pub(super) fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let found = match build.settings.lookups.table(HOSTS) {
        Some(Ok(table)) => Ok(table),
        Some(Err(reason)) => Err(format!("the hosts file cannot be read: {reason}")),
        None => Err("there is no hosts file".to_owned()),
    };
    let names = match found {
        Ok(table) => Names::new(table),
        Err(reason) => {
            let message = format!("{}() adds nothing: {reason}", build.function.name);
            let warning = Diagnostic::new(codes::NEEDS_DATA, build.span, message).severity(Severity::Warning);
            build.diagnostics.push(
                warning.help("give one with --hosts FILE; its lines are an address and a name, as in /etc/hosts"),
            );
            Names::new(Arc::default())
        }
    };
    // The older rdns() may run on several workers at once, where "the first addresses" has no meaning.
    let limit = if build.function.name == FUNCTION.name { build.limit("limit")? } else { usize::MAX };
    Ok(Executable::Compute(Box::new(ReverseDns { field, names, limit, seen: Mutex::default() })))
}

struct ReverseDns {
    field: Symbol,
    names: Names,
    /// Most distinct addresses that are looked up.
    limit: usize,
    seen: Mutex<HashSet<IpAddr, foldhash::fast::FixedState>>,
}

impl ReverseDns {
    /// Whether the address is among the first of its kind.
    fn is_allowed(&self, address: IpAddr, context: &Context) -> bool {
        if self.limit == usize::MAX {
            return true;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.contains(&address) {
            return true;
        }
        if seen.len() >= self.limit {
            context.warn(
                codes::LIMIT_REACHED,
                format!("reverseDns() met more than {} addresses; the others got no name", self.limit),
            );
            return false;
        }
        seen.insert(address)
    }
}

/// Names by address. Of several names for an address the first counts, as for a resolver that reads the file.
struct Names {
    table: Arc<Table>,
    rows: HashMap<IpAddr, usize, foldhash::fast::FixedState>,
    column: usize,
}

impl Names {
    fn new(table: Arc<Table>) -> Self {
        let mut rows = HashMap::default();
        if let Some(ip) = table.column("ip") {
            for row in 0..table.len() {
                if let Some(address) = table.value(row, ip).and_then(address) {
                    rows.entry(address).or_insert(row);
                }
            }
        }
        let column = table.column("hostname").unwrap_or(usize::MAX);
        Self { table, rows, column }
    }
}

fn address(text: &str) -> Option<IpAddr> {
    text.parse::<IpAddr>().ok().map(|address| address.to_canonical())
}

impl Compute for ReverseDns {
    fn compute<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Value<'e> {
        let address = event.get(self.field).and_then(address).filter(|address| self.is_allowed(*address, context));
        let row = address.and_then(|address| self.names.rows.get(&address));
        Value::of(row.and_then(|row| self.names.table.value(*row, self.names.column)))
    }
}
