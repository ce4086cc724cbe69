//! A regex in quotes, which is text.

use super::Context;
use crate::ast::{FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "quoted-regex" Warning Correctness,
    what: "A regex stands in quotes, which makes it text with slashes.",
    why: "Quoted text is compared as it is, slashes included, with * as the only special character. The test never holds.",
    example: "CommandLine = \"/mimi(katz|lib)/i\"",
    instead: "CommandLine = /mimi(katz|lib)/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.filters {
        let FilterKind::Match { operator, pattern: Pattern::Glob(text), .. } = &site.filter.kind else { continue };
        if !text.quoted || *operator == MatchOperator::Like {
            continue;
        }
        if let Some(finding) = finding(&text.value, text.span) {
            let plain = !text.value.contains(['\\', '\n']);
            findings.push(match plain {
                true => finding.fix("take the quotes away", text.span, text.value.clone(), Applicability::Unsafe),
                false => finding.help("take the quotes away, and write each backslash as the regex has it"),
            });
        }
    }
    for site in context.survey.calls.iter().filter(|site| site.is("in")) {
        let values = site.texts("values").unwrap_or_default();
        findings.extend(values.iter().filter_map(|(value, span)| {
            finding(value, *span).map(|finding| finding.help("in() takes texts with stars; test a regex with ="))
        }));
    }
}

fn finding(text: &str, span: Span) -> Option<Diagnostic> {
    let (source, flags) = text.strip_prefix('/')?.rsplit_once('/')?;
    let special = [".*", ".+", "\\", "|", "^", "$", "[", "(?", "("].iter().any(|sign| source.contains(sign));
    let flags = flags.chars().all(|flag| "dimgF".contains(flag));
    // A path has slashes too.
    (special && flags && !source.is_empty() && !source.contains('/'))
        .then(|| Diagnostic::new(CODE, span, "in quotes this is text, not a regex"))
}
