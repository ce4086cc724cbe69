//! Every query of the conformance cases parses, or fails with the expected words. Skipped where the cases are missing.

use std::path::{Path, PathBuf};

use super::{Dialect, Options, parse};
use crate::diagnostic::codes;

fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("OFFSCALE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    path.join("conformance").is_dir().then_some(path)
}

fn cases(folder: &Path) -> Vec<(String, toml::Table)> {
    let mut cases = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|extension| extension == "toml") {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            let table: toml::Table = text.parse().unwrap();
            let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
            for case in table.get("case").and_then(toml::Value::as_array).into_iter().flatten() {
                cases.push((name.clone(), case.as_table().unwrap().clone()));
            }
        }
    }
    cases
}

/// All functions that the cases call, as the registry would list them.
fn functions(folder: &Path) -> Vec<String> {
    let mut names = Vec::new();
    for entry in walkdir::WalkDir::new(folder.join("spec/functions")) {
        let Ok(entry) = entry else { continue };
        if entry.path().extension().is_some_and(|extension| extension == "toml") {
            let name = entry.path().file_stem().unwrap().to_string_lossy().to_lowercase();
            names.push(name.clone());
            if let Some((space, rest)) = name.split_once('-') {
                names.push(format!("{space}:{rest}"));
            }
        }
    }
    names
}

#[test]
fn every_query_parses() {
    let Some(shared) = shared() else { return };
    let names = functions(&shared);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut failures = Vec::new();
    let mut count = 0;
    for (file, case) in cases(&shared.join("conformance")) {
        let query = case.get("query").and_then(toml::Value::as_str).unwrap();
        let strict = case.get("dialect").and_then(toml::Value::as_str) == Some("logscale");
        let dialect = if strict { Dialect::Logscale } else { Dialect::Lenient };
        let expected = case.get("expect_error").and_then(toml::Value::as_str);
        let (_, diagnostics) = parse(query, &Options { dialect, functions: &names });
        let errors: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.is_error()).collect();
        count += 1;
        let syntax = matches!(expected, Some("syntax" | "string" | "comment"))
            || (expected == Some("regex") && query.contains("open"));
        let fits = match expected {
            Some(words) if !errors.is_empty() => errors.iter().any(|error| {
                let all = format!("{} {}", error.message, error.primary.text).to_lowercase();
                words.split_whitespace().all(|word| all.contains(&word.to_lowercase()))
            }),
            Some(_) => !syntax,
            None => errors.is_empty(),
        };
        if !fits {
            failures.push(format!("{file} {expected:?}: {query}{errors:#?}"));
        }
        let official = case.get("basis").and_then(toml::Value::as_str) != Some("dialect");
        let flagged = diagnostics.iter().find(|diagnostic| diagnostic.code == codes::DIALECT);
        if official && expected.is_none() && flagged.is_some() {
            failures.push(format!("{file}: {query} is official, yet {flagged:#?}"));
        }
    }
    assert!(count > 1000, "only {count} cases");
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn the_stock_query_parses() {
    let Some(shared) = shared() else { return };
    let text = std::fs::read_to_string(shared.join("queries/t1587_003.logscale")).unwrap();
    let names = functions(&shared);
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (query, diagnostics) = parse(&text, &Options { dialect: Dialect::Lenient, functions: &names });
    assert!(diagnostics.iter().all(|diagnostic| !diagnostic.is_error()), "{diagnostics:#?}");
    assert_eq!(query.pipeline.steps.len(), 13);
}
