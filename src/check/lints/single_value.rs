//! `in()` with one value.

use super::survey::Use;
use super::{Context, edit};
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "single-value" Info Style,
    what: "in() lists one value; = says the same.",
    why: "A list of one makes a reader look for the others.",
    example: "in(field=status, values=[\"500\"])",
    instead: "status = \"500\"",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("in")) {
        let (Some(field), Some(values)) = (site.text("field"), site.texts("values")) else { continue };
        let [(_, span)] = values.as_slice() else { continue };
        if site.text("ignoreCase").is_some_and(|text| text != "false") {
            continue;
        }
        let sign = if site.negated { "!=" } else { "=" };
        let finding = Diagnostic::new(CODE, site.span, format!("in() with one value is {sign}"));
        let fixed = format!("{} {sign} {}", edit::field(&field), span.of(context.text));
        let written = site.span.of(context.text);
        // Not as a value, nor in a text that the dialect's rewriting has left behind.
        let plain = site.used == Use::Step && written.trim_start_matches(['!', ' ']).starts_with(&site.call.function);
        findings.push(match plain {
            true => finding.fix("compare the value", site.span, fixed, Applicability::Safe),
            false => finding.help(format!("write {fixed}")),
        });
    }
}
