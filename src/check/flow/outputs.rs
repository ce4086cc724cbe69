//! The fields after a function, where its descriptor alone does not say. What is not listed here is unknown.

use super::call::{is_computed, names};
use crate::check::arguments::Resolved;
use crate::exec::function::Function;
use crate::source::Span;

/// Functions that are there for events that lack the field.
pub(super) const FOR_ABSENT: &[&str] = &["default", "coalesce", "drop", "rename"];

/// Functions that read more than they name.
pub(super) const READS_UNKNOWN: &[&str] = &[
    "accumulate",
    "appendAggregation",
    "array:append",
    "callFunction",
    "concatArray",
    "copyEvent",
    "correlate",
    "eventFieldCount",
    "eventSize",
    "fieldset",
    "fieldstats",
    "getField",
    "lowercase",
    "neighbor",
    "partition",
    "selfJoin",
    "selfJoinFilter",
    "series",
    "session",
    "setField",
    "slidingTimeWindow",
    "slidingWindow",
    "split",
    "transpose",
    "window",
    "worldMap",
    "writeJson",
];

/// Functions whose value is never null.
pub(super) const NEVER_NULL: &[&str] = &["format", "now", "start", "end", "duration"];

/// The fields after an aggregate.
pub(super) enum After {
    /// Those before it.
    Same,
    /// These.
    Only(Vec<String>),
    /// Nobody can tell.
    Unknown,
}

/// What a function that is no aggregate does to the fields of an event.
pub(super) enum Event {
    /// Nothing.
    None,
    /// It writes the field `as`.
    Value,
    /// It adds these.
    Added(Vec<String>),
    /// It leaves only these.
    Only(Vec<String>),
    /// It takes these away.
    Dropped(Vec<String>),
    /// It renames the first of each pair to the second.
    Renamed(Vec<Pair>),
    /// Nobody can tell.
    Unknown,
}

/// An old and a new name, with their places.
pub(super) type Pair = ((String, Span), (String, Span));

fn given<'r, 'a>(function: &Function, resolved: &'r [Resolved<'a>], name: &str) -> Option<&'r Resolved<'a>> {
    let (number, _) = function.parameter(name)?;
    resolved.iter().find(|argument| argument.parameter == number)
}

/// The names that a parameter lists; none when they cannot all be told.
fn listed(function: &Function, resolved: &[Resolved<'_>], name: &str) -> Option<Vec<String>> {
    let argument = given(function, resolved, name)?;
    let names: Vec<String> = names(argument).into_iter().map(|(name, _)| name).collect();
    (!is_computed(argument) && !names.iter().any(|name| name.contains('*'))).then_some(names)
}

/// The fields after an aggregate. `members`: those that its inner aggregates make, where it has any.
pub(super) fn of_aggregate(
    function: &'static Function,
    resolved: &[Resolved<'_>],
    members: Option<Option<Vec<String>>>,
) -> After {
    let output = || match given(function, resolved, "as") {
        Some(argument) => names(argument).into_iter().next().map(|(name, _)| name),
        None => Some(function.default_output()),
    };
    let inner = || members.clone().unwrap_or_else(|| Some(vec!["_count".to_owned()]));
    let known = match function.name {
        "sort" | "head" | "tail" => return After::Same,
        "count" | "sum" | "avg" | "min" | "max" | "stdDev" | "range" => output().map(|name| vec![name]),
        "groupBy" => both(listed(function, resolved, "field"), inner()),
        "stats" => inner(),
        "bucket" => {
            let fields = match given(function, resolved, "field") {
                Some(_) => listed(function, resolved, "field"),
                None => Some(Vec::new()),
            };
            both(fields, both(inner(), Some(vec!["_bucket".to_owned()])))
        }
        "top" => match (listed(function, resolved, "field"), given(function, resolved, "as")) {
            (Some(mut fields), None) => {
                fields.extend(["_count", "_sum", "_max", "percent", "_percent", "error"].map(str::to_owned));
                Some(fields)
            }
            (Some(mut fields), Some(_)) => {
                fields.extend(output());
                fields.extend(["percent", "_percent", "error"].map(str::to_owned));
                Some(fields)
            }
            (None, _) => None,
        },
        "table" | "collect" | "selectLast" => listed(function, resolved, "fields"),
        "selectFromMax" | "selectFromMin" => listed(function, resolved, "include"),
        _ => None,
    };
    known.map_or(After::Unknown, After::Only)
}

fn both(left: Option<Vec<String>>, right: Option<Vec<String>>) -> Option<Vec<String>> {
    left.zip(right).map(|(left, right)| [left, right].concat())
}

/// What a function that is no aggregate does to an event.
pub(super) fn of_event(function: &'static Function, resolved: &[Resolved<'_>]) -> Event {
    match function.name {
        "select" => listed(function, resolved, "fields").map_or(Event::Unknown, Event::Only),
        "drop" => listed(function, resolved, "fields").map_or(Event::Unknown, Event::Dropped),
        "rename" => renamed(function, resolved).map_or(Event::Unknown, Event::Renamed),
        "default" => listed(function, resolved, "field").map_or(Event::Unknown, Event::Added),
        // The assignments are known already.
        "eval" | "defineTable" | "setTimeInterval" | "beta:param" => Event::None,
        "match" | "join" => match (function.name, given(function, resolved, "include")) {
            ("join", None) => Event::None,
            (_, Some(argument)) => {
                let columns: Vec<String> = names(argument).into_iter().map(|(name, _)| name).collect();
                match is_computed(argument) || columns.iter().any(|name| name.contains('*')) {
                    true => Event::Unknown,
                    false => Event::Added(columns),
                }
            }
            _ => Event::Unknown,
        },
        "asn" | "ipLocation" => Event::Unknown,
        _ if function.roles.compute && function.parameter("as").is_some() => Event::Value,
        _ if function.roles.filter && function.output.is_empty() => Event::None,
        _ => Event::Unknown,
    }
}

/// `rename(a, as=b)`, `rename([[a, b], [c, d]])`.
fn renamed(function: &Function, resolved: &[Resolved<'_>]) -> Option<Vec<Pair>> {
    let field = given(function, resolved, "field")?;
    if is_computed(field) {
        return None;
    }
    let from = names(field);
    if let Some(target) = given(function, resolved, "as") {
        let [from] = from.as_slice() else { return None };
        return Some(vec![(from.clone(), names(target).into_iter().next()?)]);
    }
    let pairs: Vec<Pair> =
        from.chunks_exact(2).filter_map(|pair| Some((pair.first()?.clone(), pair.get(1)?.clone()))).collect();
    (pairs.len() * 2 == from.len()).then_some(pairs)
}
