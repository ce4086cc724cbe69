//! `correlate()` beside another function that reads the events again.

use super::Context;
use super::survey::Use;
use crate::diagnostic::Diagnostic;

lint! {
    "correlate-with-join" Warning Portability,
    what: "correlate() stands beside another function that reads the events a second time.",
    why: "correlate() makes its own passes over the events. LogScale does not document it together with join() or selfJoin(), and the limits of both apply at once.",
    example: "correlate(A: { a=1 }, B: { a=2 | x <=> A.x }) | join({ b=1 }, field=A.x, key=x)",
    instead: "correlate(A: { a=1 }, B: { a=2 | x <=> A.x }) | groupBy(A.x)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    let Some(correlate) = context.survey.calls.iter().find(|site| site.is("correlate")) else { return };
    let passes = |name: &str| matches!(name, "join" | "selfJoin" | "selfJoinFilter");
    let others = context
        .survey
        .calls
        .iter()
        .filter(|site| site.used == Use::Step && site.function.is_some_and(|function| passes(function.name)));
    for site in others {
        findings.push(
            Diagnostic::new(CODE, site.call.function_span, format!("{}() beside correlate()", site.call.function))
                .also(correlate.call.function_span, "correlate() stands here")
                .help("give the other query a name inside correlate()"),
        );
    }
}
