//! `:check`: the findings about a query.

use super::{Call, Command, Completion};
use crate::diagnostic::{Diagnostic, render};
use crate::session::{Host, Kind, Reply, Session};
use crate::source::SourceFile;

pub(super) static COMMAND: Command = Command {
    name: "check",
    arguments: "[QUERY]",
    summary: "show all findings about a query, and what LogScale itself would refuse",
    details: "Without a query it checks the last one. The query does not run.",
    completion: Completion::Query,
    run,
};

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let query = match (call.rest, &session.last_query) {
        ("", Some(last)) => last.clone(),
        ("", None) => return Reply::error("there is no query yet; :check QUERY checks one"),
        (query, _) => query.to_owned(),
    };
    let findings = session.check(&query);
    if findings.is_empty() {
        return Reply::note("no findings");
    }
    let kind = if findings.iter().any(Diagnostic::is_error) { Kind::Error } else { Kind::Warning };
    Reply::of(kind, render::text(&findings, &SourceFile::new("query", &query), host.color()).trim_end())
}
