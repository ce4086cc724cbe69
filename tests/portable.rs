//! The official text of queries in the lenient dialect: LogScale's grammar takes it, and the rows are the same.

#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use offscale::exec::Settings;
use offscale::session::portable::{portable, refusals};
use offscale::testing::{Case, CaseFile, Mode, Outcome, runner, verify};

/// Cases of the dialect whose text has no official form, each with the reason.
const WITHOUT_OFFICIAL_FORM: &[(&str, &str)] =
    &[("a-template-is-a-parameter", "a template is filled in before LogScale sees the query; what with is not known")];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("OFFSCALE_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    path.join("conformance").is_dir().then_some(path)
}

fn cases(file: &Path) -> Vec<Case> {
    CaseFile::parse(&std::fs::read_to_string(file).unwrap()).unwrap().cases
}

/// A case over a whole file of events.
fn over(events: &Path) -> Case {
    let name = events.file_name().unwrap().to_string_lossy().into_owned();
    Case {
        name,
        input: String::from_utf8_lossy(&std::fs::read(events).unwrap()).into_owned(),
        ordered: true,
        ..Case::default()
    }
}

fn stock_query() -> String {
    std::fs::read_to_string(root().join("queries/t1587_003.logscale")).unwrap()
}

#[test]
fn the_stock_query_becomes_official_with_the_same_rows() {
    let query = stock_query();
    let official = portable(&query, &Settings::default()).unwrap();
    assert_eq!(official.lines().count(), query.lines().count() + 1, "the layout stays\n{official}");
    let mut tests = cases(&root().join("queries/t1587_003.test.toml"));
    tests.push(over(&root().join("examples/t1587_003.ndjson")));
    if let Some(shared) = shared() {
        let data = shared.join("data/t1587_003");
        tests.extend(["events", "events_notime", "ambiguous"].map(|name| over(&data.join(format!("{name}.ndjson")))));
    }
    assert!(tests.len() > 20);
    verify(&query, &official, &tests, true).unwrap();
    let rows = runner::rows(&Case { query: official, ..tests.last().unwrap().clone() }, Mode::Serial).unwrap();
    assert!(!rows.is_empty());
}

#[test]
fn comments_stay() {
    let query = stock_query().replace("| ", "| /* why */ ").replace(", 1, 0)", ", 1, // yes\n 0)");
    let official = portable(&query, &Settings::default()).unwrap();
    assert_eq!(official.matches("/* why */").count(), query.matches("/* why */").count());
    assert_eq!(official.matches("// yes").count(), query.matches("// yes").count());
}

/// Each query of the dialect passes in official form with the rows that its case expects.
#[test]
fn queries_of_the_dialect_become_official() {
    let mut dialect: Vec<Case> = Vec::new();
    for folder in
        [Some(root().join("tests/spec")), shared().map(|shared| shared.join("conformance"))].into_iter().flatten()
    {
        for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.unwrap();
            if entry.path().extension().is_some_and(|ending| ending == "toml") {
                dialect.extend(cases(entry.path()));
            }
        }
    }
    dialect.retain(|case| case.expect.is_some() && case.dialect.as_deref() != Some("logscale"));
    let settings = Settings::default();
    dialect.retain(|case| !refusals(&case.query, &settings).is_empty() || case.basis == "dialect");
    let mut failures = Vec::new();
    let count = dialect.len();
    for case in dialect {
        let known = WITHOUT_OFFICIAL_FORM.iter().any(|(name, _)| *name == case.name);
        let found = match portable(&case.query, &settings) {
            Err(refused) => Err(format!("{}\n{:#?}", refused.text, refused.findings)),
            Ok(text) => {
                let official = Case { query: text.clone(), dialect: Some("logscale".to_owned()), ..case.clone() };
                match runner::run(&official, Mode::Serial) {
                    Outcome::Passed => Ok(()),
                    Outcome::Failed(message) => Err(format!("{text}\n{message}")),
                }
            }
        };
        match found {
            Err(message) if !known => failures.push(format!("{}: {}\n{message}", case.name, case.query.trim())),
            Ok(()) if known => failures.push(format!("{} has an official form after all", case.name)),
            _ => {}
        }
    }
    assert!(failures.is_empty(), "{} of {count} fail\n{}", failures.len(), failures.join("\n\n"));
    assert!(count > 30 || shared().is_none(), "only {count} queries");
}
