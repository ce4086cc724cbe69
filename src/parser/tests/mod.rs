//! Tests of the parser: trees, messages, properties, and every query of the conformance cases.
#![allow(clippy::unwrap_used)]

mod conformance;
mod grammar;
mod messages;
mod properties;
mod sexpr;
mod trees;

use super::{Dialect, Options, parse};
use crate::ast::Query;
use crate::diagnostic::Diagnostic;

/// Enough function names to tell reserved words from others.
const FUNCTIONS: &[&str] = &[
    "count",
    "groupby",
    "sort",
    "head",
    "tail",
    "table",
    "select",
    "test",
    "in",
    "eval",
    "if",
    "lower",
    "upper",
    "length",
    "regex",
    "match",
    "cidr",
    "format",
    "collect",
    "stats",
    "top",
    "join",
    "now",
    "drop",
    "rename",
    "min",
    "max",
    "sum",
    "coalesce",
    "setfield",
    "kvparse",
    "parsejson",
    "array:length",
    "text:contains",
    "correlate",
    "start",
    "end",
];

fn options(dialect: Dialect) -> Options<'static> {
    Options { dialect, functions: FUNCTIONS }
}

fn lenient(text: &str) -> (Query, Vec<Diagnostic>) {
    parse(text, &options(Dialect::Lenient))
}

fn strict(text: &str) -> (Query, Vec<Diagnostic>) {
    parse(text, &options(Dialect::Logscale))
}
