//! `correlate()`: finds groups of events (constellations), one of each named query, that are linked and fit in time.

use super::shared::constellation::{Link, Pattern, Sequence};
use super::shared::subquery::{IDENTITY, KeepRows, reduce, steps_before};
use crate::diagnostic::{Diagnostic, codes, suggest};
use crate::event::Row;
use crate::exec::arguments::{NamedPipeline, Subquery, SubqueryId};
use crate::exec::function::{Example, Function, Kind, Parameter, Place, Roles, Support};
use crate::exec::{Build, Context, Executable, Source, Target};
use crate::lookup::Table;
use crate::symbol::FieldName;

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "correlate",
    summary: "Finds groups of events (constellations), one of each named query, that are linked and fit in time.",
    page: "functions-correlate.html",
    parameters: &[
        Parameter::new("aggregation", Kind::NamedSubqueries),
        Parameter::new("globalConstraints", Kind::Fields),
        Parameter {
            default: Some("true"),
            values: &["false", "true"],
            ..Parameter::new("includeConstraintValues", Kind::Boolean)
        },
        Parameter {
            default: Some("false"),
            values: &["false", "true"],
            ..Parameter::new("includeMatchesOnceOnly", Kind::Boolean)
        },
        Parameter {
            default: Some("5"),
            min: Some(0),
            max: Some(10),
            ..Parameter::new("iterationLimit", Kind::Integer)
        },
        Parameter::new("jitterTolerance", Kind::Duration),
        Parameter { default: Some("1"), min: Some(1), ..Parameter::new("maxPerRoot", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("query", Kind::NamedSubqueries) },
        Parameter { default: Some("(first query)"), ..Parameter::new("root", Kind::Text) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("sequence", Kind::Boolean) },
        Parameter::new("sequenceBy", Kind::Fields),
        Parameter::new("within", Kind::Duration),
    ],
    output: &["NAME.field for every query"],
    roles: Roles::SOURCE,
    support: Support::Exact,
    place: Place::RawEvents,
    deprecated: None,
    behaviour: &[
        "Finds groups of events (constellations), one event per named query, that satisfy the links and constraints; output is one row per constellation.",
        "Form: correlate(NAME1: { QUERY [| LINK]* } [ATTR], NAME2: { ... } ..., options). At least two queries. NAME is an identifier (examples also quote it); it is required and prefixes the output fields.",
        "QUERY is a filter/transformation pipeline; aggregate functions are not allowed in it. Fields computed there (x := ...) can be used in links and output.",
        "LINK is FIELD <=> OTHERNAME.OTHERFIELD and must come after the query steps. It requires equal values; names may differ on both sides. <=> is the only operator that links events: other comparisons with NAME.field compare against plain text.",
        "A link may point to a query declared earlier or later; several links per query are allowed; the same link twice is an error.",
        "globalConstraints=[f, ...] requires that all events of a constellation agree on those fields.",
        "Output fields are NAME.field. By default those used in links and global constraints are included (includeConstraintValues=true); ATTR include: [f1, f2] adds fields of that query, include: * or include: [*] adds all.",
        "Every result also carries @id, @timestamp and @ingesttimestamp.",
        "sequence=true: the events must occur in the order in which the queries are declared, by @timestamp (then @timestamp.nanos), or by @ingesttimestamp if that is the time field of the search. Default false: any order.",
        "sequenceBy=[f1, f2] (only with sequence=true) orders by those fields instead, compared one after the other; @id is always the last tie-breaker. Ordinary fields compare as text.",
        "within=5m: earliest and latest event of a constellation may be at most that far apart; it may not exceed the search interval. Without it the whole interval counts.",
        "jitterTolerance (only with sequence=true, at most within) lets events be out of order by up to that time; it does not change within.",
        "The root query is the first one unless root=\"NAME\". maxPerRoot (default 1) is the number of constellations reported per root event; the first matches in event order win. Example with successes E1, E2 and later failures E3 to E6, pattern success-failure-failure: 1 gives (E1,E3,E4) (E2,E3,E4); 2 adds (E1,E3,E5) (E2,E3,E5).",
        "includeMatchesOnceOnly=true: an event of a query takes part in one constellation only; of (E1,E2,E3), (E1,E2,E4), (E1,E3,E4) only the first is reported. Default false.",
        "By default an event may appear in many constellations.",
        "iterationLimit (default 5, at most 10) bounds the passes used to shrink the candidate set; if it still does not fit into memory a partial result is reported. Offline this has no visible effect.",
        "aggregation (newer versions): named aggregation queries that run after a constellation is found and add counts, sums and the like; they never decide whether a constellation exists, and a constellation is reported even when an aggregation query matches nothing.",
        "Placement: not after an aggregate, not after createEvents() or readFile(), not inside another function (a defineTable() subquery is fine).",
        "Cannot be combined with explain:asTable().",
        "[undocumented] error texts and order of the rows; whether @id, @timestamp and @ingesttimestamp are per query (samples print NAME.@timestamp for later queries and a bare @timestamp that is that of the first query). Here: the bare ones are those of the root event; rows are in the order of the root events.",
        "[offline] Steps before correlate() apply to all of its queries. Without @id, two events with the same sort value are in sequence either way; the same event is never twice in a constellation; events without a time take no part where the time counts. A search that tries more than 200 million events is cut off with a warning.",
    ],
    examples: &[
        Example {
            query: r#"correlate(
  Token: { act=token } include: [ip],
  Login: { act=login | user <=> Token.user },
  sequence=true, within=5m)
| select([Token.user, Token.ip, Login.user])"#,
            input: r#"{"@timestamp":1700000000000,"act":"token","user":"ida","ip":"192.0.2.7"}
{"@timestamp":1700000060000,"act":"login","user":"ida"}
{"@timestamp":1700000000000,"act":"token","user":"otto","ip":"192.0.2.8"}
{"@timestamp":1700000600000,"act":"login","user":"otto"}
"#,
            output: r#"{"Token.user":"ida","Token.ip":"192.0.2.7","Login.user":"ida"}
"#,
        },
        Example {
            query: r#"correlate(
  First: { ok=no },
  Second: { ok=no },
  Third: { ok=yes } include: [n],
  globalConstraints=[user], sequence=true)
| select([First.user, Third.n])"#,
            input: r#"{"@timestamp":1,"ok":"no","user":"ida"}
{"@timestamp":2,"ok":"no","user":"otto"}
{"@timestamp":3,"ok":"no","user":"ida"}
{"@timestamp":4,"ok":"yes","user":"otto","n":"1"}
{"@timestamp":5,"ok":"yes","user":"ida","n":"2"}
"#,
            output: r#"{"First.user":"ida","Third.n":"2"}
"#,
        },
    ],
    build: Some(build),
};

/// Fields that decide the order of events and that every result carries.
const METADATA: [&str; 4] = ["@timestamp", "@id", "@ingesttimestamp", "@timestamp.nanos"];

fn build(build: &mut Build<'_>) -> Result<Executable, Diagnostic> {
    if build.has("aggregation") {
        return Err(build.error(codes::NOT_IMPLEMENTED, "aggregation", "correlate(aggregation=...) cannot be run yet"));
    }
    let queries = build.named_subqueries("query");
    check_queries(build, &queries)?;
    let names: Vec<&str> = queries.iter().map(|query| query.name.as_str()).collect();
    let root = match build.optional_text("root") {
        None => 0,
        Some(root) => match names.iter().position(|name| *name == root) {
            Some(root) => root,
            None => return Err(unknown_query(build.error(codes::ARGUMENT_VALUE, "root", ""), &root, &names)),
        },
    };
    let shared: Vec<String> = build.fields("globalConstraints").into_iter().map(|field| field.name).collect();
    let mut links = links(&queries, &names)?;
    for table in (0..queries.len()).filter(|table| *table != root) {
        let same = |field: &String| Link { left: (table, field.clone()), right: (root, field.clone()) };
        links.extend(shared.iter().map(same));
    }
    let (within, sequence) = (time_limit(build)?, sequence(build)?);
    let pattern = Pattern {
        root,
        max_per_root: build.limit("maxPerRoot")?,
        within,
        sequence,
        once: build.flag("includeMatchesOnceOnly"),
        iterations: build.limit("iterationLimit")?,
        links,
    };
    let constraint_values = build.flag("includeConstraintValues");
    let mut parts = Vec::with_capacity(queries.len());
    for (number, query) in queries.into_iter().enumerate() {
        let mut linked: Vec<String> = Vec::new();
        for (table, field) in pattern.links.iter().flat_map(|link| [&link.left, &link.right]) {
            if *table == number && !linked.contains(field) {
                linked.push(field.clone());
            }
        }
        parts.push(part(build, query, linked, &pattern.sequence, constraint_values)?);
    }
    Ok(Executable::Source(Box::new(Correlate { pattern, parts })))
}

fn check_queries(build: &Build<'_>, queries: &[NamedPipeline]) -> Result<(), Diagnostic> {
    if queries.len() < 2 {
        return Err(build
            .error(codes::ARGUMENT_VALUE, "query", "correlate() needs at least two named queries")
            .help("write them as Name: { filters | field <=> Other.field }"));
    }
    for (place, query) in queries.iter().enumerate() {
        if queries.iter().take(place).any(|other| other.name == query.name) {
            let message = format!("correlate() has two queries of the name {}", query.name);
            return Err(Diagnostic::new(codes::ARGUMENT_VALUE, query.span, message));
        }
        if query.pipeline.reduce.is_some() || query.pipeline.source.is_some() {
            let message = format!("the query {} of correlate() may only filter and change events", query.name);
            return Err(Diagnostic::new(codes::AGGREGATE_IN_BRANCH, query.span, message)
                .label("an aggregate or a source in it")
                .help("aggregate after correlate(), over the constellations"));
        }
    }
    Ok(())
}

fn unknown_query(mut error: Diagnostic, name: &str, names: &[&str]) -> Diagnostic {
    error.message = format!("correlate() has no query {name:?}");
    match suggest::closest(name, names.iter().copied()) {
        Some(near) => error.help(format!("there is a query {near}")),
        None => error.help(format!("its queries are {}", names.join(", "))),
    }
}

/// The links that the queries end with, their ends by number.
fn links(queries: &[NamedPipeline], names: &[&str]) -> Result<Vec<Link>, Diagnostic> {
    let mut links = Vec::new();
    for (number, query) in queries.iter().enumerate() {
        for (own, other) in &query.links {
            // A quoted name may hold a dot, and so may a field: the longest name that fits counts.
            let fits = |name: &&str| other.strip_prefix(*name).is_some_and(|rest| rest.starts_with('.'));
            let found = names.iter().enumerate().filter(|(_, name)| fits(name)).max_by_key(|(_, name)| name.len());
            let error = Diagnostic::new(codes::ARGUMENT_VALUE, query.span, "");
            let Some((target, name)) = found else {
                let name = other.split('.').next().unwrap_or(other);
                return Err(unknown_query(error, name, names).label(format!("linked by {own} <=> {other}")));
            };
            let field = other.get(name.len() + 1..).unwrap_or("").to_owned();
            let message = if target == number {
                format!("the query {name} of correlate() is linked to itself by {own} <=> {other}")
            } else if query.links.iter().filter(|link| *link == &(own.clone(), other.clone())).count() > 1 {
                format!("the query {} of correlate() has the link {own} <=> {other} twice", query.name)
            } else {
                links.push(Link { left: (number, own.clone()), right: (target, field) });
                continue;
            };
            return Err(Diagnostic { message, ..error });
        }
    }
    Ok(links)
}

fn time_limit(build: &Build<'_>) -> Result<Option<i64>, Diagnostic> {
    let within = build.duration("within")?;
    if let (Some(within), Some(start), Some(end)) = (within, build.settings.start, build.settings.end)
        && within > end.saturating_sub(start)
    {
        return Err(build.error(codes::ARGUMENT_VALUE, "within", "within is longer than the search interval"));
    }
    Ok(within)
}

fn sequence(build: &Build<'_>) -> Result<Sequence, Diagnostic> {
    let ordered = build.flag("sequence");
    for parameter in ["sequenceBy", "jitterTolerance"] {
        if build.has(parameter) && !ordered {
            let message = format!("{parameter} of correlate() needs sequence=true");
            return Err(build.error(codes::ARGUMENT_VALUE, parameter, message));
        }
    }
    let jitter = build.duration("jitterTolerance")?.unwrap_or(0);
    if build.duration("within")?.is_some_and(|within| jitter > within) {
        let message = "jitterTolerance of correlate() is longer than within";
        return Err(build.error(codes::ARGUMENT_VALUE, "jitterTolerance", message));
    }
    let fields = build.texts("sequenceBy");
    Ok(match (ordered, fields.is_empty()) {
        (false, _) => Sequence::Any,
        (true, true) => Sequence::Time(jitter),
        (true, false) => Sequence::Fields(fields),
    })
}

/// Registers a query as a subquery that keeps what is linked, sorted by or shown.
fn part(
    build: &mut Build<'_>,
    query: NamedPipeline,
    linked: Vec<String>,
    sequence: &Sequence,
    constraint_values: bool,
) -> Result<Part, Diagnostic> {
    let mut pipeline = steps_before(build)?;
    pipeline.map.extend(query.pipeline.map);
    pipeline.labels.extend(query.pipeline.labels);
    let all = query.include.iter().any(|field| field == "*");
    let mut shown = if constraint_values { linked.clone() } else { Vec::new() };
    shown.extend(query.include.into_iter().filter(|field| !linked.contains(field) || !constraint_values));
    let mut kept = linked;
    kept.extend(shown.iter().cloned());
    kept.extend(METADATA.map(str::to_owned));
    if let Sequence::Fields(fields) = sequence {
        kept.extend(fields.iter().cloned());
    }
    let mut fields: Vec<Target> = Vec::with_capacity(kept.len());
    for name in kept {
        if !fields.iter().any(|field| field.name == name) {
            let symbol = build.silent(&name);
            fields.push(Target { name, symbol });
        }
    }
    let keep = KeepRows::new(build, if all { None } else { Some(fields) }, None, true);
    reduce(&mut pipeline, keep);
    let id = build.subqueries.add(Subquery { pipeline, start: None, end: None, limit: None });
    Ok(Part { name: query.name, id, shown: if all { None } else { Some(shown) } })
}

/// A named query.
struct Part {
    name: String,
    id: SubqueryId,
    /// The fields that results show; none for all.
    shown: Option<Vec<String>>,
}

impl Part {
    /// The columns that results show, under their names there.
    fn columns(&self, table: &Table) -> Vec<(usize, FieldName)> {
        let named = |name: &str| FieldName::from(format!("{}.{name}", self.name));
        match &self.shown {
            Some(fields) => fields.iter().filter_map(|field| Some((table.column(field)?, named(field)))).collect(),
            None => {
                let columns = table.columns().iter().enumerate().filter(|(_, name)| name.as_ref() != IDENTITY);
                columns.map(|(column, name)| (column, named(name))).collect()
            }
        }
    }
}

struct Correlate {
    pattern: Pattern,
    parts: Vec<Part>,
}

impl Source for Correlate {
    fn rows(&self, context: &Context) -> Vec<Row> {
        let tables: Vec<&Table> =
            self.parts.iter().filter_map(|part| context.table(part.id).map(|table| &**table)).collect();
        if tables.len() != self.parts.len() {
            return Vec::new();
        }
        let result = self.pattern.search(&tables);
        if result.cut {
            context.warn(
                codes::LIMIT_REACHED,
                "correlate() tried too many combinations of events; the rest was left out (add links, or within)",
            );
        }
        let columns: Vec<_> = self.parts.iter().zip(&tables).map(|(part, table)| part.columns(table)).collect();
        let metadata: Vec<(usize, FieldName)> = match tables.get(self.pattern.root) {
            Some(table) => {
                let shown = METADATA.iter().take(3);
                shown.filter_map(|name| Some((table.column(name)?, FieldName::from(*name)))).collect()
            }
            None => Vec::new(),
        };
        let constellation = |rows: Vec<usize>| {
            let root = tables.get(self.pattern.root).zip(rows.get(self.pattern.root)).map(|found| (found, &metadata));
            let parts = tables.iter().zip(&rows).zip(&columns);
            let mut result = Row::new();
            for ((table, row), columns) in root.into_iter().chain(parts) {
                for (column, name) in columns {
                    if let Some(value) = table.value(*row, *column) {
                        result.push(name.clone(), value);
                    }
                }
            }
            result
        };
        result.found.into_iter().map(constellation).collect()
    }
}
