//! Every lint has cases in `tests/lints/CODE.toml`: queries where it fires, with the text it points at and what its fix
//! makes of the query, and queries where it is silent. A safe fix keeps the rows.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use offscale::check::lints::{self, Facts, File, Selection, suppress};
use offscale::diagnostic::{Applicability, Code, Diagnostic, Fix, fix};
use offscale::event::TextSource;
use offscale::exec::Settings;
use offscale::testing::{self, Case, CaseFile};
use offscale::{eval, plan, session};
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    fires: Vec<Fires>,
    silent: Vec<Silent>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fires {
    query: String,
    /// The text at the finding.
    span: String,
    /// The query after the first fix of every finding; absent when there is none.
    fixed: Option<String>,
    /// Events over which a safe fix keeps the rows.
    events: Option<String>,
    /// Names of all fields of the data.
    fields: Option<Vec<String>>,
    file: Option<FileFacts>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Silent {
    query: String,
    fields: Option<Vec<String>>,
    file: Option<FileFacts>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileFacts {
    path: String,
    tested: bool,
    attack: Option<Vec<String>>,
}

fn facts(fields: Option<Vec<String>>, file: Option<FileFacts>) -> Facts {
    let file = file.map(|FileFacts { path, tested, attack }| File { path, tested, attack });
    Facts { fields, file }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn found(code: Code, query: &str, facts: &Facts) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let findings = session::check_with(query, &Settings::default(), facts, &Selection::default());
    findings.into_iter().partition(|finding| finding.code == code)
}

fn applied(query: &str, fixes: &[&Fix]) -> String {
    let mut edits: Vec<_> = fixes.iter().flat_map(|fix| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut text = query.to_owned();
    for edit in edits.iter().rev() {
        text.replace_range(edit.span.start()..edit.span.end(), &edit.text);
    }
    text
}

fn rows(query: &str, events: &str) -> Result<String, String> {
    let (plan, findings) = plan::compile(query, &Settings::default(), &[]);
    let plan = plan.ok_or_else(|| format!("{findings:?}"))?;
    let source = TextSource::new(events, 1000);
    let (rows, _) = eval::collect(&plan, &source, &eval::Options::default()).map_err(|failure| failure.message)?;
    Ok(rows.iter().map(|row| format!("{:?}\n", row.iter().collect::<Vec<_>>())).collect())
}

fn fires(code: Code, case: &Fires) -> Result<(), String> {
    let query = case.query.trim();
    let facts = facts(case.fields.clone(), case.file.clone());
    let (own, others) = found(code, query, &facts);
    if let Some(error) = others.iter().find(|finding| finding.is_error()) {
        return Err(format!("the query has an error: {}", error.message));
    }
    let Some(first) = own.first() else { return Err("does not fire".to_owned()) };
    let span = first.primary.span.of(query);
    if span != case.span {
        return Err(format!("points at {span:?}, not at {:?}", case.span));
    }
    let fixes: Vec<&Fix> = own.iter().filter_map(|finding| finding.fixes.first()).collect();
    let Some(expected) = &case.fixed else {
        return if fixes.is_empty() { Ok(()) } else { Err(format!("the fix gives\n{}", applied(query, &fixes))) };
    };
    if fixes.is_empty() {
        return Err("has no fix".to_owned());
    }
    let fixed = applied(query, &fixes);
    if fixed.trim() != expected.trim() {
        return Err(format!("the fix gives\n{fixed}"));
    }
    let (left, others) = found(code, &fixed, &facts);
    if let Some(error) = others.iter().find(|finding| finding.is_error()) {
        return Err(format!("the fixed query has an error: {}", error.message));
    }
    if !left.is_empty() {
        return Err("the fix leaves the finding".to_owned());
    }
    if fixes.iter().any(|fix| fix.applicability == Applicability::Safe) {
        let events = case.events.as_deref().ok_or("a safe fix needs events")?;
        let (before, after) = (rows(query, events)?, rows(&fixed, events)?);
        if before.is_empty() {
            return Err("no row comes out of the events".to_owned());
        }
        if before != after {
            return Err(format!("the safe fix changes the rows\nbefore:\n{before}after:\n{after}"));
        }
    }
    Ok(())
}

#[test]
fn every_lint_fires_and_is_silent_as_its_cases_say() {
    let mut wrong = Vec::new();
    for code in lints::ALL.iter().map(|lint| lint.code).chain(suppress::CODES.iter().copied()) {
        let file = root().join("tests/lints").join(format!("{}.toml", code.name()));
        let text = std::fs::read_to_string(&file).unwrap_or_default();
        let cases: Cases = match toml::from_str(&text) {
            Ok(cases) => cases,
            Err(error) => {
                wrong.push(format!("{code}: {error}"));
                continue;
            }
        };
        if cases.fires.is_empty() || cases.silent.is_empty() {
            wrong.push(format!("{code}: lacks a case where it fires, or one where it is silent"));
        }
        for case in &cases.fires {
            if let Err(message) = fires(code, case) {
                wrong.push(format!("{code}: {}\n{message}", case.query.trim()));
            }
        }
        for case in cases.silent {
            let query = case.query.trim();
            let (own, others) = found(code, query, &facts(case.fields, case.file));
            if let Some(error) = others.iter().find(|finding| finding.is_error()) {
                wrong.push(format!("{code}: {query}\nhas an error: {}", error.message));
            }
            if let Some(finding) = own.first() {
                wrong.push(format!("{code}: {query}\nfires: {}", finding.message));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn every_file_of_cases_belongs_to_a_lint() {
    for entry in std::fs::read_dir(root().join("tests/lints")).unwrap().flatten() {
        let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
        assert!(offscale::check::code(&name).is_some(), "{name}");
    }
}

#[test]
fn every_code_is_explained() {
    let mut wrong = Vec::new();
    for code in offscale::check::codes() {
        let Some(explanation) = offscale::check::explain(code.name()) else {
            wrong.push(format!("{code}: no explanation"));
            continue;
        };
        if explanation.what.is_empty() || explanation.why.is_empty() {
            wrong.push(format!("{code}: does not say why it matters"));
        }
        if explanation.instead.is_empty() {
            continue;
        }
        let strict = Settings { lenient: false, ..Settings::default() };
        let findings = session::check(explanation.instead, &strict);
        if let Some(finding) = findings.iter().find(|finding| finding.is_error() || finding.code == code) {
            wrong.push(format!("{code}: instead is no better: {}", finding.message));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn registry_is_sorted_and_names_are_plain() {
    let names: Vec<&str> = lints::ALL.iter().map(|lint| lint.code.name()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert!(names.iter().all(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')));
}

#[test]
fn every_finding_about_the_stock_query_is_true() {
    let query = std::fs::read_to_string(root().join("queries/t1587_003.logscale")).unwrap();
    let findings = session::check(&query, &Settings::default());
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().filter(|finding| lints::lint(finding.code).is_some()).for_each(|finding| {
        *counts.entry(finding.code.name()).or_default() += 1;
    });
    // certutil takes /addstore for -addstore; evilcertutil.exe is found as well (its header says so); openssl takes
    // `req  -new` with two blanks.
    let true_ones = BTreeMap::from([("exact-blank", 1), ("switch-prefix", 1), ("unanchored-name", 3)]);
    assert_eq!(counts, true_ones, "look at each of them");
}

/// The cases of the project, and the shared ones where they are.
fn known_cases() -> Vec<Case> {
    let shared = std::env::var_os("OFFSCALE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    let folders = [root().join("tests/spec"), shared.join("conformance")];
    let entries = folders.iter().flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name()).flatten();
    let files = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "toml"));
    let text = |entry: walkdir::DirEntry| std::fs::read_to_string(entry.path()).unwrap();
    files.flat_map(|entry| CaseFile::parse(&text(entry)).unwrap().cases).collect()
}

/// What is promised of safe fixes, over every query with known rows: they parse, and the rows stay.
#[test]
fn safe_fixes_keep_the_rows_of_every_known_case() {
    let (mut changed, mut wrong) = (0, Vec::new());
    for case in known_cases().into_iter().filter(|case| case.expect.is_some()) {
        let settings = Settings { lenient: case.dialect.as_deref() != Some("logscale"), ..Settings::default() };
        let level = fix::Level { unsafe_too: false, wanted: &|_| true };
        let fixed = fix::apply(&case.query, level, &|text| session::check(text, &settings)).text;
        if fixed != case.query {
            changed += 1;
            if let Err(difference) = testing::verify(&case.query, &fixed, std::slice::from_ref(&case), false) {
                wrong.push(format!("{difference}\n{}\n->\n{fixed}", case.query));
            }
        }
    }
    println!("safe fixes changed {changed} queries");
    assert!(wrong.is_empty(), "{} queries give other rows:\n{}", wrong.len(), wrong.join("\n\n"));
}

#[test]
fn checking_is_fast() {
    let query = std::fs::read_to_string(root().join("queries/t1587_003.logscale")).unwrap();
    let settings = Settings::default();
    let (written, mut findings) = plan::read(&query, &settings);
    let rewritten = offscale::check::dialect::rewrite(written.clone(), &query, &mut findings, true);
    let facts = Facts::default();
    let input = lints::Input { text: &query, written: &written, query: &rewritten, settings: &settings, facts: &facts };
    lints::run(&input);
    let best = (0..20).map(|_| {
        let start = Instant::now();
        std::hint::black_box(lints::run(&input));
        start.elapsed()
    });
    let best = best.min().unwrap();
    println!("all lints over the stock query: {best:?}");
    // Without optimisation it takes some twenty times as long.
    let bound = if cfg!(debug_assertions) { 10 } else { 1 };
    assert!(best.as_millis() < bound, "{best:?}");
}
