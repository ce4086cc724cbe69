//! No input, query or data, makes it panic: random bytes, truncated and mutated real queries and records, run to the end.
//!
//! `PROPTEST_CASES=100000` runs longer.

#![allow(clippy::unwrap_used)]

use offscale::eval::{self, Options};
use offscale::event::TextSource;
use offscale::exec::Settings;
use offscale::functions::FUNCTIONS;
use offscale::plan;
use offscale::testing::CaseFile;
use proptest::prelude::*;

/// Queries as people write them: the shipped one, the examples of every function, the conformance cases where they are.
fn queries() -> Vec<String> {
    let mut queries = vec![include_str!("../queries/t1587_003.logscale").to_owned()];
    queries.extend(FUNCTIONS.iter().flat_map(|function| function.examples).map(|example| example.query.to_owned()));
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("OFFSCALE_SHARED").map_or_else(|| root.join("../shared"), Into::into);
    for folder in ["conformance/language", "conformance/functions"] {
        let Ok(entries) = std::fs::read_dir(shared.join(folder)) else { continue };
        for entry in entries.flatten() {
            let text = std::fs::read_to_string(entry.path()).unwrap_or_default();
            queries.extend(CaseFile::parse(&text).into_iter().flat_map(|file| file.cases).map(|case| case.query));
        }
    }
    queries
}

const RECORDS: &str = r##"{"@timestamp":"1700000000000","a":"1","b":"x y=2","FileName":"openssl.exe","CommandLine":"openssl genrsa","list":["p","q"],"o":{"k":"v"}}
{"@timestamp":"1700000060000","a":"-2.5e3","b":"","FileName":"CMD.EXE","ip":"10.0.0.1","xml":"<a><b c='d'>e</b></a>","json":"{\"x\":[1,{\"y\":null}]}"}
{"a":"99999999999999999999","b":"\u0000\ud83d\ude00","#event_simpleName":"ProcessRollup2","url":"https://u:p@h:1/p?q=1#f","in":[{"key":"a","value":"1"},{"key":"b"}]}
{"a":"NaN","b":"ÅÄÖ ß İ","@rawstring":"user=kim id=7 [x] \"open","csv":"1,\"2"}"##;

/// Compiles and, where that works, runs; every span must lie in the text.
fn try_out(query: &str, records: &str) {
    let settings = Settings { now: 1_700_000_100_000, ..Settings::default() };
    for lenient in [true, false] {
        let settings = Settings { lenient, ..settings.clone() };
        let (plan, diagnostics) = plan::compile(query, &settings, &[]);
        for diagnostic in &diagnostics {
            assert!(diagnostic.primary.span.end() <= query.len(), "{diagnostic:?} in {query:?}");
        }
        let source = offscale::source::SourceFile::new("<query>", query);
        offscale::diagnostic::render::text(&diagnostics, &source, false);
        if let Some(plan) = plan {
            let options = Options { threads: 2, ship_states: true, ..Options::default() };
            let _ = eval::collect(&plan, &TextSource::new(records, 1), &options);
        }
    }
}

#[derive(Clone, Debug)]
enum Mutation {
    Cut(usize),
    Delete(usize, usize),
    Insert(usize, String),
    Copy(usize, usize, usize),
}

fn mutation() -> impl Strategy<Value = Mutation> {
    let piece = prop_oneof![
        "[|(){}\\[\\];,=!<>/\"'`$?:*.-]{1,3}".prop_map(|text| text),
        prop::sample::select(vec![
            " or ",
            " and ",
            "not ",
            ":=",
            "=~",
            "case {",
            "match {",
            "//",
            "/*",
            "/x(?<y>.)/",
            "count()",
            "\\",
            "\u{201c}",
            "\u{0}"
        ])
        .prop_map(str::to_owned),
        any::<char>().prop_map(|letter| letter.to_string()),
    ];
    prop_oneof![
        any::<usize>().prop_map(Mutation::Cut),
        (any::<usize>(), 1..20usize).prop_map(|(at, length)| Mutation::Delete(at, length)),
        (any::<usize>(), piece).prop_map(|(at, text)| Mutation::Insert(at, text)),
        (any::<usize>(), 1..40usize, any::<usize>()).prop_map(|(from, length, to)| Mutation::Copy(from, length, to)),
    ]
}

fn apply(text: &str, mutation: &Mutation) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |number: &usize| number % (letters.len() + 1);
    let changed: Vec<char> = match mutation {
        Mutation::Cut(end) => letters[..at(end)].to_vec(),
        Mutation::Delete(from, length) => {
            let from = at(from);
            let to = (from + length).min(letters.len());
            [&letters[..from], &letters[to..]].concat()
        }
        Mutation::Insert(place, piece) => {
            let place = at(place);
            [&letters[..place], &piece.chars().collect::<Vec<_>>(), &letters[place..]].concat()
        }
        Mutation::Copy(from, length, to) => {
            let (from, to) = (at(from), at(to));
            let end = (from + length).min(letters.len());
            [&letters[..to], &letters[from..end], &letters[to..]].concat()
        }
    };
    changed.into_iter().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_queries_do_not_panic(
        query in prop::sample::select(queries()),
        mutations in prop::collection::vec(mutation(), 1..4),
    ) {
        let query = mutations.iter().fold(query, |query, mutation| apply(&query, mutation));
        try_out(&query, RECORDS);
    }

    #[test]
    fn random_text_does_not_panic(query in "\\PC{0,200}") {
        try_out(&query, RECORDS);
    }

    #[test]
    fn mutated_records_do_not_panic(
        query in prop::sample::select(queries()),
        mutations in prop::collection::vec(mutation(), 1..6),
    ) {
        let records = mutations.iter().fold(RECORDS.to_owned(), |records, mutation| apply(&records, mutation));
        try_out(&query, &records);
    }
}
