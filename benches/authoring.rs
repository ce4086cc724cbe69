//! What authors wait for: the check of a query with all lints, its layout, and a test of it.

#![allow(clippy::unwrap_used)]

use offscale::exec::Settings;
use offscale::testing::{Case, Mode, runner};
use offscale::{format, functions, parser, session};

const QUERY: &str = include_str!("../queries/t1587_003.logscale");
const EVENT: &str = r##"{"#event_simpleName":"ProcessRollup2","FileName":"openssl.exe","CommandLine":"openssl req -x509 -newkey rsa"}"##;

fn main() {
    divan::main();
}

/// One of 1,000 queries that are to be checked within a second.
#[divan::bench]
fn check(bencher: divan::Bencher<'_, '_>) {
    bencher.bench(|| session::check(QUERY, &Settings::default()));
}

/// The layout with its own proof that the query stays the same.
#[divan::bench]
fn layout(bencher: divan::Bencher<'_, '_>) {
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let options = parser::Options { functions: &words, ..parser::Options::default() };
    bencher.bench(|| format::query(QUERY, &options));
}

/// One of 1,000 tests that are to run within two seconds, with the compilation of its query.
#[divan::bench]
fn test(bencher: divan::Bencher<'_, '_>) {
    let case =
        Case { query: QUERY.to_owned(), input: EVENT.to_owned(), expect: Some("match".to_owned()), ..Case::default() };
    bencher.bench(|| runner::run(&case, Mode::Serial));
}
