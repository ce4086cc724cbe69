//! The function registry as others read it: `grammar/functions.json` is fresh, every runnable function has examples.
//!
//! `UPDATE=1 cargo test --test functions` rewrites the file.

#![allow(clippy::unwrap_used)]

use offscale::exec::Function;
use offscale::exec::function::{Parameter, Support};
use offscale::functions::FUNCTIONS;
use serde_json::{Value, json};

fn parameter(parameter: &Parameter) -> Value {
    json!({
        "name": parameter.name,
        "kind": format!("{:?}", parameter.kind),
        "required": parameter.required,
        "unnamed": parameter.unnamed,
        "default": parameter.default,
        "values": parameter.values,
        "min": parameter.min,
        "max": parameter.max,
        "summary": parameter.summary,
        "deprecated": parameter.deprecated,
    })
}

fn function(function: &Function) -> Value {
    let (support, reason) = match function.support {
        Support::Exact => ("exact", None),
        Support::Approximate(how) => ("approximate", Some(how)),
        Support::NeedsData(what) => ("needs data", Some(what)),
        Support::CloudOnly(why) => ("cloud only", Some(why)),
    };
    json!({
        "name": function.name,
        "summary": function.summary,
        "page": function.page,
        "kind": function.roles.name(),
        "place": format!("{:?}", function.place),
        "support": support,
        "supportNote": reason,
        "runs": function.build.is_some(),
        "deprecated": function.deprecated,
        "output": function.output,
        "parameters": function.parameters.iter().map(parameter).collect::<Vec<_>>(),
        "behaviour": function.behaviour,
        "examples": function.examples.iter().map(|example| json!({
            "query": example.query, "input": example.input, "output": example.output,
        })).collect::<Vec<_>>(),
    })
}

#[test]
fn the_list_of_functions_is_fresh() {
    // One function a line, so that a change of one shows as one line.
    let list: Vec<String> = FUNCTIONS.iter().map(|known| function(known).to_string()).collect();
    let text = format!("[\n{}\n]\n", list.join(",\n"));
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/functions.json");
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&file, &text).unwrap();
    }
    let found = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(found == text, "grammar/functions.json is stale; UPDATE=1 cargo test --test functions rewrites it");
}

#[test]
fn every_function_that_runs_has_two_examples() {
    let bare: Vec<&str> = FUNCTIONS
        .iter()
        .filter(|known| known.build.is_some() && known.examples.len() < 2)
        .map(|known| known.name)
        .collect();
    assert!(bare.is_empty(), "fewer than two examples: {bare:?}");
}

#[test]
fn names_and_parameters_are_unique() {
    let mut names: Vec<String> = FUNCTIONS.iter().map(|known| known.name.to_lowercase()).collect();
    names.sort();
    names.windows(2).for_each(|pair| assert_ne!(pair[0], pair[1]));
    for known in FUNCTIONS {
        assert!(known.parameters.iter().filter(|parameter| parameter.unnamed).count() <= 1, "{}", known.name);
        for parameter in known.parameters {
            let count = known.parameters.iter().filter(|other| other.name == parameter.name).count();
            assert_eq!(count, 1, "{}.{}", known.name, parameter.name);
        }
    }
}
