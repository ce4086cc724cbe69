//! `offscale check` and `offscale errors` from outside: fixes, forms of findings, choice of findings, settings file.

#![allow(clippy::unwrap_used)]

mod program;

use std::process::Output;

use program::{err, folder, offscale, out, read, with_stdin};
use serde_json::Value;

const STOCK: &str = include_str!("../queries/t1587_003.logscale");
const STOCK_TESTS: &str = include_str!("../queries/t1587_003.test.toml");

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

/// The codes of findings in JSON form.
fn codes(output: &Output) -> Vec<(String, String)> {
    let word = |value: &Value| value.as_str().unwrap().to_owned();
    let finding = |line: &str| {
        let value: Value = serde_json::from_str(line).unwrap();
        (word(&value["code"]), word(&value["severity"]))
    };
    out(output).lines().map(finding).collect()
}

#[test]
fn the_stock_query_is_fixed_for_good() {
    let folder = folder(&[("stock.logscale", STOCK), ("stock.test.toml", STOCK_TESTS)]);
    let ask = |arguments: &[&str]| offscale(folder.path(), arguments);

    let before = ask(&["check", "--portable", "stock.logscale"]);
    assert_eq!(code(&before), 1);
    assert!(out(&before).contains("stock.logscale: no, it refuses 19 constructs; "), "{}", out(&before));
    let diff = ask(&["check", "--diff", "stock.logscale"]);
    assert_eq!(code(&diff), 1);
    assert!(
        out(&diff).contains("\n+| IsCertGenTool = 1 or IsPSCertCreate = 1 or IsCertUtilImport = 1\n"),
        "{}",
        out(&diff)
    );
    assert_eq!(read(&folder, "stock.logscale"), STOCK, "--diff writes nothing");

    let fixed = ask(&["check", "--allow", "evasion,unanchored-name", "--fix", "stock.logscale"]);
    assert_eq!((code(&fixed), out(&fixed).as_str()), (0, ""), "{}", err(&fixed));
    assert_eq!(err(&fixed), "1 query: 23 findings fixed, 0 errors, 0 warnings left\n");
    let text = read(&folder, "stock.logscale");
    assert!(text.contains("if(IsCertGenTool == 1, then=if(regex(\"req -new|"), "{text}");

    let after = ask(&["check", "--allow", "evasion,unanchored-name", "--portable", "stock.logscale"]);
    assert_eq!((code(&after), out(&after).as_str()), (0, "stock.logscale: yes\n"));
    assert_eq!(code(&ask(&["check", "--dialect", "logscale", "stock.logscale"])), 0);
    assert_eq!(code(&ask(&["test", "stock.test.toml"])), 0);
    let again = ask(&["check", "--fix", "stock.logscale"]);
    assert!(err(&again).contains(" 0 findings fixed"), "{}", err(&again));
    assert_eq!(read(&folder, "stock.logscale"), text);
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 2, "nothing else is left in the folder: {left:?}");
}

#[test]
fn a_query_without_a_file_is_fixed_on_stdout() {
    let folder = folder(&[]);
    let inline = offscale(folder.path(), &["check", "--fix", "-q", "where a = 1 | gruopBy(a)"]);
    assert_eq!(out(&inline), "a = 1 | gruopBy(a)\n");
    assert!(err(&inline).contains("error[unknown-function]"), "{}", err(&inline));
    assert_eq!(code(&inline), 1);
    let unsafe_too = offscale(folder.path(), &["check", "--fix", "--unsafe", "-q", "where a = 1 | gruopBy(a)"]);
    assert_eq!((code(&unsafe_too), out(&unsafe_too).as_str()), (0, "a = 1 | groupBy(a)\n"));
    let stdin = with_stdin(folder.path(), &["check", "--fix", "-"], "a = 1\n| where b = 2\n");
    assert_eq!((code(&stdin), out(&stdin).as_str()), (0, "a = 1\n| b = 2\n"));
    let clean = with_stdin(folder.path(), &["check", "--fix", "-"], "a = 1\n");
    assert_eq!((code(&clean), out(&clean).as_str()), (0, "a = 1\n"));
    assert_eq!(code(&offscale(folder.path(), &["check", "--unsafe", "-q", "a"])), 2);
}

#[test]
fn official_dialect_is_fixed_by_what_the_lenient_one_knows() {
    let folder = folder(&[]);
    let query = "x := if(f = /re/ and g = 1, 1, 0)";
    let fixed = offscale(folder.path(), &["check", "--dialect", "logscale", "--fix", "-q", query]);
    assert_eq!(out(&fixed), "x := if(regex(\"re\", field=f), then=if(g == 1, then=1, else=0), else=0)\n");
    assert_eq!(code(&fixed), 0, "{}", err(&fixed));
}

#[test]
fn fixes_that_would_change_the_rows_of_the_tests_are_not_written() {
    // The joined text is null, so that no event has the field; format() makes it.
    let query = "x := a + \" \" + b | select([x])";
    let tests = "[[case]]\nname = \"joins\"\ninput = '{\"a\":\"1\",\"b\":\"2\"}'\nexpect = '{\"x\":\"1 2\"}'\n";
    let folder = folder(&[("q.logscale", query), ("q.test.toml", tests)]);
    let ask = |arguments: &[&str]| offscale(folder.path(), arguments);
    assert_eq!(code(&ask(&["check", "--fix", "q.logscale"])), 0);
    assert_eq!(read(&folder, "q.logscale"), query, "this fix is not safe");
    let fixed = ask(&["check", "--fix", "--unsafe", "q.logscale"]);
    assert!(
        err(&fixed).contains("the fixes change the rows, look at them: on the events of test joins: "),
        "{}",
        err(&fixed)
    );
    assert_eq!(read(&folder, "q.logscale"), "x := format(\"%s %s\", field=[a, b]) | select([x])");
}

#[test]
fn queries_in_yaml_are_fixed_where_they_stand() {
    let yaml = "# kept\nname: One\nauthor: me\ncql: |\n  where a = 1\n  | select([_time, a])\n  | x := if(a = 1,\n      1, 0)\nmore: x\n";
    let folder = folder(&[("q.yml", yaml), ("plain.yml", "name: Two\nauthor: me\ncql: where a = 1\n")]);
    let fixed = offscale(folder.path(), &["check", "--allow", "library", "--fix", "q.yml"]);
    assert_eq!(code(&fixed), 0, "{}", err(&fixed));
    let expected = yaml
        .replace("where a = 1", "a = 1")
        .replace("  | select", "  | _time := coalesce([_time, @timestamp])\n  | select")
        .replace("if(a = 1,\n      1, 0)", "if(a == 1,\n      then=1, else=0)");
    assert_eq!(read(&folder, "q.yml"), expected);
    assert_eq!(code(&offscale(folder.path(), &["check", "--fix", "plain.yml"])), 0);
    assert_eq!(read(&folder, "plain.yml"), "name: Two\nauthor: me\ncql: a = 1\n");
}

#[test]
fn a_file_that_is_no_text_is_not_fixed() {
    let folder = folder(&[]);
    std::fs::write(folder.path().join("q.logscale"), b"where a = \"\xff\"").unwrap();
    let output = offscale(folder.path(), &["check", "--fix", "q.logscale"]);
    assert_eq!(code(&output), 1);
    assert!(err(&output).contains("q.logscale: not fixed: the file is not valid UTF-8"), "{}", err(&output));
    assert_eq!(std::fs::read(folder.path().join("q.logscale")).unwrap(), b"where a = \"\xff\"");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("real/q.logscale", "where a = 1\n")]);
    let file = folder.path().join("real/q.logscale");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).unwrap();
    std::os::unix::fs::symlink("real/q.logscale", folder.path().join("link.logscale")).unwrap();
    assert_eq!(code(&offscale(folder.path(), &["check", "--fix", "link.logscale"])), 0);
    assert_eq!(read(&folder, "real/q.logscale"), "a = 1\n");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o640);
    assert!(std::fs::symlink_metadata(folder.path().join("link.logscale")).unwrap().is_symlink());
}

#[test]
fn portable_answers_for_each_query() {
    let folder = folder(&[
        ("a.logscale", "a = 1"),
        ("b.logscale", "x := if(a = 1, 1, 0)"),
        ("c.logscale", "sort(_time)"),
        ("d.logscale", "a = ("),
        ("e.logscale", "match(file=\"elsewhere.csv\", field=a)"),
    ]);
    let output = offscale(folder.path(), &["check", "--portable", "."]);
    let text = out(&output);
    let answers: Vec<&str> = text.lines().filter(|line| line.starts_with("./") && line.contains(": ")).collect();
    assert_eq!(
        answers,
        [
            "./a.logscale: yes",
            "./b.logscale: no, it refuses 2 constructs; `offscale check --fix` rewrites all of it",
            "./c.logscale: no, it takes the query in another meaning; `offscale check --fix` writes what is meant",
            "./d.logscale: no, it refuses 1 construct",
            "./e.logscale: yes",
        ],
        "{}",
        out(&output)
    );
    assert_eq!(code(&output), 1);
    assert_eq!(code(&offscale(folder.path(), &["check", "--portable", "a.logscale", "e.logscale"])), 0);
}

#[test]
fn findings_are_chosen_by_code_and_group() {
    let folder = folder(&[("q.logscale", "where a = 1 and b = 2 or c = 3")]);
    let ask = |further: &[&str]| {
        let arguments = [&["check", "--format", "json", "q.logscale"], further].concat();
        let output = offscale(folder.path(), &arguments);
        let found = codes(&output).into_iter().filter(|(code, _)| code == "dialect" || code == "mixed-and-or");
        (code(&output), found.map(|(code, severity)| format!("{code} {severity}")).collect::<Vec<_>>())
    };
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    assert_eq!(ask(&[]), (0, words(&["dialect warning", "mixed-and-or warning"])));
    assert_eq!(ask(&["--allow", "dialect,mixed-and-or"]), (0, words(&[])));
    assert_eq!(ask(&["--allow", "all", "--deny", "dialect"]), (1, words(&["dialect error"])));
    assert_eq!(ask(&["--deny-warnings"]), (1, words(&["dialect error", "mixed-and-or error"])));
    let unknown = offscale(folder.path(), &["check", "q.logscale", "--allow", "dialekt"]);
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("did you mean dialect?"), "{}", err(&unknown));
}

#[test]
fn a_settings_file_holds_for_the_folders_below() {
    let folder = folder(&[
        ("offscale.toml", "[check]\ndeny = [\"dialect\"]\nallow = [\"library\"]\n[library]\npaths = [\"saved\"]\n"),
        ("saved/one.logscale", "b = 1"),
        ("rules/q.logscale", "where a = 1 | $one()"),
        ("other/offscale.toml", "[check]\nallow = [\"dialect\", \"library\"]\n"),
        ("other/q.logscale", "where a = 1"),
        ("strict/offscale.toml", "[check]\ndialect = \"logscale\"\n"),
        ("strict/q.logscale", "x := if(a == 1, 1, 0)"),
    ]);
    let ask = |arguments: &[&str]| {
        let output = offscale(folder.path(), &[&["check", "--format", "json"], arguments].concat());
        (code(&output), codes(&output).into_iter().map(|(code, _)| code).collect::<Vec<_>>())
    };
    assert_eq!(ask(&["rules/q.logscale"]), (1, vec!["dialect".to_owned()]), "the saved query is found");
    assert_eq!(ask(&["rules/q.logscale", "--warn", "dialect"]).0, 0, "the command line goes before the file");
    assert_eq!(ask(&["other/q.logscale"]), (0, vec![]), "the nearest file holds alone");
    assert_eq!(ask(&["strict"]).0, 1);
    assert_eq!(ask(&["strict", "--dialect", "lenient"]).0, 0);
    assert_eq!(ask(&["-q", "where a = 1"]).0, 1, "without a file, that of the working folder");
    std::fs::write(folder.path().join("offscale.toml"), "[check]\n\ndenny = []\n").unwrap();
    let wrong = offscale(folder.path(), &["check", "rules"]);
    assert_eq!(code(&wrong), 2);
    assert!(err(&wrong).contains("offscale.toml:3:1: unknown field `denny`"), "{}", err(&wrong));
}

#[test]
fn every_form_of_findings_is_written() {
    let folder =
        folder(&[("rules/q.logscale", "a = \"\u{1f600}\" | where b = 1\n"), ("rules/good.logscale", "a = 1\n")]);
    let ask = |format: &str| {
        let output = offscale(folder.path(), &["check", "--allow", "library", "--format", format, "rules"]);
        assert_eq!((code(&output), err(&output).is_empty()), (0, format != "text"), "{format}: {}", err(&output));
        out(&output).to_owned()
    };
    assert!(ask("text").contains(" --> rules/q.logscale:1:11\n"));
    let json: Value = serde_json::from_str(&ask("json")).unwrap();
    assert_eq!((&json["line"], &json["column"], &json["end_column"]), (&1.into(), &11.into(), &16.into()));
    assert_eq!(json["fixes"][0]["applicability"], "safe");
    let github = ask("github");
    assert!(
        github.starts_with("::warning file=rules/q.logscale,line=1,endLine=1,col=11,endColumn=16,title=dialect::"),
        "{github}"
    );
    let sarif: Value = serde_json::from_str(&ask("sarif")).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["locations"][0]["physicalLocation"]["region"]["startColumn"], 12);
    let help = run["tool"]["driver"]["rules"][0]["help"]["text"].as_str().unwrap();
    assert!(help.contains("LogScale itself refuses"), "{help}");
    let junit = ask("junit");
    assert!(junit.contains("<testcase name=\"no findings\" classname=\"rules/good.logscale\"/>"), "{junit}");
    assert!(junit.contains("tests=\"2\" failures=\"0\""), "{junit}");
}

#[test]
fn the_fields_of_data_are_known() {
    let folder = folder(&[
        ("e.ndjson", "{\"ComputerName\":\"a\",\"n\":\"1\"}\n{\"UserName\":\"b\"}\n"),
        ("q.logscale", "UserName = b"),
    ]);
    let fine = offscale(folder.path(), &["check", "--data", "e.ndjson", "q.logscale"]);
    assert_eq!(code(&fine), 0, "{}", err(&fine));
    let missing = offscale(folder.path(), &["check", "--data", "nosuch.ndjson", "q.logscale"]);
    assert_eq!(code(&missing), 2);
    assert!(err(&missing).contains("nosuch.ndjson"), "{}", err(&missing));
}

#[test]
fn codes_are_listed_and_explained() {
    let folder = folder(&[]);
    let text = offscale(folder.path(), &["errors", "dialect"]);
    for part in
        ["dialect (warning)", "LogScale itself refuses", "warning[dialect]: LogScale has no `where`", "Instead:"]
    {
        assert!(out(&text).contains(part), "{part}: {}", out(&text));
    }
    let json: Value =
        serde_json::from_str(&out(&offscale(folder.path(), &["errors", "dialect", "--format", "json"]))).unwrap();
    assert_eq!((&json["code"], &json["instead"]), (&"dialect".into(), &"a = 1".into()));
    assert!(json["rendered"].as_str().unwrap().starts_with("warning[dialect]"), "{json}");
    let all = offscale(folder.path(), &["errors", "--format", "json"]);
    let list = offscale(folder.path(), &["errors"]);
    assert_eq!(out(&all).lines().count(), out(&list).lines().count());
    assert!(out(&list).lines().is_sorted(), "{}", out(&list));
    for line in out(&all).lines() {
        let code: Value = serde_json::from_str(line).unwrap();
        assert!(!code["what"].as_str().unwrap().is_empty(), "{line}");
    }
    let unknown = offscale(folder.path(), &["errors", "dialekt"]);
    assert_eq!(code(&unknown), 2);
    assert!(err(&unknown).contains("did you mean dialect?"), "{}", err(&unknown));
}
