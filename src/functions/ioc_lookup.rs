//! `ioc:lookup()`: looks addresses, domains and links up in a file of indicators.

use core::net::IpAddr;
use std::sync::Arc;

use hashbrown::HashMap;

use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::lookup::Table;
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "ioc:lookup",
    summary: "Looks addresses, domains and links up in a file of indicators, which stands in for the vendor's database.",
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
        "Looks the value of each given field up in CrowdStrike's indicator database (cloud data). [offline] The user's own indicator file, the lookup file ioc, stands in: columns indicator, type (domain, ip_address, url), malicious_confidence, labels, last_updated, published_date. A row without a confidence counts as high, one without a type as of every type; without the file the query is refused.",
        "confidenceThreshold is the LOWEST level accepted, ordered unverified < low < medium < high; default high.",
        "On a match adds PREFIX.detected = true and, for the N-th matching indicator counted from 0, PREFIX[N].<column> for each included column; with no match no field is added.",
        "published_date and last_updated are Unix time in milliseconds (UTC); labels is one comma-separated text of category/value labels.",
        "strict=false (default) passes every event; strict=true passes only events where at least one field matched. Negation is allowed only together with strict=true.",
        "IP addresses: IPv4 and IPv6, and short and long IPv6 notation are equal. URLs and domains compare case-insensitively.",
        "The documented include example still shows malicious_confidence although it was not asked for; unclear whether that column is always added.",
        "A missing database in a parser only causes a parser warning; in a query it is an error.",
    ],
    examples: &[
        Example {
            query: "ioc:lookup(dns, type=domain, strict=true, include=[indicator, labels])",
            input: r#"{"dns":"BAD.example"}
{"dns":"good.example"}
"#,
            output: r#"{"dns":"BAD.example","ioc.detected":"true","ioc[0].indicator":"bad.example","ioc[0].labels":"Malware/Test"}
"#,
        },
        Example {
            query: "ioc:lookup([src, dst], type=ip_address, confidenceThreshold=low, prefix=hit, include=malicious_confidence)",
            input: r#"{"src":"192.0.2.66","dst":"2001:db8:0:0::66"}
{"src":"10.0.0.1"}
"#,
            output: r#"{"src":"192.0.2.66","dst":"2001:db8:0:0::66","hit.detected":"true","hit[0].malicious_confidence":"low","hit[1].malicious_confidence":"high"}
{"src":"10.0.0.1"}
"#,
        },
    ],
    build: Some(build),
};

/// The lookup file that stands in for the vendor's database.
const INDICATORS: &str = "ioc";

/// Levels of confidence, the lowest first.
const LEVELS: [&str; 4] = ["unverified", "low", "medium", "high"];

const COLUMNS: [&str; 6] = ["indicator", "labels", "last_updated", "malicious_confidence", "published_date", "type"];

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields: Vec<Symbol> = build.fields("field").into_iter().map(|field| field.symbol).collect();
    let strict = build.flag("strict");
    if build.negated && !strict {
        let error = Diagnostic::new(codes::ARGUMENT_VALUE, build.span, "!ioc:lookup() needs strict=true");
        return Err(error.help("without it every event passes, so that its negation passes none"));
    }
    let level = build.text("confidenceThreshold")?;
    let threshold = LEVELS.iter().position(|known| known.eq_ignore_ascii_case(&level)).unwrap_or(LEVELS.len() - 1);
    let kind = build.text("type")?.to_ascii_lowercase();
    let prefix = build.text("prefix")?;
    let table = match build.settings.lookups.table(INDICATORS) {
        Some(Ok(table)) => table,
        Some(Err(reason)) => {
            let message = format!("the indicator file cannot be read: {reason}");
            return Err(Diagnostic::new(codes::NEEDS_DATA, build.span, message));
        }
        None => {
            let message = "ioc:lookup() needs an indicator file: the vendor's database is not there offline";
            return Err(Diagnostic::new(codes::NEEDS_DATA, build.span, message)
                .help(format!("give one with --iocs FILE: CSV with the columns {}", COLUMNS.join(", "))));
        }
    };
    let include = build.texts("include");
    let all = !build.has("include");
    let shown = COLUMNS.iter().filter(|name| all || include.iter().any(|included| included.eq_ignore_ascii_case(name)));
    let columns: Vec<(usize, &'static str)> = shown.filter_map(|name| Some((table.column(name)?, *name))).collect();
    let detected = build.named(&format!("{prefix}.detected")).symbol;
    for (_, name) in &columns {
        build.named(&format!("{prefix}[0].{name}"));
    }
    let rows = indicators(&table, &kind, threshold);
    let adds = build.captures && !build.negated;
    let by_address = kind == "ip_address";
    Ok(Executable::Test(Box::new(IocLookup {
        fields,
        table,
        rows,
        by_address,
        columns,
        prefix,
        detected,
        strict,
        adds,
    })))
}

type Rows = HashMap<Box<str>, Vec<usize>, foldhash::fast::FixedState>;

/// Rows of indicators of a kind that are at least so sure, by their normal form.
fn indicators(table: &Table, kind: &str, threshold: usize) -> Rows {
    let mut rows = Rows::default();
    let column = |name: &str| table.column(name);
    let (indicator, confidence, own_kind) = (column("indicator"), column("malicious_confidence"), column("type"));
    for row in 0..table.len() {
        let value = |column: Option<usize>| table.value(row, column?).filter(|value| !value.is_empty());
        let known = value(confidence).and_then(|own| LEVELS.iter().position(|level| level.eq_ignore_ascii_case(own)));
        let sure = value(confidence).is_none() || known.is_some_and(|level| level >= threshold);
        let fits = value(own_kind).is_none_or(|own| own.eq_ignore_ascii_case(kind));
        let text = value(indicator).filter(|_| sure && fits);
        let normal =
            text.and_then(|text| if kind == "ip_address" { normal_address(text) } else { Some(text.to_lowercase()) });
        if let Some(normal) = normal {
            rows.entry(normal.into()).or_default().push(row);
        }
    }
    rows
}

/// An address in the one form that all its notations share.
fn normal_address(text: &str) -> Option<String> {
    text.parse::<IpAddr>().ok().map(|address| address.to_canonical().to_string())
}

struct IocLookup {
    fields: Vec<Symbol>,
    table: Arc<Table>,
    rows: Rows,
    by_address: bool,
    columns: Vec<(usize, &'static str)>,
    prefix: String,
    detected: Symbol,
    strict: bool,
    adds: bool,
}

impl IocLookup {
    fn find(&self, value: &str) -> &[usize] {
        let found = if self.by_address {
            // IPv4 has one notation, which is the normal form; only IPv6 must be rewritten.
            match value.contains(':') {
                true => normal_address(value).and_then(|normal| self.rows.get(normal.as_str())),
                false => self.rows.get(value),
            }
        } else if value.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
            self.rows.get(value)
        } else {
            self.rows.get(value.to_lowercase().as_str())
        };
        found.map_or(&[], Vec::as_slice)
    }
}

impl Test for IocLookup {
    fn test<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> bool {
        let mut number = 0;
        for field in &self.fields {
            let rows = event.get(*field).map_or(&[][..], |value| self.find(value));
            for row in rows {
                if number == 0 && self.adds {
                    event.set(self.detected, "true");
                }
                for (column, name) in self.columns.iter().filter(|_| self.adds) {
                    if let Some(value) = self.table.value(*row, *column) {
                        let name = event.keep(&format!("{}[{number}].{name}", self.prefix));
                        event.set_named(name, value);
                    }
                }
                number += 1;
            }
        }
        number > 0 || !self.strict
    }

    fn changes_event(&self) -> bool {
        self.adds
    }
}
