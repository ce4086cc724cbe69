//! Query files of all kinds from outside: plain, Query-Hub, exports of LogScale; libraries of them; the shipped queries.

#![allow(clippy::unwrap_used)]

mod program;

use std::path::PathBuf;

use offscale::library::embedded::Embedded;
use offscale::library::published;
use offscale::source::{SourceFile, Span};
use program::{err, folder, offscale, out};
use proptest::prelude::*;
use tempfile::TempDir;

const EVENTS: &str = "{\"host\":\"db\",\"n\":\"1\"}\n{\"host\":\"web\",\"n\":\"2\"}\n";

const HUB: &str = "\
name: Rare hosts
mitre_ids:
  - T1078
  - T1021.001
description: Hosts that few see.
author: K. Larsen
log_sources: [Endpoint]
tags: [hunting]
cql: |
  host = *
  | groupBy(host)
explanation: |
  Rare is worth a look.
";

const DASHBOARD: &str = "\
name: Operations
sections: {}
widgets:
  a1:
    title: By host
    type: query
    queryString: >-
      groupBy(host)
      | sort(host)
  b2:
    title: Broken
    type: query
    queryString: \"host = \\\"x\\\"\\n| gruopBy(host)\"
  c3:
    title: Note
    type: note
    text: hello
";

/// The output of a run that must succeed.
fn done(folder: &TempDir, arguments: &[&str]) -> String {
    let output = offscale(folder.path(), arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", err(&output));
    out(&output)
}

fn json(text: &str) -> Vec<serde_json::Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn every_kind_of_query_file_runs() {
    let folder = folder(&[
        ("e.ndjson", EVENTS),
        ("a.lql", "host = db"),
        ("a.ngsiem", "host = web"),
        ("hub.yaml", HUB),
        ("dash.yml", DASHBOARD),
        ("saved.yaml", "$schema: https://schemas.humio.com/query/v0.6.0\nname: n\nqueryString: n > 1\n"),
        ("old-alert.yaml", "name: n\nquery:\n  queryString: host = db\n  start: 1h\nactions: []\n"),
    ]);
    let row = |host: &str, n: &str| format!("{{\"host\":\"{host}\",\"n\":\"{n}\"}}\n");
    assert_eq!(done(&folder, &["run", "a.lql", "e.ndjson"]), row("db", "1"));
    assert_eq!(done(&folder, &["run", "a.ngsiem", "e.ndjson"]), row("web", "2"));
    assert_eq!(done(&folder, &["run", "saved.yaml", "e.ndjson"]), row("web", "2"));
    assert_eq!(done(&folder, &["run", "old-alert.yaml", "e.ndjson"]), row("db", "1"));
    let groups = "{\"host\":\"db\",\"_count\":\"1\"}\n{\"host\":\"web\",\"_count\":\"1\"}\n";
    assert_eq!(done(&folder, &["run", "hub.yaml", "e.ndjson"]), groups);
    assert_eq!(done(&folder, &["run", "dash.yml#By host", "e.ndjson"]).lines().count(), 2);
    assert!(done(&folder, &["explain", "dash.yml#By host"]).contains("reduce  groupBy(host)"));
}

#[test]
fn a_file_of_several_queries_wants_a_name() {
    let folder =
        folder(&[("e.ndjson", EVENTS), ("dash.yml", DASHBOARD), ("no.yaml", "a: 1\n"), ("bad.yaml", "a: [1\n")]);
    for (name, words) in [
        ("dash.yml", "dash.yml holds 2 queries; name one as dash.yml#NAME: By host, Broken"),
        ("dash.yml#Nope", "dash.yml: no query Nope in it; it holds By host, Broken"),
        ("no.yaml", "no.yaml: no query in it"),
        ("bad.yaml", "bad.yaml:2:1: not YAML"),
        ("nosuch.logscale", "query file nosuch.logscale: no such file"),
    ] {
        let output = offscale(folder.path(), &["run", name, "e.ndjson"]);
        assert_eq!(output.status.code(), Some(2), "{name}");
        assert!(err(&output).contains(words), "{name}: {}", err(&output));
    }
}

#[test]
fn findings_point_into_the_yaml_file() {
    let hub = HUB.replace("| groupBy", "| gruopBy").replace('\n', "\r\n");
    let folder = folder(&[("hub.yaml", &hub), ("dash.yml", DASHBOARD)]);
    let output = offscale(folder.path(), &["check", "hub.yaml", "dash.yml", "--format", "json", "--allow", "all"]);
    assert_eq!(output.status.code(), Some(1));
    let findings = json(&out(&output));
    let places: Vec<_> =
        findings.iter().map(|finding| (&finding["file"], &finding["line"], &finding["column"])).collect();
    let place = |file: &str, line: u32, column: u32| -> (serde_json::Value, serde_json::Value, serde_json::Value) {
        (file.into(), line.into(), column.into())
    };
    let expected = [place("hub.yaml", 11, 5), place("dash.yml", 13, 35)];
    assert_eq!(places, expected.iter().map(|(a, b, c)| (a, b, c)).collect::<Vec<_>>(), "{findings:?}");
    for (finding, text) in findings.iter().zip([hub.as_str(), DASHBOARD]) {
        let edit = &finding["fixes"][0]["edits"][0];
        let range = edit["start"].as_u64().unwrap() as usize..edit["end"].as_u64().unwrap() as usize;
        assert_eq!((&text[range], &edit["text"]), ("gruopBy", &"groupBy".into()));
    }
    let one = offscale(folder.path(), &["check", "dash.yml#By host"]);
    assert_eq!(one.status.code(), Some(0), "{}", out(&one));
    assert!(err(&one).contains("1 query: 0 errors"), "{}", err(&one));
}

#[test]
fn folders_are_searched_for_queries_alone() {
    let folder = folder(&[
        ("q/hub.yaml", HUB),
        ("q/a.lql", "x=1"),
        ("q/manifest.yaml", "name: acme/x\nversion: 1.0.0\n"),
        ("q/broken-workflow.yml", "on: [push\n"),
        ("q/notes.md", "count("),
    ]);
    let output = offscale(folder.path(), &["check", "q"]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(err(&output).contains("2 queries: 0 errors"), "{}", err(&output));
}

#[test]
fn queries_call_those_of_a_library() {
    let folder = folder(&[
        ("e.ndjson", EVENTS),
        ("one/acme/net/byhost.lql", "host = ?host"),
        ("one/hub.yaml", HUB),
        ("two/export/manifest.yaml", "name: acme/falcon\nversion: 1.0.0\n"),
        ("two/export/saved-queries/large.yaml", "name: large\nqueryString: n > 1\n"),
    ]);
    let run = |query: &str| done(&folder, &["run", "-q", query, "--library", "one", "--library", "two", "e.ndjson"]);
    assert_eq!(run("$acme/net:byhost(host=\"db\") | count()"), "{\"_count\":\"1\"}\n");
    assert_eq!(run("$\"Rare hosts\"() | count()"), "{\"_count\":\"2\"}\n");
    assert_eq!(run("$acme/falcon:large() | select(host)"), "{\"host\":\"web\"}\n");
    let by_name = done(&folder, &["run", "acme/falcon:large", "--library", "two", "e.ndjson"]);
    assert_eq!(by_name, "{\"host\":\"web\",\"n\":\"2\"}\n");
    assert_eq!(done(&folder, &["queries", "acme/falcon:large", "--library", "two"]), "n > 1\n");
}

#[test]
fn a_name_that_two_files_claim_is_an_error_with_both() {
    let folder =
        folder(&[("e.ndjson", EVENTS), ("one/x.logscale", "n=1"), ("two/x.yaml", "name: x\nqueryString: n=2\n")]);
    let output =
        offscale(folder.path(), &["run", "-q", "n = * | $x()", "--library", "one", "--library", "two", "e.ndjson"]);
    assert_eq!(output.status.code(), Some(2));
    let message = err(&output);
    for words in ["error[unusable-saved-query]", "<query>:1:9", "one/x.logscale", "two/x.yaml"] {
        assert!(message.contains(words), "{words}: {message}");
    }
}

#[test]
fn headers_come_from_comments_files_and_yaml() {
    let folder = folder(&[
        ("lib/comment.logscale", "// title: From a comment\n// attack: T1003, T1003.001\n// severity: high\nx=1"),
        ("lib/beside.logscale", "// title: overruled\n// author: kept\nx=1"),
        ("lib/beside.toml", "title = \"From a file\"\nattack = [\"T1087\"]\n"),
        ("lib/beside.test.toml", "[[case]]\nname = \"a\"\ninput = '{\"x\":\"1\"}'\nexpect = '{\"x\":\"1\"}'\n"),
        ("lib/hub.yaml", HUB),
        ("lib/dash.yml", DASHBOARD),
        ("lib/wrong.logscale", "x=2"),
        ("lib/wrong.toml", "titel = 1\n"),
    ]);
    let output = offscale(folder.path(), &["queries", "--library", "lib", "--format", "json"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(err(&output).contains("lib/wrong.toml"), "{}", err(&output));
    let entries = json(&out(&output));
    let entry = |name: &str| entries.iter().find(|entry| entry["name"] == name).unwrap_or_else(|| panic!("{name}"));
    assert_eq!(entry("comment")["title"], "From a comment");
    assert_eq!(entry("comment")["attack"], serde_json::json!(["T1003", "T1003.001"]));
    assert_eq!((&entry("beside")["title"], &entry("beside")["author"]), (&"From a file".into(), &"kept".into()));
    assert_eq!(entry("beside")["tests"], 1);
    assert_eq!(entry("hub")["description"], "Hosts that few see.\n\nRare is worth a look.");
    assert_eq!(entry("lib/dash.yml#By host")["kind"], "dashboard");
    assert_eq!(entry("t1587_003")["severity"], "medium");

    let found = done(&folder, &["queries", "--library", "lib", "--attack", "T1003"]);
    assert_eq!(found.lines().next().unwrap(), "comment  T1003 T1003.001  high  0 tests  From a comment");
    let parts = done(&folder, &["queries", "--library", "lib", "--attack", "t1021", "--format", "json"]);
    assert_eq!(json(&parts).len(), 1);
    assert_eq!(done(&folder, &["queries", "--attack", "T9999"]), "");
}

#[test]
fn tests_stand_beside_queries_of_every_kind() {
    let case = |expect: &str| {
        format!("[[case]]\nname = \"c\"\nordered = false\ninput = '''\n{EVENTS}'''\nexpect = '''\n{expect}\n'''\n")
    };
    let folder = folder(&[
        ("a.lql", "host = db"),
        ("a.test.toml", &case("{\"host\":\"db\",\"n\":\"1\"}")),
        ("dash.yml", DASHBOARD),
        ("dash#By host.test.toml", &case("{\"host\":\"db\",\"_count\":\"1\"}\n{\"host\":\"web\",\"_count\":\"1\"}")),
    ]);
    let output = offscale(folder.path(), &["test", "."]);
    assert_eq!(output.status.code(), Some(0), "{}{}", out(&output), err(&output));
    assert!(out(&output).contains("2 passed"), "{}", out(&output));
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[test]
fn shipped_queries_pass_their_tests() {
    let output = offscale(&root(), &["test", "queries"]);
    assert_eq!(output.status.code(), Some(0), "{}", out(&output));
}

/// All but the published one are official CQL, without a single remark.
#[test]
fn shipped_queries_are_official() {
    for entry in std::fs::read_dir(root().join("queries")).unwrap().flatten() {
        let path = entry.path();
        if path.extension().is_none_or(|ending| ending != "logscale") || path.ends_with("t1587_003.logscale") {
            continue;
        }
        let output = offscale(&root(), &["check", "--dialect", "logscale", path.to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(0), "{}", path.display());
        assert_eq!(out(&output), "", "{}", path.display());
    }
}

/// The tightened query finds all that the published one finds, and the evasions listed with the shared cases.
#[test]
fn the_tightened_query_keeps_every_row() {
    let data = root().join("../shared/data/t1587_003");
    if !data.is_dir() {
        return;
    }
    let rows = |query: &str, events: &str, map: &str| {
        let events = data.join(events);
        let output = offscale(&root(), &["run", query, events.to_str().unwrap(), "--format", "ndjson", "--map", map]);
        assert_eq!(output.status.code(), Some(0), "{}", err(&output));
        let name = |row: &serde_json::Value| {
            ["ComputerName", "UserName", "FileName", "CommandLine", "ParentBaseFileName"]
                .map(|field| row[field].to_string())
        };
        json(&out(&output)).iter().map(name).collect::<Vec<_>>()
    };
    for (events, map) in [("events.ndjson", "none"), ("events_notime.ndjson", "none"), ("events_fdr.ndjson", "fdr")] {
        let (stock, mut tightened) = (rows("t1587_003", events, map), rows("t1587_003_tightened", events, map));
        assert_eq!(stock.len(), 50);
        for row in stock {
            let at = tightened.iter().position(|other| *other == row).unwrap_or_else(|| panic!("{row:?} is lost"));
            tightened.swap_remove(at);
        }
        let more: Vec<&str> = tightened.iter().map(|[_, _, _, line, _]| line.as_str()).collect();
        for evasion in [
            "certutil /addstore",
            "-enc TgBl",
            "powershell_ise.exe",
            "pwsh -c",
            "certutil -A -n evil",
            "Import-Certificate",
            "security add-trusted-cert",
            "update-ca-certificates",
            "certreq -new",
            "makecert -r",
        ] {
            assert!(more.iter().any(|line| line.contains(evasion)), "{evasion}: {more:?}");
        }
    }
}

/// A query as a YAML file writes it, in several ways.
fn written(query: &str) -> Vec<String> {
    let lines: Vec<&str> = query.split('\n').collect();
    let block = |indent: &str, header: &str, ending: &str| {
        let lines: String = lines.iter().map(|line| format!("{indent}{line}{ending}")).collect();
        format!("name: \u{e4} b{ending}cql: {header}{ending}{lines}tags: [a]{ending}")
    };
    let mut files = vec![
        block("    ", "|4", "\n"),
        block(" ", "|1- # comment", "\n"),
        block("  ", "|2", "\r\n"),
        format!("cql: {}\nname: b\n", serde_json::to_string(query).unwrap()),
    ];
    if lines.len() == 1 {
        files.push(format!("cql: '{}'\n", query.replace('\'', "''")));
    }
    files
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every character of a query is found in its file, at its very place.
    #[test]
    fn characters_are_found_in_the_file(query in "[ -~\u{e4}\u{2013}]{1,30}(\n[ -~]{0,20}[!-~]){0,3}") {
        for file in written(&query) {
            let found = published::read(&file).unwrap();
            prop_assert_eq!(found.len(), 1, "{}", file);
            let scalar = &found[0].text;
            prop_assert_eq!(scalar.text.trim_end_matches('\n'), query.trim_end_matches('\n'), "{}", file);
            let embedded = Embedded::find(SourceFile::new("f", file.clone()), scalar).unwrap();
            for (at, letter) in query.char_indices().filter(|(_, letter)| !letter.is_whitespace()) {
                let span = embedded.span(Span::new(at, at + letter.len_utf8()));
                let there = span.of(&file);
                let escaped = there.strip_prefix(['\\', '\'']).unwrap_or(there);
                prop_assert!(there == letter.to_string() || escaped == letter.to_string(), "{there:?} for {letter:?} in {file:?}");
            }
        }
    }

    /// No file makes it panic, and what is found has a place or none, never a wrong one outside of the file.
    #[test]
    fn no_yaml_makes_it_panic(file in "((- |  )?(cql|queryString|name|query|widgets|parameters|'|\"|&a|\\*a|\\[|\\{|\\}|\\]|\\||>|:|#|---|\u{e4}|x|,|!)[: ]?[ \n]{0,3}){0,30}") {
        if let Ok(found) = published::read(&file) {
            for query in found {
                if let Some(embedded) = Embedded::find(SourceFile::new("f", file.clone()), &query.text) {
                    let span = embedded.span(Span::new(0, query.text.text.len()));
                    prop_assert!(span.end() <= file.len(), "{span:?} {file:?}");
                }
            }
        }
    }
}
