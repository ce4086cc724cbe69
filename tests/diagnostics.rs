//! Every code is triggered by its example, and rendered as the file of its name in `tests/diagnostics` says.
//!
//! `UPDATE=1 cargo test --test diagnostics` rewrites the files for review.

#![allow(clippy::unwrap_used)]

use std::path::Path;

use offscale::check;
use offscale::check::lints::suppress;
use offscale::diagnostic::{Code, Diagnostic, render};
use offscale::exec::Settings;
use offscale::plan;
use offscale::session;
use offscale::source::SourceFile;

/// What a query's findings are in the dialect in which the code occurs.
fn findings(code: Code) -> Vec<Diagnostic> {
    let example = code.info().example;
    for lenient in [true, false] {
        let settings = Settings { lenient, ..Settings::default() };
        let diagnostics: Vec<Diagnostic> = match check::lints::lint(code).is_some() || suppress::CODES.contains(&code) {
            // A rendering shows one lint; the examples of lints are not free of others.
            true => session::check(example, &settings).into_iter().filter(|finding| finding.code == code).collect(),
            false => plan::compile(example, &settings, &[]).1,
        };
        if diagnostics.iter().any(|diagnostic| diagnostic.code == code) {
            return diagnostics;
        }
    }
    Vec::new()
}

#[test]
fn every_code_has_an_example_that_triggers_it() {
    let silent: Vec<&str> = check::codes()
        .filter(|code| !code.info().example.is_empty() && findings(*code).is_empty())
        .map(Code::name)
        .collect();
    assert!(silent.is_empty(), "examples that do not trigger their code: {silent:?}");
}

#[test]
fn names_are_unique() {
    let mut names: Vec<&str> = check::codes().map(Code::name).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn renderings_are_as_reviewed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/diagnostics");
    let mut wrong = Vec::new();
    for code in check::codes().filter(|code| !code.info().example.is_empty()) {
        let source = SourceFile::new("query.logscale", code.info().example);
        let found = render::text(&findings(code), &source, false);
        let file = folder.join(format!("{}.txt", code.name()));
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&file, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&file).unwrap_or_default();
        if found != expected {
            wrong.push(format!("{}:\nexpected:\n{expected}\nfound:\n{found}", code.name()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
