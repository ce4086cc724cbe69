//! Parameters that the reference calls deprecated.

use super::Context;
use crate::diagnostic::Diagnostic;

lint! {
    "deprecated-parameter" Warning Portability,
    what: "The reference calls the parameter deprecated.",
    why: "LogScale may drop it with any version, and the saved query stops running.",
    example: "sort(a, reverse=true)",
    instead: "sort(a, order=asc)",
}

/// What the reference names in place of each.
const INSTEAD: &[(&str, &str, &str)] = &[
    ("sort", "reverse", "write order=asc or order=desc"),
    ("table", "reverse", "write order=asc or order=desc"),
    ("cidr", "negate", "write !cidr(...)"),
    ("match", "glob", "write mode=glob"),
];

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in &context.survey.calls {
        let Some(function) = site.function else { continue };
        for argument in &site.arguments {
            let Some(parameter) = function.parameters.get(argument.parameter).filter(|parameter| parameter.deprecated)
            else {
                continue;
            };
            let (function, name) = (function.name, parameter.name);
            let message = format!("the parameter {name} of {function}() is deprecated");
            let finding = Diagnostic::new(CODE, argument.span, message);
            let instead = INSTEAD.iter().find(|(own, of, _)| *own == function && *of == name);
            findings.push(match instead {
                Some((.., instead)) => finding.help(*instead),
                None => finding,
            });
        }
    }
}
