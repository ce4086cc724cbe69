//! `offscale test`: runs test files, which stand beside the queries that they test.

use std::path::PathBuf;

use clap::Args;

use super::{Exit, Outcome, Trouble, print};
use crate::library::{files, query};
use crate::testing::{CaseFile, Mode, Outcome as CaseOutcome, runner};

/// Run the tests of queries: NAME.test.toml beside NAME.logscale
#[derive(Args)]
pub struct Arguments {
    /// Test files, or folders of them
    #[arg(value_name = "PATH", required = true)]
    paths: Vec<PathBuf>,
    /// Run only cases whose name holds this
    #[arg(long, value_name = "TEXT")]
    filter: Option<String>,
}

/// Runs the subcommand.
///
/// # Errors
/// When a test file cannot be read.
pub fn run(arguments: &Arguments) -> Outcome {
    let files = files::find(&arguments.paths, files::is_test)?;
    let mut passed = 0;
    let mut failures = Vec::new();
    for file in &files {
        let text = std::fs::read_to_string(file).map_err(|error| Trouble(format!("{}: {error}", file.display())))?;
        let cases = CaseFile::parse(&text).map_err(|error| Trouble(format!("{}: {error}", file.display())))?.cases;
        let beside = query::of_test(file).transpose()?.map(|query| query.text);
        for mut case in cases {
            if arguments.filter.as_ref().is_some_and(|filter| !case.name.contains(filter.as_str())) {
                continue;
            }
            if case.query.is_empty() {
                case.query = beside.clone().ok_or_else(|| {
                    Trouble(format!(
                        "{}: case {} has no query, and there is none beside the file",
                        file.display(),
                        case.name
                    ))
                })?;
            }
            match runner::run(&case, Mode::Serial) {
                CaseOutcome::Passed => passed += 1,
                CaseOutcome::Failed(message) => {
                    failures.push(format!("{}: {}\n{message}\n", file.display(), case.name))
                }
            }
        }
    }
    for failure in &failures {
        print(failure)?;
    }
    print(&format!("{passed} passed, {} failed\n", failures.len()))?;
    if passed + failures.len() == 0 {
        return Err(Trouble("no tests there; test files are called NAME.test.toml".to_owned()));
    }
    Ok(if failures.is_empty() { Exit::Done } else { Exit::Found })
}
