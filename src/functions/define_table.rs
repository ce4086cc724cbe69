//! `defineTable()`: keeps the result of a subquery as a table for `match()` and `readFile()`.

use super::shared::subquery;
use crate::diagnostic::{Diagnostic, codes};
use crate::exec::arguments::Subquery;
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Executable};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "defineTable",
    summary: "Keeps the result of a subquery as a table that match() and readFile() can use later in the query.",
    page: "functions-definetable.html",
    parameters: &[
        Parameter { default: Some("same as primary query"), ..Parameter::new("end", Kind::Time) },
        Parameter { required: true, ..Parameter::new("include", Kind::Texts) },
        Parameter { required: true, ..Parameter::new("name", Kind::Text) },
        Parameter { required: true, unnamed: true, ..Parameter::new("query", Kind::Subquery) },
        Parameter { default: Some("same as primary query"), ..Parameter::new("start", Kind::Time) },
        Parameter { default: Some("same as primary query"), ..Parameter::new("view", Kind::Text) },
    ],
    output: &[],
    roles: Roles::TRANSFORM,
    support: Support::Exact,
    place: Place::Preamble,
    deprecated: None,
    behaviour: &[
        "Runs the subquery and keeps its result as an in-memory table that match(table=NAME, ...), match(NAME, ...) and readFile(NAME) can use later in the query.",
        "include lists the fields that become columns; * takes all fields; a single name without brackets is accepted.",
        "All defineTable() calls must stand at the very start of the query, before every other step; only setTimeInterval() may come before them. They may not be nested in functions or subqueries.",
        "A later table may use earlier ones in its subquery; circular references are an error.",
        "At most 10 tables per query (server setting AdHocTablesLimit, 0 to 20). Beyond that the query fails; the configuration page quotes the text: Ad hoc table limit exceeded (X/Y tables in use).",
        "start and end are epoch milliseconds or relative times, both measured back from the end of the main query: start=7d with an end of 2024-03-25 14:00 means 2024-03-18 14:00. Without them the interval of the main query applies. end() inside the subquery is the end of that interval.",
        "view names another repository or view for the subquery; offline it can be mapped to another input.",
        "The main query continues on its own events: defineTable() does not change the event stream.",
        "Cannot be used with join(), selfJoin() or selfJoinFilter(), nor in live alerts (triggers).",
        "Joins: inner = match() (strict), left = match(strict=false), right = readFile(table) then match(other, strict=false), difference = !match().",
        "A subquery without an aggregate is subject to the implicit result limit of a query (common.limits).",
        "[undocumented] the order of the table rows, which matters when match() takes the first of several rows with the same key.",
    ],
    examples: &[
        Example {
            query: r#"defineTable(query={kind=user}, name=users, include=[uid, name])
| kind=login
| match(table=users, field=uid, strict=false)
| select([uid, name])"#,
            input: r#"{"kind":"user","uid":"7","name":"ida"}
{"kind":"login","uid":"7"}
{"kind":"login","uid":"8"}
"#,
            output: r#"{"uid":"7","name":"ida"}
{"uid":"8"}
"#,
        },
        Example {
            query: r#"defineTable(query={op=* | groupBy(host)}, name=busy, include=[host, _count])
| up=*
| match(busy, field=host)"#,
            input: r#"{"host":"a","op":"x"}
{"host":"a","op":"y"}
{"host":"a","up":"1"}
{"host":"b","up":"2"}
"#,
            output: r#"{"host":"a","up":"1","_count":"2"}
"#,
        },
    ],
    build: Some(build),
};

/// How many tables a query may have (AdHocTablesLimit).
const TABLE_LIMIT: usize = 10;

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    let tables = build.tables.len() + 1;
    if tables > TABLE_LIMIT {
        let message = format!("ad hoc table limit exceeded ({tables}/{TABLE_LIMIT} tables in use)");
        return Err(Diagnostic::new(codes::ARGUMENT_VALUE, build.span, message));
    }
    let name = build.text("name")?;
    if build.tables.iter().any(|(known, _)| *known == name) {
        let message = format!("there is already a table {name:?}");
        return Err(build.error(codes::ARGUMENT_VALUE, "name", message));
    }
    let end = build.settings.end.unwrap_or(build.settings.now);
    let (start, end) = (build.time("start", end)?, build.time("end", end)?);
    let include = build.texts("include");
    let all = include.iter().any(|field| field == "*");
    if !all {
        // Slots for the columns, so that match() need not find its fields by name.
        include.iter().for_each(|field| {
            build.named(field);
        });
    }
    let mut pipeline = build.pipeline("query")?;
    subquery::restrict(build, &mut pipeline, if all { None } else { Some(&include) });
    let id = build.subqueries.add(Subquery { pipeline, start, end, limit: None });
    Ok(Executable::Table(name, id))
}
