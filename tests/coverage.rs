//! `offscale test --coverage`: what of a query never fired in its tests.

#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use offscale::exec::Settings;
use offscale::testing::coverage::{self, Kind};
use offscale::testing::file::{Beside, TestFile};

/// The parts of a query with how often they fired over these events.
fn fired(query: &str, events: &str) -> Vec<(Kind, String, u64)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("q.test.toml");
    std::fs::write(
        &path,
        format!("[[case]]\nname = 'a'\nquery = '''{query}'''\ninput = '''\n{events}\n'''\ncount = 0\n"),
    )
    .unwrap();
    let file = TestFile::read(&path, None, false).unwrap();
    let all = coverage::measure(&[file], &|_| true, &Settings::default());
    let [one] = all.as_slice() else { panic!("{all:?}") };
    one.items.iter().map(|item| (item.kind, item.span.of(query).to_owned(), item.fired)).collect()
}

#[track_caller]
fn check(query: &str, events: &str, expected: &[(Kind, &str, u64)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, text, count)| (*kind, (*text).to_owned(), *count)).collect();
    assert_eq!(fired(query, events), expected, "{query}");
}

const NAMES: &str = "{\"f\":\"cmd.exe\",\"n\":\"1\"}\n{\"f\":\"sh\",\"n\":\"20\"}\n{\"g\":\"x\"}";

#[test]
fn branches_and_arms_fire_when_an_event_leaves_by_them() {
    check(
        "case { f = cmd.exe | n > 5; f = sh | a := 1; f = ksh; * }",
        NAMES,
        &[
            (Kind::Branch, "f = cmd.exe | n > 5", 0),
            (Kind::Branch, "f = sh | a := 1", 1),
            (Kind::Branch, "f = ksh", 0),
            (Kind::Branch, "*", 2),
        ],
    );
    check(
        "f match { cmd* => a := 1; ksh => a := 2; * => dropEvent() }",
        NAMES,
        &[(Kind::Arm, "cmd* => a := 1", 1), (Kind::Arm, "ksh => a := 2", 0), (Kind::Arm, "* => dropEvent()", 2)],
    );
}

#[test]
fn both_sides_of_an_if_count() {
    check("a := if(n > 5, then=1, else=0)", NAMES, &[(Kind::Then, "1", 1), (Kind::Else, "0", 2)]);
    check("a := if(f = ksh and n = 1, 1, 0)", NAMES, &[(Kind::Then, "1", 0), (Kind::Else, "0", 3)]);
    check(
        "a := if(in(n, values=[1, 3]), then=1, else=0)",
        NAMES,
        &[(Kind::Value, "1", 1), (Kind::Value, "3", 0), (Kind::Then, "1", 1), (Kind::Else, "0", 2)],
    );
}

#[test]
fn each_alternative_of_a_regex_is_tried_by_itself() {
    check(
        r"f = /cmd|\.exe|k(s|z)h/i",
        NAMES,
        &[(Kind::Alternative, "cmd", 1), (Kind::Alternative, r"\.exe", 1), (Kind::Alternative, "k(s|z)h", 0)],
    );
    check(r"f = /a\/b|s/", NAMES, &[(Kind::Alternative, r"a\/b", 0), (Kind::Alternative, "s", 1)]);
    check("regex(\"sh|cmd\", field=f)", NAMES, &[(Kind::Alternative, "sh", 1), (Kind::Alternative, "cmd", 1)]);
    check("f != /cmd|sh/", NAMES, &[]);
}

#[test]
fn values_of_lists_and_parts_of_an_or_count() {
    check("in(f, values=[\"cmd*\", ksh])", NAMES, &[(Kind::Value, "\"cmd*\"", 1), (Kind::Value, "ksh", 0)]);
    check("f =~ in(values=[sh, zsh])", NAMES, &[(Kind::Value, "sh", 1), (Kind::Value, "zsh", 0)]);
    check("where f in (\"sh\", \"zsh\")", NAMES, &[(Kind::Value, "\"sh\"", 1), (Kind::Value, "\"zsh\"", 0)]);
    check(
        "f = ksh or (n > 5 g = x) or f = cmd.exe",
        NAMES,
        &[(Kind::OrPart, "f = ksh", 0), (Kind::OrPart, "(n > 5 g = x)", 0), (Kind::OrPart, "f = cmd.exe", 1)],
    );
}

#[test]
fn what_never_fired_is_shown_in_the_query() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("q.logscale"), "f = *\n| f = /cmd|ksh|zsh/\n").unwrap();
    let test = "[[case]]\nname = 'a'\ninput = '{\"f\":\"cmd\"}'\nexpect = 'match'\n";
    std::fs::write(folder.path().join("q.test.toml"), test).unwrap();
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_offscale"));
        let output =
            command.args(["test", "q.logscale", "--coverage"]).args(arguments).current_dir(&folder).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let text = run(&[]);
    let expected = "
uncovered: 2 parts of this step fired in no test
 --> q.logscale:2:12
  |
2 | | f = /cmd|ksh|zsh/
  |            ^^^ --- never matched
  |            |
  |            never matched

q.logscale   33 %  1 of 3 parts fired
";
    assert!(text.starts_with("1 passed, 0 failed\n") && text.ends_with(expected), "{text}");
    let json: serde_json::Value = serde_json::from_str(&run(&["--format", "json"])).unwrap();
    assert_eq!(json["coverage"][0]["parts"], 3);
    assert_eq!(json["coverage"][0]["items"][1]["text"], "ksh");
    assert_eq!(json["coverage"][0]["items"][1]["fired"], 0);
}

#[test]
fn the_shipped_query_is_measured() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("queries/t1587_003.test.toml");
    let query = path.with_file_name("t1587_003.logscale");
    let beside = Beside { text: std::fs::read_to_string(&query).unwrap(), path: query };
    let file = TestFile::read(&path, Some(beside), false).unwrap();
    let all = coverage::measure(&[file], &|_| true, &Settings::default());
    assert_eq!(all.len(), 1);
    assert!(all[0].items.len() > 30, "{}", all[0].items.len());
    assert!(all[0].percent() > 50.0, "{}", all[0].percent());
}
