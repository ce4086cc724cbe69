//! `join()`, where the reference recommends `defineTable()` with `match()`.

use super::Context;
use crate::diagnostic::Diagnostic;

lint! {
    "join-as-table" Info Performance,
    what: "join() reads the events twice; LogScale recommends defineTable() with match().",
    why: "join() does not work in live queries, keeps at most 200,000 rows of its subquery, and says little when it cut some off. A table is made once and can be used in several steps.",
    example: "join({ a=1 | groupBy(host) }, field=host, key=host)",
    instead: "defineTable(query={ a=1 | groupBy(host) }, include=[host], name=\"hosts\") | match(table=\"hosts\", field=host)",
}

fn check(context: &Context<'_>, findings: &mut Vec<Diagnostic>) {
    for site in context.survey.calls.iter().filter(|site| site.is("join")) {
        findings.push(
            Diagnostic::new(CODE, site.call.function_span, "join() reads the events twice")
                .help("make a table of the subquery with defineTable(), and test against it with match()"),
        );
    }
}
