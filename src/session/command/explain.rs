//! `:explain`: the plan of a query.

use super::{Call, Command, Completion};
use crate::plan;
use crate::session::{Host, Kind, Next, Reply, Session};

pub(super) static COMMAND: Command = Command {
    name: "explain",
    arguments: "[QUERY]",
    summary: "show how a query runs: stages, fields, prefilter",
    details: "Without a query it explains the last one.",
    completion: Completion::Query,
    run,
};

/// What stands before a query that comes back for editing.
const BEFORE: &str = ":explain ";

fn run(session: &mut Session, call: &Call<'_>, host: &dyn Host) -> Reply {
    let query = match (call.rest, &session.last_query) {
        ("", Some(last)) => last.clone(),
        ("", None) => return Reply::error("there is no query yet; :explain QUERY explains one"),
        (query, _) => query.to_owned(),
    };
    let mut reply = Reply::default();
    match session.prepare(&query, host, &mut reply) {
        Ok(plan) => {
            let tree = plan::tree(&query, &session.settings).0;
            reply.add(Kind::Data, plan::details(&plan, &tree));
            reply
        }
        Err(at) => reply.then(Next::Edit(format!("{BEFORE}{query}"), BEFORE.len() + at)),
    }
}
