//! `offscale backtest`: many queries in one pass give what each gives alone.

#![allow(clippy::unwrap_used)]

mod program;

use std::path::Path;
use std::process::{Command, Output};

use offscale::eval::{self, CollectRows, Options};
use offscale::event::TextSource;
use offscale::exec::Settings;
use offscale::plan;
use program::{err, out};

/// Queries of every shape: filters, aggregates, a limit, a subquery, events that the query makes.
const QUERIES: &[&str] = &[
    "kind = a",
    "kind = b | n > 40 | m := n * 2",
    "\"name-1\"",
    "groupBy(kind, function=[count(), max(n)])",
    "kind = a | sort(n, order=desc, limit=5)",
    "head(3)",
    "join({kind = b | n < 30}, field=host, include=n) | count()",
    "createEvents([\"x=1\", \"x=2\"])",
    "path = \"C:\\\\Temp*\"",
];

fn events() -> String {
    let line = |number: usize| {
        let kind = ["a", "b", "c"][number % 3];
        let day = 1_763_942_400_000_u64 + (number as u64 % 4) * 43_200_000;
        format!(
            "{{\"@timestamp\":{day},\"kind\":\"{kind}\",\"n\":\"{number}\",\"host\":\"h{}\",\"name\":\"name-{}\",\"path\":\"C:\\\\{}\\\\x\"}}",
            number % 5,
            number % 7,
            if number.is_multiple_of(2) { "Temp" } else { "Users" }
        )
    };
    (0..100).map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn one_pass_gives_each_query_its_own_rows() {
    let text = events();
    for (grain, threads) in [(1000, 1), (7, 1), (7, 4)] {
        let source = TextSource::new(&text, grain);
        let plans: Vec<_> = QUERIES
            .iter()
            .map(|query| {
                let (plan, findings) = plan::compile(query, &Settings::default(), &[]);
                plan.unwrap_or_else(|| panic!("{query}: {findings:?}"))
            })
            .collect();
        let options = Options { threads, ..Options::default() };
        let sinks: Vec<CollectRows> = plans.iter().map(|_| CollectRows::default()).collect();
        let all = eval::run_many(&plans.iter().collect::<Vec<_>>(), &source, &options, &sinks);
        assert_eq!(all.len(), QUERIES.len());
        for (((query, plan), report), sink) in QUERIES.iter().zip(&plans).zip(all).zip(sinks) {
            let (alone, one) = eval::collect(plan, &source, &options).unwrap();
            let report = report.unwrap();
            assert_eq!(sink.into_rows(), alone, "{query}");
            assert_eq!(report.report.rows, one.rows, "{query}");
            assert_eq!(report.report.read, if query.starts_with("create") { 2 } else { 100 }, "{query}");
            assert_eq!(report.ran_apart, query.starts_with("create") || query.starts_with("join"), "{query}");
            let rows: Vec<_> = one.warnings.iter().collect();
            assert_eq!(report.report.warnings.iter().collect::<Vec<_>>(), rows, "{query}");
        }
    }
}

/// A record that breaks behind the fields that some queries read: each query treats it as it does alone.
#[test]
fn damaged_records_are_treated_as_in_a_run_alone() {
    let text = format!("{}\n{{\"@timestamp\":1763942400000,\"kind\":\"a\",\"n\":\"1\",\"zz\": n/a\"}}", events());
    let source = TextSource::new(&text, 7);
    let compile = |query: &&str| plan::compile(query, &Settings::default(), &[]).0.unwrap();
    let plans: Vec<_> = QUERIES.iter().map(compile).collect();
    let sinks: Vec<CollectRows> = plans.iter().map(|_| CollectRows::default()).collect();
    let options = Options::default();
    let all = eval::run_many(&plans.iter().collect::<Vec<_>>(), &source, &options, &sinks);
    for (((query, plan), report), sink) in QUERIES.iter().zip(&plans).zip(all).zip(sinks) {
        let (alone, one) = eval::collect(plan, &source, &options).unwrap();
        assert_eq!(sink.into_rows(), alone, "{query}");
        assert_eq!(report.unwrap().report.rows, one.rows, "{query}");
    }
}

#[test]
fn every_example_of_a_function_gives_the_same_beside_another_query() {
    let settings = Settings::default();
    let other = plan::compile("count()", &settings, &[]).0.unwrap();
    for function in offscale::functions::FUNCTIONS {
        for example in function.examples {
            let (Some(plan), _) = plan::compile(example.query, &settings, &[]) else { continue };
            let source = TextSource::new(example.input, 2);
            let sinks = [CollectRows::default(), CollectRows::default()];
            let mut reports = eval::run_many(&[&plan, &other], &source, &Options::default(), &sinks).into_iter();
            let alone = eval::collect(&plan, &source, &Options::default());
            match (reports.next().unwrap(), alone) {
                (Ok(_), Ok((rows, _))) => {
                    let [found, _] = sinks.map(CollectRows::into_rows);
                    assert_eq!(found, rows, "{}", example.query);
                }
                (Err(failure), Err(alone)) => assert_eq!(failure, alone, "{}", example.query),
                (one, alone) => panic!("{}: {:?} {:?}", example.query, one.is_ok(), alone.is_ok()),
            }
        }
    }
}

#[test]
fn the_search_interval_holds_for_every_query() {
    let text = events();
    let source = TextSource::new(&text, 9);
    let settings = Settings { start: Some(1_763_942_400_000), end: Some(1_763_942_400_001), ..Settings::default() };
    let plans: Vec<_> = ["kind = a", "count()"].map(|query| plan::compile(query, &settings, &[]).0.unwrap()).into();
    let sinks = [CollectRows::default(), CollectRows::default()];
    eval::run_many(&plans.iter().collect::<Vec<_>>(), &source, &Options::default(), &sinks);
    let [filtered, counted] = sinks.map(CollectRows::into_rows);
    assert_eq!(filtered.len(), (0..100).filter(|number| number % 4 == 0 && number % 3 == 0).count());
    assert_eq!(counted[0].get("_count"), Some("25"));
}

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("events.ndjson", &events());
        folder.write("q/one.logscale", "kind = a");
        folder.write("q/sub/two.logscale", "kind = b | n > 40 | select([host, n])");
        folder.write("q/none.logscale", "kind = z");
        folder
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
        command.arg("backtest").args(arguments).current_dir(self.0.path()).output().unwrap()
    }
}

#[test]
fn hits_are_told_by_day() {
    let folder = Folder::new();
    let output = folder.run(&["q", "events.ndjson", "--format", "csv"]);
    let expected =
        "query,day,hits\nnone,,0\none,2025-11-24,17\none,2025-11-25,17\nsub/two,2025-11-24,9\nsub/two,2025-11-25,10\n";
    assert_eq!(out(&output).replace('\r', ""), expected, "{}", err(&output));
    assert_eq!(err(&output), "3 queries over 100 events\n");
    assert_eq!(output.status.code(), Some(0));

    let output = folder.run(&["q/one.logscale", "events.ndjson", "--format", "ndjson", "--timezone", "+13:00"]);
    let days: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let days: Vec<_> = days.iter().map(|row| (row["day"].as_str().unwrap(), row["hits"].as_str().unwrap())).collect();
    assert_eq!(days, [("2025-11-24", "9"), ("2025-11-25", "16"), ("2025-11-26", "9")]);
}

#[test]
fn the_noisiest_values_are_named() {
    let folder = Folder::new();
    let output = folder.run(&["q", "events.ndjson", "--format", "json", "--by", "host", "--by", "nothing"]);
    let json: serde_json::Value = serde_json::from_str(&out(&output)).unwrap();
    assert_eq!(json["events"], 100);
    let one = &json["queries"][1];
    assert_eq!((&one["query"], &one["hits"]), (&"one".into(), &34.into()));
    assert_eq!(one["noisiest"]["host"].as_array().unwrap().len(), 3);
    assert_eq!(one["noisiest"]["host"][0]["value"], "h0");
    assert_eq!(one["noisiest"]["host"][0]["hits"], 7);
    assert!(one["noisiest"].get("nothing").is_none());
    let table = out(&folder.run(&["q", "events.ndjson", "--by", "host"]));
    assert!(table.contains("h0 (7), h1 (7), h3 (7)"), "{table}");
    let header: Vec<&str> = table.lines().nth(1).unwrap().split('│').map(str::trim).collect();
    assert_eq!(header[1..9], ["query", "hits", "days", "first", "last", "busiest", "ms", "host"]);
}

#[test]
fn what_cannot_be_run_in_the_common_pass_is_said() {
    let folder = Folder::new();
    folder.write("q/joined.logscale", "kind = a | join({kind = b}, field=host)");
    folder.write("q/broken.logscale", "kind = (");
    folder.write("q/grouped.logscale", "groupBy(kind)");
    let output = folder.run(&["q", "events.ndjson"]);
    assert_eq!(output.status.code(), Some(2));
    let text = err(&output);
    assert!(text.contains("error[syntax]"), "{text}");
    assert!(text.contains("error: 1 query cannot run and stand in no result"), "{text}");
    assert!(text.contains("note: joined has a subquery or makes events, which needs passes of its own"), "{text}");
    assert!(text.contains("note: 3 hits tell no time"), "{text}");
    assert_eq!(folder.run(&["nowhere", "events.ndjson"]).status.code(), Some(2));
    assert_eq!(folder.run(&["q", "nowhere"]).status.code(), Some(2));
}

/// The count must not depend on whether another query decodes the whole record.
#[test]
fn a_damaged_record_is_no_hit() {
    let folder = Folder::new();
    let events =
        "{\"@timestamp\":1763942400000,\"kind\":\"a\"}\n{\"@timestamp\":1763942400000,\"kind\":\"a\",\"z\": n/a\"}\n";
    folder.write("events.ndjson", events);
    let output = folder.run(&["q/one.logscale", "events.ndjson", "-f", "csv"]);
    assert_eq!(out(&output).replace('\r', ""), "query,day,hits\nq/one.logscale,2025-11-24,1\n");
    assert!(err(&output).contains("events.ndjson:2: "), "{}", err(&output));
}

#[test]
fn the_shipped_query_over_its_examples() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
    let output = command
        .args(["backtest", "queries", "examples/t1587_003.ndjson", "-f", "csv"])
        .current_dir(root)
        .output()
        .unwrap();
    let table = out(&output).replace('\r', "");
    // The events hold nothing for most of the shipped queries, which are listed all the same.
    assert!(table.starts_with("query,day,hits\n"), "{}", err(&output));
    for line in ["t1587_003,2025-11-24,11", "t1587_003_tightened,2025-11-24,13", "t1649_ad_cs_abuse,,0"] {
        assert!(table.lines().any(|found| found == line), "{line} in {table}{}", err(&output));
    }
}

#[test]
fn a_limit_ends_it_with_what_was_found_and_says_so() {
    let folder = Folder::new();
    for (option, value) in [("--timeout", "0s"), ("--max-memory", "1KB")] {
        let output = folder.run(&["q", "events.ndjson", option, value, "-f", "json"]);
        assert_eq!(output.status.code(), Some(4), "{option}: {}", err(&output));
        assert!(err(&output).contains(&format!("limit of {option} after")), "{}", err(&output));
        assert!(out(&output).contains("\"partial\":true"), "{}", out(&output));
    }
}

#[test]
fn queries_of_one_name_keep_their_endings_and_failures_are_no_zeros() {
    let folder = Folder::new();
    folder.write("q/one.lql", "kind = b");
    folder.write("q/fails.logscale", "sort(kind) | slidingTimeWindow(count(), span=1h)");
    let text = events().replace("\"@timestamp\"", "\"when\"");
    folder.write("timeless.ndjson", &text);
    let output = folder.run(&["q", "timeless.ndjson", "-f", "ndjson"]);
    let rows: Vec<serde_json::Value> = out(&output).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let of = |name: &str| rows.iter().filter(|row| row["query"] == name).collect::<Vec<_>>();
    assert_eq!((of("one.logscale").len(), of("one.lql").len(), of("none").len()), (1, 1, 1), "{rows:?}");
    let failed = of("fails");
    assert!(failed[0]["hits"].is_null() && failed[0]["failure"].is_string(), "{failed:?}");
    assert_eq!(output.status.code(), Some(2));
}
