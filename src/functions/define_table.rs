//! `defineTable()`: Runs the subquery and keeps its result as an in-memory table that match(table=NAME, ...), match(NAME, ...) and readFile(NAME) can use later in the query.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "defineTable",
    summary: "Runs the subquery and keeps its result as an in-memory table that match(table=NAME, ...), match(NAME, ...) and readFile(NAME) can use later in the query.",
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
    roles: Roles::FILTER,
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
    examples: &[],
    build: None,
};
