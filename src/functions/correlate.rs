//! `correlate()`: Finds groups of events (constellations), one event per named query, that satisfy the links and constraints.

use crate::exec::function::{Function, Kind, Parameter, Place, Roles, Support};

/// What is known of the function.
pub static FUNCTION: Function = Function {
    name: "correlate",
    summary: "Finds groups of events (constellations), one event per named query, that satisfy the links and constraints.",
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
        Parameter { default: Some("5"), max: Some(10), ..Parameter::new("iterationLimit", Kind::Integer) },
        Parameter::new("jitterTolerance", Kind::Duration),
        Parameter { default: Some("1"), ..Parameter::new("maxPerRoot", Kind::Integer) },
        Parameter { required: true, unnamed: true, ..Parameter::new("query", Kind::NamedSubqueries) },
        Parameter { default: Some("first query"), ..Parameter::new("root", Kind::Text) },
        Parameter { default: Some("false"), values: &["false", "true"], ..Parameter::new("sequence", Kind::Boolean) },
        Parameter::new("sequenceBy", Kind::Fields),
        Parameter::new("within", Kind::Duration),
    ],
    output: &["NAME.field for every query"],
    roles: Roles::SOURCE,
    support: Support::Exact,
    place: Place::First,
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
        "[undocumented] error texts and order of the rows; whether @id, @timestamp and @ingesttimestamp are per query (samples print NAME.@timestamp for later queries and a bare @timestamp that is that of the first query).",
    ],
    examples: &[],
    build: None,
};
