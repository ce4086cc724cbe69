//! `wildcard()` where `=` does the same.

use super::survey::Use;
use super::{Context, edit};
use crate::ast::print::quote;
use crate::diagnostic::{Applicability, Diagnostic};

lint! {
    "wildcard-as-glob" Info Style,
    what: "wildcard() with regard to case is the plain comparison with stars.",
    why: "wildcard() is there for ignoreCase=true and for patterns in parameters; without them = says the same.",
    example: "wildcard(field=host, pattern=\"web-*\")",
    instead: "host = \"web-*\"",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("wildcard") && site.used == Use::Step) {
        let (Some(field), Some(pattern)) = (site.text("field"), site.text("pattern")) else { continue };
        let other = |name: &str| site.text(name).is_some_and(|text| text != "false");
        if other("ignoreCase")
            || other("includeEverythingOnAsterisk")
            || site.argument("ignoreCase").is_some_and(|_| site.text("ignoreCase").is_none())
        {
            continue;
        }
        let finding = Diagnostic::new(CODE, site.span, "this is the comparison with =");
        let sign = if site.negated { "!=" } else { "=" };
        let fixed = format!("{} {sign} {}", edit::field(&field), quote(&pattern));
        findings.push(finding.fix("compare with stars", site.span, fixed, Applicability::Safe));
    }
}
