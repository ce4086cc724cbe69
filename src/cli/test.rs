//! `offscale test`: runs test files, which stand beside the queries that they test.

use std::path::{Path, PathBuf};

use clap::Args;
use clap::builder::PossibleValuesParser;

use super::options::QueryOptions;
use super::{Exit, Outcome, Trouble, changed_files, colored_stderr, colored_stdout, complain, print};
use crate::library::{files, query};
use crate::testing::coverage;
use crate::testing::file::{Beside, TestFile};
use crate::testing::report::FORMS;
use crate::testing::suite::{self, Report};
use crate::testing::update;

/// Run the tests of queries: NAME.test.toml beside NAME.logscale
#[derive(Args)]
pub struct Arguments {
    /// Test files, query files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Run only cases whose name holds this
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
    /// Fail when a query has fewer cases; from 2 on it needs one that matches and one that does not
    #[arg(long, value_name = "N")]
    min_tests: Option<usize>,
    /// Run only the tests of queries that have changed since this commit, or whose tests have
    #[arg(long, value_name = "REF")]
    changed_since: Option<String>,
    /// Rewrite the expected rows and counts of failing cases to what the queries give
    #[arg(long, conflicts_with = "min_tests")]
    update: bool,
    /// Show which branches, sides of if, alternatives of a regex and values of lists fired in no test
    #[arg(long)]
    coverage: bool,
    /// How the report is written
    #[arg(long, value_name = "FORMAT", default_value = "text",
          value_parser = PossibleValuesParser::new(FORMS.iter().map(|form| form.name)))]
    format: String,
    /// Worker threads [default: one for each processor]
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// Folder of saved queries: $pkg/sub:name() is pkg/sub/name.logscale
    #[arg(long, value_name = "DIR")]
    library: Vec<PathBuf>,
    /// Folder of lookup files, named by their path in it
    #[arg(long, value_name = "DIR")]
    lookups: Vec<PathBuf>,
}

/// Runs the subcommand.
///
/// # Errors
/// When a test file cannot be read.
pub fn run(arguments: &Arguments) -> Outcome {
    let found = find(arguments)?;
    let files: Vec<TestFile> = found
        .tests
        .iter()
        .map(|path| TestFile::read(path, beside(path)?, arguments.update))
        .collect::<Result<_, _>>()?;
    let files = match &arguments.changed_since {
        None => files,
        Some(reference) => only_changed(files, reference)?,
    };
    let options = QueryOptions {
        library: arguments.library.clone(),
        lookups: arguments.lookups.clone(),
        ..QueryOptions::default()
    };
    let threads =
        arguments.threads.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    let wanted = |name: &str| arguments.filter.as_ref().is_none_or(|filter| name.contains(filter.as_str()));
    let settings = options.settings()?;
    let mut report = suite::run(&files, &wanted, &settings, threads);
    if arguments.update {
        return rewrite(&files, &report);
    }
    report.coverage = arguments.coverage.then(|| coverage::measure(&files, &wanted, &settings));
    if let Some(form) = FORMS.iter().find(|form| form.name == arguments.format) {
        print(&(form.write)(&report, colored_stdout()))?;
    }
    if let Some(coverage) = &report.coverage {
        match arguments.format.as_str() {
            "json" => {}
            "text" => print(&format!("\n{}", coverage::text(coverage, colored_stdout())))?,
            // The other forms have no place for it.
            _ => complain(coverage::text(coverage, colored_stderr()).trim_end()),
        }
    }
    say_untested(&found.untested);
    let too_few = arguments.min_tests.map_or_else(Vec::new, |least| too_few(&files, &found.untested, least));
    too_few.iter().for_each(|line| complain(line));
    if report.cases.is_empty() && too_few.is_empty() {
        return nothing_ran(arguments, &files);
    }
    Ok(if report.failed() == 0 && too_few.is_empty() { Exit::Done } else { Exit::Found })
}

/// The query beside a test file, in a file of its own or as one of several in YAML (`FILE#NAME`).
fn beside(path: &Path) -> Result<Option<Beside>, String> {
    let query = query::of_test(path).transpose()?;
    Ok(query.map(|query| {
        let file = query.part().and_then(|part| query.name.strip_suffix(&format!("#{part}")));
        Beside { path: PathBuf::from(file.unwrap_or(&query.name)), text: query.text }
    }))
}

/// Test files, and queries that have none.
struct Found {
    tests: Vec<PathBuf>,
    untested: Vec<PathBuf>,
}

/// The test files below the paths; a query file stands for the test file beside it.
fn find(arguments: &Arguments) -> Result<Found, Trouble> {
    let mut found = Found { tests: Vec::new(), untested: Vec::new() };
    for path in files::find(&arguments.paths, |path| files::is_test(path) || files::is_query(path))? {
        if !files::is_query(&path) {
            found.tests.push(path);
            continue;
        }
        let test = files::test_of_query(&path);
        if test.is_file() { found.tests.push(test) } else { found.untested.push(path) }
    }
    // A query and its test file are often both named.
    let mut seen = std::collections::HashSet::new();
    found.tests.retain(|path| seen.insert(path.clone()));
    found.untested.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn only_changed(files: Vec<TestFile>, reference: &str) -> Result<Vec<TestFile>, Trouble> {
    let folder = files.first().and_then(|file| file.path.parent()).unwrap_or(Path::new("")).to_owned();
    let changed = changed_files::since(reference, &folder)?;
    let is_changed = |path: &Path| path.canonicalize().is_ok_and(|path| changed.contains(&path));
    let keep = |file: &TestFile| {
        is_changed(&file.path)
            || file.query.as_deref().is_some_and(is_changed)
            || file.named_files().iter().any(|path| is_changed(path))
    };
    Ok(files.into_iter().filter(keep).collect())
}

fn say_untested(untested: &[PathBuf]) {
    const SHOWN: usize = 5;
    if untested.is_empty() {
        return;
    }
    let names: Vec<String> = untested.iter().take(SHOWN).map(|path| path.display().to_string()).collect();
    let more = if untested.len() > SHOWN { format!(" and {} more", untested.len() - SHOWN) } else { String::new() };
    let noun = if untested.len() == 1 { "query has" } else { "queries have" };
    complain(&format!("note: {} {noun} no tests: {}{more}", untested.len(), names.join(", ")));
}

/// A line for each query that has not the tests that it should have.
fn too_few(files: &[TestFile], untested: &[PathBuf], least: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for file in files {
        let name = file.query.as_ref().unwrap_or(&file.path).display();
        let count = file.cases.len();
        let missing = |matches: bool| !file.cases.iter().any(|case| case.expects_match() == Some(matches));
        if count < least {
            lines.push(format!("error: {name}: {count} of at least {least} tests"));
        } else if least >= 2 && missing(true) {
            lines.push(format!("error: {name}: no test in which it matches"));
        } else if least >= 2 && missing(false) {
            lines.push(format!("error: {name}: no test in which it does not match"));
        }
    }
    if least > 0 {
        lines.extend(untested.iter().map(|path| format!("error: {}: 0 of at least {least} tests", path.display())));
    }
    lines
}

fn nothing_ran(arguments: &Arguments, files: &[TestFile]) -> Outcome {
    if arguments.changed_since.is_some() && files.is_empty() {
        complain("note: no query or test has changed");
        return Ok(Exit::Done);
    }
    Err(Trouble(match &arguments.filter {
        Some(filter) if !files.is_empty() => format!("no test has {filter:?} in its name"),
        _ => "no tests there; the tests of NAME.logscale stand in NAME.test.toml beside it".to_owned(),
    }))
}

/// Writes what the queries give into the test files.
fn rewrite(files: &[TestFile], report: &Report) -> Outcome {
    let mut left = Vec::new();
    for file in files {
        let failed: Vec<_> = report.failures().filter(|(case, _)| case.file == file.path).collect();
        let answer = |case: &crate::testing::Case| {
            let (found, _) = failed.iter().find(|(found, _)| found.name == case.name)?;
            found.answer.clone().ok()
        };
        let place = |error: &dyn std::fmt::Display| Trouble(format!("{}: {error}", file.path.display()));
        let updated = update::rewrite(&file.text, &answer).map_err(|error| place(&error))?;
        if let Some(text) = &updated.text {
            std::fs::write(&file.path, text).map_err(|error| place(&error))?;
        }
        for name in &updated.changed {
            complain(&format!("{}: rewrote {name}", file.path.display()));
        }
        left.extend(failed.into_iter().filter(|(case, _)| !updated.changed.contains(&case.name)));
    }
    for (case, failure) in &left {
        let first = failure.message.lines().next().unwrap_or("");
        let place = format!("{}:{}", case.file.display(), case.line);
        complain(&format!("{place}: {} still fails, and says what was meant, so it stays: {first}", case.name));
    }
    Ok(if left.is_empty() { Exit::Done } else { Exit::Found })
}
