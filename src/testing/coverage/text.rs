//! Coverage for people, as excerpts of the queries, and as JSON.

use std::fmt::Write;

use serde_json::{Value, json as value};

use super::{Coverage, Item, Kind};
use crate::diagnostic::{Label, render};

/// What never fired, step by step under the text of each query, then the percentages.
pub fn text(all: &[Coverage], color: bool) -> String {
    let mut text = String::new();
    for coverage in all {
        let missed: Vec<&Item> = coverage.items.iter().filter(|item| item.fired == 0).collect();
        for items in missed.chunk_by(|one, next| one.step == next.step) {
            let labels: Vec<Label> =
                items.iter().map(|item| Label { span: item.span, text: remark(item.kind).to_owned() }).collect();
            let title = match items {
                [one] => format!("{} in no test", sentence(one.kind)),
                several => format!("{} parts of this step fired in no test", several.len()),
            };
            text.push_str(&render::marked("uncovered", &title, &labels, &[], &coverage.source, color));
            text.push('\n');
        }
    }
    let width = all.iter().map(|coverage| coverage.source.name.chars().count()).max().unwrap_or(0);
    for coverage in all {
        let (fired, total) = (coverage.fired(), coverage.items.len());
        let name = &coverage.source.name;
        let _ = match total {
            0 => writeln!(text, "{name:width$}    nothing in it branches"),
            _ => writeln!(text, "{name:width$}  {:3.0} %  {fired} of {total} parts fired", coverage.percent()),
        };
    }
    text
}

fn sentence(kind: Kind) -> &'static str {
    match kind {
        Kind::Branch => "a branch is taken",
        Kind::Arm => "an arm is taken",
        Kind::Then => "the condition of an if holds",
        Kind::Else => "the condition of an if fails",
        Kind::Alternative => "an alternative of a regex matches",
        Kind::Value => "a value of a list matches",
        Kind::OrPart => "a part of an or holds",
    }
}

fn remark(kind: Kind) -> &'static str {
    match kind {
        Kind::Branch | Kind::Arm => "never taken",
        Kind::Then => "never the result: the condition holds in no test",
        Kind::Else => "never the result: the condition fails in no test",
        Kind::Alternative | Kind::Value => "never matched",
        Kind::OrPart => "never held",
    }
}

/// Coverage as a JSON array with an object for each query.
pub fn json(all: &[Coverage]) -> Value {
    let query = |coverage: &Coverage| {
        let lines = coverage.source.lines();
        let items: Vec<Value> = coverage
            .items
            .iter()
            .map(|item| {
                let position = lines.position(item.span.start());
                value!({
                    "kind": item.kind.name(),
                    "line": position.line,
                    "column": position.column,
                    "text": item.span.of(&coverage.source.text),
                    "fired": item.fired,
                })
            })
            .collect();
        value!({
            "query": coverage.source.name,
            "fired": coverage.fired(),
            "parts": coverage.items.len(),
            "percent": coverage.percent(),
            "items": items,
        })
    };
    all.iter().map(query).collect()
}
