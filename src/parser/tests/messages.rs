//! Errors: their codes, places, words and fixes; no follow-up errors.

use super::{lenient, strict};
use crate::diagnostic::{Diagnostic, Severity};

/// The errors as `code@start-end`.
fn errors(diagnostics: &[Diagnostic]) -> Vec<String> {
    let errors = diagnostics.iter().filter(|diagnostic| diagnostic.is_error());
    errors
        .map(|error| {
            let span = error.primary.span;
            format!("{}@{}-{}", error.code, span.start, span.end)
        })
        .collect()
}

/// Both dialects give exactly these errors; gives the first.
#[track_caller]
fn refused(text: &str, expected: &[&str]) -> Diagnostic {
    for diagnostics in [strict(text).1, lenient(text).1] {
        assert_eq!(errors(&diagnostics), expected, "{text}: {diagnostics:#?}");
        for error in diagnostics.iter().filter(|diagnostic| diagnostic.is_error()) {
            assert!(error.message.contains("syntax"), "{text}: {}", error.message);
        }
    }
    lenient(text).1.into_iter().find(Diagnostic::is_error).unwrap()
}

/// The text after the first fix of the diagnostic.
fn fixed(text: &str, diagnostic: &Diagnostic) -> String {
    let mut fixed = text.to_owned();
    for edit in diagnostic.fixes.first().unwrap().edits.iter().rev() {
        fixed.replace_range(edit.span.start()..edit.span.end(), &edit.text);
    }
    fixed
}

#[test]
fn brackets() {
    let error = refused("(a=1", &["syntax@4-4"]);
    assert!(error.message.contains("`(` is never closed"), "{}", error.message);
    assert_eq!(error.secondary.first().unwrap().span.start, 0);
    refused("a=1)", &["syntax@3-4"]);
    refused("a=1; b=2", &["syntax@3-4"]);
    refused("f(a | b", &["syntax@4-5"]);
    refused("((((", &["syntax@4-4"]);
    refused("case { a=1 | b=2", &["syntax@16-16"]);
    refused("f([a, b)", &["syntax@7-8"]);
    refused("case { }", &["syntax@5-7"]);
    refused("case { a; ; b }", &["syntax@10-11"]);
    refused("a { b }", &["missing-bar@2-3"]);
    refused("a | { b }", &["syntax@4-5"]);
}

#[test]
fn unclosed_tokens() {
    let error = refused("a = \"open\n| b = 1", &["unclosed-string@4-5"]);
    assert!(error.message.contains("string"));
    assert_eq!(fixed("a = \"open\n| b = 1", &error), "a = \"open\"\n| b = 1");
    let error = refused("a = /open\n| b = 1", &["unclosed-regex@4-5"]);
    assert!(error.message.contains("regex"));
    let error = refused("a=1 /* never | closed", &["unclosed-comment@4-6"]);
    assert!(error.message.contains("comment"));
    refused("f(\"open", &["unclosed-string@2-3"]);
}

#[test]
fn filters() {
    let error = refused("host-name = web1", &["syntax@0-9"]);
    assert_eq!(fixed("host-name = web1", &error), "\"host-name\" = web1");
    let error = refused("400 > code", &["number-expected@6-10"]);
    assert!(error.message.contains("number"));
    let error = refused("a < b", &["number-expected@4-5"]);
    assert_eq!(fixed("a < b", &error), "test(a < b)");
    refused("a = ", &["syntax@4-4"]);
    refused("a = | b", &["syntax@4-5"]);
    refused("a and", &["syntax@5-5"]);
    refused("or b", &["syntax@0-2"]);
    refused("https:// x", &["syntax@0-8"]);
    refused("a=x// y", &["syntax@2-5"]);
    let error = refused("a = /x/q", &["regex-flag@7-8"]);
    assert!(error.message.contains('q'));
    refused("= 5", &["syntax@0-1"]);
    refused("?p = 5", &["syntax@3-4"]);
    refused("a\u{a0}= 5", &["syntax@1-3"]);
}

#[test]
fn words() {
    let error = refused("test", &["reserved-word@0-4"]);
    assert_eq!(fixed("test", &error), "\"test\"");
    let error = refused("a=1 | head 1000 | b", &["reserved-word@6-10"]);
    assert!(error.helps.iter().any(|help| help.contains("head(10)")), "{error:#?}");
    let error = refused("stats count by x", &["reserved-word@0-5"]);
    assert!(error.helps.iter().any(|help| help.contains("groupBy")), "{error:#?}");
    let (_, warnings) = lenient("a=1 | project b, c");
    assert!(warnings.iter().any(|warning| warning.code.name() == "foreign-word"), "{warnings:#?}");
    let error = refused("`f` := x", &["syntax@0-3"]);
    assert_eq!(fixed("`f` := x", &error), "setField(target=f, value=x)");
}

#[test]
fn expressions() {
    refused("r:=/fisk/i | a", &["syntax@3-3"]);
    refused("x := ", &["syntax@5-5"]);
    refused("x := 1 +", &["syntax@8-8"]);
    refused("x := a b", &["syntax@7-8"]);
    refused("f(a b, c) | d", &["syntax@4-5"]);
    refused("f(a, | d", &["syntax@5-6"]);
    refused("x =~ y", &["syntax@5-6"]);
    refused("$f | a", &["syntax@3-4"]);
    refused("x match { a => b; c }", &["syntax@20-21"]);
}

#[test]
fn all_errors_at_once() {
    refused(
        "400 > code | a=/x/q | test | x := | (b",
        &["number-expected@6-10", "regex-flag@18-19", "reserved-word@22-26", "syntax@34-35", "syntax@38-38"],
    );
}

#[test]
fn dialect_is_refused_in_strict_mode() {
    for text in [
        "a=1 or in(a, values=[\"2\"])",
        "r:=a==/fisk/i",
        "a = 1\ncount()",
        "case { a => b := 1 }",
        "f in (a, b)",
        "a =~ /x/",
        "a && b",
        "a | | b",
        "f(a,)",
        "x := a ?? b",
        "filter(a=1)",
        "(a | b) or (c | d)",
        "a == b",
    ] {
        let (_, diagnostics) = strict(text);
        let error = diagnostics.iter().find(|diagnostic| diagnostic.is_error());
        let error = error.unwrap_or_else(|| panic!("{text} passes"));
        assert!(error.message.contains("syntax"), "{text}: {}", error.message);
        assert!(!lenient(text).1.iter().any(Diagnostic::is_error), "{text}");
    }
    assert_eq!(errors(&strict("eval x = 1").1), ["reserved-word@0-4"]);
}

/// What converters and editors leave behind: an error in the strict dialect, a warning with the same fix in the lenient one.
#[test]
fn leftovers() {
    for (text, place, official) in [
        ("a = 'x y'", "syntax@4-9", Some("a = \"x y\"")),
        ("a <> 1", "syntax@2-4", Some("a != 1")),
        ("field=//i", "syntax@9-9", None),
    ] {
        let refusal = strict(text).1;
        assert_eq!(errors(&refusal), [place], "{text}: {refusal:#?}");
        let accepted = lenient(text).1;
        assert_eq!(accepted.len(), 1, "{text}: {accepted:#?}");
        assert_eq!(accepted[0].code.name(), "dialect", "{text}");
        assert_eq!(accepted[0].severity, Severity::Warning, "{text}");
        if let Some(official) = official {
            assert_eq!(fixed(text, refusal.first().unwrap()), official);
            assert_eq!(fixed(text, &accepted[0]), official);
        }
    }
}

#[test]
fn where_is_text_in_strict_mode() {
    let (query, diagnostics) = strict("x := 1 | where x = 1");
    assert_eq!(super::sexpr::query(&query), "(:= x 1) | (and ~where (= x 1))");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.name(), "where-is-text");
    assert_eq!(diagnostics[0].severity, Severity::Warning);
}

#[test]
fn lints() {
    let codes = |text: &str| lenient(text).1.iter().map(|found| found.code.name()).collect::<Vec<_>>();
    assert_eq!(codes("foo < 42 + 3"), ["arithmetic-in-filter"]);
    assert_eq!(codes("cmd contains \"x\""), ["foreign-word"]);
    assert_eq!(codes("contains cmd"), [""; 0]);
    assert_eq!(codes("where a=1 and b=2 or c=3"), ["dialect", "mixed-and-or"]);
    assert_eq!(codes(&"x ".repeat(40_000)), ["query-too-long"]);
}

#[test]
fn invalid_utf8_is_reported_and_replaced() {
    let options = super::options(super::Dialect::Lenient);
    let (text, query, diagnostics) = crate::parser::parse_bytes(b"a=1 | b=\xff", &options);
    assert_eq!(text, "a=1 | b=\u{fffd}");
    assert_eq!(query.pipeline.steps.len(), 2);
    assert_eq!(errors(&diagnostics), ["syntax@8-11"]);
}

#[test]
fn the_examples_of_the_codes_trigger_them() {
    use crate::diagnostic::codes;
    for code in [
        codes::SYNTAX,
        codes::UNCLOSED_STRING,
        codes::UNCLOSED_REGEX,
        codes::UNCLOSED_COMMENT,
        codes::MISSING_BAR,
        codes::REGEX_FLAG,
        codes::RESERVED_WORD,
        codes::NUMBER_EXPECTED,
        codes::DIALECT,
        codes::WHERE_IS_TEXT,
        codes::ARITHMETIC_IN_FILTER,
        codes::FOREIGN_WORD,
    ] {
        let example = code.info().example;
        let found = [lenient(example).1, strict(example).1].concat();
        assert!(found.iter().any(|diagnostic| diagnostic.code == code), "{code}: {found:#?}");
    }
}
