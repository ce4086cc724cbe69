//! An address range tested as text, where `cidr()` knows addresses.

use super::shape::{self, Alternative, Kind, Piece};
use super::{Context, edit};
use crate::ast::{Filter, FilterKind, MatchOperator, Pattern};
use crate::diagnostic::{Applicability, Diagnostic};
use crate::source::Span;

lint! {
    "cidr-as-text" Info Style,
    what: "A range of IP addresses is tested as text; cidr() says which range is meant.",
    why: "A prefix of text can only cut at a dot, says nothing about IPv6, and its dots match anything unless they are escaped.",
    example: "RemoteAddressIP4 = /^10\\./",
    instead: "cidr(RemoteAddressIP4, subnet=\"10.0.0.0/8\")",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.tests && site.flags.is_empty()) {
        let (Some(test), Some(field)) = (site.test, &site.field) else { continue };
        let Some(text) = site.shape.as_deref().and_then(prefix) else { continue };
        report(context, test, field, &text, site.span, site.negated, findings);
    }
    for site in &context.survey.filters {
        let FilterKind::Match { field, operator, pattern: Pattern::Glob(text) } = &site.filter.kind else { continue };
        let Some(prefix) = text.value.strip_suffix('*').filter(|_| *operator != MatchOperator::Like) else { continue };
        let negated = site.negated != (*operator == MatchOperator::NotEqual);
        report(context, site.filter, &field.text, prefix, text.span, negated, findings);
    }
}

fn report(
    context: &Context<'_>,
    test: &Filter,
    field: &str,
    prefix: &str,
    span: Span,
    negated: bool,
    findings: &mut Vec<Diagnostic>,
) {
    let Some(subnet) = subnet(prefix) else { return };
    let finding = Diagnostic::new(CODE, span, format!("this is the range {subnet}, tested as text"));
    findings.push(match context.is_step(test) {
        true => {
            let not = if negated { "!" } else { "" };
            let text = format!("{not}cidr({}, subnet=\"{subnet}\")", edit::field(field));
            finding.fix("test the range", test.span, text, Applicability::Unsafe)
        }
        false => finding.help(format!("cidr({field}, subnet=\"{subnet}\") tests it as a step of its own")),
    });
}

/// The text that a regex wants at the start, when it wants nothing else.
fn prefix(shape: &[Alternative]) -> Option<String> {
    let [Alternative { pieces, .. }] = shape else { return None };
    let [Piece { kind: Kind::Start, .. }, rest @ ..] = pieces.as_slice() else { return None };
    shape::literal(rest)
}

/// The range whose addresses begin with this text: one to three numbers, each with its dot.
fn subnet(prefix: &str) -> Option<String> {
    let numbers: Vec<&str> = prefix.strip_suffix('.')?.split('.').collect();
    let fits = |number: &&str| number.parse::<u8>().is_ok_and(|value| value.to_string() == **number);
    if numbers.len() > 3 || !numbers.iter().all(fits) {
        return None;
    }
    let zeros = ".0".repeat(4 - numbers.len());
    Some(format!("{}{zeros}/{}", numbers.join("."), numbers.len() * 8))
}
