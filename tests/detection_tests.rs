//! `offscale test` as an author of detections uses it: expectations of every kind, reports, rewriting, gates.

#![allow(clippy::unwrap_used)]

mod program;

use program::{err, out};
use std::path::Path;
use std::process::{Command, Output};

struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn with(self, name: &str, text: &str) -> Self {
        let path = self.0.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
        self
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    /// Runs `offscale test` in the folder.
    fn test(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_offscale"))
            .arg("test")
            .args(arguments)
            .current_dir(self.0.path())
            .env_remove("NO_COLOR")
            .output()
            .unwrap()
    }

    fn git(&self, arguments: &[&str]) -> bool {
        let identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"];
        let output = Command::new("git").args(identity).args(arguments).current_dir(self.0.path()).output();
        output.is_ok_and(|output| output.status.success())
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

const QUERY: &str = "FileName = cmd.exe | select([FileName, User])";

/// A test file of one case with this body over three events.
fn one(body: &str) -> Folder {
    let events = "{\"FileName\":\"cmd.exe\",\"User\":\"kim\"}\n{\"FileName\":\"sh\"}\n{\"FileName\":\"cmd.exe\",\"User\":\"bo\"}";
    let text = format!("[[case]]\nname = 'one'\ninput = '''\n{events}\n'''\n{body}\n");
    Folder::new().with("q.logscale", QUERY).with("q.test.toml", &text)
}

#[test]
fn every_kind_of_expectation_can_pass_and_fail() {
    let kim = "{\"FileName\":\"cmd.exe\",\"User\":\"kim\"}";
    let bo = "{\"FileName\":\"cmd.exe\",\"User\":\"bo\"}";
    let cases: &[(String, &str)] = &[
        ("expect = 'match'".into(), ""),
        ("expect = 'no-match'".into(), "expected no match, but the query gives 2 rows"),
        ("query = 'FileName = ksh'\nexpect = 'match'".into(), "expected a match, but the query gives no row"),
        ("query = 'FileName = ksh'\nexpect = 'no-match'".into(), ""),
        ("count = 2".into(), ""),
        ("count = 3".into(), "expected 3 rows, found 2"),
        (format!("expect = '''\n{kim}\n{bo}\n'''"), ""),
        (format!("expect = '''\n{kim}\n'''"), "expected 1 row, found 2"),
        (format!("expect = '''\n{bo}\n{kim}\n'''"), "the rows are as expected, but in another order"),
        (format!("ordered = false\nexpect = '''\n{bo}\n{kim}\n'''"), ""),
        ("contains = '{\"User\":\"bo\"}'".into(), ""),
        ("contains = '{\"User\":\"al\"}'".into(), "a row that should be there is not among the 2 rows"),
        ("contains = '''\n{\"User\":\"bo\"}\n{\"User\":\"bo\"}\n'''".into(), "a row that should be there is not"),
        ("fields_have_values = {FileName = 'cmd.exe'}".into(), ""),
        ("fields_have_values = {User = 'kim'}".into(), "row 2: expected User = \"kim\", found \"bo\""),
        ("fields_have_values = {Host = 'h'}".into(), "row 1: expected Host = \"h\", found no such field"),
        ("fields_not_present = ['Host']".into(), ""),
        ("fields_not_present = ['User']".into(), "row 1: expected no field User, found \"kim\""),
        ("query = 'FileName = ksh'\nfields_not_present = ['a']".into(), "the query gives no row"),
        ("query = 'a='\nexpect = 'match'".into(), "the query was refused"),
        ("query = 'match(file=\"none.csv\", field=a)'\nexpect_error = 'none.csv'".into(), ""),
        ("query = 'nonsense(1)'\nexpect_error = 'none.csv'".into(), "the error lacks the word \"none.csv\""),
        ("expect_error = 'x'".into(), "expected an error with \"x\", found 2 rows"),
    ];
    for (body, complaint) in cases {
        let output = one(body).test(&["q.test.toml"]);
        let text = out(&output);
        if complaint.is_empty() {
            assert_eq!(code(&output), 0, "{body}\n{text}{}", err(&output));
            assert!(text.starts_with("1 passed"), "{text}");
        } else {
            assert_eq!(code(&output), 1, "{body}\n{text}{}", err(&output));
            assert!(text.contains(complaint), "{body}\n{text}");
            assert!(text.starts_with("FAIL q.test.toml:1: one\n"), "{text}");
        }
    }
}

#[test]
fn a_failure_shows_where_the_rows_differ() {
    let long = "powershell.exe -NoProfile -Command Get-ChildItem";
    let folder = one(&format!(
        "query = 'FileName = cmd.exe | Command := \"{long}\" | head(1)'\nexpect = '''\n{{\"FileName\":\"cmd.exe\",\"Command\":\"{}\",\"Host\":\"h\"}}\n'''",
        long.replace("Get", "Set")
    ));
    let text = out(&folder.test(&["."]));
    let expected = "\
FAIL ./q.test.toml:1: one
  rows differ
    row 1: 3 fields differ, 1 as expected
      Command
        expected \"powershell.exe -NoProfile -Command Set-ChildItem\"
        found    \"powershell.exe -NoProfile -Command Get-ChildItem\"
                                                     ^
      Host
        expected \"h\"
        found    no such field
      User
        expected no such field
        found    \"kim\"

0 passed, 1 failed";
    assert!(text.starts_with(expected), "{text}");
}

#[test]
fn mistakes_name_file_and_line() {
    for (text, complaint) in [
        ("[[case]]\nname = 'a'\n", "q.test.toml:1: case \"a\" expects nothing"),
        (
            "[[case]]\nname = 'a'\ncount = 1\n\n[[case]]\nname = 'a'\ncount = 1\n",
            "q.test.toml:5:1: the name \"a\" is that of",
        ),
        ("[[case]]\nname = 'a'\ncounts = 1\n", "q.test.toml:3:1: unknown field `counts`"),
        ("[[case]]\nname = 'a'\ncount = 'x'\n", "q.test.toml:3:9: invalid type"),
        ("[[case]]\nname = 'a\n", "q.test.toml:2:"),
        ("[[case]]\nname = 'a'\ninput = '{}'\nfile = 'x'\ncount = 1\n", "q.test.toml:1:1: case \"a\" has both"),
    ] {
        let output = Folder::new().with("q.logscale", "*").with("q.test.toml", text).test(&["q.test.toml"]);
        assert_eq!(code(&output), 2, "{text}");
        assert!(err(&output).contains(complaint), "{}", err(&output));
    }
    let output = Folder::new().with("q.test.toml", "[[case]]\nname = 'a'\ncount = 1\n").test(&["q.test.toml"]);
    assert!(err(&output).contains("q.test.toml:1: case \"a\" has no query"), "{}", err(&output));
}

#[test]
fn events_and_lookups_come_from_files_beside_the_test() {
    let folder = Folder::new()
        .with("q.logscale", "match(file=\"users.csv\", field=user) | select([user, team])")
        .with("tests/events/a.csv", "user,host\nkim,h1\nbo,h2\n")
        .with("tests/events/b.ndjson", "{\"user\":\"al\"}\n")
        .with("tests/users.csv", "user,team\nkim,red\nal,blue\n")
        .with(
            "tests/t.test.toml",
            "query = '''match(file=\"users.csv\", field=user) | select([user, team])'''\nlookups = {\"users.csv\" = \"users.csv\"}\n\
             [[case]]\nname = 'csv'\nfile = 'events/a.csv'\nexpect = '{\"user\":\"kim\",\"team\":\"red\"}'\n\
             [[case]]\nname = 'folder'\nfile = 'events'\ncount = 2\n\
             [[case]]\nname = 'pattern'\nfile = 'events/*.ndjson'\nexpect = '{\"user\":\"al\",\"team\":\"blue\"}'\n\
             [[case]]\nname = 'list'\nfile = ['events/b.ndjson', 'events/a.csv']\ncount = 2\n\
             [[case]]\nname = 'missing'\nfile = 'events/none.json'\ncount = 0\n",
        );
    let output = folder.test(&["tests"]);
    let text = out(&output);
    assert!(text.contains("4 passed, 1 failed"), "{text}{}", err(&output));
    assert!(text.contains(": missing\n  the events cannot be read: tests/events/none.json: "), "{text}");
}

#[test]
fn cases_know_nothing_of_each_other() {
    // The same aggregate over the same plan, many times on several threads: each must begin anew.
    let mut text = String::from("query = 'count()'\n");
    for number in 0..200 {
        let events = "{\"a\":\"1\"}\n".repeat(number % 7);
        text += &format!(
            "[[case]]\nname = 'n{number}'\ninput = '''\n{events}'''\nexpect = '{{\"_count\":\"{}\"}}'\n",
            number % 7
        );
    }
    let folder = Folder::new().with("q.test.toml", &text);
    for threads in ["1", "7"] {
        let output = folder.test(&["q.test.toml", "--threads", threads]);
        assert!(out(&output).starts_with("200 passed"), "{}", out(&output));
    }
}

#[test]
fn reports_for_programs_are_well_formed() {
    let folder =
        one("query = 'a := \"<\\u0001&\" | head(1)'\nexpect = '{\"a\":\"b\"}'\n\n[[case]]\nname = 'x # y'\ncount = 0");
    let json: serde_json::Value = serde_json::from_str(&out(&folder.test(&[".", "--format", "json"]))).unwrap();
    assert_eq!((&json["passed"], &json["failed"]), (&1.into(), &1.into()));
    assert_eq!(json["cases"][0]["kind"], "rows");
    assert_eq!(json["cases"][0]["line"], 1);
    assert_eq!(json["cases"][0]["changes"][0]["change"], "differs");

    let xml = out(&folder.test(&[".", "--format", "junit"]));
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut names = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                names.push(tag.name().as_ref().to_owned());
            }
            _ => {}
        }
    }
    assert_eq!(names, ["testsuites", "testsuite", "testcase", "failure", "testcase"], "{xml}");

    let tap = out(&folder.test(&[".", "--format", "tap"]));
    assert!(tap.starts_with("TAP version 14\n1..2\nnot ok 1 - ./q.test.toml: one\n  ---\n"), "{tap}");
    assert!(tap.ends_with("  ...\nok 2 - ./q.test.toml: x \\# y\n"), "{tap}");
}

#[test]
fn update_makes_failing_rows_true_and_nothing_else() {
    let folder = one(
        "expect = '''\n{\"FileName\": \"cmd.exe\", \"User\": \"al\"}\n''' # who\n\n# a remark\n[[case]]\nname = 'two'\nexpect = 'match'",
    );
    let before = folder.read("q.test.toml");
    let output = folder.test(&[".", "--update"]);
    assert_eq!(code(&output), 1, "{}", err(&output));
    assert!(err(&output).contains("rewrote one"), "{}", err(&output));
    assert!(err(&output).contains("two still fails"), "{}", err(&output));
    let rows = "{\"FileName\": \"cmd.exe\", \"User\": \"kim\"}\n{\"FileName\": \"cmd.exe\", \"User\": \"bo\"}";
    let after = folder.read("q.test.toml");
    assert_eq!(after, before.replace("{\"FileName\": \"cmd.exe\", \"User\": \"al\"}", rows));
    assert!(out(&folder.test(&[".", "--filter", "one"])).starts_with("1 passed"));
}

#[test]
fn gates_ask_for_a_test_of_each_kind() {
    let folder = one("expect = 'match'\n\n[[case]]\nname = 'two'\ncount = 0").with("other.logscale", "a = 1");
    let output = folder.test(&["."]);
    assert_eq!(code(&output), 0);
    assert_eq!(err(&output), "note: 1 query has no tests: ./other.logscale\n");
    let output = folder.test(&[".", "--min-tests", "1"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("error: ./other.logscale: 0 of at least 1 tests"), "{}", err(&output));
    let output = folder.test(&["q.logscale", "--min-tests", "2"]);
    assert_eq!(code(&output), 0, "{}", err(&output));
    let output = one("expect = 'match'\n\n[[case]]\nname = 'two'\ninput='{\"FileName\":\"cmd.exe\"}'\ncount = 1")
        .test(&[".", "--min-tests", "2"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("no test in which it does not match"), "{}", err(&output));
}

#[test]
fn only_what_has_changed_is_run() {
    let folder = one("expect = 'match'")
        .with("r.logscale", "*")
        .with("r.test.toml", "[[case]]\nname = 'r'\ninput = '{}'\ncount = 1\n");
    if !(folder.git(&["init", "-q"]) && folder.git(&["add", "."]) && folder.git(&["commit", "-qm", "all"])) {
        return;
    }
    let output = folder.test(&[".", "--changed-since", "HEAD"]);
    assert_eq!((code(&output), err(&output).as_str()), (0, "note: no query or test has changed\n"));
    let folder = folder.with("r.logscale", "* | head(1)");
    assert!(out(&folder.test(&[".", "--changed-since", "HEAD"])).starts_with("1 passed"));
    let output = folder.test(&[".", "--changed-since", "nowhere"]);
    assert_eq!(code(&output), 2);
    assert!(err(&output).starts_with("error: --changed-since: "), "{}", err(&output));
}

#[test]
fn the_shipped_query_passes_its_tests() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let output =
        Command::new(env!("CARGO_BIN_EXE_offscale")).args(["test", "queries"]).current_dir(root).output().unwrap();
    assert_eq!(code(&output), 0, "{}{}", out(&output), err(&output));
}
