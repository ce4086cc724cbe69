//! `(?i)` at the start of a regex that could have the flag i.

use super::Context;
use crate::diagnostic::{Applicability, Diagnostic, Edit};
use crate::source::Span;

lint! {
    "inline-flag" Info Style,
    what: "(?i) stands inside the regex; the flag i behind the slash says the same.",
    why: "In LogScale (?i) covers only the first alternative. The day someone adds a second one, that one looks at capitals.",
    example: "FileName = /(?i)psexec/",
    instead: "FileName = /psexec/i",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.regexes.iter().filter(|site| site.source.starts_with("(?i)")) {
        // With alternatives it is an error of its own.
        let Some(span) = site.exact(0..4, context.text).filter(|_| !site.source.contains('|')) else { continue };
        let flag = if site.flags.contains('i') { "" } else { "i" };
        let edits =
            vec![Edit { span, text: String::new() }, Edit { span: Span::at(site.span.end()), text: flag.to_owned() }];
        let finding = Diagnostic::new(CODE, span, "write the flag behind the regex");
        findings.push(super::edit::with(finding, "move the flag behind the slash", edits, Applicability::Safe));
    }
}
