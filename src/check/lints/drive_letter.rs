//! A path with a drive letter, where Falcon writes the device.

use super::{Context, falcon};
use crate::ast::{FilterKind, Pattern};
use crate::diagnostic::Diagnostic;
use crate::source::Span;

lint! {
    "drive-letter" Warning Correctness,
    what: "A Falcon path is compared with a drive letter, but begins with the device.",
    why: "The sensor writes \\Device\\HarddiskVolume3\\Windows where people write C:\\Windows. The test never holds; as an exclusion it excludes nothing.",
    example: "#event_simpleName = ProcessRollup2 ImageFileName = /^C:\\\\Windows/i",
    instead: "#event_simpleName = ProcessRollup2 ImageFileName = /\\\\Windows/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    if !context.falcon {
        return;
    }
    for site in context.survey.regexes.iter().filter(|site| site.tests) {
        let Some(field) = site.field.as_deref() else { continue };
        let start = site.source.trim_start_matches("(?i)").trim_start_matches('^');
        report(context, field, start, site.span, findings);
    }
    for site in &context.survey.filters {
        if let FilterKind::Match { field, pattern: Pattern::Glob(text), .. } = &site.filter.kind {
            report(context, &field.text, &text.value, text.span, findings);
        }
    }
}

fn report(context: &Context<'_>, field: &str, text: &str, span: Span, findings: &mut Vec<Diagnostic>) {
    let origin = context.origin(field).field;
    let mut letters = text.chars();
    let drive = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic())
        && letters.next() == Some(':')
        && letters.next() == Some('\\');
    // Only these hold what the sensor's kernel part saw.
    if drive && falcon::is_path(origin) && origin.ends_with("ileName") {
        findings.push(
            Diagnostic::new(
                CODE,
                span,
                format!("{origin} begins with \\Device\\HarddiskVolume, not with a drive letter"),
            )
            .help("leave the drive out and begin with its first backslash"),
        );
    }
}
