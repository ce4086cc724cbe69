//! `cidr()`: Passes events whose IP address lies in one of the given subnets.

use super::shared::subnets::Subnets;
use crate::diagnostic::{Diagnostic, codes};
use crate::event::Event;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Test};
use crate::symbol::Symbol;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "cidr",
    summary: "Passes events whose IP address lies in one of the given subnets.",
    page: "functions-cidr.html",
    parameters: &[
        Parameter { summary: "the column of file with the subnets", ..Parameter::new("column", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("field", Kind::Field) },
        Parameter { summary: "a lookup file", ..Parameter::new("file", Kind::Text) },
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
    examples: &[
        Example {
            query: r#"cidr(ip, subnet=["10.0.0.0/8", "fd00::/8"])"#,
            input: r#"{"ip":"10.9.8.7"}
{"ip":"fd00::1"}
{"ip":"8.8.8.8"}
{"ip":"unknown"}"#,
            output: r#"{"ip":"10.9.8.7"}
{"ip":"fd00::1"}"#,
        },
        Example {
            query: r#"!cidr(ip, subnet="192.168.0.0/16")"#,
            input: r#"{"ip":"192.168.4.4"}
{"ip":"8.8.8.8"}
{"host":"a"}"#,
            output: r#"{"ip":"8.8.8.8"}
{"host":"a"}"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let field = build.field("field")?.symbol;
    let mut subnets = Subnets::default();
    for text in build.texts("subnet") {
        if !subnets.add(&text) {
            let message = format!("{text:?} is no subnet");
            return Err(build
                .error(codes::ARGUMENT_VALUE, "subnet", message)
                .help("write an address and the length of its prefix, such as 10.0.0.0/8 or fd00::/8"));
        }
    }
    match (build.optional_text("file"), build.optional_text("column")) {
        (Some(file), Some(column)) => add_from_file(build, &file, &column, &mut subnets)?,
        (Some(_), None) => return Err(build.missing("column")),
        (None, Some(_)) => return Err(build.missing("file")),
        (None, None) if !build.has("subnet") => return Err(build.missing("subnet")),
        (None, None) => {}
    }
    subnets.finish();
    Ok(Executable::Test(Box::new(Cidr { field, subnets, negate: build.flag("negate") })))
}

fn add_from_file(build: &mut Build<'_>, file: &str, column: &str, subnets: &mut Subnets) -> Result<(), Diagnostic> {
    let table = build.lookup("file", file)?;
    let Some(number) = table.column(column) else {
        let message = format!("lookup file {file:?} has no column {column:?}");
        return Err(build
            .error(codes::ARGUMENT_VALUE, "column", message)
            .help(format!("its columns are {}", table.columns().join(", "))));
    };
    let cells = (0..table.len()).filter_map(|row| table.value(row, number));
    let skipped = cells.filter(|text| !subnets.add(text.trim())).count();
    if skipped > 0 {
        let message = format!("{skipped} values of column {column:?} in lookup file {file:?} are no subnets");
        let finding = build.error(codes::LINES_SKIPPED, "file", message);
        build.diagnostics.push(finding);
    }
    Ok(())
}

struct Cidr {
    field: Symbol,
    subnets: Subnets,
    negate: bool,
}

impl Test for Cidr {
    fn test<'e>(&'e self, event: &mut Event<'e>, _context: &'e Context) -> bool {
        event.get(self.field).is_some_and(|address| self.subnets.contain(address)) != self.negate
    }
}
