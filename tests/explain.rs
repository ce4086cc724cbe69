//! `offscale explain`: pieces, tree and plan of a query; and that `run --profile` names the same stages.

#![allow(clippy::unwrap_used)]

use std::process::Command;

fn run(arguments: &[&str]) -> (String, String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_offscale"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code().unwrap())
}

const QUERY: &str = "kind=abc code=/(?<digits>\\d+)/ | n := digits + x\n\
                     | case { n > 5 | size := \"big\"; y=/(?=a)b/ | size := s; * } | drop([z])\n\
                     | groupBy(size, function=[sum(n, as=total)]) | total > 3 | sort(total, limit=7)";

#[test]
fn each_stage_says_what_it_needs_makes_drops_and_costs() {
    let (text, _, code) = run(&["explain", "-q", QUERY, "--details"]);
    assert_eq!(code, 0);
    let expected = r#"query
  map     kind=abc code=/(?<digits>\d+)/
            needs  kind, code
            makes  digits
            drops  events that do not match
            spares lines without "abc" are not decoded
            costs  1 regex for each event, in time linear in the value
  map     n := digits + x
            needs  digits, x
            makes  n
  map     case { n > 5 | size := "big"; y=/(?=a)b/ | size := s; * }
            needs  n, y, s
            makes  size
            drops  none: the last branch takes what is left
            costs  1 regex with look-around or back-references, which can be slow
  map     drop([z])
            needs  z
            may    change the event, drop it, or make several of it
  reduce  groupBy(size, function=[sum(n, as=total)])
            needs  size, n
            makes  total
            gives  several rows
            keeps  at most 20000 groups
            splits here: each chunk of the input has its own state; they merge in order
  finish  total > 3
            needs  total
            drops  events that do not match
  finish  sort(total, limit=7)
            needs  total
            gives  several rows
            keeps  at most 7 events
"#;
    assert!(text.starts_with(expected), "{text}");
    assert!(text.ends_with("prefilter: only lines with \"abc\"\n"), "{text}");
}

#[test]
fn the_short_form_is_the_plan_alone() {
    let (text, _, _) = run(&["explain", "-q", "a=1 | count()"]);
    assert_eq!(text, "query\n  map     a=1\n  reduce  count()\nfields: a\nprefilter: none, every line is decoded\n");
}

#[test]
fn pieces_and_tree_are_shown_of_broken_queries_too() {
    let (text, errors, code) = run(&["explain", "-q", "a=1 | count(", "--stage", "tokens"]);
    assert_eq!(code, 2);
    assert!(text.contains("1:7  function   count"), "{text}");
    assert!(errors.contains("error[syntax]"), "{errors}");
    let (text, _, code) = run(&["explain", "t1587_003", "--stage", "ast"]);
    assert_eq!(code, 0);
    assert!(text.starts_with("    1:1  step Filter: #event_simpleName = ProcessRollup2\n"), "{text}");
    assert_eq!(text.lines().filter(|line| line.contains("  step ")).count(), 13, "{text}");
}

#[test]
fn the_profile_names_the_stages_of_the_plan() {
    let events = "examples/t1587_003.ndjson";
    let query = "FileName=* | x := lower(FileName) | groupBy(x) | _count > 0 | y := x | sort(_count) | head(1)";
    let (plan, _, _) = run(&["explain", "-q", query]);
    let planned: Vec<(String, String)> = plan
        .lines()
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter(|line| !line.starts_with("     "))
        .map(|line| {
            let (segment, step) = line.trim().split_once("  ").unwrap();
            (segment.trim().to_owned(), step.trim().to_owned())
        })
        .collect();
    let (rows, profile, code) = run(&["run", "-q", query, events, "--profile"]);
    assert_eq!(code, 0, "{profile}");
    let profiled: Vec<(String, String)> = profile
        .lines()
        .filter_map(|line| line.get(36..)?.trim().split_once(": "))
        .map(|(segment, step)| (segment.to_owned(), step.to_owned()))
        .filter(|(segment, _)| ["map", "reduce", "finish"].contains(&segment.as_str()))
        .collect();
    assert_eq!(profiled, planned, "{profile}");
    // Counting changes nothing.
    assert_eq!(run(&["run", "-q", query, events]).0, rows);
}
