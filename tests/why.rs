//! `offscale why`: which stage drops an event, and by which values; driven as a library and as a program.

#![allow(clippy::unwrap_used)]

use std::process::{Command, Output};

use offscale::event::TextSource;
use offscale::exec::Settings;
use offscale::session::why::{self, Pick, Why};
use offscale::source::SourceFile;

const EVENTS: &str = r##"
{"#event_simpleName":"ProcessRollup2","FileName":"cmd.exe","CommandLine":"cmd /c dir","n":"3"}
{"#event_simpleName":"ProcessRollup2","FileName":"powershell.exe","CommandLine":"powershell -enc AA","n":"12","@id":"second"}
{"#event_simpleName":"DnsRequest","DomainName":"a.example"}
"##;

fn walk(query: &str, event: u64) -> Why {
    let source = TextSource::new(EVENTS, 1);
    why::why(query, &Settings::default(), &source, &Pick::Number(event)).unwrap()
}

fn text(query: &str, event: u64) -> String {
    walk(query, event).text(&SourceFile::new("q", query), false)
}

/// The values that decided at the last stage that was reached.
fn decided(query: &str, event: u64) -> Vec<(String, String)> {
    let why = walk(query, event);
    let last = why.stages.last().unwrap();
    assert_eq!(last.left, 0, "{query}: nothing was dropped");
    let branches = last.attempts.iter().flat_map(|attempt| &attempt.reasons);
    let reasons = last.reasons.iter().chain(branches);
    let part = |reason: &why::Reason| reason.span.of(query).to_owned();
    let found =
        |(name, value): &(String, Option<String>)| format!("{name}={}", value.as_deref().unwrap_or("(missing)"));
    reasons.map(|reason| (part(reason), reason.values.iter().map(found).collect::<Vec<_>>().join(","))).collect()
}

/// A query, an event that it drops, and the parts that decided with the values that they found.
type Decided = (&'static str, u64, &'static [(&'static str, &'static str)]);

#[test]
fn the_comparison_that_decided_is_named_with_its_values() {
    let cases: &[Decided] = &[
        ("FileName = cmd.exe", 2, &[("FileName = cmd.exe", "FileName=powershell.exe")]),
        ("FileName = cmd.exe", 3, &[("FileName = cmd.exe", "FileName=(missing)")]),
        ("n > 10", 1, &[("n > 10", "n=3")]),
        ("FileName = cmd.exe n > 10", 1, &[("n > 10", "n=3")]),
        ("FileName = sh n > 10", 1, &[("FileName = sh", "FileName=cmd.exe")]),
        ("FileName = sh or n > 10", 1, &[("FileName = sh", "FileName=cmd.exe"), ("n > 10", "n=3")]),
        ("not (FileName = sh or n < 10)", 1, &[("n < 10", "n=3")]),
        ("not (FileName = cmd.exe and n < 10)", 1, &[("FileName = cmd.exe", "FileName=cmd.exe"), ("n < 10", "n=3")]),
        ("FileName != cmd.exe", 1, &[("FileName != cmd.exe", "FileName=cmd.exe")]),
        ("in(FileName, values=[sh, ksh])", 1, &[("in(FileName, values=[sh, ksh])", "FileName=cmd.exe")]),
        ("FileName =~ in(values=[sh])", 1, &[("FileName =~ in(values=[sh])", "FileName=cmd.exe")]),
        ("test(n > 10)", 1, &[("test(n > 10)", "n=3")]),
        ("where n > 10 and FileName = cmd.exe", 1, &[("n > 10", "n=3")]),
        ("regex(\"x+\", field=FileName)", 3, &[("regex(\"x+\", field=FileName)", "FileName=(missing)")]),
        ("xyz", 1, &[("xyz", "")]),
        ("case { FileName = sh | a := 1; n > 10; }", 1, &[("FileName = sh", "FileName=cmd.exe"), ("n > 10", "n=3")]),
        ("FileName match { sh => a := 1; p* => a := 2 }", 1, &[("sh", "FileName=cmd.exe"), ("p*", "FileName=cmd.exe")]),
    ];
    for (query, event, expected) in cases {
        let expected: Vec<_> = expected.iter().map(|(part, found)| ((*part).to_owned(), (*found).to_owned())).collect();
        assert_eq!(decided(query, *event), expected, "{query}");
    }
}

#[test]
fn the_text_marks_the_query() {
    let query = "FileName = *.exe\n| base := lower(FileName)\n| (base = sh or n > 10)";
    let expected = "\
event 1: #event_simpleName=\"ProcessRollup2\" FileName=\"cmd.exe\" CommandLine=\"cmd /c dir\" n=\"3\"
   1 passed   FileName = *.exe
   2 passed   base := lower(FileName)
               base: \"cmd.exe\"
   3 dropped  (base = sh or n > 10)

dropped: stage 3 drops the event
 --> q:3:4
  |
3 | | (base = sh or n > 10)
  |    ^^^^^^^^^    ------ n is \"3\"
  |    |
  |    base is \"cmd.exe\"
";
    assert_eq!(text(query, 1), expected);
}

#[test]
fn what_decided_on_a_made_value_is_told_too() {
    let query = "base := lower(FileName) | hit := if(base = /^power/, 1, 0) | hit = 1";
    let text = text(query, 1);
    assert!(text.contains("because: stage 2 makes hit \"0\""), "{text}");
    assert!(text.contains("base is \"cmd.exe\""), "{text}");
}

#[test]
fn branches_tell_how_far_the_event_came() {
    let why = walk("case { FileName = cmd.exe | n > 10; FileName = cmd* | kind := \"shell\"; * }", 1);
    let [first, second, third] = why.stages[0].attempts.as_slice() else { panic!("{why:?}") };
    assert!(first.tried && !first.taken && first.stopped.is_some());
    assert!(second.tried && second.taken && second.stopped.is_none());
    assert!(!third.tried && !third.taken);
    assert_eq!(why.stages[0].changes, [("kind".to_owned(), None, Some("shell".to_owned()))]);
    let dropped = walk("case { FileName = cmd.exe | dropEvent(); * }", 1);
    assert!(dropped.stages[0].attempts[0].taken, "{dropped:?}");
    assert_eq!(dropped.stages[0].left, 0);
}

#[test]
fn the_event_is_followed_into_its_group() {
    let query = "groupBy(#event_simpleName, function=count(as=c)) | c > 2";
    let why = walk(query, 1);
    let story = why.aggregate.unwrap();
    let (place, row) = story.row.unwrap();
    assert_eq!((place, row.get("c"), story.rows), (1, Some("2"), 2));
    assert_eq!(story.alone[0].get("c"), Some("1"));
    assert_eq!(story.stages[0].left, 0);
    let text = text(query, 1);
    assert!(text.contains("it counts in row 1 of 2 rows: #event_simpleName=\"ProcessRollup2\" c=\"2\""), "{text}");
    assert!(text.ends_with("c is \"2\"\n"), "{text}");

    let text = self::text("select([n]) | sort(n, limit=1)", 1);
    assert!(text.contains("none of the 1 row of all events"), "{text}");
    assert!(self::text("count()", 3).contains("alone it gives _count=\"1\""));
}

#[test]
fn the_walk_agrees_with_the_run() {
    // Every event that the walk calls passed is a row of the run, in order.
    for query in ["FileName=*", "n > 2 | a := n * 2", "case { n > 5 | x := 1; FileName=cmd* | x := 2; DomainName=* }"] {
        // A record that breaks behind what the query reads is neither a row nor an event that passes.
        let source = TextSource::new(&format!("{EVENTS}{{\"FileName\":\"x\",\"n\":\"9\",\"z\": n/a\"}}"), 1);
        let (plan, _) = offscale::plan::compile(query, &Settings::default(), &[]);
        let (rows, _) = offscale::eval::collect(&plan.unwrap(), &source, &offscale::eval::Options::default()).unwrap();
        let walked: Vec<_> = (1..=3).flat_map(|event| walk(query, event).left).collect();
        assert_eq!(walked, rows, "{query}");
        let summary = why::summary(query, &Settings::default(), &source).unwrap();
        assert_eq!((summary.events, summary.passed), (3, rows.len() as u64), "{query}");
    }
}

#[test]
fn the_walk_agrees_with_the_run_for_every_example_without_an_aggregate() {
    use offscale::eval::walk::{Walk, Walker, Wish};
    use offscale::event::{Event, Row};

    struct Rows(Vec<Row>);
    impl Walker for Rows {
        fn enter(&mut self, _: u64, _: bool, _: &Event<'_>) -> Wish {
            Wish::Walk
        }
        fn stage(&mut self, _: usize, _: &[Event<'_>]) -> std::ops::ControlFlow<()> {
            std::ops::ControlFlow::Continue(())
        }
        fn leave(&mut self, left: &[Event<'_>], _: Option<Vec<Row>>) {
            self.0.extend(left.iter().map(Event::to_row));
        }
    }

    let mut compared = 0;
    for function in offscale::functions::FUNCTIONS {
        for example in function.examples {
            let settings = Settings { now: 1_000_000, ..Settings::default() };
            let (Some(plan), _) = offscale::plan::compile(example.query, &settings, &[]) else { continue };
            if plan.pipeline.reduce.is_some() {
                continue;
            }
            let source = TextSource::new(example.input, 3);
            let run = offscale::eval::collect(&plan, &source, &offscale::eval::Options::default());
            let mut rows = Rows(Vec::new());
            let walk = Walk::new(&plan, &source).and_then(|walk| walk.events(&source, &mut rows));
            assert_eq!(walk.is_ok(), run.is_ok(), "{}", example.query);
            if let Ok((run, _)) = run {
                assert_eq!(rows.0, run, "{}", example.query);
                compared += 1;
            }
        }
    }
    assert!(compared > 100, "only {compared} cases");
}

#[test]
fn events_outside_the_interval_are_seen_by_no_stage() {
    let settings = Settings { start: Some(100), ..Settings::default() };
    let source = TextSource::new("{\"@timestamp\":50,\"a\":\"1\"}\n{\"@timestamp\":150,\"a\":\"1\"}", 9);
    let why = why::why("a=1", &settings, &source, &Pick::Number(1)).unwrap();
    assert!(!why.in_interval && why.stages.is_empty());
    let summary = why::summary("a=1", &settings, &source).unwrap();
    assert_eq!((summary.outside, summary.passed), (1, 1));
}

#[test]
fn the_session_answers_too() {
    use offscale::input::InputOptions;
    use offscale::session::{Kind, Quiet, Session};
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.ndjson");
    std::fs::write(&file, EVENTS.trim()).unwrap();
    let mut session = Session::new(Settings::default(), InputOptions::default());
    let mut ask = |entry: &str| {
        let blocks = session.handle(entry, &Quiet).blocks;
        blocks.into_iter().map(|block| (block.kind, block.text)).collect::<Vec<_>>()
    };
    assert_eq!(ask(":why 1")[0].0, Kind::Error);
    ask(&format!(":load {}", file.display()));
    ask("FileName = cmd.exe");
    let [(Kind::Data, text)] = &ask(":why 2")[..] else { panic!("one answer") };
    assert!(text.contains("FileName is \"powershell.exe\""), "{text}");
    let [(Kind::Data, text)] = &ask(":why")[..] else { panic!("one answer") };
    assert!(text.contains("dropped: stage 1 drops event 2"), "{text}");
    let [(Kind::Error, text)] = &ask(":why 0")[..] else { panic!("an error") };
    assert!(text.contains("events count from 1"), "{text}");
    let [(Kind::Error, text)] = &ask(":why 4")[..] else { panic!("an error") };
    assert!(text.contains("there are 3"), "{text}");
}

fn run(arguments: &[&str]) -> Output {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("events.ndjson");
    std::fs::write(&file, EVENTS.trim()).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
    command.arg("why").args(arguments).arg(file).output().unwrap()
}

#[test]
fn the_program_answers_in_text_and_json() {
    let output = run(&["-q", "FileName = cmd.exe"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        text.starts_with("          in      dropped  stage\n           3            2   1 FileName = cmd.exe\n"),
        "{text}"
    );
    assert!(text.contains("dropped: stage 1 drops event 2"), "{text}");

    let output = run(&["-q", "FileName = cmd.exe", "--event", "second", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(json["event"], 2);
    assert_eq!(json["passed"], false);
    assert_eq!(json["stages"][0]["reasons"][0]["found"]["FileName"], "powershell.exe");

    let output = run(&["-q", "FileName = cmd.exe", "--event", "9"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "error: no such event; there are 3, which count from 1\n");
    assert_eq!(run(&["-q", "FileName = (", "--event", "1"]).status.code(), Some(2));
    assert_eq!(run(&["-q", "a", "--event", "0"]).status.code(), Some(2));
}
