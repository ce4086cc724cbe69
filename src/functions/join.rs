//! `join()`: passes events whose fields equal the key of a row of a subquery, and adds fields of that row.

use super::shared::lookup::{Include, Lookup, Mode, TableSource};
use super::shared::subquery;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::event::Event;
use crate::exec::arguments::Subquery;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Flow, Test, Transform};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "join",
    summary: "Passes events whose fields equal the key of a row of a subquery, and adds fields of that row.",
    page: "functions-join.html",
    parameters: &[
        Parameter { default: Some("end of main query"), ..Parameter::new("end", Kind::Time) },
        Parameter { required: true, ..Parameter::new("field", Kind::Fields) },
        Parameter { default: Some("none"), ..Parameter::new("include", Kind::Texts) },
        Parameter { default: Some("(value of field)"), ..Parameter::new("key", Kind::Fields) },
        Parameter {
            default: Some("100000"),
            min: Some(1),
            max: Some(200_000),
            ..Parameter::new("limit", Kind::Integer)
        },
        Parameter { default: Some("as main query"), ..Parameter::new("live", Kind::Boolean) },
        Parameter { default: Some("1"), min: Some(1), ..Parameter::new("max", Kind::Integer) },
        Parameter { default: Some("inner"), values: &["inner", "left"], ..Parameter::new("mode", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("query", Kind::Subquery) },
        Parameter { default: Some("repo of main query"), ..Parameter::new("repo", Kind::Text) },
        Parameter { default: Some("start of main query"), ..Parameter::new("start", Kind::Time) },
        Parameter { default: Some("view of main query"), ..Parameter::new("view", Kind::Text) },
    ],
    output: &["(fields named in include)"],
    roles: Roles::FILTER,
    support: Support::Exact,
    place: Place::Anywhere,
    deprecated: None,
    behaviour: &[
        "Runs the subquery first, then lets each main event through whose `field` values equal the `key` values of a subquery row (text equality). key defaults to field; both lists must have the same length and pair up in order.",
        "The subquery is written in braces and may be any pipeline, including aggregates: join({...}, field=.., key=..).",
        "mode=inner (default) passes only matching events; mode=left passes all, matching ones enriched.",
        "include lists subquery fields copied onto the matching event; default none. A subquery row that lacks an included field gives the EMPTY STRING for it.",
        "max (default 1) is how many subquery rows with the same key are used: up to max rows are emitted per main event, one output event for each. Which row wins for max=1 is not documented.",
        "limit is the maximum number of subquery rows, default 100,000, 1 to 200,000. What is reported when exceeded is not documented on the page (suggested: warning that the join result may be incomplete).",
        "start/end: relative time measured back from the MAIN QUERY'S END (start=2h is two hours before it) or absolute epoch milliseconds; defaults are the main query's interval. repo/view choose where the subquery runs.",
        "!join(...) passes the main events that have no match (anti-join); include has no effect then.",
        "field =~ join(...) supplies field.",
        "Two passes over the data: not for live queries (run as a repeating query instead). The documentation recommends defineTable()+match() in its place.",
        "Collision of an included name with a field of the main event, and the value of included fields for unmatched events in mode=left, are not documented (here: overwrite; leave absent).",
        "[undocumented] Which rows count when more than max have the key: here the last ones, as with match(), in the order of the subquery.",
    ],
    examples: &[
        Example {
            query: r#"kind=login
| join({kind=user}, field=uid, key=id, include=[name, team])"#,
            input: r#"{"kind":"user","id":"7","name":"ida"}
{"kind":"login","uid":"7"}
{"kind":"login","uid":"8"}
"#,
            output: r#"{"kind":"login","uid":"7","name":"ida","team":""}
"#,
        },
        Example {
            query: r#"kind=login
| !join({kind=user}, field=uid, key=id)"#,
            input: r#"{"kind":"user","id":"7","name":"ida"}
{"kind":"login","uid":"7"}
{"kind":"login","uid":"8"}
"#,
            output: r#"{"kind":"login","uid":"8"}
"#,
        },
    ],
    build: Some(build),
};

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let fields = build.fields("field");
    let mut keys: Vec<String> = build.fields("key").into_iter().map(|key| key.name).collect();
    if keys.is_empty() {
        keys = fields.iter().map(|field| field.name.clone()).collect();
    } else if keys.len() != fields.len() {
        let message = format!("{} fields but {} keys; they are joined pair by pair", fields.len(), keys.len());
        return Err(build.error(codes::ARGUMENT_VALUE, "key", message));
    }
    if fields.is_empty() {
        return Err(build.missing("field"));
    }
    if !build.tables.is_empty() {
        let warning = Diagnostic::new(codes::ARGUMENT_VALUE, build.span, "join() in a query with defineTable()")
            .severity(Severity::Warning)
            .label("LogScale refuses this")
            .help("make the subquery a table too: defineTable(query={...}, name=..., include=[...]), then match()");
        build.diagnostics.push(warning);
    }
    let include = build.texts("include");
    let max = build.limit("max")?;
    let limit = build.limit("limit")?;
    let left = build.optional_text("mode").is_some_and(|mode| mode.eq_ignore_ascii_case("left"));
    let end = build.settings.end.unwrap_or(build.settings.now);
    let (start, end) = (build.time("start", end)?, build.time("end", end)?);
    let mut pipeline = build.pipeline("query")?;
    let all = include.iter().any(|field| field == "*");
    let mut needed = keys.clone();
    needed.extend(include.iter().filter(|field| !keys.contains(field)).cloned());
    subquery::restrict(build, &mut pipeline, if all { None } else { Some(&needed) });
    include.iter().filter(|_| !all).for_each(|field| {
        build.named(field);
    });
    let id = build.subqueries.add(Subquery { pipeline, start, end, limit: Some((limit, "join")) });
    let include = if all { Include::All } else { Include::TheseOrEmpty(include) };
    let lookup = Lookup::new(TableSource::Subquery(id), &fields, keys, include, Mode::Text, false);
    if build.negated || !build.captures || max == 1 {
        let enriches = build.captures && !build.negated && !lookup.adds_nothing();
        let inner = build.negated || !left;
        return Ok(Executable::Test(Box::new(JoinOne { lookup, inner, enriches })));
    }
    Ok(Executable::Transform(Box::new(JoinSeveral { lookup, inner: !left, max })))
}

/// At most one row for each event.
struct JoinOne {
    lookup: Lookup,
    inner: bool,
    enriches: bool,
}

impl Test for JoinOne {
    fn test<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> bool {
        let row = self.lookup.find(event, 1, context).and_then(|rows| rows.first().copied());
        if let Some(row) = row
            && self.enriches
        {
            self.lookup.enrich(event, row, context);
        }
        row.is_some() || !self.inner
    }

    fn changes_event(&self) -> bool {
        self.enriches
    }
}

/// One event for each row with the key.
struct JoinSeveral {
    lookup: Lookup,
    inner: bool,
    max: usize,
}

impl Transform for JoinSeveral {
    fn apply<'e>(&'e self, event: &mut Event<'e>, context: &'e Context) -> Flow<'e> {
        let Some(rows) = self.lookup.find(event, self.max, context) else {
            return if self.inner { Flow::Drop } else { Flow::Keep };
        };
        let joined = rows.iter().rev().map(|row| {
            let mut copy = event.fork();
            self.lookup.enrich(&mut copy, *row, context);
            copy
        });
        Flow::Many(joined.collect())
    }
}
