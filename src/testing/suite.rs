//! Runs the cases of many test files side by side; no case sees anything of another.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::coverage::Coverage;
use super::expectation::Failure;
use super::file::TestFile;
use super::runner::{self, Fault, Mode, Prepared};
use crate::event::Row;
use crate::exec::Settings;

/// What became of a case of a suite.
#[derive(Clone, Debug)]
pub struct CaseReport {
    /// Its file.
    pub file: PathBuf,
    /// The line where it begins.
    pub line: usize,
    /// Its name.
    pub name: String,
    /// How it was not met; none when it passed.
    pub failure: Option<Failure>,
    /// The rows that its query gave.
    pub answer: Result<Vec<Row>, Fault>,
    /// How long it took, with the compilation of the query for the first case that has it.
    pub time: Duration,
}

/// What became of a suite: its cases in the order of the files.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The cases.
    pub cases: Vec<CaseReport>,
    /// How long all of it took.
    pub time: Duration,
    /// What fired in the queries, where that was asked for.
    pub coverage: Option<Vec<Coverage>>,
}

impl Report {
    /// Cases that passed.
    pub fn passed(&self) -> usize {
        self.cases.len() - self.failed()
    }

    /// Cases that failed.
    pub fn failed(&self) -> usize {
        self.failures().count()
    }

    /// The failures with their cases.
    pub fn failures(&self) -> impl Iterator<Item = (&CaseReport, &Failure)> {
        self.cases.iter().filter_map(|case| Some((case, case.failure.as_ref()?)))
    }
}

/// A query with the settings of one or several cases, compiled by the first thread that needs it.
type Shared = OnceLock<Result<Prepared, Failure>>;

/// Runs cases of files on `threads` threads. `base`: the settings for what cases do not say.
pub fn run(files: &[TestFile], wanted: &(dyn Fn(&str) -> bool + Sync), base: &Settings, threads: usize) -> Report {
    let begin = Instant::now();
    let mut shared: Vec<Shared> = Vec::new();
    let mut jobs = Vec::new();
    for file in files {
        let mut places: HashMap<String, usize> = HashMap::new();
        for case in file.cases.iter().filter(|case| wanted(&case.name)) {
            let place = *places.entry(runner::key(case)).or_insert_with(|| {
                shared.push(OnceLock::new());
                shared.len() - 1
            });
            jobs.push((file, case, place));
        }
    }
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, CaseReport)>> = Mutex::new(Vec::with_capacity(jobs.len()));
    let work = || {
        while let Some((number, (file, case, place))) = {
            let number = next.fetch_add(1, Ordering::Relaxed);
            jobs.get(number).map(|job| (number, job))
        } {
            let begin = Instant::now();
            let unused = || Err(Fault::Refused(String::new()));
            let (failure, answer) = match shared
                .get(*place)
                .map(|shared| shared.get_or_init(|| Prepared::new(case, Mode::Serial, base, &|_| {})))
            {
                Some(Ok(prepared)) => {
                    let answer = prepared.answer(case, Mode::Serial);
                    (case.failure(&answer), answer)
                }
                Some(Err(failure)) => (Some(failure.clone()), unused()),
                None => (None, unused()),
            };
            let report = CaseReport {
                file: file.path.clone(),
                line: case.line,
                name: case.name.clone(),
                failure,
                answer,
                time: begin.elapsed(),
            };
            done.lock().unwrap_or_else(PoisonError::into_inner).push((number, report));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(jobs.len()) {
            scope.spawn(work);
        }
        work();
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_by_key(|(number, _)| *number);
    Report { cases: done.into_iter().map(|(_, report)| report).collect(), time: begin.elapsed(), coverage: None }
}
