//! `grammar/cql.tmLanguage.json`, the grammar of editors without a language server: it names the functions and keywords of
//! the program, its regexes compile, and it says of each word what the program's own colours say.
//!
//! `UPDATE=1 cargo test --test textmate` writes the lists of functions and keywords anew.

#![allow(clippy::unwrap_used)]

mod textmate_engine;

use std::path::{Path, PathBuf};

use offscale::exec::Settings;
use offscale::functions::FUNCTIONS;
use offscale::session::highlight::{KEYWORDS, pieces};
use serde_json::Value;
use textmate_engine::Grammar;

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("grammar/cql.tmLanguage.json")
}

fn grammar() -> Value {
    serde_json::from_str(&std::fs::read_to_string(path()).unwrap()).unwrap()
}

/// Puts a list of words into a regex, in place of the first group of alternatives behind a marker.
fn with_words(regex: &str, before: &str, after: &str, words: &[&str]) -> String {
    let start = regex.find(before).unwrap() + before.len();
    let end = start + regex[start..].find(after).unwrap();
    format!("{}{}{}", &regex[..start], words.join("|"), &regex[end..])
}

#[test]
fn functions_and_keywords_are_those_of_the_program() {
    let stored = grammar();
    let mut fresh = stored.clone();
    let functions: Vec<&str> = FUNCTIONS.iter().map(|function| function.name).collect();
    let (constants, keywords): (Vec<&str>, Vec<&str>) =
        KEYWORDS.iter().partition(|word| ["true", "false"].contains(word));
    let mut renew = |pointer: &str, before: &str, after: &str, words: &[&str]| {
        let regex = fresh.pointer_mut(pointer).unwrap();
        *regex = Value::String(with_words(regex.as_str().unwrap(), before, after, words));
    };
    renew("/repository/call/begin", "(?:(", ")|(", &functions);
    renew("/repository/keyword/patterns/0/match", "](?:".replace(']', "-])").as_str(), ")", &keywords);
    renew("/repository/keyword/patterns/1/match", "-])(?:", ")", &constants);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path(), serde_json::to_string_pretty(&fresh).unwrap() + "\n").unwrap();
    }
    assert!(
        fresh == grammar(),
        "grammar/cql.tmLanguage.json is stale; UPDATE=1 cargo test --test textmate rewrites it"
    );
}

/// What a scope means in the words of the program.
fn meaning(scope: &str) -> Option<&'static str> {
    let meanings = [
        ("comment.", "comment"),
        ("string.regexp.", "regex"),
        ("string.", "value"),
        ("constant.numeric.", "value"),
        ("constant.language.", "keyword"),
        ("keyword.control.", "keyword"),
        ("support.function.", "function"),
        ("entity.name.function.", "function"),
        ("variable.parameter.argument.", "argument"),
        ("variable.other.parameter.", "parameter"),
        ("variable.other.field.", "field"),
        ("keyword.operator.", ""),
        ("punctuation.", ""),
    ];
    let (_, meaning) =
        meanings.iter().find(|(prefix, _)| scope.starts_with(prefix)).unwrap_or_else(|| panic!("{scope}"));
    (!meaning.is_empty()).then_some(*meaning)
}

fn by_grammar(grammar: &Grammar, text: &str) -> Vec<(String, &'static str)> {
    let tokens = grammar.tokens(text).into_iter();
    tokens.filter_map(|(range, scope)| Some((text[range].to_owned(), meaning(&scope)?))).collect()
}

fn by_program(text: &str) -> Vec<(String, &'static str)> {
    let pieces = pieces(text, &Settings::default()).into_iter();
    pieces.map(|(range, meaning)| (text[range].to_owned(), meaning.name())).collect()
}

/// Lines that show every kind of word in every place where the grammar can tell.
const GOLDEN: &[&str] = &[
    "#event_simpleName=ProcessRollup2 ImageFileName=/\\\\(?<name>[^\\\\\\/]+)$/i // why",
    "name=name and not x > 5 | y := lower(field=name) // done",
    "aid=* | groupBy([aid, ComputerName], function=[count(), total := sum(bytes)], limit=max)",
    "case { a=/b c/i | z := ?p; * }",
    "\"field with blanks\" = \"a \\\"quoted\\\" text\" | test(a == b)",
    "url=http://x/y?host docker/* | x := a - b",
    "error OR \"file not found\" | head(limit=5)",
    "$acme/net:byhost(host=?host, limit=\"5\") | sort(_count, order=desc)",
    "regex(\"(?<user>\\\\S+)\", field=line) | user match { \"a\" => x := 1; * => x := 2 }",
    "where a=1 | eval(n = n + 1) | formatTime(\"%F\", field=@timestamp, as=day)",
    "a[0].b = 1 | array:contains(\"a[]\", value=x) | !in(b, values=[c, d])",
    "join({#type=x | b := true}, field=[k], include=[v], mode=left)",
    "bucket(span=1h, function=[count()]) | timeChart(series=a, span=5m)",
];

#[test]
fn words_mean_what_the_program_says() {
    let grammar = Grammar::new(grammar());
    for line in GOLDEN {
        assert_eq!(by_grammar(&grammar, line), by_program(line), "{line}");
    }
    let block = "a=1 /* b=2\n | count() */ | c=3 // d\n| e=4";
    let expected = by_program(block);
    let found = by_grammar(&grammar, block);
    // A tokeniser works line by line.
    assert_eq!(found.iter().map(|(text, _)| text.as_str()).collect::<Vec<_>>()[2..4], ["/* b=2", " | count() */"]);
    assert_eq!(found[4..], expected[3..]);
}

/// Queries of the project's own cases.
fn queries() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/spec");
    let files = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    let cases = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "toml")).flat_map(|file| {
        let table: toml::Table = std::fs::read_to_string(file.path()).unwrap().parse().unwrap();
        table.get("case").and_then(toml::Value::as_array).cloned().unwrap_or_default()
    });
    cases.filter_map(|case| Some(case.get("query")?.as_str()?.to_owned())).collect()
}

/// Words cannot all be told without the parser; this many percent of their letters are.
const TOLD: usize = 95;

#[test]
fn most_of_all_queries_is_told_right() {
    let grammar = Grammar::new(grammar());
    let (mut all, mut right) = (0, 0);
    for query in queries() {
        let mut letters = vec![None; query.len()];
        for (range, scope) in grammar.tokens(&query) {
            letters[range].fill(meaning(&scope));
        }
        let pieces = pieces(&query, &Settings::default());
        let told: usize = pieces
            .iter()
            .map(|(range, meaning)| letters[range.clone()].iter().filter(|told| **told == Some(meaning.name())).count())
            .sum();
        let length: usize = pieces.iter().map(|(range, _)| range.len()).sum();
        all += length;
        right += told;
    }
    assert!(all > 1000, "there are queries");
    assert!(right * 100 >= all * TOLD, "{right} of {all} letters are told right");
}
