//! What becomes of dialect calls, that official queries are left alone, and that the fixes keep the rows.
#![allow(clippy::unwrap_used)]

use std::path::{Path, PathBuf};

use crate::ast::print;
use crate::diagnostic::fix::{self, Level};
use crate::diagnostic::{Applicability, Diagnostic, codes};
use crate::functions;
use crate::parser::{self, Dialect, Options};
use crate::testing::{Case, CaseFile, Mode, Outcome, runner};

/// Reads and rewrites; gives the official text and the reports.
fn rewritten(text: &str) -> (String, Vec<Diagnostic>) {
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (query, mut diagnostics) = parser::parse(text, &Options { dialect: Dialect::Lenient, functions: &words });
    let query = super::rewrite(query, text, &mut diagnostics, true);
    (print::query(&query), diagnostics)
}

fn strict_errors(text: &str) -> Vec<Diagnostic> {
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let (_, diagnostics) = parser::parse(text, &Options { dialect: Dialect::Logscale, functions: &words });
    diagnostics.into_iter().filter(Diagnostic::is_error).collect()
}

/// The text with all fixes.
fn fixed(text: &str) -> String {
    let level = Level { unsafe_too: true, wanted: &|_| true };
    fix::apply(text, level, &|text| rewritten(text).1).text
}

#[test]
fn calls_become_official() {
    for (dialect, official) in [
        (r#"x := if(f = "a", 1, 0)"#, r#"x := if(f == "a", then=1, else=0)"#),
        ("x := if(f = 3, 1, 0)", "x := if(f == 3, then=1, else=0)"),
        ("x := if(f = a*, 1, 0)", r#"x := if(in(field=f, values=["a*"]), then=1, else=0)"#),
        ("x := if(f = g + 1, 1, 0)", "x := if(f == g + 1, then=1, else=0)"),
        ("x := if(f = lower(g), 1, 0)", "x := if(f == lower(g), then=1, else=0)"),
        (r#"x := if(f != "a", 1, 0)"#, r#"x := if(f != "a", then=1, else=0)"#),
        (r"x := if(f = /\.exe/i, 1, 0)", r#"x := if(regex("\\.exe", field=f, flags="i"), then=1, else=0)"#),
        ("x := if(f = /exe$/, 1, 0)", r#"x := if(regex("exe$", field=f, flags=""), then=1, else=0)"#),
        (
            r#"x := if(a = 1, "p", if(b = 2, "q", "r"))"#,
            r#"x := if(a == 1, then="p", else=if(b == 2, then="q", else="r"))"#,
        ),
        (r#"x := if(f = "a", then=1, else=0)"#, r#"x := if(f == "a", then=1, else=0)"#),
        ("x := if(f == 1, then=1, 0)", "x := if(f == 1, then=1, else=0)"),
        ("x := if(isNull(f), 1, 0)", r#"x := if(!in(field=f, values=["*"]), then=1, else=0)"#),
        (
            "x := if(a = 1 and (b = 2 or not c = 3), 1, 0)",
            "x := if(a == 1, then=if(b == 2, then=1, else=if(c == 3, then=0, else=1)), else=0)",
        ),
        (
            "x := if(a = 1 and b = 2, lower(c), 0)",
            "x := if(if(a == 1, then=b == 2, else=false), then=lower(c), else=0)",
        ),
        ("test(a = 1)", "a = 1"),
        ("!test(a = 1)", "not a = 1"),
        ("test(a = 1 or b = /x/)", "a = 1 or b = /x/"),
        ("isNull(u)", "u != *"),
        ("where isNotNull(u) and a = 1", "u = * and a = 1"),
        ("!isNull(u)", "not u != *"),
        ("where !isNull(u) and a = 1", "not u != * and a = 1"),
        ("match(f, /re/)", r#"regex("re", field=f)"#),
        (r#"match("re", f)"#, r#"regex("re", field=f)"#),
        ("match(field=f, regex=/^re/i)", r#"regex("^re", field=f, flags="i")"#),
        ("match(field=f, regex=/^re/)", r#"regex("^re", field=f, flags="")"#),
        (
            "x := if(match(lower(f), /re/), 1, 0)",
            r#"_value1 := lower(f) | x := if(regex("re", field=_value1), then=1, else=0) | drop([_value1])"#,
        ),
        ("regex(/x/i, field=f)", r#"regex("x", field=f, flags="i")"#),
        (r"regex(/a\/(\d)/g, field=f)", r#"regex("a/(\\d)", field=f, repeat=true)"#),
        (r#"replace(/a/, with="b", field=f)"#, r#"replace("a", with="b", field=f)"#),
        ("splitString(f, by=/,/i)", r#"splitString(f, by="(?i:,)")"#),
        ("groupBy(h, function=dcount(u))", "groupBy(h, function=count(field=u, distinct=true))"),
        ("groupBy(h, function=countDistinct(u, as=n))", "groupBy(h, function=count(field=u, distinct=true, as=n))"),
        ("count(f, distinct)", "count(f, distinct=true)"),
        ("count(distinct=f, as=n)", "count(field=f, distinct=true, as=n)"),
        (
            "groupBy(h, function=[count(filter={a = 1}, as=n), sum(b)])",
            "groupBy(h, function=[{ a = 1 | count(as=n) }, sum(b)])",
        ),
        ("groupBy(h, function=[n := count(filter={a = 1})])", "groupBy(h, function=[{ a = 1 | n := count() }])"),
        ("n := count(filter={a = 1})", "a = 1 | n := count()"),
        (
            "groupBy(h, function=collect(u, limit=5, as=us))",
            "groupBy(h, function={ collect(u, limit=5) | rename(field=u, as=us) })",
        ),
        ("collect([u], as=us)", "collect([u]) | rename(field=u, as=us)"),
        ("us := collect(u)", "collect(u) | rename(field=u, as=us)"),
        ("collect(u, max=5)", "collect(u, limit=5)"),
        ("collectDistinct(u)", "collect(u)"),
        ("x := toLong(a) + toLong(b - c)", "x := a + (b - c)"),
        ("x := toInt(a)", "x := math:floor(a)"),
        ("x := toInt(a / 3)", "_value1 := a / 3 | x := math:floor(_value1) | drop([_value1])"),
        ("x := string(a)", "x := a"),
        ("h := hour(@timestamp)", "h := time:hour(@timestamp)"),
        (r#"cidrMatch(ip, "10.0.0.0/8")"#, r#"cidr(ip, subnet="10.0.0.0/8")"#),
        (r#"cidrMatch("10.0.0.0/8", ip)"#, r#"cidr(ip, subnet="10.0.0.0/8")"#),
        ("x := true()", "x := true"),
        ("bucket(1h, by=f, count(), max(a))", "bucket(1h, field=f, function=[count(), max(a)])"),
        ("bucket(span=1h, count())", "bucket(span=1h, function=count())"),
        (r#"x := format("%s-%s", a, b)"#, r#"x := format("%s-%s", field=[a, b])"#),
        (
            r#"x := format("%s-%s", a, if(b = 1, "p", "q"))"#,
            r#"_value1 := if(b == 1, then="p", else="q") | x := format("%s-%s", field=[a, _value1]) | drop([_value1])"#,
        ),
        ("x := length(lower(f))", "_value1 := lower(f) | x := length(_value1) | drop([_value1])"),
        ("case { isNull(f) | x := 1; f = 2 }", "case { f != * | x := 1; f = 2 }"),
        ("x := if(f = ?{p=1}, 1, 0)", "case { f = ?{p=1} | x := 1; * | x := 0 }"),
    ] {
        let (text, diagnostics) = rewritten(dialect);
        assert_eq!(text, official, "{dialect}");
        let errors = strict_errors(official);
        assert!(errors.is_empty(), "{official}: {errors:#?}");
        if dialect == official || dialect.contains("!=") {
            continue;
        }
        let reports: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.code == codes::DIALECT).collect();
        assert!(!reports.is_empty(), "{dialect} is not reported");
        assert!(reports.iter().all(|report| !report.is_error()), "{dialect}");
        let spans: Vec<_> = reports.iter().map(|report| report.primary.span).collect();
        let twice =
            spans.iter().enumerate().any(|(place, span)| spans.iter().skip(place + 1).any(|other| other == span));
        assert!(!twice, "{dialect} is reported twice: {reports:#?}");
        assert_eq!(fixed(dialect), official, "the fixes of {dialect}: {reports:#?}");
    }
}

#[test]
fn official_calls_stay() {
    for text in [
        r#"x := if(f == "a", then=1, else=0)"#,
        "if(as=y, f == 1, then=1, else=0)",
        r#"match("hosts.csv", field=f)"#,
        r#"match(file="hosts.csv", field=f, column=c)"#,
        "count(f, distinct=true)",
        "count(distinct)",
        "collect(f, limit=5)",
        "bucket(1h, field=f, function=[count(), max(a)])",
        r#"format("%s", field=[a, b])"#,
        r#"x := "ab" + "cd""#,
        r#"x := a + "1""#,
        "f =~ regex(\"x\")",
        "x := lower(a)",
        "test(a == 1)",
    ] {
        let (printed, diagnostics) = rewritten(text);
        assert_eq!(printed, text);
        assert!(diagnostics.iter().all(|diagnostic| diagnostic.code != codes::DIALECT), "{text}: {diagnostics:#?}");
    }
}

#[test]
fn nothing_is_rewritten_in_cql() {
    let words = functions::reserved_words();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let text = "test(a = 1) | x := if(b, 1, 0) | collect(u, as=n)";
    let (query, mut diagnostics) = parser::parse(text, &Options { dialect: Dialect::Logscale, functions: &words });
    let before = diagnostics.len();
    assert_eq!(super::rewrite(query.clone(), text, &mut diagnostics, false), query);
    assert_eq!(diagnostics.len(), before);
}

#[test]
fn joined_texts_are_only_reported() {
    let (text, diagnostics) = rewritten(r#"x := a + " 5% " + b"#);
    assert_eq!(text, r#"x := a + " 5% " + b"#);
    let reports: Vec<_> = diagnostics.iter().filter(|diagnostic| diagnostic.code == codes::ADDED_TEXT).collect();
    assert_eq!(reports.len(), 1);
    let fix = reports.first().and_then(|report| report.fixes.first()).unwrap();
    assert_eq!(fix.applicability, Applicability::Unsafe);
    assert_eq!(fix.edits.first().unwrap().text, r#"format("%s 5%% %s", field=[a, b])"#);
}

#[test]
fn a_name_that_is_made_up_is_not_in_the_query() {
    let (text, _) = rewritten("x := length(lower(_value1))");
    assert_eq!(text, "_value2 := lower(_value1) | x := length(_value2) | drop([_value2])");
}

#[test]
fn fixes_keep_comments_and_layout() {
    for (dialect, official) in [
        ("x := if(a == 1, 1, /* no */ 0)", "x := if(a == 1, then=1, /* no */ else=0)"),
        ("x := if(a = 1, 1,\n  // no\n  0)", "x := if(a == 1, then=1,\n  // no\n  else=0)"),
        ("where a = 1 /* one */ and b = 2", "/* one */ a = 1 and b = 2"),
        ("x := toLong( // a number\n a)", "x := // a number\na"),
        (
            "x := if(a = 1 /* one */ and b = 2, 1, 0)",
            "x := /* one */ if(a == 1, then=if(b == 2, then=1, else=0), else=0)",
        ),
        (
            "x := if(a = 1, 1, // or\nif(b = 1, 2, 0))",
            "x := if(a == 1, then=1, // or\nelse=if(b == 1, then=2, else=0))",
        ),
    ] {
        assert_eq!(fixed(dialect), official);
        assert!(strict_errors(official).is_empty(), "{official}: {:#?}", strict_errors(official));
    }
}

#[test]
fn the_time_alias_is_made_once_where_columns_are_named() {
    for (dialect, official) in [
        (
            "a = 1\n| select([_time, a])\n| sort(_time)",
            "a = 1\n| _time := coalesce([_time, @timestamp])\n| select([_time, a])\n| sort(_time)",
        ),
        ("_time = * | table(_time)", "_time := coalesce([_time, @timestamp]) | _time = * | table(_time)"),
        ("sort(_time)", "sort(@timestamp)"),
        ("join({_time = *}, field=a) | select(a)", "join({@timestamp = *}, field=a) | select(a)"),
        ("_time := now() | select(_time)", "_time := now() | select(_time)"),
    ] {
        assert_eq!(fixed(dialect), official);
    }
}

#[test]
fn a_condition_in_arithmetic_is_no_cql() {
    assert!(!strict_errors("x := 1 + (a = 2)").is_empty());
    let (_, diagnostics) = rewritten("x := 1 + (a = 2)");
    assert!(diagnostics.iter().any(|diagnostic| diagnostic.code == codes::DIALECT));
}

/// Printing and reporting must not take twice as long for each level.
#[test]
fn deep_nesting_is_quick() {
    let nested = |level: &dyn Fn(&str) -> String| {
        let mut text = "0".to_owned();
        for _ in 0..40 {
            text = level(&text);
        }
        rewritten(&format!("x := {text}"))
    };
    let start = std::time::Instant::now();
    nested(&|inner| format!("if(a = 1, 1, {inner})"));
    nested(&|inner| format!("if(a = 1 and lower({inner}) = /x/, 1, 0)"));
    nested(&|inner| format!("if(f({{x := {inner}}}) or b = /x/, 1, 0)"));
    nested(&|inner| format!("if(f({{x := {inner}}}) or lower(b) = /x/, 1, 0)"));
    nested(&|inner| format!("if(f({{a = 1 or f({inner}) or lower(b) = /x/}}) or lower(b) = /x/, 1, 0)"));
    nested(&|inner| format!("format(\"%s\", toInt({inner}))"));
    nested(&|inner| format!("length(match({inner}, /x/))"));
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

fn shared() -> Option<PathBuf> {
    let path = std::env::var_os("OFFSCALE_SHARED")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"), PathBuf::from);
    path.join("conformance").is_dir().then(|| path.join("conformance"))
}

fn cases(folder: &Path) -> Vec<(String, Case)> {
    let mut cases = Vec::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.path().extension().is_some_and(|extension| extension == "toml") {
            let name = entry.path().file_stem().unwrap().to_string_lossy().into_owned();
            let file = CaseFile::parse(&std::fs::read_to_string(entry.path()).unwrap()).unwrap();
            cases.extend(file.cases.into_iter().map(|case| (name.clone(), case)));
        }
    }
    cases
}

#[test]
fn official_cases_are_not_flagged() {
    let Some(folder) = shared() else { return };
    let mut flagged = Vec::new();
    let mut count = 0;
    for (file, case) in cases(&folder) {
        if case.basis == "dialect" || case.expect_error.is_some() || case.dialect.as_deref() == Some("logscale") {
            continue;
        }
        count += 1;
        let (_, diagnostics) = rewritten(&case.query);
        if let Some(report) = diagnostics.iter().find(|diagnostic| diagnostic.code == codes::DIALECT) {
            flagged.push(format!("{file}/{}: {}: {report:?}", case.name, case.query.trim()));
        }
    }
    assert!(count > 900, "only {count} cases");
    assert!(flagged.is_empty(), "{} flagged\n{}", flagged.len(), flagged.join("\n"));
}

#[test]
fn the_stock_query_becomes_official() {
    let Some(folder) = shared() else { return };
    let text = std::fs::read_to_string(folder.join("../queries/t1587_003.logscale")).unwrap();
    let text = fixed(&text);
    let (_, left) = rewritten(&text);
    assert!(left.iter().all(|diagnostic| diagnostic.code != codes::DIALECT), "{text}\n{left:#?}");
    assert!(strict_errors(&text).is_empty(), "{text}\n{:#?}", strict_errors(&text));
    assert!(text.contains("else=if(IsPSCertCreate == 1, then=\"PSCertificateCreation\""), "{text}");
}

/// The fixes of a dialect case give official CQL with the same rows. Where a function cannot be run yet, or a report has
/// no fix, only the text is looked at.
#[test]
fn fixes_keep_the_rows() {
    let Some(folder) = shared() else { return };
    let mut failures = Vec::new();
    for (file, case) in cases(&folder).into_iter().filter(|(_, case)| case.basis == "dialect") {
        if case.expect.is_none() {
            continue;
        }
        let text = fixed(&case.query);
        if text == case.query {
            continue;
        }
        let (_, left) = rewritten(&text);
        let name = format!("{file}/{}: {} -> {}", case.name, case.query.trim(), text.trim());
        if let Some(report) = left.iter().find(|diagnostic| diagnostic.code == codes::DIALECT) {
            failures.push(format!("{name}: left: {report:?}"));
            continue;
        }
        if let Some(error) = strict_errors(&text).first() {
            failures.push(format!("{name}: {error:?}"));
            continue;
        }
        if matches!(runner::run(&case, Mode::Serial), Outcome::Failed(message) if message.contains("cannot be run yet"))
        {
            continue;
        }
        let official = Case { query: text, dialect: Some("logscale".to_owned()), ..case };
        if let Outcome::Failed(message) = runner::run(&official, Mode::Serial) {
            failures.push(format!("{name}: {message}"));
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}
