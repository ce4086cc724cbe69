//! Queries in the forms that real ones have, after a survey of public queries: `check` finds no error in any of them,
//! whatever files, values and saved queries are missing.

#![allow(clippy::unwrap_used)]

use offscale::diagnostic::render;
use offscale::exec::Settings;
use offscale::session;
use offscale::source::SourceFile;

#[test]
fn check_accepts_what_people_write() {
    let queries = include_str!("accepted.txt").split("\n\n").map(str::trim).filter(|query| !query.is_empty());
    let mut wrong = Vec::new();
    let mut count = 0;
    for query in queries {
        let mut findings = session::check(query, &Settings::default());
        findings.retain(offscale::diagnostic::Diagnostic::is_error);
        if !findings.is_empty() {
            wrong.push(render::text(&findings, &SourceFile::new("query", query), false));
        }
        count += 1;
    }
    assert!(count > 90, "{count} queries");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
