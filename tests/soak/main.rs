//! Random queries over random events: none panics, and every way to run one gives the same rows.
//!
//! `OFFSCALE_SOAK=1000000` runs that many queries (in release: `cargo test --release --test soak`), `OFFSCALE_SEED=N` begins
//! elsewhere. A failure names its seed; `OFFSCALE_SOAK=1 OFFSCALE_SEED=that` runs it alone.

#![allow(clippy::unwrap_used, clippy::print_stderr)]

mod events;
mod queries;
mod random;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use offscale::eval::{self, Options};
use offscale::event::source::EventSource;
use offscale::event::{Row, TextSource};
use offscale::exec::Settings;
use offscale::input::{Choice, Input, InputOptions};
use offscale::lookup::{MemoryLookups, Table};
use offscale::plan;
use offscale::value::number;
use queries::Writer;
use random::Random;

/// Queries of an ordinary test run.
const FEW: u64 = 3000;
/// Relative difference of decimals that were added in another order.
const TOLERANCE: f64 = 1e-9;

fn settings() -> Settings {
    let mut lookups = MemoryLookups::default();
    let users = "a,n,ip,note\nalpha,1,10.0.0.0/8,first\nbeta,2,192.0.2.0/24,\n\"gamma ray\",42,2001:db8::/32,*\n";
    lookups.insert("users.csv".to_owned(), Table::from_file("users.csv", users));
    Settings {
        now: 1_700_000_600_000,
        start: Some(1_690_000_000_000),
        end: Some(1_700_000_600_000),
        lookups: Arc::new(lookups),
        ..Settings::default()
    }
}

/// How a query was answered.
#[derive(Debug, PartialEq)]
enum Answer {
    Rows(Vec<Row>),
    Failed(String),
}

fn answer(query: &str, source: &dyn EventSource, options: &Options<'_>, optimised: bool) -> Option<Answer> {
    let (plan, _) = plan::compile(query, &settings(), &[]);
    let mut plan = plan?;
    if !optimised {
        plan.read_everything();
    }
    Some(match eval::collect(&plan, source, options) {
        Ok((rows, _)) => Answer::Rows(rows),
        Err(failure) => Answer::Failed(failure.message),
    })
}

fn from_file(text: &str) -> Input {
    let options = InputOptions {
        stdin: Some(text.as_bytes().to_vec()),
        map: "none".parse::<Choice>().unwrap(),
        chunk_bytes: 200,
        ..InputOptions::default()
    };
    Input::open(&["-"], options).unwrap()
}

/// The same value, or nearly the same number.
fn alike(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let (Some(one), Some(other)) = (number::parse_f64(one), number::parse_f64(other)) else { return false };
    (one - other).abs() <= TOLERANCE * one.abs().max(other.abs()).max(1.0)
}

fn same(one: &Answer, other: &Answer) -> bool {
    match (one, other) {
        (Answer::Rows(one), Answer::Rows(other)) => {
            one.len() == other.len()
                && one.iter().zip(other).all(|(one, other)| {
                    one.iter().count() == other.iter().count()
                        && one.iter().zip(other.iter()).all(|(a, b)| a.0 == b.0 && alike(a.1, b.1))
                })
        }
        (one, other) => one == other,
    }
}

/// What became of a query that gives the same rows in every way.
#[derive(Clone, Copy, PartialEq)]
enum Outcome {
    Refused,
    WithoutRows,
    WithRows,
}

/// Runs the query of a seed in all ways.
fn try_out(seed: u64) -> Result<Outcome, String> {
    let mut random = Random::new(seed);
    let count = random.below(24);
    let text = events::events(&mut random, count);
    let query = Writer::new(&mut random).query();
    let tried = catch_unwind(AssertUnwindSafe(|| {
        let serial = Options { threads: 1, ..Options::default() };
        let partitioned = Options { threads: 2, ship_states: true, ..Options::default() };
        let whole = TextSource::new(&text, usize::MAX);
        let Some(expected) = answer(&query, &whole, &serial, true) else { return Ok(Outcome::Refused) };
        let lines = TextSource::new(&text, 1);
        let file = from_file(&text);
        let others: [(&str, Option<Answer>); 3] = [
            ("in partitions", answer(&query, &lines, &partitioned, true)),
            ("unoptimised", answer(&query, &whole, &serial, false)),
            ("from a file", answer(&query, &file, &serial, true)),
        ];
        for (way, found) in others {
            let found = found.unwrap();
            if !same(&expected, &found) {
                return Err(format!("{way}:\n{found:#?}\nserial:\n{expected:#?}"));
            }
        }
        let has_rows = matches!(&expected, Answer::Rows(rows) if !rows.is_empty());
        Ok(if has_rows { Outcome::WithRows } else { Outcome::WithoutRows })
    }));
    let about = |what: &str| format!("seed {seed}: {what}\nquery:\n{query}\nevents:\n{text}");
    match tried {
        Ok(Ok(outcome)) => Ok(outcome),
        Ok(Err(difference)) => Err(about(&difference)),
        Err(panic) => {
            let words = panic.downcast_ref::<String>().cloned();
            let words = words.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
            Err(about(&format!("panic: {}", words.unwrap_or_default())))
        }
    }
}

#[test]
fn random_queries_give_the_same_rows_in_every_way() {
    let from_environment = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let queries = from_environment("OFFSCALE_SOAK").unwrap_or(FEW);
    let first = from_environment("OFFSCALE_SEED").unwrap_or(1);
    let (next, accepted, with_rows) = (AtomicU64::new(first), AtomicU64::new(0), AtomicU64::new(0));
    let failures = std::sync::Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= first + queries || failures.lock().unwrap().len() >= 10 {
                        break;
                    }
                    match try_out(seed) {
                        Ok(outcome) => {
                            accepted.fetch_add(u64::from(outcome != Outcome::Refused), Ordering::Relaxed);
                            with_rows.fetch_add(u64::from(outcome == Outcome::WithRows), Ordering::Relaxed);
                        }
                        Err(failure) => failures.lock().unwrap().push(failure),
                    }
                }
            });
        }
    });
    let (failures, accepted, with_rows) =
        (failures.into_inner().unwrap(), accepted.into_inner(), with_rows.into_inner());
    eprintln!("{accepted} of {queries} random queries were accepted and run in four ways; {with_rows} gave rows");
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
    // A generator whose queries are refused or find nothing would test nothing.
    assert!(queries < 100 || with_rows * 3 > queries, "only {with_rows} of {queries} queries gave rows");
}
