//! `setTimeInterval()`: Sets the search interval from inside the query.

use crate::diagnostic::{Diagnostic, codes};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};
use crate::value::time;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "setTimeInterval",
    summary: "Sets the search interval from inside the query.",
    page: "functions-settimeinterval.html",
    parameters: &[
        Parameter { default: Some("now"), summary: "time point", ..Parameter::new("end", Kind::Time) },
        Parameter { required: true, unnamed: true, summary: "time point", ..Parameter::new("start", Kind::Time) },
        Parameter { summary: "time-zone name; default: the query's", ..Parameter::new("timezone", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Preamble,
    deprecated: None,
    behaviour: &[
        "Sets the search interval from inside the query and overrides the one given outside (command line, API or time selector). It processes no events.",
        "start and end take relative times (7d, 1h, 30min, 1w@d, now@d, calendar:2months), epoch milliseconds, or now. Relative times count back from now. end defaults to now.",
        "They limit @timestamp, or @ingesttimestamp when the query is run by ingest time.",
        "Must be in the preamble: before every filter, free-text search and other function, and before every defineTable(). Otherwise an error.",
        "At most once in a query; twice is an error.",
        "Not allowed inside join()/defineTable() subqueries (an error); those have their own start and end parameters, whose relative times count from the END of the primary query's interval: with setTimeInterval(start=1h, end=30min), defineTable(start=7d, end=1d, ...) covers 7d+30min to 1d+30min before now.",
        "In live queries start must be relative and end must be now.",
        "Not supported in triggers (alerts, scheduled searches), parsers, event forwarders, redaction, and filter prefixes.",
        "timezone matters only for anchored (@d) and calendar: time points.",
        "[inferred] start is inclusive and end exclusive, as search intervals are in general.",
    ],
    examples: &[
        Example {
            query: r#"setTimeInterval(start=1700000000000, end=1700000060000)"#,
            input: r#"{"@timestamp":"1700000000000"}
{"@timestamp":"1700000060000"}"#,
            output: r#"{"@timestamp":"1700000000000"}"#,
        },
        Example {
            query: r#"setTimeInterval(start=1700000000000) | t := start() | select(t)"#,
            input: r#"{"@timestamp":"1699999999999"}"#,
            output: r#""#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    if !build.tables.is_empty() {
        let message = "setTimeInterval() must come before every defineTable()";
        return Err(
            Diagnostic::new(codes::MUST_BE_FIRST, build.span, message).help("move it to the start of the query")
        );
    }
    let zone = build.zone("timezone")?;
    let point = |name: &str| -> Result<i64, Diagnostic> {
        time::parse_point(&build.text(name)?, build.settings.now, &zone)
            .map_err(|error| build.error(codes::TIME_POINT, name, error.to_string()))
    };
    Ok(Executable::Interval(point("start")?, point("end")?))
}
