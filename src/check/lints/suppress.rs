//! Findings silenced by comments: `// offscale: allow(code)` for a step, `// offscale: allow-file(code)` for the query.
//!
//! On a line of its own the comment covers the step that begins after it; behind a step, the step on its line. Errors
//! cannot be silenced: LogScale refuses the query whatever a comment says.

use std::cell::Cell;

use crate::ast::visit::{self, Visitor};
use crate::ast::{Query, Step};
use crate::diagnostic::codes::CodeInfo;
use crate::diagnostic::{Applicability, Code, Diagnostic, Severity, suggest};
use crate::source::Span;

/// The codes that this file raises.
pub static CODES: &[Code] = &[UNUSED, UNKNOWN];

const UNUSED: Code = Code::new(&CodeInfo {
    name: "unused-allow",
    severity: Severity::Warning,
    summary: "A comment silences a finding that is not there.",
    example: "status = 500 // offscale: allow(case-without-default)",
});

const UNKNOWN: Code = Code::new(&CodeInfo {
    name: "unknown-allow",
    severity: Severity::Warning,
    summary: "A comment names a finding that does not exist, or cannot be read.",
    example: "status = 500 // offscale: allow(case-without-defalt)",
});

/// Why these codes matter, and what to write instead.
pub(crate) const EXPLANATIONS: &[(&str, &str, &str)] = &[
    (
        "unused-allow",
        "The next real finding of that kind would be silenced as well, and nobody would know.",
        "status = 500",
    ),
    (
        "unknown-allow",
        "It silences nothing; the names are those in brackets behind error, warning and info.",
        "code match { 200 => x := 1; 500 => x := 2 } // offscale: allow(case-without-default)",
    ),
];

/// The word with which such a comment begins.
const MARK: &str = "offscale:";

/// A name in such a comment.
struct Allowance<'t> {
    code: Code,
    name: &'t str,
    span: Span,
    /// What it covers; none for the whole query.
    covers: Option<Vec<Span>>,
    comment: Span,
    alone: bool,
    used: Cell<bool>,
}

/// Takes out the findings that comments silence, and adds findings about comments that silence nothing.
pub fn suppress(query: &Query, text: &str, findings: &mut Vec<Diagnostic>) {
    if !query.comments.iter().any(|comment| comment.span.of(text).contains(MARK)) {
        return;
    }
    let mut steps = Steps::default();
    visit::walk_query(&mut steps, query);
    let mut own = Vec::new();
    let mut allowances = Vec::new();
    for comment in &query.comments {
        read(comment.span, text, &steps.0, &mut allowances, &mut own);
    }
    findings.retain(|finding| {
        let place = finding.primary.span;
        let covering = |allowance: &&Allowance<'_>| {
            let here = |span: &Span| place.start >= span.start && place.start < span.end.max(span.start + 1);
            allowance.code == finding.code && allowance.covers.as_ref().is_none_or(|covers| covers.iter().any(here))
        };
        let mut silenced = false;
        for allowance in allowances.iter().filter(covering) {
            allowance.used.set(true);
            silenced = true;
        }
        finding.is_error() || !silenced
    });
    own.extend(allowances.iter().filter(|allowance| !allowance.used.get()).map(|allowance| {
        let finding = Diagnostic::new(
            UNUSED,
            allowance.span,
            format!(
                "there is no {} to silence {}",
                allowance.name,
                if allowance.covers.is_some() { "here" } else { "in this query" }
            ),
        );
        match allowance.alone {
            true => finding.fix("remove the comment", with_blanks(allowance.comment, text), "", Applicability::Safe),
            false => finding.help("take the name out of the list"),
        }
    }));
    findings.extend(own);
}

/// A comment with the blanks before it, and with its line when nothing else stands there.
fn with_blanks(comment: Span, text: &str) -> Span {
    let before = text.get(..comment.start()).unwrap_or("");
    let start = before.trim_end_matches([' ', '\t']).len();
    let behind = text.get(comment.end()..).unwrap_or("");
    let line =
        (start == 0 || before.get(..start).is_some_and(|before| before.ends_with('\n'))) && behind.starts_with('\n');
    Span::new(start, comment.end() + usize::from(line))
}

#[derive(Default)]
struct Steps(Vec<Span>);

impl<'a> Visitor<'a> for Steps {
    fn step(&mut self, step: &'a Step) {
        self.0.push(step.span);
        visit::walk_step(self, step);
    }
}

fn read<'t>(
    comment: Span,
    text: &'t str,
    steps: &[Span],
    allowances: &mut Vec<Allowance<'t>>,
    own: &mut Vec<Diagnostic>,
) {
    let body = comment.of(text);
    let Some((_, rest)) =
        body.split_once(MARK).filter(|(before, _)| before.trim().trim_matches(['/', '*']).trim().is_empty())
    else {
        return;
    };
    let (whole, list) = match (rest.trim_start().strip_prefix("allow-file("), rest.trim_start().strip_prefix("allow("))
    {
        (Some(list), _) => (true, list),
        (None, list) => (false, list.unwrap_or("")),
    };
    let Some((list, _)) = list.split_once(')') else {
        own.push(
            Diagnostic::new(UNKNOWN, comment, "this comment to offscale cannot be read")
                .help("write // offscale: allow(code, code), or allow-file(code) for the whole query"),
        );
        return;
    };
    let opening = body.find('(').map_or(0, |at| comment.start() + at + 1);
    let names: Vec<&str> = list.split(',').map(str::trim).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        own.push(Diagnostic::new(UNKNOWN, comment, "this comment names no finding").help("write allow(code)"));
    }
    let covers = (!whole).then(|| covered(comment, text, steps));
    let mut at = opening;
    for name in list.split(',') {
        let start = at + (name.len() - name.trim_start().len());
        at += name.len() + 1;
        let name = name.trim();
        if name.is_empty() {
            continue;
        }
        let span = Span::new(start, start + name.len());
        match crate::check::code(name) {
            Some(code) => allowances.push(Allowance {
                code,
                name,
                span,
                covers: covers.clone(),
                comment,
                alone: names.len() == 1,
                used: Cell::new(false),
            }),
            None => {
                let mut finding = Diagnostic::new(UNKNOWN, span, format!("there is no finding {name}"));
                if let Some(near) = suggest::closest(name, crate::check::codes().map(Code::name)) {
                    finding = finding.fix(format!("did you mean {near}?"), span, near, Applicability::Unsafe);
                }
                own.push(finding);
            }
        }
    }
}

/// The steps that a comment stands at.
fn covered(comment: Span, text: &str, steps: &[Span]) -> Vec<Span> {
    let before = text.get(..comment.start()).unwrap_or("");
    let line = before.rfind('\n').map_or(0, |at| at + 1);
    let code = before.get(line..).unwrap_or("").trim();
    if code.is_empty() || code == "|" {
        // The step that begins next; of several that begin there, the outermost.
        let next =
            steps.iter().filter(|span| span.start >= comment.end).min_by_key(|span| (span.start, u32::MAX - span.end));
        return next.copied().into_iter().collect();
    }
    let end = before.trim_end().len();
    let on_line = |at: usize| at >= line && at <= end;
    let here = |span: &&Span| on_line(span.start()) && span.start() < end || on_line(span.end()) && span.end() > line;
    let touching: Vec<Span> = steps.iter().filter(here).copied().collect();
    if !touching.is_empty() {
        return touching;
    }
    // A step of several lines: the innermost that the line is part of.
    let inner =
        steps.iter().filter(|span| span.start() < end && span.end() >= end).min_by_key(|span| span.end - span.start);
    inner.copied().into_iter().collect()
}
