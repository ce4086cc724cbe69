//! Any text gives a tree, spans stay inside the text, and hostile texts take linear time and bounded stack.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{lenient, sexpr, strict};
use crate::ast::visit::{self, Visitor};
use crate::ast::{Call, Expr, Filter, Pattern, Pipeline, Query, Step};
use crate::diagnostic::{Diagnostic, render};
use crate::source::{SourceFile, Span};

const QUERIES: &[&str] = &[
    "#event_simpleName=ProcessRollup2 | lower_FileName := lower(FileName) | in(field=a, values=[\"x\", y*])",
    "IsTool := if(f = /openssl(\\.exe)?|makecert/, 1, 0) | where a = 1 or b != \"c\" and not d in (e, f)",
    "case { a=1 | t := \"A\"; f = /x/i => u := -1; * } | x match { /r/ => *; in(values=[a]) => b := 2; * => c }",
    "groupBy([h, s], function=[n := count(), {s=500 | count(as=bad)}]) | test(n*2 > ?{min=\"5\"}) // done",
    "correlate(A: {a=1} include: [x], B: {b <=> A.b}) | $acme/net:by(host=\"db\") | [min(a), max(b)]",
    "eval t = case(f = /x/, \"E\", default=\"O\") | (a | b) or (c | d) | u != null | y := a ?? b",
    "host-name = \u{201c}w\u{201d} | k like \"r*d\" /* c */ and !(g<=5) | table a, b | union (q | r)",
];

struct Spans<'t> {
    text: &'t str,
}

impl Spans<'_> {
    fn check(&self, span: Span) {
        assert!(span.end() <= self.text.len(), "{span:?}");
        assert!(self.text.is_char_boundary(span.start()) && self.text.is_char_boundary(span.end()), "{span:?}");
    }
}

impl<'a> Visitor<'a> for Spans<'_> {
    fn pipeline(&mut self, pipeline: &'a Pipeline) {
        self.check(pipeline.span);
        visit::walk_pipeline(self, pipeline);
    }
    fn step(&mut self, step: &'a Step) {
        self.check(step.span);
        visit::walk_step(self, step);
    }
    fn filter(&mut self, filter: &'a Filter) {
        self.check(filter.span);
        visit::walk_filter(self, filter);
    }
    fn expr(&mut self, expr: &'a Expr) {
        self.check(expr.span);
        visit::walk_expr(self, expr);
    }
    fn call(&mut self, call: &'a Call) {
        self.check(call.span);
        self.check(call.function_span);
        visit::walk_call(self, call);
    }
    fn pattern(&mut self, pattern: &'a Pattern) {
        self.check(pattern.span());
        visit::walk_pattern(self, pattern);
    }
}

fn check(text: &str, query: &Query, diagnostics: &[Diagnostic]) {
    let mut spans = Spans { text };
    visit::walk_query(&mut spans, query);
    for comment in &query.comments {
        spans.check(comment.span);
    }
    for diagnostic in diagnostics {
        spans.check(diagnostic.primary.span);
        diagnostic.secondary.iter().for_each(|label| spans.check(label.span));
        for fix in &diagnostic.fixes {
            fix.edits.iter().for_each(|edit| spans.check(edit.span));
            assert!(fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
        }
    }
    let source = SourceFile::new("q", text);
    assert_eq!(render::json(diagnostics, &source).lines().count(), diagnostics.len());
    let _ = render::text(diagnostics, &source, false);
}

fn check_both(text: &str) {
    for (query, diagnostics) in [lenient(text), strict(text)] {
        check(text, &query, &diagnostics);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text(text in "\\PC{0,60}|[a-c=|(){}\\[\\]\"/!<>:;,?$~ \n\\\\'`*+-]{0,80}") {
        check_both(&text);
    }

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..100)) {
        let (text, query, diagnostics) = crate::parser::parse_bytes(&bytes, &super::options(super::Dialect::Lenient));
        check(&text, &query, &diagnostics);
    }

    #[test]
    fn truncated(index in 0..QUERIES.len(), at in 0.0..1.0_f64) {
        let query = QUERIES[index];
        let cut = query.floor_char_boundary((query.len() as f64 * at) as usize);
        check_both(&query[..cut]);
        check_both(&query[cut..]);
    }

    #[test]
    fn mutated(first in 0..QUERIES.len(), second in 0..QUERIES.len(), a in 0.0..1.0_f64, b in 0.0..1.0_f64, insert in "[|(){}\\[\\]\"/!=<>:;,?*-]{0,3}") {
        let (left, right) = (QUERIES[first], QUERIES[second]);
        let a = left.floor_char_boundary((left.len() as f64 * a) as usize);
        let b = right.floor_char_boundary((right.len() as f64 * b) as usize);
        check_both(&format!("{}{insert}{}", &left[..a], &right[b..]));
    }

    /// What is printed reads back as the same tree, where the first reading found nothing to object to.
    #[test]
    fn printed_text_reads_back(text in "([a-c]|\"x y\"|/r/i|[0-9]|not |!|a=|b!=|n<|f\\(a, p=1\\)|x := | \\| | or | and | |\\(a\\)){1,12}") {
        let (query, diagnostics) = strict(&text);
        if diagnostics.is_empty() {
            let printed = crate::ast::print::query(&query);
            let (again, diagnostics) = strict(&printed);
            prop_assert!(diagnostics.is_empty(), "{text:?} {printed:?} {diagnostics:#?}");
            prop_assert_eq!(sexpr::query(&again), sexpr::query(&query), "{}", printed);
        }
    }
}

/// Deep and long texts; the limit is generous, for quadratic behaviour takes minutes.
#[test]
fn hostile_texts() {
    let long = |piece: &str| piece.repeat(100_000 / piece.len());
    let pieces = [
        "(",
        "[",
        "{",
        "f(",
        "f(a=",
        "case {",
        "case{a=>",
        "!",
        "not ",
        "-",
        "x:=-",
        "x:=(",
        "x:=1+",
        "a or ",
        "a and ",
        "a ",
        "a|",
        "a\n",
        "\"",
        "\"a\n",
        "/",
        "/[/ ",
        "/x/ ",
        "/a\n",
        "/* ",
        "//\n",
        "f(a) ",
        "f(a)\n",
        "a*",
        "f(a*",
        "a:",
        ":",
        "a=1 ",
        "?",
        "?{",
        "$a ",
        "$a(",
        "a,",
        "f(a,",
        "x:=[",
        "f([",
        "f({",
        "a match { b => ",
        "x match {",
        ";",
        ")",
        "]",
        "}",
        "'",
        "`",
        "\\",
        "a in (",
        "where ",
        "where a=1 and (",
        "union ",
        "(a|",
        "(a) or ",
        "eval x = ",
        "eval x = case(",
        "a ?? ",
        "x := a ?? ",
        "| ",
        "|",
        "\u{a0}",
        "\u{201c}",
        "a <",
        "a = ",
        "a =~ ",
        "x := a and ",
        "x := a = /b/ or ",
        "f(a=b and ",
        "filter {",
        "table a,",
        "#",
        "f(a-",
        "x:=a-",
    ];
    let prefixes = ["", "x := f(", "", "case { "];
    for (number, piece) in pieces.into_iter().enumerate() {
        for prefix in prefixes.get(number % 4..=number % 4).unwrap_or_default() {
            let text = format!("{prefix}{}", long(piece));
            let start = Instant::now();
            let (query, diagnostics) = lenient(&text);
            let taken = start.elapsed();
            assert!(taken < Duration::from_secs(10), "{prefix}{piece}: {taken:?}");
            check(&text, &query, &diagnostics[..diagnostics.len().min(5)]);
        }
    }
    let word = "w".repeat(1_000_000);
    for text in [
        word.clone(),
        format!("a = {word}"),
        format!("{word} = 1"),
        format!("{word}(a)"),
        format!("f({word}, a-{word})"),
    ] {
        check_both(&text);
    }
    let steps = "a=1 | x := lower(b) | ".repeat(5000);
    assert_eq!(lenient(&steps).0.pipeline.steps.len(), 10_000);
}

#[test]
fn depth_is_limited() {
    for (open, close) in
        [("(", ")"), ("f(", ")"), ("x := (", ")"), ("case { ", " }"), ("not ", ""), ("f({", "})"), ("f([", "])")]
    {
        let ok = format!("{}a{}", open.repeat(20), close.repeat(20));
        assert!(!lenient(&ok).1.iter().any(|found| found.code.name() == "query-too-deep"), "{ok}");
        let deep = format!("{}a{}", open.repeat(5000), close.repeat(5000));
        let (_, diagnostics) = lenient(&deep);
        let errors: Vec<_> =
            diagnostics.iter().filter(|found| found.is_error()).map(|found| found.code.name()).collect();
        if open != "x := (" {
            assert_eq!(errors, ["query-too-deep"], "{open}");
        }
    }
}

#[test]
fn long_flat_texts_are_not_deep() {
    for piece in ["a ", "a or ", "a=1 | ", "f([a, b], c) | "] {
        let text = format!("{}a", piece.repeat(3000));
        assert!(lenient(&text).1.iter().all(|found| found.code.name() != "query-too-deep"), "{piece}");
    }
}
